"""The title of a plan: over the plan itself, in the notice that sends it out, or over its first lines."""

import re
from collections.abc import Iterator
from functools import cache

from extraction.lexicon import any_of, load_data
from extraction.marks import HAN, PlanText

_HEAD_REACH = 3000
_MOST_LINES = 4
_LONGEST_LEAD = 14
_LONGEST_TAIL = 12
_FALLBACK = 40
_QUOTES = str.maketrans("〈〉<>", "《》《》")  # a title in a title, which the plan itself writes with the usual marks


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = load_data("documents")
    kinds, titles, sends = any_of(data["plans"]), any_of(data["plans"] + data["titles"]), any_of(data["sends"])
    year = r"(?:19|20)\d\d"
    bracket = rf"\((?:[^()]{{0,6}}{year}[^()月日]{{0,14}}|{any_of(data['versions'])})\)"
    title = r"(?P<title>[^《》]{0,80}(?:《[^《》]{2,60}》[^《》]{0,40})?)"
    patterns = {
        "printed": rf"印发[《,\s]*(?P<title>[^《》\n]{{4,60}}?{kinds})",
        "headed": rf"^\s*(?P<title>[{HAN}“”\"\d—\s]{{4,60}}?{kinds})(?=\s|$|[(,])",
        "handed": rf"现将《{title}》",
        "sent": rf"{sends}《{title}》的",
        "agreed": rf"《{title}》[^,。]{{0,12}}[已业]经",
        "grounds": any_of([*data["basis"], *data["leads"]]),
        "sent_bare": rf"印发(?P<title>[^《》。:]{{4,80}}?{kinds}(?:{bracket})?)的?通知",
        "line": rf"(?P<title>[{HAN}\w“”\"][{HAN}\w“”\"《》()、,—\-+·&]{{3,90}}?{titles}(?:{bracket})?)"
        rf"(?=$|各|[{HAN}]{{2,8}}[\[(](?:19|20)\d\d)",
        "bracket": bracket,
        "number": rf"[\[(]{year}[\])]\d{{1,4}}号",
        "leads": rf"{sends}|[^{HAN}]",
        "goes_on": rf"关于|印发|^(?:全国|国家|[{HAN}]{{1,6}}[省市县区州])",
    }
    return {name: re.compile(pattern, re.MULTILINE) for name, pattern in patterns.items()}


def find_plan_title(text: PlanText, body: int, period: tuple[int, int] | None) -> str:
    """Return the title of the plan in a text, its white space removed.

    Args:
        body: where the first heading begins.
        period: the years in the head of a scrambled text, which lost the brackets around them.
    """
    if text.scrambled:
        return _scrambled(text, body, period)
    head = _Head(text, min(body or _HEAD_REACH, _HEAD_REACH))
    return head.sent() or head.line() or _first_line(text)


class _Head:
    """The head of a plan without white space, which knows where its lines began."""

    def __init__(self, text: PlanText, end: int) -> None:
        kept = [(place, char) for place, char in enumerate(text.plain[:end]) if not char.isspace()]
        self.plain = "".join(char for _, char in kept).translate(_QUOTES)
        self.source = "".join(text.source[place] for place, _ in kept)
        lines = text.plain[:end].translate(_QUOTES)
        self.blocks = [[re.sub(r"\s", "", line) for line in block.split("\n")] for block in _blocks(lines)]
        gaps = zip([(-1, ""), *kept], kept, strict=False)
        self.starts = {n for n, ((a, _), (b, _)) in enumerate(gaps) if a < 0 or "\n" in text.plain[a + 1 : b]}

    def sent(self) -> str | None:
        """The title that a notice names, as printed over the plan itself where it is."""
        sent = next(self._names(), None)
        if sent is None:
            return None
        at = self.plain.find(sent["title"], sent.end())
        while at >= 0:
            begin = max((s for s in self.starts if at - _LONGEST_LEAD <= s <= at), default=-1)
            if begin >= 0 and not _patterns()["leads"].search(self.plain, begin, at):
                return self._with_bracket(begin, self._line_end(at + len(sent["title"])))
            at = self.plain.find(sent["title"], at + 1)
        return self._with_bracket(*sent.span("title"))

    def _names(self) -> Iterator[re.Match[str]]:
        """The places that name what is sent out; not those that name a document as the ground of another."""
        yield from _patterns()["handed"].finditer(self.plain)
        for name in ("agreed", "sent", "sent_bare"):
            for match in _patterns()[name].finditer(self.plain):
                line = max((s for s in self.starts if s <= match.start()), default=0)
                if not _patterns()["grounds"].search(self.plain, line, match.start()):
                    yield match

    def _line_end(self, end: int) -> int:
        """The end of the line if no more than a few letters stand there: 规划 may be followed by 责任分解."""
        line = min((s for s in self.starts if s >= end), default=end)
        few = line - end <= _LONGEST_TAIL and re.fullmatch(rf"[{HAN}]*", self.plain[end:line])
        return line if few else end

    def _with_bracket(self, start: int, end: int) -> str:
        bracket = _patterns()["bracket"].match(self.plain, end)
        return self.source[start : bracket.end() if bracket else end]

    def line(self) -> str | None:
        """The first lines that read as a title; a line goes on in the next where it names no kind of document."""
        for block in self.blocks:
            for place, first in enumerate(block):
                if not first or (first.endswith((":", "文件")) and not _patterns()["number"].search(first)):
                    continue
                most = _MOST_LINES if _patterns()["goes_on"].search(first) else 1
                if title := self._joined(block[place : place + most]):
                    return title
        return None

    def _joined(self, lines: list[str]) -> str | None:
        joined = ""
        for line in lines:
            joined += line
            if found := _patterns()["line"].match(joined):
                at = self.plain.find(found["title"])
                return self._with_bracket(at, at + len(found["title"]))
        return None


def _blocks(head: str) -> Iterator[str]:
    """The stretches of lines between blank ones."""
    return (block for block in re.split(r"\n\s*\n", head) if block.strip())


def _first_line(text: PlanText) -> str:
    return re.sub(r"\s", "", text.plain.strip().split("\n", 1)[0][:_FALLBACK])


def _scrambled(text: PlanText, body: int, period: tuple[int, int] | None) -> str:
    """The title in a text without marks and lines: the fullest of those that stand in its head."""
    if printed := _patterns()["printed"].search(text.plain, 0, body):
        core = printed["title"]
        full = re.findall(rf"[{HAN}]*{re.escape(core)}", text.plain[printed.end() : body])
        title = max([core, *(f for f in full if "印发" not in f)], key=len)
    elif headed := _patterns()["headed"].search(text.plain[: body or 200]):
        title = headed["title"]
    else:
        title = _first_line(text)
    title = re.sub(r"\s", "", title)
    return f"{title}（{period[0]}—{period[1]}年）" if period else title
