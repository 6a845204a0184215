"""Duties in prose: 市发展改革委负责编制…；做好…。由市水务局牵头，会同市财政局制定….

Only what is a body for sure carries a duty here, with the role word right behind it: prose also says who answers for
what in general (谁污染谁负责), praises those who lead (牵头抓总作用), and speaks of people (负责人).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extraction.bodies import MAX_NAME, is_body_for_sure, is_group, role_words, unbracketed
from extraction.clauses import ClauseReader, Piece, pieces
from extraction.lexicon import any_of, load_data, opens_clause
from extraction.marks import PlanText
from extraction.records import ROLES
from extraction.roles import DUTY, Clause, beside_word, role_at_end, settle

_REACH = 60
_LINE = re.compile(r"[^\n]+")
_TITLE = re.compile(r"\s*([^。;:\n]{2,60})[。\n]")
_NUMBER = re.compile(r"[\s(]*(?:[\d一二三四五六七八九十①-⑳]{0,3}[.、)])?\s*")


@cache
def _duty() -> re.Pattern[str]:
    """Names, a role word, and not a word that makes it a noun or the past."""
    data = load_data("responsibility")
    roles = "|".join(f"(?P<{role}>{any_of(words)})" for role, words in data["duty"].items() if role in ROLES)
    fillers = any_of(data["fillers"])
    not_before = rf"{any_of(data['duty']['not_before'])}|{data['duty']['not_before_pattern']}"
    return re.compile(
        rf"(?P<names>.{{0,{_REACH}}}?)(?:{fillers}|{any_of(data['duty_fillers'])})*(?:{roles})(?!{not_before})",
        re.DOTALL,
    )


@cache
def _cue() -> re.Pattern[str]:
    data = load_data("responsibility")
    said = any_of([*(w for role in ("lead", "responsible") for w in data["duty"][role]), *data["beside"], ":"])
    return re.compile(rf"{said}|由(?=[^。;\n]{{2,{_REACH}}}?{any_of(role_words())})")


def find_duties(text: PlanText, start: int, end: int, *, groups: bool = False) -> list[Clause]:
    """Return the duties that the paragraphs of an item state, one clause a paragraph.

    Args:
        groups: whether groups alone can have them, as beside paragraphs that say what bodies do.
    """
    if titled := _titled(text, start, end):
        return [titled]
    if _cue().search(text.plain, start, end) is None:
        return []
    lines = list(_lines(text.plain, start, end))
    found = {line: _paragraph(text, *line, groups=groups) for line in lines}
    if not groups and any(found.values()):
        found |= {line: _paragraph(text, *line, groups=True) for line in lines if not found[line]}
    return [clause for line in lines if (clause := found[line])]


def _titled(text: PlanText, start: int, end: int) -> Clause | None:
    """Bodies that are the whole title of an item, with what they do behind it or in the items under it."""
    title = _TITLE.match(text.plain, start, end)
    behind = _NUMBER.match(text.plain, title.end()) if title else None
    if title is None or behind is None or not _says_what(text.plain, behind.end()):
        return None
    reader = ClauseReader(text, sure=True, label="responsible")
    if not all(reader.take(piece) for piece in pieces(text.plain, *title.span(1))):
        return None
    reader.close_sentence(ends=True)
    return settle(text, reader.start, reader.end, reader.named, rule=DUTY) if reader.named else None


def _says_what(plain: str, at: int) -> bool:
    """Whether a verb stands at a place, one of those that give a role included."""
    return opens_clause(plain, at) or _cue().match(plain, at) is not None


def _lines(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(plain, start, end):
        if _cue().search(plain, match.start(), match.end()):
            yield match.span()


def _paragraph(text: PlanText, start: int, end: int, *, groups: bool) -> Clause | None:
    """The duties in a paragraph; groups count beside a body."""
    reader = _Duties(text, sure=True)
    for piece in pieces(text.plain, start, end):
        reader.read(piece)
        reader.entitle(text.plain, piece)
    bodies = [n for n in reader.named if groups or not is_group(n.name)]
    if not any(n.role in ("lead", "responsible") or n.start in reader.given_by for n in bodies):
        return None
    return settle(text, reader.start, reader.end, reader.named, rule=DUTY)


@dataclass(slots=True)
class _Duties(ClauseReader):
    """Reads a paragraph: what is no duty is passed over.

    Args:
        by: whether 由 stands before the names, which a role word of any kind may then follow.
        given_by: where the names stand that got a role so.
    """

    goes_on: bool = True
    by: bool = False
    given_by: list[int] = field(default_factory=list)

    def read(self, piece: Piece) -> None:
        """Read a piece; a list of names one of which is no body's is none."""
        if set(piece.before) & set("。;"):
            self.waiting, self.beside, self.last, self.by = [], False, None, False
        if piece.before.strip() != "、" or self.goes_on:
            before = len(self.named)
            self.goes_on = not piece.words.startswith(("(", "[")) and self._read(piece)
            self.given_by += [name.start for name in self.named[before:] if self.by]
            self.waiting = self.waiting if self.goes_on else []

    def entitle(self, plain: str, piece: Piece) -> None:
        """Give the names that open a paragraph what a colon and a verb behind them say (市财政局：保障…)."""
        opened = piece.colon and not self.named and _says_what(plain, plain.index(":", piece.end) + 1)
        if opened and all(is_body_for_sure(unbracketed(name.name)) for name in self.waiting):
            self._took(piece.start, piece.end)
            self._give("responsible")

    def _read(self, piece: Piece) -> bool:
        if piece.words.startswith(_for_all()):
            return False
        by = piece.words.rfind("由") + 1  # 具体工作由市教委负责
        self.by = by > 0 or (self.by and (piece.before.strip() == "、" or self.last is not None))
        piece = piece.less(by)
        cut, beside = _opening(piece.words)
        self.beside = beside or (self.beside and piece.before.strip() == "、")
        piece = piece.less(cut)
        return self._duty(piece) or self._with(piece) or self._said(piece) or self._wait(piece.start, piece.words)

    def _said(self, piece: Piece) -> bool:
        """Behind 由 or names with roles, names with a role word that says none by itself in prose: 各镇街落实."""
        found = role_at_end(piece.words, bracketed=self.by) if self.last or self.by else None
        return found is not None and self._claim(piece.start, *found) and self._took(piece.start, piece.end)

    def _duty(self, piece: Piece) -> bool:
        found = _duty().match(piece.words)
        if found is None or not (found["names"] or self.waiting):
            return False
        role = "participant" if self.beside else found.lastgroup
        if not self._claim(piece.start, found["names"], role):  # type: ignore[arg-type]
            return False
        self._took(piece.start, piece.start + found.end())
        rest = piece.less(found.end())
        cut, beside = _opening(rest.words)
        if beside:
            self._with(rest.less(cut), lead=False)
        return True

    def _with(self, piece: Piece, *, lead: bool = True) -> bool:
        """X会同Y with a verb behind it, or Y with one behind 会同."""
        if lead and not self.beside:
            match = beside_word().search(piece.words)
            if match is None or not self._claim(piece.start, piece.words[: match.start()], "lead"):
                return False
            self._took(piece.start, piece.start + match.end())
            piece = piece.less(match.end())
        for cut in range(min(MAX_NAME, len(piece.words)), 1, -1):
            if (cut == len(piece.words) or _goes_on(piece.words, cut)) and self._wait(piece.start, piece.words[:cut]):
                self.beside = True
                self._give("participant")
                return self._took(piece.start, piece.start + cut)
        return False


def _goes_on(words: str, cut: int) -> bool:
    """Whether what is done, or when, is said from here on."""
    return words.startswith(_behind_name(), cut) or opens_clause(words, cut)


@cache
def _behind_name() -> tuple[str, ...]:
    data = load_data("responsibility")
    duty = data["duty"]
    return (*duty["behind_name"], *data["duty_fillers"], *(word for role in ROLES for word in duty.get(role, ())))


@cache
def _for_all() -> tuple[str, ...]:
    """What begins a rule for several tasks, which ``standing`` reads."""
    return tuple(load_data("responsibility")["standing"]["for_all"])


def _opening(words: str) -> tuple[int, bool]:
    """How much of a piece stands before its first name, and whether that is 会同."""
    match = _openings().match(words)
    return (match.end(), match["beside"] is not None) if match else (0, False)


@cache
def _openings() -> re.Pattern[str]:
    data = load_data("responsibility")
    rest = [word for word in data["openings"] if word not in data["beside"]]
    return re.compile(rf"(?:{any_of(rest)})?(?P<beside>{any_of(data['beside'])})?")
