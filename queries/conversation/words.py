"""The words by which a question leans on the one before it, read from ``queries/conversation/data``."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.wording import Language
from queries.questions.places import count_of
from queries.questions.words import Cue, cues_in, language_of, plain

ALL = frozenset({"ref", "ref-tasks", "ref-bodies"})
REFERENCES = ALL | {"of-those", "one-of", "ref-both"}
EDGES = frozenset({"opening", "closing"})
WHOLE = frozenset({"list", "else", "choice", "bye", "anew"})
_LETTERS = re.compile(r"[^\W\d_]")


@cache
def _data(language: Language) -> Mapping[str, Any]:
    return tomllib.loads((files("queries") / "conversation" / "data" / f"{language}.toml").read_text("utf-8"))


@cache
def _cues(language: Language) -> tuple[Cue, ...]:
    return tuple(cues_in(f"{language}.toml", _data(language), language))


@cache
def leaning_cues(language: Language) -> tuple[Cue, ...]:
    """Return the cues of a language, but for those that stand for a whole question.

    Raises:
        ValueError: a cue has an unknown key, no words, or a pattern that is no regular expression.
    """
    return tuple(cue for cue in _cues(language) if cue.means not in WHOLE)


def is_choice(text: str) -> bool:
    """Whether a text as a whole means one of several readings by its place.

    >>> is_choice("第二个"), is_choice("2"), is_choice("2018年呢")
    (True, True, False)
    """
    return "choice" in _whole_meanings(text)


def whole_meaning(question: str) -> str:
    """Return what a question means as a whole: ``list`` or ``else``; nothing where it says more.

    >>> whole_meaning("还有别的吗？"), whole_meaning("list them"), whole_meaning("2018年呢")
    ('else', 'list', '')
    """
    return next((meaning for meaning in _whole_meanings(question) if meaning in ("list", "else")), "")


def has_ended(text: str) -> bool:
    """Whether a text ends a conversation.

    >>> has_ended("再见！"), has_ended("quit"), has_ended("谁参与")
    (True, True, False)
    """
    return "bye" in _whole_meanings(text)


def starts_anew(text: str) -> bool:
    """Whether a text asks to forget what was said before.

    >>> starts_anew("重新开始"), starts_anew("start over"), starts_anew("and in 2018")
    (True, True, False)
    """
    return "anew" in _whole_meanings(text)


def _whole_meanings(question: str) -> list[str]:
    language = language_of(question)
    text = plain(question).strip()
    text = re.sub(r"\s", "", text) if language == "zh" else text
    cues = (cue for cue in _cues(language) if cue.means in WHOLE)
    return [cue.means for cue in cues if any(pattern.match(text) for pattern in cue.patterns)]


def place_said(text: str) -> int:
    """Return which one is meant, counted from 1, or from the end where it is negative; 0 where none is.

    >>> place_said("第二项"), place_said("the third one"), place_said("最后一个"), place_said("2"), place_said("它")
    (2, 3, -1, 2, 0)
    """
    text = plain(text)
    if digits := re.search(r"\d+", text):
        return int(digits.group())
    words: Mapping[str, int] = _data(language_of(text))["ordinals"]
    said = [word for word in words if (re.search(rf"\b{word}\b", text) if word.isascii() else word in text)]
    if said:
        return words[min(said, key=text.index)]
    numerals = re.search("[一二三四五六七八九十]+", text)
    return count_of(numerals.group()) if numerals else 0


def has_letters(question: str) -> bool:
    """Whether a question has words, by which its language shows, and not only figures."""
    return bool(_LETTERS.search(question))
