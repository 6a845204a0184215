"""Plans made at random are read as they were made: ids, roles, groups and deadlines."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from extraction.pipeline import extract
from tests.generated import Made, articles, facts, plan, table


def found(text: str) -> Iterator[tuple[str, ...]]:
    for task in extract(text).tasks:
        yield ("id", task.id)
        given = (r for r in task.responsibilities if r.role != "default")
        yield from (("role", task.id, r.role, r.name, str(r.group)) for r in given)
        yield from {("deadline", task.id, str(d.end)) for d in task.deadlines}


def scores(make: Callable[[int], Made], seed: int) -> dict[str, float]:
    """Return the F1 of each kind of fact over ten texts."""
    right, both = Counter[str](), Counter[str]()
    for number in range(10 * seed, 10 * seed + 10):
        made = make(number)
        truth, read = Counter(facts(made)), Counter(found(made.text))
        both.update(fact[0] for fact in (truth + read).elements())
        right.update(fact[0] for fact in (truth & read).elements())
    return {kind: 2 * right[kind] / total for kind, total in both.items()}


@pytest.mark.parametrize("make", [plan, articles, table])
@pytest.mark.parametrize("seed", range(4))
def test_what_was_made_is_found(make: Callable[[int], Made], seed: int) -> None:
    result = scores(make, seed)
    assert set(result) == {"id", "role", "deadline"}
    assert min(result.values()) >= 0.98, result
