"""The words of the page: in the reader's language, and never read as markup."""

import re
from functools import cache

import streamlit as st
from pyoxigraph import Literal, NamedNode

from ontology import PLAN
from ontology.wording import LANGUAGES, Language, find_message, say

PUNCTUATION = re.compile(r"""([!-/:-@\[-`{-~])""")
PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"


def language() -> Language:
    """Return the language of the page, Chinese unless its address says otherwise."""
    wanted = st.query_params.get("lang")
    return next((known for known in LANGUAGES if known == wanted), "zh")


def plain(text: str) -> str:
    r"""Return Markdown that shows a text as it is: where Streamlit takes Markdown, nothing of a plan becomes any.

    >>> plain("<b> :red[x] $1$")
    '\\<b\\> \\:red\\[x\\] \\$1\\$'
    """
    return PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def heading(column: str, language: Language) -> str:
    """Return what stands over a column of an answer; the terminal has the same words."""
    key = f"terminal.{column}"
    return say(key, language) if find_message(key) else column


def concept(scheme: str, notation: str, language: Language) -> str:
    """Return the label that the ontology gives to a role or a comparator."""
    return _labels()[PLAN.concept(scheme, notation), language]


@cache
def _labels() -> dict[tuple[str, str], str]:
    labels = [triple for triple in PLAN.triples() if triple.predicate.value == PREF_LABEL]
    return {
        (triple.subject.value, triple.object.language or ""): triple.object.value
        for triple in labels
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal)
    }
