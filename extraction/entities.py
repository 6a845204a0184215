"""Places, waters, monitoring sections, facilities and works that a plan names, told by how their names are built.

One pass over the text finds the words that names end with and those that can't stand in a name; a name is what lies
between.  What many things have in common (城市, 重点, 工业) names none of them by itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extraction.lexicon import any_of, load_data, openers, word_of
from extraction.marks import HAN
from extraction.records import EntityKind
from extraction.scope import between

_MARK = re.compile(rf"[^{HAN}]")
_CLASSIFIERS = "个座家条处项片段大"  # behind a figure, where they belong to no name
_AREA_ENDS, _PARK_ENDS = "省市区", "园区"
_JOINTS = "的和与及在对到至入年月、"  # behind which a name of one character and an ending may stand: 和淮河
_WORK_REACH = 26


@dataclass(frozen=True, slots=True)
class EntityMention:
    """One place of the text that names something."""

    start: int
    end: int
    kind: EntityKind
    rule: str


@dataclass(frozen=True, slots=True)
class _Ending:
    """What a word at the end of a name says of the name: its kind, and the number of characters before the word."""

    kind: EntityKind
    fewest: int
    most: int


_Known = tuple[int, int, str | _Ending]  # a word that the data knows: its place, and its role or what it ends


@cache
def _lexicon() -> tuple[AhoCorasick, tuple[str | _Ending, ...]]:
    """The automaton over all known words, and the role of each; what a word is as an ending comes first."""
    data = load_data("entities")
    roles: dict[str, str | _Ending] = {word: "stop" for words in openers().values() for word in words if len(word) > 1}
    for role in ("stops", "generic", "never", "names"):
        roles |= dict.fromkeys(data[role]["words"], role)
    for form in data["ending"]:
        roles |= dict.fromkeys(form["words"], _Ending(form["kind"], form["fewest"], form["most"]))
    return AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest), tuple(roles.values())


def find_entities(plain: str) -> list[EntityMention]:
    """Return the mentions of places, waters, facilities and works, in the order of the text."""
    automaton, roles = _lexicon()
    known = [(start, end, roles[at]) for at, start, end in automaton.find_matches_as_indexes(plain)]
    named = list(_without_unknown_districts(plain, _named(plain, known)))
    return sorted([*named, *_works(plain, named)], key=lambda mention: mention.start)


def _named(plain: str, known: Sequence[_Known]) -> Iterable[EntityMention]:
    """Give each ending the name before it; an ending right behind a name lengthens it (凤凰湖 + 工业园区)."""
    found: dict[int, EntityMention] = {}
    parks, of_another = set(), word_of("entities", "other", "words")
    for place, (start, end, role) in enumerate(known):
        if isinstance(role, _Ending):
            begin, shorter = _beginning(plain, known, place, role, found)
            if shorter is not None and shorter.kind == "water-body" and role.kind != "monitoring-section":
                del found[shorter.end]
                parks |= {plain[shorter.start : shorter.end]} if plain[end - 1] in _PARK_ENDS else set()
            other = role.kind == "water-body" and of_another.match(plain, end)
            if begin is not None and not other:
                district = role.kind == "area" and end - start == 1 and plain[start] == "区"
                found[end] = EntityMention(
                    begin, end, role.kind, "entity.district" if district else f"entity.{role.kind}"
                )
        elif role == "names" and not of_another.match(plain, end) and _stands_apart(plain, known, place):
            found[end] = EntityMention(start, end, "area", "entity.area-known")
    # 凤凰湖 in 凤凰湖、三教工业园区 is no lake where the plan has a 凤凰湖工业园区
    return [m for m in found.values() if plain[m.start : m.end] not in parks]


def _stands_apart(plain: str, known: Sequence[_Known], place: int) -> bool:
    """Whether a known name is no part of a longer one: it ends as areas do, or nothing unknown stands beside it."""
    start, end, _ = known[place]
    if plain[end - 1] in _AREA_ENDS:
        return True
    before = known[place - 1][1] if place else 0
    after, _, role = known[place + 1] if place + 1 < len(known) else (len(plain), 0, "")
    left = before == start or _MARK.match(plain, start - 1) is not None
    right = after == end or _MARK.match(plain, end) is not None
    return left and (right or (isinstance(role, _Ending) and role.fewest <= after - end <= role.most))


def _beginning(
    plain: str, known: Sequence[_Known], place: int, ending: _Ending, found: Mapping[int, EntityMention]
) -> tuple[int | None, EntityMention | None]:
    """Return where the name before an ending begins, if one stands there, and the shorter name that it lengthens."""
    stop = at = known[place][0]
    free, begin, long_ending = 0, stop, known[place][1] - stop > 1
    while stop - begin <= ending.most:
        place -= 1
        before = known[place][1] if place >= 0 else 0
        mark = _mark_before(plain, max(before, stop - ending.most - 1), at)
        if mark < at:
            free, begin = free + at - mark, mark
        if mark > before or place < 0:
            break
        shorter = found.get(before)
        if shorter and long_ending and _lengthens(shorter.kind, ending, free):
            return shorter.start, shorter
        at, _, role = known[place]
        if role == "names" and not shorter:
            free, begin = free + before - at, at
        elif role != "generic":
            if stop - begin == 1 and before - at == 1 and plain[at] not in _JOINTS:
                return None, None  # 于桥水库: the stop is part of the name
            break
    never = load_data("entities")["never"]
    named = free and ending.fewest <= stop - begin <= ending.most and plain[stop - 1] not in never["counts"]
    return (begin if named and plain[begin:stop] not in never["alone"] else None), None


def _lengthens(kind: EntityKind, ending: _Ending, free: int) -> bool:
    """Whether an ending makes a longer name of the one before it, with characters of its own between or none."""
    if kind == "area" or ending.kind == "area":
        return False
    return free <= {"water-body": 1, "facility": 4}.get(ending.kind, 0)


def _mark_before(plain: str, start: int, end: int) -> int:
    """Return where the last run of Han characters in a stretch begins, without what counts things (3个, 5条)."""
    at = end
    while at > start and "\u4e00" <= plain[at - 1] <= "\u9fff":
        at -= 1
    counts = start < at < end and plain[at - 1].isdigit() and plain[at] in _CLASSIFIERS
    return at + counts


def _without_unknown_districts(plain: str, mentions: Iterable[EntityMention]) -> Iterator[EntityMention]:
    """Leave out what ends as a district and may be any zone (酸雨区): a district stands behind its city somewhere."""
    mentions = list(mentions)
    ends = {m.end for m in mentions if m.kind == "area"}
    districts = {plain[m.start : m.end] for m in mentions if m.start in ends or _is_government(plain, m.end)}
    for mention in mentions:
        if mention.rule != "entity.district" or plain[mention.start : mention.end] in districts:
            yield mention


def _is_government(plain: str, end: int) -> bool:
    return plain.startswith(("人民政府", "政府"), end)


def _works(plain: str, named: Sequence[EntityMention]) -> Iterator[EntityMention]:
    """Works with a name of their own: quoted, called by a place, or said to be carried out."""
    quoted, headed, placed = _work_patterns()
    for ending in _work_ending().finditer(plain):
        floor = max(0, ending.start() - _WORK_REACH)
        near = between(named, floor, ending.start())
        by_place = next((m.start for m in near if placed.fullmatch(plain, m.end, ending.end())), None)
        if match := quoted.search(plain, floor, ending.end()):
            yield EntityMention(match.start("name"), ending.end(), "work", "entity.work-quoted")
        elif by_place is not None:
            yield EntityMention(by_place, ending.end(), "work", "entity.work-placed")
        elif ending[0] == "工程" and (match := headed.search(plain, floor, ending.end())):
            yield EntityMention(match.start("name"), ending.end(), "work", "entity.work")


@cache
def _work_ending() -> re.Pattern[str]:
    words = load_data("entities")["work"]
    return re.compile(rf"{any_of(words['endings'])}(?!{any_of(words['not_after'])})")


@cache
def _work_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before the ending: a name in quotation marks, one behind the verb of a clause, or a place's."""
    words = load_data("entities")["work"]
    ending, sort, bad, head = (any_of(words[name]) for name in ("endings", "sorts", "not_within", "heads"))
    plainly = rf"(?!{sort}{{1,5}}{ending})(?:(?!{bad})[{HAN}])"
    return (
        re.compile(rf"(?P<name>[“\"][^“”\"\n]{{2,16}}[”\"](?:(?!{bad})[{HAN}]){{0,10}}{ending})$"),
        re.compile(rf"{head}+(?P<name>(?!{head}){plainly}{{4,18}}{ending})$"),
        re.compile(rf"{plainly}{{2,14}}{ending}"),
    )
