"""The parts of a document: the notice that a plan is sent with, the plan itself, and its annexes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Literal

from extraction.distinct import Distinct
from extraction.lexicon import any_of, load_data
from extraction.marks import PlanText, bare, blanked
from extraction.numerals import read_numeral
from extraction.sections import Node, find_sections

Span = tuple[int, int]

_HEAD, _NAMED_BY, _LONGEST_TITLE, _TITLE_LINES, _AROUND_A_TITLE = 4000, 300, 60, 3, 16
_SIGNATURE_REACH, _SHORTEST_PLAN = 12, 200
_DAY = re.compile(r"\s*(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:\(此件[^()\n]*\)\s*)?")
_ASIDE = re.compile(r"\s*\([^()\n]*\)\s*")
_LISTED = re.compile(r"\s*(?:\d{1,2}|[一二三四五六七八九十])[.、,]")
_SENT_ON = re.compile(r"[印转下]发")
_BEHIND_A_TITLE = re.compile(r"[》”\"]?(?:\([^()]*\)|[\d—~年-]*)")
_CHAPTER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|第.{1,3}[章部])")


@dataclass(frozen=True, slots=True)
class Part:
    """One part.

    Args:
        start: where it begins, as ``end`` where it ends.
        body: where its title begins.
        id: of an annex, what the ids of all that stands in it begin with.
    """

    kind: Literal["notice", "plan", "annex"]
    start: int
    body: int
    end: int
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """A document told apart.

    Args:
        parts: in the order of the text.
        listed: where the text only names annexes, which it may not hold.
    """

    parts: tuple[Part, ...]
    listed: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Annex:
    """A line that names an annex: over the annex itself, or where annexes are listed.

    Args:
        body: where its title begins; where the line ends if it has none.
        at: place of the line among those that hold something.
        inner: whether it is called a table of the plan, as 附表 is.
    """

    start: int
    body: int
    end: int
    number: int | None
    at: int
    inner: bool


def find_parts(text: PlanText, tables: Sequence[Span]) -> Parts:
    """Tell the parts of a document apart; a text with random marks, whose lines are lost, is one.

    Args:
        text: without what stands in its tables, which lie at ``tables``.
    """
    named = load_data("headings")["annexes"]
    if text.scrambled or not any(word in text.plain for word in (*named, "印发", "转发")):
        return Parts((Part("plan", 0, 0, len(text.plain)),))
    return _Reader(text.plain, tables).parts()


def sections_of(text: PlanText, found: Parts) -> list[Node]:
    """Return the headings of a plan and of its annexes, each of which is a section itself."""
    unlisted = blanked(text, found.listed)
    return [node for part in found.parts if part.kind != "notice" for node in _sections(unlisted, part)]


def _sections(text: PlanText, part: Part) -> Iterator[Node]:
    nodes = find_sections(text, part.body, part.end)
    if part.id is None:
        yield from nodes
        return
    own_end = nodes[0].start if nodes else part.end
    yield Node(part.id, None, part.start, part.body, own_end, part.end, leaf=not nodes, style="annex")
    for node in nodes:
        yield replace(node, id=f"{part.id}.{node.id}", parent=f"{part.id}.{node.parent}" if node.parent else part.id)


@cache
def _annex_line() -> re.Pattern[str]:
    word = any_of(load_data("headings")["annexes"])
    return re.compile(
        rf"\s*(?P<word>{word})[ ]*(?:(?P<n>\d{{1,2}}(?![\d年])|[一二三四五六七八九十]{{1,3}})|(?=[ :]|\s*$))"
        r"(?:—\d+)?\s*:?\s*(?P<title>[^\n。;]*?)\s*$",
    )


@cache
def _sent() -> re.Pattern[str]:
    return re.compile(r"[印转下]发(?:关于)?《?(?P<title>[^《》。]{4,60}?)》?(?:的|,)?通知")


def _lines(plain: str) -> Iterator[Span]:
    """The lines that hold something."""
    at = 0
    for line in plain.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


class _Reader:
    """Reads one document line by line."""

    def __init__(self, plain: str, tables: Sequence[Span]) -> None:
        self.plain = plain
        self.tables = [start for start, _ in tables]
        self.lines = list(_lines(plain))
        self.named = list(self._named())

    def parts(self) -> Parts:
        """Return the parts, and where annexes are only named."""
        real = [annex for place, annex in enumerate(self.named) if self._is_annex(place)]
        held = set(real)
        listed = tuple((annex.start, self._list_end(annex)) for annex in self.named if annex not in held)
        start, annexes = self._plan(real, listed)
        edges = [*(annex.start for annex in annexes), len(self.plain)]
        first = edges[0] if start is None else start
        found = [Part("notice", 0, 0, first)] if first else []
        if start is not None:
            found.append(Part("plan", start, start, edges[0]))
        once = Distinct()
        for place, (annex, end) in enumerate(zip(annexes, edges[1:], strict=True), 1):
            own = once(f"a{annex.number or place}")
            found.append(Part("annex", annex.start, self._title_start(annex), end, own))
        return Parts(tuple(found), listed)

    def _named(self) -> Iterator[_Annex]:
        """The lines that name an annex."""
        for at, (start, end) in enumerate(self.lines):
            found = _annex_line().match(self.plain, start, end) if end - start <= _LONGEST_TITLE else None
            if found:
                number = read_numeral(found["n"]) if found["n"] else None
                yield _Annex(start, found.start("title"), end, number, at, found["word"] == "附表")

    def _is_annex(self, place: int) -> bool:
        """Whether an annex follows a line that names it, and the line is none of a list."""
        annex = self.named[place]
        follows = self.named[place + 1] if place + 1 < len(self.named) else None
        titled = annex.body < annex.end
        if titled and (_LISTED.match(self.plain, annex.body) or self._beside_another(place)):
            return False
        lines = self.lines[annex.at + 1 : follows.at if follows else len(self.lines)]
        if annex.inner and any(_CHAPTER.match(self.plain, *line) for line in lines):
            return False
        table = self._table_after(annex.end)
        said = [line for line in lines[:_SIGNATURE_REACH] if line[0] < table]
        for start, end in said:
            if _DAY.fullmatch(self.plain, start, end):
                return False
            if "。" in self.plain[start:end]:
                break
        holds_table = table < (follows.start if follows else len(self.plain))
        return holds_table or len(lines) > 2 or any("。" in self.plain[start:end] for start, end in lines)

    def _beside_another(self, place: int) -> bool:
        """Whether the line before or the one after names an annex too."""
        at = self.named[place].at
        return any(near.at in (at - 1, at + 1) for near in self.named[max(0, place - 1) : place + 2])

    def _table_after(self, position: int) -> int:
        at = bisect_left(self.tables, position)
        return self.tables[at] if at < len(self.tables) else len(self.plain)

    def _list_end(self, annex: _Annex) -> int:
        """Where a list of annexes ends, which may number them on the lines below."""
        end = annex.end
        for at in range(annex.at + 1, len(self.lines)):
            start, stop = self.lines[at]
            if not _LISTED.match(self.plain, start) or stop - start > _LONGEST_TITLE or "。" in self.plain[start:stop]:
                break
            end = stop
        return end

    def _title_start(self, annex: _Annex) -> int:
        if annex.body < annex.end or annex.at + 1 == len(self.lines):
            return annex.body
        return self.lines[annex.at + 1][0]

    def _plan(self, annexes: list[_Annex], listed: Sequence[Span]) -> tuple[int | None, list[_Annex]]:
        """Where the plan begins, if anywhere, and the annexes to it.

        What a notice sends is the plan, whether it stands below it or is an annex of it; a numbered table is an annex.
        """
        sent = _sent().search(bare(self.plain[:_NAMED_BY]))
        if sent is None:
            return self._alone(annexes)
        start = self._titled(sent["title"], listed)
        if start is None:
            start = self._below_signature()
        if start is None and annexes:
            if annexes[0].number and self._table_after(annexes[0].end) < self._prose_after(annexes[0]):
                return None, annexes
            start = self._title_start(annexes[0])
        begin = start or 0
        return begin, [annex for annex in annexes if annex.start > begin]

    def _alone(self, annexes: list[_Annex]) -> tuple[int, list[_Annex]]:
        """Where the plan begins in a document without a notice: one that is all annex is the plan, unless a table."""
        first = annexes[0] if annexes else None
        if (
            first is None
            or first.at
            or (first.number or 1) > 1
            or self._table_after(first.end) < self._prose_after(first)
        ):
            return 0, annexes
        return self._title_start(first), annexes[1:]

    def _titled(self, title: str, listed: Sequence[Span]) -> int | None:
        """Where the title that the notice names stands over the plan, on up to three lines."""
        near = [span for span in listed if span[0] <= _HEAD]
        for at, (start, stop) in enumerate(self.lines):
            if start > _HEAD:
                break
            if any(begin <= start < end for begin, end in near):
                continue
            first = len(bare(self.plain[start:stop]))
            for _, end in self.lines[at : at + _TITLE_LINES]:
                words = bare(self.plain[start:end])
                if len(words) > len(title) + _AROUND_A_TITLE or _SENT_ON.search(words):
                    break
                before, found, behind = words.partition(title)
                if found and len(before) < first and _BEHIND_A_TITLE.fullmatch(behind):
                    return start
        return None

    def _below_signature(self) -> int | None:
        """Where a plan begins below the day under the notice."""
        for at, (start, end) in enumerate(self.lines):
            if start > _HEAD:
                return None
            if _DAY.fullmatch(self.plain, start, end):
                behind = islice(self.lines, at + 1, None)
                after = next((line for line in behind if not _ASIDE.fullmatch(self.plain, *line)), None)
                long = after and len(self.plain) - after[0] > _SHORTEST_PLAN
                return after[0] if after and long and after not in ((a.start, a.end) for a in self.named) else None
        return None

    def _prose_after(self, annex: _Annex) -> int:
        """Where the first sentence of an annex stands."""
        found = self.plain.find("。", annex.end)
        return found if found >= 0 else len(self.plain)
