"""The stretches that passages are chosen from: measures, and what stands between them in a task."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.store import Row
from queries.answers.evidence import Evidence
from queries.answers.plan_facts import body_of
from queries.index import text_of
from queries.questions.request import Request
from queries.questions.topics import EACH, ENOUGH, NEAR, covered, pairs, weights
from queries.questions.words import bare, lexicon

SHORTEST = 6
EDGE = " 　\n\t,.，。、；;:："


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a plan, with the task that it stands in.

    Args:
        iri: of the measure, section or task that it is, empty for a mere stretch.
    """

    said: Evidence
    task: str
    title: str
    iri: str


def measure_units(rows: Iterable[Row]) -> Iterator[Unit]:
    """Yield measures."""
    for row in rows:
        start = int(text_of(row, "from"))
        said = Evidence(text_of(row, "exact"), start, int(text_of(row, "to")), text_of(row, "pid"))
        yield Unit(said, text_of(row, "id"), text_of(row, "title"), text_of(row, "measure"))


def task_units(bodies: Iterable[Row], measures: Sequence[Unit]) -> Iterator[Unit]:
    """Yield all that tasks say, in order: their measures, and what stands between these."""
    for row in bodies:
        whole = body_of(row)
        end = int(text_of(row, "clause")) if "clause" in row else whole.end
        own = [unit for unit in measures if unit.said.plan == whole.plan and whole.start <= unit.said.start < whole.end]
        place = whole.start
        for unit in [*sorted(own, key=lambda unit: unit.said.start), None]:
            stop = unit.said.start if unit else end
            yield from _between(row, whole, place, stop)
            if unit:
                yield unit
                place = unit.said.end


def _between(row: Row, whole: Evidence, start: int, stop: int) -> Iterator[Unit]:
    text = whole.text[start - whole.start : max(start, stop) - whole.start]
    lead = len(text) - len(text.lstrip(EDGE))
    text = text.strip(EDGE)
    if len(text) >= SHORTEST:
        said = replace(whole, text=text, start=start + lead, end=start + lead + len(text))
        yield Unit(said, text_of(row, "id"), text_of(row, "value"), "")


def fitting(words: Sequence[tuple[str, ...]], units: Sequence[Unit]) -> list[Unit]:
    """Return the stretches that say all words, or say them with their task's title where none does alone."""
    alone = _best(words, units, [bare(unit.said.text) for unit in units])
    return alone or _best(words, units, [bare(unit.title + unit.said.text) for unit in units])


def saying(words: Sequence[tuple[str, ...]], units: Sequence[Unit]) -> list[Unit]:
    """Return the stretches that have each word as it stands, in one of its forms."""
    texts = [bare(unit.said.text) for unit in units]
    return [u for u, text in zip(units, texts, strict=True) if all(any(f in text for f in forms) for forms in words)]


def of_years(request: Request, units: Sequence[Unit]) -> Sequence[Unit]:
    """Return the stretches that name a year of a request, all where none does or it names no year."""
    years = {
        str(year)
        for when in request.whens
        for year in range(when.start.year, min(when.end.year, when.start.year + 9) + 1)
    }
    named = [unit for unit in units if any(year in unit.said.text for year in years)]
    return named or units


def _best(words: Sequence[tuple[str, ...]], units: Sequence[Unit], texts: Sequence[str]) -> list[Unit]:
    shares = [fit(words, text) for text in texts]
    best = max(shares, default=0.0)
    return [unit for unit, share in zip(units, shares, strict=True) if share >= max(ENOUGH, best - NEAR)]


def fit(words: Sequence[tuple[str, ...]], text: str) -> float:
    """Return how much of some words a text says, nothing where it lacks one that carries meaning."""
    light = lexicon("zh").light
    own = pairs(text)
    parts = [max(covered(form, own, light) for form in forms) for forms in words]
    sizes = [sum(weights(forms[0], light)) for forms in words]
    if any(part < EACH and size >= 1 for part, size in zip(parts, sizes, strict=True)):
        return 0.0
    return sum(part * size for part, size in zip(parts, sizes, strict=True)) / sum(sizes)
