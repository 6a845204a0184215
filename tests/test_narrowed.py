"""What is kept of an index between questions: what only some plans name, and how the same question is cut up."""

from dataclasses import replace

from graph.store import Store
from queries.index import MOST_NARROWED, Index, index_of
from queries.questions.scan import names_read, scan


def _with_plans(index: Index, count: int) -> Index:
    """An index of several plans, of which only the first has tasks."""
    others = (replace(index.plans[0], iri=f"{index.plans[0].iri}-{number}") for number in range(1, count))
    return replace(index, plans=(index.plans[0], *others))


def test_all_plans_are_the_index_itself(store: Store) -> None:
    index = index_of(store)
    assert index.of([plan.iri for plan in index.plans]) is index
    assert names_read(index.of([index.plans[0].iri]), "zh") is names_read(index, "zh")


def test_some_plans_are_put_together_once(store: Store) -> None:
    index = _with_plans(index_of(store), MOST_NARROWED + 2)
    first, *others = (plan.iri for plan in index.plans)
    kept = index.of([first])
    assert kept.tasks == index.tasks
    assert index.of([first, first]) is kept
    assert [(narrow.plans[0].iri, narrow.tasks) for narrow in (index.of([iri]) for iri in others)] == [
        (iri, ()) for iri in others
    ]
    assert index.of([first]).plans == kept.plans


def test_a_question_is_cut_up_by_language_and_by_index(store: Store) -> None:
    index = index_of(store)
    narrow = _with_plans(index, 2).of([f"{index.plans[0].iri}-1"])
    asked = "防治畜禽养殖污染由谁牵头"
    assert scan(asked, index) is scan(asked, index)
    assert scan(asked, index, language="en") != scan(asked, index)
    assert scan(asked, narrow) is not scan(asked, index)
