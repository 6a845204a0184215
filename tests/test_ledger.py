"""The ledger of tasks, and passages in the midst of their plan's text."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import iri
from graph.build import describe_vocabulary
from graph.store import MemoryStore
from ontology.wording import Language
from queries.answers.evidence import Evidence
from queries.context import Stretch, excerpt_of, excerpts
from queries.ledgers.overview import Filters, choices, ledger

GRAPH = Path(__file__).parent / "graphs" / "catalogue.ttl"
TEXT = "甲" * 100 + "治水" + "乙" * 50 + "2017年" + "丙" * 200


def filled(turtle: str) -> MemoryStore:
    made = MemoryStore()
    graph = iri.plan_graph("p")
    parsed = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    plan = [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    made.replace_plan("p", [*plan, *describe_vocabulary()])
    return made


@pytest.fixture
def store() -> MemoryStore:
    return filled(GRAPH.read_text("utf-8"))


@pytest.fixture
def told() -> MemoryStore:
    """The same with a text for its plan."""
    return filled(GRAPH.read_text("utf-8").replace(':text ""', f':text "{TEXT}"'))


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(), ["4.1.1", "4.1.2", "4.2"]),
        (Filters(plan="p"), ["4.1.1", "4.1.2", "4.2"]),
        (Filters(plan="q"), []),
        (Filters(department="区农委"), ["4.1.1", "4.1.2"]),
        (Filters(department="区农委", role="lead"), ["4.1.1"]),
        (Filters(role="participant"), ["4.1.1", "4.1.2"]),
        (Filters(section="4.1"), ["4.1.1", "4.1.2"]),
        (Filters(section="4.2"), ["4.2"]),
        (Filters(year="2030"), []),
    ],
)
def test_ledger_is_narrowed(store: MemoryStore, filters: Filters, ids: list[str]) -> None:
    assert [row.id for row in ledger(store, filters)] == ids


def test_ledger_and_catalogue_agree_on_years(store: MemoryStore) -> None:
    from queries.catalogue import run

    for year in choices(store, "zh").years:
        found = [row["id"].value for row in run(store, "tasks", {"year": year}).rows]
        assert [row.id for row in ledger(store, Filters(year=year))] == found


def test_row_has_names_as_written_and_in_english(store: MemoryStore) -> None:
    row = next(row for row in ledger(store, Filters()) if row.id == "4.1.2")
    assert row.names("participant", "zh") == ("区农业委员会",)
    assert row.names("participant", "en") == ("District Agriculture Commission",)
    assert row.names("lead", "en") == ("区水务局",)


def test_choices_are_what_leads_somewhere(store: MemoryStore) -> None:
    found = choices(store, "zh")
    assert list(found.departments)[-1] == "相关镇街"
    assert found.roles == ("lead", "participant")
    for name, values in (("department", found.departments), ("role", found.roles), ("section", found.sections)):
        for value in values:
            assert ledger(store, replace(Filters(), **{name: value})), (name, value)


@pytest.mark.parametrize(("language", "order"), [("zh", ["区环保局", "区农委"]), ("en", ["区农委", "区环保局"])])
def test_departments_stand_in_the_order_of_the_alphabet(language: Language, order: list[str]) -> None:
    """By code point 农 comes before 环, by its sound after it; in English Agriculture before Environmental."""
    named = '"区环保局"@zh , "District Environmental Protection Bureau"@en'
    store = filled(GRAPH.read_text("utf-8").replace('"区水务局"@zh', named))
    assert list(choices(store, language).departments) == [*order, "相关镇街"]


def test_body_that_two_plans_name_is_shown_once(store: MemoryStore) -> None:
    """Each plan's graph names its bodies, and a query sees all graphs."""
    alone = ledger(store, Filters())
    parsed = ox.parse(GRAPH.read_text("utf-8").replace("/plan/p", "/plan/q"), format=ox.RdfFormat.TURTLE)
    store.replace_plan("q", [ox.Quad(t.subject, t.predicate, t.object, iri.plan_graph("q")) for t in parsed])
    together = {row.iri: row for row in ledger(store, Filters())}
    assert len(together) == 2 * len(alone)
    assert [together[row.iri].held for row in alone] == [row.held for row in alone]


def test_long_deadline_is_cut_in_the_middle() -> None:
    long = "2016年，" + "甲" * 80 + "信息每季度"
    told = filled(GRAPH.read_text("utf-8").replace('"2017年"', f'"{long}"'))
    shown = [deadline for row in ledger(told, Filters()) for deadline in row.deadlines]
    assert "2016年，甲甲甲甲甲甲……甲甲甲信息每季度" in shown


def passage(text: str, plan: str = "p") -> Evidence:
    start = TEXT.index(text)
    return Evidence(text, start, start + len(text), plan)


def test_near_passages_share_an_excerpt(told: MemoryStore) -> None:
    (found,) = excerpts(told, [passage("2017年"), passage("治水")])
    assert (found.start, found.end, found.begins, found.ends) == (20, 237, False, False)
    assert [s.text for s in found.stretches if s.kind == "mark"] == ["治水", "2017年"]
    assert "".join(s.text for s in found.stretches) == TEXT[20:237]


def test_far_passages_have_their_own(told: MemoryStore) -> None:
    found = excerpts(told, [passage("2017年"), passage("治水")], reach=10)
    assert [(e.start, e.end) for e in found] == [(90, 112), (142, 167)]


def test_excerpt_stops_where_the_text_does(told: MemoryStore) -> None:
    (found,) = excerpts(told, [passage("治水")], reach=1000)
    assert (found.start, found.end, found.begins, found.ends) == (0, len(TEXT), True, True)


def test_passage_of_another_plan_has_no_excerpt(told: MemoryStore) -> None:
    assert excerpts(told, [passage("治水", "q")]) == ()
    assert excerpt_of(told, passage("治水", "q"), []) is None


def test_long_passage_with_marks_in_it(told: MemoryStore) -> None:
    found = excerpt_of(told, passage(TEXT[100:157]), [passage("2017年")], reach=3)
    assert found is not None
    assert found.stretches == (
        Stretch("甲" * 3, "around"),
        Stretch("治水" + "乙" * 50, "passage"),
        Stretch("2017年", "mark"),
        Stretch("丙" * 3, "around"),
    )
