"""Sentences with marks: each component finds in each line what is marked there, and nothing else."""

from datetime import date

import pytest

from extraction.citations import find_citations
from extraction.dates import find_dates
from extraction.entities import find_entities
from extraction.marks import read_marks
from extraction.measures import find_measures, with_time_and_place
from extraction.quantities import find_quantities
from extraction.records import Deadline, Passage
from extraction.responsibilities import find_clauses
from extraction.scope import Scope, between
from extraction.serialise import number
from extraction.targets import find_targets
from extraction.terms import UNKNOWN, Issue
from tests.marked import Mark, cases, mark, read_case


def _dates(text: str, issue: Issue = UNKNOWN) -> list[Mark]:
    return [
        mark(
            "date",
            d.start,
            d.end,
            use=None if d.use == "deadline" else d.use,
            kind=d.kind,
            start=d.first,
            end=d.last,
            recurrence=d.recurrence,
        )
        for d in find_dates(read_marks(text).plain, issue)
    ]


def _dates_issued(text: str) -> list[Mark]:
    return _dates(text, Issue(date(2016, 7, 25)))


def _roles(text: str) -> list[Mark]:
    clauses = find_clauses(read_marks(text), 0, len(text))
    named = [r for clause in clauses for r in clause.responsibilities]
    return [mark(r.role, r.passage.start, r.passage.end, group="yes" if r.group else None) for r in named]


def _targets(text: str) -> list[Mark]:
    plan = read_marks(text)
    dates = list(find_dates(plan.plain))
    quantities = list(find_quantities(plan, [(d.start, d.end) for d in dates]))
    return [
        mark(
            "target",
            t.start,
            t.end,
            subject=t.phrase.subject,
            indicator=t.phrase.indicator,
            comparator=t.comparator,
            value=number(t.value),
            value_max=number(t.high) if t.high else None,
            unit=t.unit,
            year=t.year,
            baseline_year=t.baseline_year,
            baseline_value=t.baseline_value,
            recurrence=t.recurrence,
        )
        for t in find_targets(Scope(plan, 0, len(text), "", dates, quantities))
    ]


def _citations(text: str) -> list[Mark]:
    found = [(c, p) for c in find_citations(read_marks(text), 0) for p in (c.passage, *c.others)]
    return [
        mark("document", p.start, p.end, number=c.number, title=c.title, basis="yes" if c.basis else None)
        for c, p in sorted(found, key=lambda one: one[1].start)
    ]


def _entities(text: str) -> list[Mark]:
    return [mark(e.kind.replace("-", "_"), e.start, e.end) for e in find_entities(read_marks(text).plain)]


def _measures(text: str) -> list[Mark]:
    plan = read_marks(text)
    dates, entities = list(find_dates(plan.plain)), find_entities(plan.plain)
    deadlines = [
        Deadline(d.kind, d.first, d.last, d.recurrence, Passage(text[d.start : d.end], d.start, d.end)) for d in dates
    ]
    found = []
    for measure in find_measures(plan, 0, len(text), dates):
        start, end = measure.passage.start, measure.passage.end
        full = with_time_and_place(plan, measure, deadlines, between(entities, start, end))
        when = full.deadline and full.deadline.passage.text
        found.append(mark(full.modality, start, end, deadline=when, place=full.place))
    return found


COMPONENTS = {
    "citations": _citations,
    "entities": _entities,
    "measures": _measures,
    "dates": _dates,
    "dates_issued": _dates_issued,
    "roles": _roles,
    "targets": _targets,
}


@pytest.mark.parametrize(("name", "line"), [(name, line) for name in COMPONENTS for line in cases(name)])
def test_a_line_yields_what_is_marked_in_it(name: str, line: str) -> None:
    text, expected = read_case(line)
    assert COMPONENTS[name](text) == expected


@pytest.mark.parametrize(
    "line", ["<date>2017年", "2017年</date>", "<date><lead>区农委</lead></date>", "<date kind=>x</date>"]
)
def test_broken_markup_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"clos|inside"):
        read_case(line)
