"""Turns what the components found into the records of a plan."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from extraction.dates import DateMention
from extraction.document import Document
from extraction.entities import EntityMention
from extraction.facts import Facts
from extraction.links import find_links
from extraction.marks import PlanText, bare
from extraction.measures import find_measures, with_time_and_place
from extraction.occurrences import gather
from extraction.records import Annex, Caution, CautionKind, Citation, Deadline, Measure, Plan, Section, Target, Task
from extraction.scope import TargetMention, between
from extraction.standing import Standing
from extraction.tables import ReadTable
from extraction.tasks import Item, deadlines_of
from extraction.unread import unread_bodies

_DOUBTS: dict[str, CautionKind] = {
    "unread": "unread-date",
    "yearless": "yearless-date",
    "undated": "undated-term",
    "assumed": "assumed-year",
}
_LONGEST_NAME = 40
_INNER_QUOTES = str.maketrans("〈〉", "《》")  # as a title is written within another
_ENDING_PERIOD = re.compile(r"（\d{4}—\d{4}年）$")


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the components found in one text."""

    text: PlanText
    facts: Facts
    items: Sequence[Item]
    dates: Sequence[DateMention]
    targets: Sequence[tuple[Item | None, TargetMention]]
    citations: Sequence[Citation]
    standing: Standing
    entities: Sequence[EntityMention]
    tables: Sequence[ReadTable]
    annexes: tuple[Annex, ...]


def assemble(found: Findings) -> Plan:
    """Return the plan that the findings make."""
    facts = found.facts
    citations = tuple(c for c in found.citations if not _is_the_plan(c, facts))
    tasks = tuple(_task(found, item) for item in found.items if item.clause)
    targets = tuple(_target(found.text, item, mention) for item, mention in found.targets)
    return Plan(
        text=found.text.source,
        title=facts.title,
        issuer=facts.issuer,
        issued=facts.issued,
        document_number=facts.document_number,
        period=facts.period,
        jurisdiction=facts.jurisdiction,
        default_responsible=tuple(r.name for r in found.standing.default),
        citations=citations,
        sections=tuple(_section(found.text, item) for item in found.items if item.section),
        tasks=tasks,
        targets=targets,
        warnings=tuple(sorted(_cautions(found), key=lambda caution: caution.start)),
        entities=gather(found.text, found.entities, citations, tasks, targets),
        links=find_links(tasks, targets),
        annexes=found.annexes,
    )


def _is_the_plan(citation: Citation, facts: Facts) -> bool:
    """Whether a document is the plan itself, which its own head names by number or title."""
    if citation.number is None:
        own = facts.title.translate(_INNER_QUOTES)
        return bare(citation.title or "").translate(_INNER_QUOTES) in (own, _ENDING_PERIOD.sub("", own))
    return citation.number == facts.document_number


def _section(text: PlanText, item: Item) -> Section:
    return Section(item.id, item.number, item.title, item.parent, text.passage(item.start, item.end))


def _task(found: Findings, item: Item) -> Task:
    text, clause = found.text, item.clause
    dates = between(found.dates, item.start, item.own_end)
    if item.when and not item.start <= item.when[0] < item.own_end:
        dates = [*dates, *between(found.dates, *item.when)]
    deadlines = tuple(_deadline(text, d) for d in deadlines_of(text, dates))
    return Task(
        id=item.id,
        title=item.title,
        section=item.parent,
        responsibilities=clause.responsibilities if clause else (),
        deadlines=deadlines,
        measures=tuple(_measures(found, item, deadlines)),
        clause=text.passage(clause.start, clause.end) if clause else None,
        passage=text.passage(item.start, item.end),
    )


def _measures(found: Findings, item: Item, deadlines: Sequence[Deadline]) -> Iterator[Measure]:
    dates = between(found.dates, item.body, item.own_end)
    whole = found.facts.jurisdiction or ""  # the plan's own area is no place of a single measure
    in_order = sorted(deadlines, key=lambda deadline: deadline.passage.start)  # a row's time may stand above it
    for measure in find_measures(found.text, item.body, item.own_end, dates):
        named = between(found.entities, measure.passage.start, measure.passage.end)
        narrower = [e for e in named if found.text.source[e.start : e.end] not in whole]
        yield with_time_and_place(found.text, measure, in_order, narrower)


def _deadline(text: PlanText, date: DateMention) -> Deadline:
    return Deadline(date.kind, date.first, date.last, date.recurrence, text.passage(date.start, date.end), date.rule)


def _target(text: PlanText, item: Item | None, mention: TargetMention) -> Target:
    task = item.id if item and item.clause else None
    section = (item.parent if task else item.id or None) if item else None
    return Target(
        section=section,
        task=task,
        subject=mention.phrase.subject,
        indicator=mention.phrase.indicator,
        comparator=mention.comparator,
        value=mention.value,
        value_max=mention.high,
        unit=mention.unit,
        year=mention.year,
        baseline_year=mention.baseline_year,
        baseline_value=mention.baseline_value,
        recurrence=mention.recurrence,
        passage=text.passage(mention.start, mention.end),
        rule=mention.rule,
    )


def _cautions(found: Findings) -> Iterator[Caution]:
    """What was seen and could not be read as it stands."""
    source = found.text.source
    yield from _repeated(found.items)
    yield from _unread(source, found.dates)
    for start, end in unread_bodies(found.text, found.items, found.tables):
        yield Caution("unread-bodies", source[start:end][:_LONGEST_NAME], start, end)
    for table in found.tables:
        if not table.columns:
            first = " ".join(source[table.start : table.end].split("\n", 1)[0].split())
            yield Caution("unread-table", first[:_LONGEST_NAME], table.start, table.end)


def _repeated(items: Sequence[Item]) -> Iterator[Caution]:
    """Headings whose number stood before at the same place of the tree."""
    for item in items:
        if item.id.endswith(tuple(ascii_lowercase)):
            yield Caution("repeated-number", item.id, item.start, item.body)


def _unread(source: str, dates: Sequence[DateMention]) -> Iterator[Caution]:
    """Times that could not be read, or only with the plan's year."""
    for date in dates:
        if kind := _DOUBTS.get("assumed" if date.assumed else date.use):
            yield Caution(kind, source[date.start : date.end], date.start, date.end)


def nothing_found(plan: Plan) -> tuple[Caution, ...]:
    """Return a caution that nothing of a plan was found in a text, if nothing was."""
    found = plan.sections or plan.tasks or plan.targets
    return () if found else (Caution("no-plan", "", 0, len(plan.text)),)


def unread_pages(document: Document) -> Iterator[Caution]:
    """Yield a caution for each page of a file that could not be read, where its text would stand."""
    for page in document.unread:
        later = (stretch.start for stretch in document.places if (stretch.place.page or 0) > page)
        at = next(later, len(document.text))
        yield Caution("unread-page", str(page), at, at)
