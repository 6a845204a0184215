"""The questions that the ontology is for, asked of the plan that ships, read and stated as ``duban build`` does it.

``python -m tests.test_competency`` writes the page that lists them.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from graph.library import add_plan
from graph.store import MemoryStore
from ontology import PLAN
from tests.variants import original

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "ontology" / "competency.md"
DATA = tomllib.loads((ROOT / "tests" / "cases" / "competency.toml").read_text("utf-8"))
QUESTIONS = DATA["question"]


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """The shipped plan with all that a build derives from it."""
    made = MemoryStore()
    add_plan(made, original().text, "yongchuan-water-2016")
    return made


def sparql(question: Mapping[str, Any]) -> str:
    """The query with the prefixes that it uses."""
    query: str = question["query"].strip()
    used = set(re.findall(r"(?<![\w^])([a-z]*):(?=[a-zA-Z])", query)) | {name for name in ("xsd",) if "^^xsd:" in query}
    heads = (f"PREFIX {name}: <{start}>\n" for name, start in DATA["prefixes"].items() if name in used)
    return "".join(heads) + query


def shown(term: object) -> str:
    assert isinstance(term, Literal | NamedNode)
    return term.value.rpartition("#")[2] if isinstance(term, NamedNode) else term.value


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["id"] for question in QUESTIONS])
def test_question_has_its_answer(store: MemoryStore, question: Mapping[str, Any]) -> None:
    assert [[shown(term) for term in row.values()] for row in store.select(sparql(question))] == question["answer"]


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["id"] for question in QUESTIONS])
def test_question_is_put_in_both_languages_and_names_what_it_rests_on(question: Mapping[str, Any]) -> None:
    assert question["zh"].endswith("？")
    assert question["en"].endswith("?")
    for term in question.get("inferred", ()):
        assert term in PLAN
        assert (term if ":" in term else f":{term}") in question["query"]


def test_there_are_enough_questions_and_none_twice() -> None:
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS) >= 20


def test_inference_is_asked_for() -> None:
    assert {"within", "involves", "ledBy", "coversYear", "serves"} <= {
        term for question in QUESTIONS for term in question.get("inferred", ())
    }


def page() -> str:
    """The questions, their queries and answers as Markdown."""
    parts = [
        "# 能力问题 · Competency questions",
        "本体须能回答的问题，及其在永川方案图上的答案；由 `tests/cases/competency.toml` 生成，测试逐一核对。",
        "What the ontology must be able to answer, with the answers on the graph of the Yongchuan plan; made from "
        "`tests/cases/competency.toml`, and each is checked by a test.",
    ]
    for number, question in enumerate(QUESTIONS, start=1):
        parts += [f"## {number}. {question['zh']}", question["en"], f"```sparql\n{sparql(question)}\n```"]
        if terms := question.get("inferred"):
            parts.append("推断 · inferred: " + ", ".join(f"`{term}`" for term in terms))
        parts.append("\n".join(f"- {' · '.join(row)}" for row in question["answer"]))
    return "\n\n".join(parts) + "\n"


def test_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m tests.test_competency"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), "utf-8")
