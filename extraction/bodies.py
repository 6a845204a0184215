"""Names of bodies: those that the vocabulary knows, and those that are built as such names are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extraction.lexicon import any_of, load_data, opens_clause, word_of
from extraction.marks import HAN
from extraction.records import ROLES
from ontology.vocabulary import bodies, find_body, level_words, split_level

MAX_NAME = 24
_SHORTEST_OFFICE = 4
JOINED = "\x01"  # stands for a mark within a name: 各市、县政府
_BRACKETS = str.maketrans(
    {
        JOINED: None,
        **dict.fromkeys("[【〔［（", "("),
        **dict.fromkeys("]】〕］）", ")"),
        "，": ",",
        "“": None,
        "”": None,
        '"': None,
        "《": None,
        "》": None,
    }
)
_LONGEST_AFTER_VERB, _LONGEST_UNKNOWN = 8, 16
_HAN_NAME = re.compile(rf"[{HAN}A-Za-z0-9·]+")
_PARTY_AND_GOVERNMENT = re.compile(r"(?<=党委)[、和](?=(?:人民)?政府)|(?<=党工委)[、和](?=管委会)")
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
    """A group: a word for several, perhaps behind a level (市级各部门), up to a word for bodies; or that one alone."""
    data = load_data("bodies")["group"]
    beginning, noun, alone = any_of(data["beginnings"]), any_of(data["nouns"]), any_of(data["alone"])
    levels, government = any_of(data["levels"]), any_of(data["governments"])
    inner = rf"\([{HAN}、,]{{1,14}}\)"
    several = rf"[{HAN}]{{0,10}}?{beginning}(?:[{HAN}]|{inner}){{0,20}}?(?:{noun}|地|级)"
    side = rf"(?:{levels}){{2,4}}级?|{levels}?{levels}{inner}|{levels}级|[{HAN}]{{0,16}}{any_of(data['kinds'])}"
    return re.compile(rf"(?:{several}|{side}|{alone})(?:{inner})?(?:{government}(?:{inner})?)?")


@cache
def _side_by_side() -> re.Pattern[str]:
    """A mark between two levels of one group: 各市、县, 各乡镇人民政府、街道办事处."""
    data = load_data("bodies")["group"]
    levels, government = any_of(data["levels"]), any_of(data["governments"])
    ends = rf"[(\[、,。;)\]]|级{government}|等|$|{government}|{levels}|{any_of(role_words())}"
    return re.compile(rf"({levels}(?:[(\[][{HAN}、,]{{1,14}}[)\]])?)[、,](?={levels}(?:{ends}))")


@cache
def _run_together() -> re.Pattern[str]:
    levels = any_of([level for level in level_words() if len(level) == 1])
    before, after = _last_letters(load_data("bodies")["run_together"]), _last_letters(load_data("bodies")["endings"])
    return re.compile(rf"(?<={before})(?={levels}[{HAN}]{{1,12}}{after})")


@lru_cache(_NAMES_KEPT)
def is_group(name: str) -> bool:
    """Whether a name stands for several bodies.

    >>> is_group("相关镇街"), is_group("区环保局"), is_group("国务院有关部门"), is_group("各市、县(市、区)政府")
    (True, False, True, True)
    """
    if len(name) < 2 or name in load_data("bodies")["actors"]:
        return False
    data = load_data("bodies")["group"]
    several = name.startswith(tuple(data["beginnings"]))
    if any(word in name for word in data["never_within"]):
        return False
    return (several or find_body(name) is None) and _group().fullmatch(_round(name)) is not None


def join_levels(words: str) -> str:
    """Return text of the same length in which marks between levels of one group do not count as marks.

    >>> join_levels("市水利局、各市、县政府") == f"市水利局、各市{JOINED}县政府"
    True
    """
    if not any(mark in words for mark in "、,和"):
        return words
    return _PARTY_AND_GOVERNMENT.sub(JOINED, _side_by_side().sub(rf"\1{JOINED}", words))


def _round(name: str) -> str:
    """A name with its brackets in one form, without quotation marks and without marks between levels."""
    return join_levels(name.translate(_BRACKETS)).replace(JOINED, "")


@lru_cache(_NAMES_KEPT)
def is_body(name: str) -> bool:
    """Whether a stretch between marks is the name of one body, known or built.

    >>> is_body("区农委"), is_body("区低空经济发展中心"), is_body("明确"), is_body("对辖区的局")
    (True, True, False, False)
    """
    if not 2 <= len(name) <= MAX_NAME or name in load_data("bodies")["actors"] or "由" in name:
        return False
    built = _built_name().fullmatch(name) is not None
    if built and (not opens_clause(name, 0) or split_level(name)[0]):
        return True
    return find_body(name) is not None or (built and len(name) <= _LONGEST_AFTER_VERB)


@lru_cache(_NAMES_KEPT)
def is_body_for_sure(name: str) -> bool:
    """Whether a name is a body's even where no role word says so.

    It is known, its level of government is said, or nothing but a body of government ends so.

    >>> is_body_for_sure("区低空经济中心"), is_body_for_sure("环保局"), is_body_for_sure("科技创新局")
    (True, True, True)
    >>> is_body_for_sure("自动监测站"), is_body_for_sure("格局")
    (False, False)
    """
    if not is_body(name):
        return False
    official = len(name) >= _SHORTEST_OFFICE and name.endswith(tuple(load_data("bodies")["endings_for_sure"]))
    return official or find_body(name) is not None or split_level(name)[0] != ""


@lru_cache(_NAMES_KEPT)
def could_be_body(name: str) -> bool:
    """Whether a stretch may be the name of a body that is built like no other, where a clause names it as one.

    >>> could_be_body("云谷新城"), could_be_body("龙头企业"), could_be_body("支持龙头企业"), could_be_body("明确")
    (True, False, False, False)
    """
    plausible = (
        2 < len(name) <= _LONGEST_UNKNOWN
        and not opens_clause(name, 0)
        and word_of("bodies", "not_within").search(name) is None
    )
    return plausible and not acts(name)


@lru_cache(_NAMES_KEPT)
def could_be_named(name: str) -> bool:
    """Whether a clause between brackets or behind a label may name a body so, however unlike other names it is.

    >>> could_be_named("国务院职能转变协调办"), could_be_named("未央区政府"), could_be_named("省数据集团(筹)")
    (True, True, True)
    >>> could_be_named("下同"), could_be_named("谁审批"), could_be_named("主要领导")
    (False, False, False)
    """
    words = unbracketed(name)
    if is_group(name):
        return True
    if not 2 <= len(words) <= MAX_NAME or word_of("bodies", "never_within").search(words) or acts(words):
        return False
    if is_body(words):
        return True
    built = words.endswith(tuple(load_data("bodies")["endings"]))
    if words.startswith(tuple(load_data("bodies")["group"]["beginnings"])) and len(words) < 5:
        return built and not words.startswith("各")
    return built or (
        len(words) > 2
        and len(words) <= _LONGEST_UNKNOWN
        and not opens_clause(words, 0)
        and _HAN_NAME.fullmatch(words) is not None
    )


@lru_cache(_NAMES_KEPT)
def could_be_listed(name: str) -> bool:
    """Whether a name that is no usual body may stand behind a label or beside others: 龙头企业, 服务商, but no people.

    >>> [could_be_listed(name) for name in ("龙头企业", "电信服务商", "主要领导", "完成整改")]
    [True, True, False, False]
    """
    words = unbracketed(name)
    plausible = 1 < len(words) <= _LONGEST_UNKNOWN and _HAN_NAME.fullmatch(words) is not None
    listed = plausible and words.endswith(tuple(load_data("bodies")["listed"]))
    return listed and not opens_clause(words, 0) and not word_of("bodies", "never_within").search(words)


@lru_cache(_NAMES_KEPT)
def stands_for_several(name: str) -> bool:
    """Whether a name in a clause is that of a group, or of a kind of which there are several.

    >>> stands_for_several("各乡镇"), stands_for_several("区属国有企业"), stands_for_several("区城投公司")
    (True, True, False)
    """
    return is_group(name) or unbracketed(name).endswith(tuple(load_data("bodies")["several"]))


@lru_cache(_NAMES_KEPT)
def unbracketed(name: str) -> str:
    """Return a name without what stands in brackets in it.

    >>> unbracketed("市数据局（市人工智能局）")
    '市数据局'
    """
    return re.sub(r"\([^()]*\)", "", _round(name))


def acts(name: str) -> bool:
    """Whether a name is that of a kind of people or organisations that act, but are no bodies."""
    data = load_data("bodies")
    return name in data["actors"] or (name.endswith(tuple(data["actor_endings"])) and find_body(name) is None)


@lru_cache(_NAMES_KEPT)
def names_within(stretch: str) -> tuple[str, ...]:
    """Split a stretch without marks into the names that run together in it.

    >>> names_within("区财政局区环保局"), names_within("市数据局及各地区"), names_within("区工业和信息化局")
    (('区财政局', '区环保局'), ('市数据局', '各地区'), ('区工业和信息化局',))
    >>> names_within("工业和信息化部等国务院相关部门及各地区")
    ('工业和信息化部', '国务院相关部门', '各地区')
    """
    for between in (_run_together(), _after_list()):
        parts = [part for part in between.split(stretch) if part]
        if len(parts) > 1 and (names := _named(parts)):
            return names
    for joint in word_of("responsibility", "joints").finditer(stretch, 1, len(stretch) - 1):
        if names := _named([stretch[: joint.start()], stretch[joint.end() :]]):
            return names
    return (stretch,)


def _named(parts: Sequence[str]) -> tuple[str, ...]:
    """The names in all parts of a stretch, if each is that of a body or a group."""
    names = tuple(name for part in parts for name in names_within(part))
    return names if all(is_body(name) or is_group(name) for name in names) else ()


@cache
def _after_list() -> re.Pattern[str]:
    """What ends a list and may be followed by a group: 等, 等和."""
    data = load_data("responsibility")
    return re.compile(rf"{data['list_end']}{any_of(data['joints'])}?")


@cache
def role_words() -> tuple[str, ...]:
    """Return the words that give a body its role, and those that may stand between its name and such a word."""
    data = load_data("responsibility")
    return tuple({w for kind in (*ROLES, "in_brackets", "fillers") for w in data[kind]})


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
    return re.compile(rf"{any_of(level_words())}$")


def find_bodies(plain: str) -> Iterator[BodyMention]:
    """Yield the bodies of the vocabulary that a text names, in order, with the level of government before them."""
    for _, start, end in _automaton().find_matches_as_indexes(plain):
        level = _level_before().search(plain, max(0, start - 3), start)
        begin = level.start() if level else start
        yield BodyMention(begin, end, plain[begin:end])
