"""Questions that are told by their whole form, read from ``queries/questions/data/forms.toml``."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.wording import Language
from queries.questions.words import plain

ASKS = (
    "says",
    "holds",
    "measures",
    "bans",
    "sanctions",
    "encouraged",
    "permitted",
    "definition",
    "allowed",
    "mention",
    "baseline",
    "often",
)
KEYS = {"asks", "language", "pattern"}
OTHER: dict[Language, Language] = {"zh": "en", "en": "zh"}


@dataclass(frozen=True, slots=True)
class Form:
    """One form of question.

    Args:
        asks: what is asked, one of ``ASKS``.
        last: whether it counts only where nothing else can be made of the question.
        only: whether nothing else can be meant by it.
    """

    asks: str
    language: Language
    pattern: re.Pattern[str]
    last: bool
    only: bool


@dataclass(frozen=True, slots=True)
class Formed:
    """A question of a form: what it asks, and about what."""

    form: Form
    about: str


@dataclass(frozen=True, slots=True)
class _Forms:
    forms: tuple[Form, ...]
    polite: tuple[re.Pattern[str], ...]
    opening: re.Pattern[str]
    closing: re.Pattern[str]


@cache
def _forms(language: Language) -> _Forms:
    """Return the forms of a language in the order of the file.

    Raises:
        ValueError: a form has an unknown key, asks for something unknown or has a pattern that is none.
    """
    data = tomllib.loads((files("queries") / "questions" / "data" / "forms.toml").read_text("utf-8"))
    ends = ("opening", "closing") if language == "zh" else ("opening-en", "closing-en")
    own = (table for table in data["form"] if table.get("language") != OTHER[language])
    return _Forms(tuple(map(_form, own)), tuple(map(re.compile, data["polite"])), *(re.compile(data[e]) for e in ends))


def _form(table: Mapping[str, object]) -> Form:
    asks, language, pattern = (table.get(key) for key in ("asks", "language", "pattern"))
    if table.keys() - {*KEYS, "last", "only"} or asks not in ASKS or language not in ("zh", "en"):
        raise ValueError(f"forms.toml: {table}: a form asks for one of {', '.join(ASKS)} in zh or en")
    try:
        tongue: Language = "zh" if language == "zh" else "en"
        return Form(str(asks), tongue, re.compile(str(pattern)), bool(table.get("last")), bool(table.get("only")))
    except re.error as error:
        raise ValueError(f"forms.toml: {pattern}: {error}") from error


def formed(question: str, language: Language) -> Iterator[Formed]:
    """Yield the forms that a question may have, with what it is about, in the order of the file.

    >>> [(found.form.asks, found.about) for found in formed("饮用水源保护区内禁止什么？", "zh")][0]
    ('bans', '饮用水源保护区')
    """
    text = plain(question).strip()
    for pattern in _forms(language).polite:
        text = pattern.sub("", text)
    text = re.sub(r"\s+", "" if language == "zh" else " ", text).strip()
    for form in _forms(language).forms:
        match = form.pattern.fullmatch(text)
        if match:
            groups = match.groupdict()
            parts = [trimmed(groups.get(name) or "", language) for name in ("about", "more", "rest")]
            yield Formed(form, ("，" if language == "zh" else " ").join(filter(None, parts)))


def trimmed(about: str, language: Language) -> str:
    """Return what a question is about without the words at its ends that say nothing of it."""
    opening, closing = _forms(language).opening, _forms(language).closing
    found = about.strip()
    for _ in range(3):
        shorter = closing.sub("", opening.sub("", found, count=1), count=1).strip()
        if shorter == found:
            break
        found = shorter
    return found
