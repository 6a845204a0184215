"""Names of bodies: those that the vocabulary knows, and those that are built as such names are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extraction.lexicon import any_of, load_data, opens_clause
from extraction.marks import HAN
from ontology.vocabulary import bodies, find_body, split_level

MAX_NAME = 24
_LONGEST_AFTER_VERB, _LONGEST_UNKNOWN = 8, 16
_NAMES_KEPT = 4096  # the bodies of a plan recur; those of a thousand plans need not be kept


@cache
def _built_name() -> re.Pattern[str]:
    data = load_data("bodies")
    bad = any_of(data["not_within"])
    return re.compile(
        rf"(?:(?!{bad})[{HAN}A-Za-z0-9·]){{1,{MAX_NAME}}}(?<={_last_letters(data['endings'])})"
        rf"(?:\([{HAN}、,]{{1,16}}\))?"
    )


def _last_letters(words: list[str]) -> str:
    """A character class of what the words end with: a look-behind has one width."""
    return "[" + "".join(sorted({w[-1] for w in words})) + "]"


@cache
def _group() -> re.Pattern[str]:
    data = load_data("bodies")
    first, last = any_of(data["group_beginnings"]), any_of(data["group_endings"])
    return re.compile(rf"{first}[{HAN}()、,]{{0,16}}{last}(?:\([{HAN}、,]{{1,8}}\))?|各{last}|各地|{last}")


@cache
def _run_together() -> re.Pattern[str]:
    levels = any_of([level for level in load_data("bodies")["levels"] if len(level) == 1])
    before, after = _last_letters(load_data("bodies")["run_together"]), _last_letters(load_data("bodies")["endings"])
    return re.compile(rf"(?<={before})(?={levels}[{HAN}]{{1,12}}{after})")


@lru_cache(_NAMES_KEPT)
def is_group(name: str) -> bool:
    """Whether a name stands for several bodies.

    >>> is_group("相关镇街"), is_group("区环保局"), is_group("国务院有关部门")
    (True, False, True)
    """
    known = name in load_data("bodies")["actors"] or find_body(name) is not None
    return not known and _group().fullmatch(name) is not None


@lru_cache(_NAMES_KEPT)
def is_body(name: str) -> bool:
    """Whether a stretch between marks is the name of one body, known or built.

    >>> is_body("区农委"), is_body("区低空经济发展中心"), is_body("明确"), is_body("对辖区的局")
    (True, True, False, False)
    """
    if len(name) < 2 or len(name) > MAX_NAME or name in load_data("bodies")["actors"]:
        return False
    built = _built_name().fullmatch(name) is not None
    if built and not opens_clause(name, 0):
        return True
    return find_body(name) is not None or (built and len(name) <= _LONGEST_AFTER_VERB)


@lru_cache(_NAMES_KEPT)
def is_body_for_sure(name: str) -> bool:
    """Whether a name is a body's even where no role word says so: it is known, or its level of government is said.

    >>> is_body_for_sure("区低空经济中心"), is_body_for_sure("环保局"), is_body_for_sure("自动监测站")
    (True, True, False)
    """
    return is_body(name) and (find_body(name) is not None or split_level(name)[0] != "")


@lru_cache(_NAMES_KEPT)
def could_be_body(name: str) -> bool:
    """Whether a stretch may be the name of a body that is built like no other, where a clause names it as one.

    >>> could_be_body("云谷新城"), could_be_body("龙头企业"), could_be_body("支持龙头企业"), could_be_body("明确")
    (True, False, False, False)
    """
    plausible = 2 < len(name) <= _LONGEST_UNKNOWN and not opens_clause(name, 0) and _not_within().search(name) is None
    return plausible and name not in load_data("bodies")["actors"]


@cache
def _not_within() -> re.Pattern[str]:
    return re.compile(any_of(load_data("bodies")["not_within"]))


@lru_cache(_NAMES_KEPT)
def names_within(stretch: str) -> tuple[str, ...]:
    """Split a stretch without marks into the names that run together in it.

    >>> names_within("区财政局区环保局"), names_within("市数据局及各地区"), names_within("区工业和信息化局")
    (('区财政局', '区环保局'), ('市数据局', '各地区'), ('区工业和信息化局',))
    >>> names_within("工业和信息化部等国务院相关部门及各地区")
    ('工业和信息化部', '国务院相关部门', '各地区')
    """
    for between in (_run_together(), _after_list(), _joints()):
        parts = [part for part in between.split(stretch) if part]
        names = [names_within(part) for part in parts] if len(parts) > 1 else []
        if names and all(is_body(name) or is_group(name) for found in names for name in found):
            return tuple(name for found in names for name in found)
    return (stretch,)


@cache
def _after_list() -> re.Pattern[str]:
    """What ends a list and may be followed by a group: 等, 等和."""
    data = load_data("responsibility")
    return re.compile(rf"{data['list_end']}{any_of(data['joints'])}?")


@cache
def _joints() -> re.Pattern[str]:
    return re.compile(any_of(load_data("responsibility")["joints"]))


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body that the vocabulary knows, where the text names it, its level included."""

    start: int
    end: int
    name: str


@cache
def _automaton() -> AhoCorasick:
    names = {name for body in bodies() for name in body.names if len(name) > 1}
    return AhoCorasick(sorted(names), matchkind=MatchKind.LeftmostLongest)


@cache
def _level_before() -> re.Pattern[str]:
    return re.compile(rf"{any_of(load_data('bodies')['levels'])}$")


def find_bodies(plain: str) -> Iterator[BodyMention]:
    """Yield the bodies of the vocabulary that a text names, in order, with the level of government before them."""
    for _, start, end in _automaton().find_matches_as_indexes(plain):
        level = _level_before().search(plain, max(0, start - 3), start)
        begin = level.start() if level else start
        yield BodyMention(begin, end, plain[begin:end])
