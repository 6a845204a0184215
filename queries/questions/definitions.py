"""Questions for what a term of the plan means or lists (五个第一指什么, the four key water systems)."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.wording import Language
from queries.index import Index
from queries.questions.forms import Formed
from queries.questions.places import count_of
from queries.questions.request import Request
from queries.questions.scan import scan
from queries.questions.words import bare

QUOTED = re.compile("[“\"‘'「『]([^“”\"‘’'「」『』]{2,20})[”\"’'」』]")
COUNTED = re.compile(r"^(\d+|[一二三四五六七八九十两]+)([大个类条项种家座级]?)")
SHORTEST, TELLING = 2, 3
# A question for tasks, bodies or dates is for no term.
OTHERS = frozenset(
    {"tasks", "body", "stranger", "who", "who-all", "when", "date", "role-noun", "lead", "participant", "responsible"}
    | {"count", "targets", "departments", "lead-department", "participant-department", "responsible-department"}
    | {"section", "task", "documents", "paper", "basis", "involved-department", "times", "limit-times", "each", "most"}
)
PLANS = frozenset({"plan", "place", "and", "stop", "all"})


def definition_request(found: Formed, question: str, index: Index, language: Language) -> Request | None:
    """Return a request for what a term means, ``None`` where a question has another object than a term."""
    items = scan(found.about, index, language=language).items
    quoted = QUOTED.findall(question)
    if not quoted and any(item.kind in OTHERS for item in items):
        return None
    if items and all(item.kind in PLANS for item in items) and any(item.kind == "plan" and item.iris for item in items):
        return None
    terms = tuple(_english(found.about, items)) if language == "en" else tuple(_chinese(found.about, quoted))
    count, forms = _counted(terms, found.about, language)
    if not forms:
        return None
    return Request(
        language=language,
        asked="definition",
        topic=quoted[0] if quoted else found.about,
        words=(forms,),
        number=count,
        only=found.form.only,
    )


@cache
def wording() -> Mapping[str, Any]:
    """Return the words by which definitions are told."""
    return tomllib.loads((files("queries") / "questions" / "data" / "definitions.toml").read_text("utf-8"))


def _chinese(about: str, quoted: list[str]) -> Iterator[str]:
    """Yield the term, then without the noun behind it that the text may not have."""
    yield from map(bare, quoted)
    said = re.sub(wording()["leading"], "", about)
    term = bare(said)
    yield term
    yield bare(said.rsplit("的", 1)[-1])
    heads = sorted(wording()["heads"], key=len, reverse=True)
    yield from (term.removesuffix(head) for head in heads if term.endswith(head) and len(term) - len(head) >= TELLING)


def _english(about: str, items: tuple[Any, ...]) -> Iterator[str]:
    """Yield what the last words of a term may be in Chinese; the words before them narrow it and need not be said."""
    term = re.sub(wording()["english-trailing"], "", re.sub(wording()["english-leading"], "", about))
    known = [item for item in items if item.kind in ("term", "topic") and item.end <= about.find(term) + len(term)]
    if known:
        yield from known[-1].forms


def _counted(terms: tuple[str, ...], about: str, language: Language) -> tuple[int, tuple[str, ...]]:
    """Return how many things a term counts, and the term without the number; 0 and the term where it counts none."""
    if language == "en":
        words = re.findall("[a-z0-9]+", about)
        counts = [wording()["numbers"].get(word, int(word) if word.isdecimal() else 0) for word in words[:3]]
        return max(counts, default=0), tuple(dict.fromkeys(terms))
    long = tuple(dict.fromkeys(term for term in terms if len(term) >= SHORTEST))
    found = next((match for term in long if (match := COUNTED.match(term)) and match.end() < len(term)), None)
    if not found:
        return 0, long
    heads = (term[match.end() :] for term in long if (match := COUNTED.match(term)) and match[2])
    return count_of(found[1]), tuple(dict.fromkeys((*long, *filter(None, heads))))
