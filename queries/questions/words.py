"""The words of questions: cues, read from ``queries/questions/data``: ``zh.toml`` and ``zh-….toml``, as in English."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from ontology.script import simplified
from ontology.wording import Language
from queries.questions.request import Bound, When

KEYS = {"means", "words", "pattern", "soft"}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2019: 0x27, 0x2018: 0x27}
_YEAR = re.compile(
    r"[〇零○一二三四五六七八九]{4}(?=年)|(?<![〇零○一二三四五六七八九十百千])(?:一[四五六七八九]|二[〇零○])(?=年)"
)
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_ENGLISH = re.compile(
    r"\b(?:which|what|who|when|how|does|do|is|are|the|of|in|by|to|for|leads?|led|tasks?|takes?|part|list|with|and|about)\b"
)
# Words that Chinese questions are made of; names and titles have none of them.
_ASKING = re.compile("[的哪谁吗呢么由几]|是|什么|多少|如何|怎|何时|请|牵头|负责|参与|列出")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Control characters but blanks, and marks without a width: of direction, joining, order of bytes.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of a question that was recognised.

    Args:
        kind: what a cue means, or ``body``, ``stranger``, ``date``, ``section``, ``task``, ``topic``, ``term``.
        iris: what a name stands for in the graph.
        forms: for a term, the Chinese words that it may be.
        soft: on which sides it may hang together with a word: ``after``, ``both`` or none.
    """

    kind: str
    start: int
    end: int
    text: str
    iris: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    when: When | None = None
    soft: str = ""
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that mean one thing in questions; a pattern's first group holds them, so that matches may overlap."""

    means: str
    patterns: tuple[re.Pattern[str], ...]
    soft: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cues of one language, and the characters that a topic does not begin or end with.

    Args:
        light: words that say little of what a task is about.
        quantities: words for a quantity as such, which say little of what a target is about.
    """

    language: Language
    cues: tuple[Cue, ...]
    edge: frozenset[str]
    weak: frozenset[str]
    light: tuple[str, ...]
    quantities: tuple[str, ...]

    def find(self, text: str) -> Iterator[Item]:
        """Yield every place where a cue stands; they may overlap."""
        for cue in self.cues:
            for match in chain.from_iterable(pattern.finditer(text) for pattern in cue.patterns):
                yield Item(cue.means, match.start(1), match.end(1), match.group(1), soft=cue.soft)


def language_of(question: str) -> Language:
    """Return ``zh`` where a question holds a Han character, but for Chinese names in an English sentence.

    >>> language_of("who leads 4.6.1"), language_of("4.6.1归谁管"), language_of("what does 区农委 lead?")
    ('en', 'zh', 'en')
    >>> language_of("What does 海关总署 lead together with the Ministry of Finance as a participant?")
    'en'
    """
    if not _HAN.search(question):
        return "en"
    text = plain(question)
    words = re.findall(r"[a-z]+", text)
    asking = len(_ENGLISH.findall(text))
    told = len(words) > 1 and asking * 2 > len(words)
    return "en" if told or (asking > 1 and not _ASKING.search(text)) else "zh"


def legible(question: str) -> str:
    r"""Return what can be read of a question: without marks that nobody sees; what no character is becomes U+FFFD.

    >>> legible("\u202a区\u200b农委牵头\x00哪些任务\u202c"), legible("区农委\udcff")
    ('区农委牵头哪些任务', '区农委\ufffd')
    """
    return _HALVES.sub("\ufffd", _UNSEEN.sub("", question))


def plain(text: str) -> str:
    """Return text in simplified characters and lower case, full-width forms folded and years in digits.

    Every character keeps its place.

    >>> plain("二〇一七年區環保局、ＥＰＢ？")
    '2017年区环保局、epb?'
    """
    one_script = simplified(text) if _HAN.search(text) else text
    folded = one_script.translate(_FULL_WIDTH)
    low = folded.lower()
    if len(low) != len(folded):  # a few letters become two
        low = "".join(one if len(one := char.lower()) == 1 else char for char in folded)
    return _YEAR.sub(lambda match: match.group().translate(_DIGITS), low)


def bare(text: str) -> str:
    """Return the letters, digits and Han characters of a text.

    >>> bare("实行企业“红牌”、“黄牌”管理制度")
    '实行企业红牌黄牌管理制度'
    """
    return re.sub(r"[^\w]|_", "", plain(text))


@cache
def lexicon(language: Language) -> Lexicon:
    """Return the cues of a language.

    Raises:
        ValueError: a cue has an unknown key, no words, or a pattern that is no regular expression.
    """
    folder = files("queries") / "questions" / "data"
    data = tomllib.loads((folder / f"{language}.toml").read_text("utf-8"))
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.startswith(f"{language}-"))
    further = {name: tomllib.loads((folder / name).read_text("utf-8")) for name in names}
    tables = {f"{language}.toml": data, **further}
    cues = tuple(cue for name, held in tables.items() for cue in cues_in(name, held, language))
    lists = (frozenset(data["edge"]), frozenset(data["weak"]), tuple(data["light"]), tuple(data["quantities"]))
    return Lexicon(language, cues, *lists)


def cues_in(name: str, data: Mapping[str, Any], language: Language) -> Iterator[Cue]:
    """Yield the cues of a file.

    Raises:
        ValueError: a cue has an unknown key, no words, or a pattern that is no regular expression.
    """
    for table in data["cue"]:
        yield _cue(name, table, language)


def _cue(name: str, table: Mapping[str, object], language: Language) -> Cue:
    means, words, pattern = table.get("means"), table.get("words", []), table.get("pattern", "")
    if table.keys() - KEYS or not isinstance(means, str) or not isinstance(words, list) or not isinstance(pattern, str):
        raise ValueError(f"{name}: cue {means}: the keys are {', '.join(sorted(KEYS))}")
    if table.get("soft", "both") not in ("after", "both"):
        raise ValueError(f"{name}: cue {means}: soft is either after or both")
    if not words and not pattern:
        raise ValueError(f"{name}: cue {means}: has neither words nor a pattern")
    parts = [alternation(words, language)] if words else []
    try:
        ways = tuple(re.compile(f"(?=({way}))") for way in [*([pattern] if pattern else []), *parts])
        return Cue(means, ways, str(table.get("soft", "")))
    except re.error as error:
        raise ValueError(f"{name}: cue {means}: {error}") from error


def alternation(words: list[str], language: Language) -> str:
    """Return a pattern for any of some words, the longest first; English ones match as whole words.

    >>> alternation(["牵头", "牵头部门"], "zh")
    '(?:牵头部门|牵头)'
    """
    choices = "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
    return f"(?:{choices})" if language == "zh" else rf"(?<![a-z0-9])(?:{choices})(?![a-z0-9])"
