"""A plan as the JSON object that ``duban extract --json`` prints."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal

from extraction.confidence import find_confidence
from extraction.document import Place
from extraction.records import (
    Annex,
    Deadline,
    Entity,
    Link,
    Measure,
    Passage,
    Plan,
    Responsibility,
    Section,
    Target,
    Task,
)
from ontology.wording import Language

Json = Mapping[str, object]


def to_json(plan: Plan, language: Language = "en") -> Json:
    """Return a plan as values that ``json.dumps`` takes; offsets count in its ``text``.

    Args:
        language: of the warnings' messages.
    """
    return {
        "text": plan.text,
        "plan": _heading(plan),
        "sections": [_section(section) for section in plan.sections],
        "tasks": [_task(plan, task) for task in plan.tasks],
        "targets": [_target(plan, target) for target in plan.targets],
        "entities": [_entity(entity) for entity in plan.entities],
        "links": [_link(link) for link in plan.links],
        "annexes": [_annex(annex) for annex in plan.annexes],
        "warnings": [{"message": w.message(language), "start": w.start, "end": w.end} for w in plan.warnings],
    }


def number(value: Decimal | str | None) -> int | float | str | None:
    """Return a figure as JSON writes it: whole numbers without a point, classes and nothing as they are.

    >>> number(Decimal("31000")), number(Decimal("4.50")), number("III")
    (31000, 4.5, 'III')
    """
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _heading(plan: Plan) -> Json:
    return {
        "title": plan.title,
        "issuer": plan.issuer,
        "issued": plan.issued and plan.issued.isoformat(),
        "document_number": plan.document_number,
        "period": plan.period and list(plan.period),
        "jurisdiction": plan.jurisdiction,
        "based_on": list(plan.basis()),
        "default_responsible": list(plan.default_responsible),
        "cites": [{"number": c.number, "title": c.title} for c in plan.citations if not c.basis],
    }


def _extent(passage: Passage) -> Json:
    return {"text": passage.text, "start": passage.start, "end": passage.end}


def _entity(entity: Entity) -> Json:
    return {
        "kind": entity.kind,
        "name": entity.name,
        "mentions": [[passage.start, passage.end] for passage in entity.mentions],
        "tasks": list(entity.tasks),
        "targets": list(entity.targets),
        "rule": entity.rule,
    }


def _link(link: Link) -> Json:
    return {
        "target": link.target,
        "task": link.task,
        "score": number(link.score),
        "shared": list(link.shared),
        "rule": link.rule,
    }


def _annex(annex: Annex) -> Json:
    return {"number": annex.number, "title": annex.title, "present": annex.present, **_extent(annex.passage)}


def _place(plan: Plan, passage: Passage) -> Json:
    """Where a passage stands in the file, if the file knows; where it ends elsewhere, under ``to``."""
    span = plan.place_of(passage)
    if span is None:
        return {}
    first, last = _counts(span.first), _counts(span.last)
    return {"place": first if first == last else {**first, "to": last}}


def _counts(place: Place) -> Json:
    return {name: count for name, count in asdict(place).items() if count is not None}


def _section(section: Section) -> Json:
    return {
        "id": section.id,
        "number": section.number,
        "title": section.title,
        "parent": section.parent,
        "start": section.passage.start,
        "end": section.passage.end,
    }


def _task(plan: Plan, task: Task) -> Json:
    return {
        "id": task.id,
        "title": task.title,
        "lead": list(task.names("lead")),
        "participants": list(task.names("participant")),
        "responsible": list(task.names("responsible")),
        "guidance": list(task.names("guidance")),
        "default_responsible": list(task.names("default")),
        "responsibilities": [_responsibility(responsibility) for responsibility in task.responsibilities],
        "deadlines": [{**deadline_json(deadline), **_place(plan, deadline.passage)} for deadline in task.deadlines],
        "measures": [_measure(measure) for measure in task.measures],
        **_extent(task.passage),
        **_place(plan, task.passage),
    }


def _measure(measure: Measure) -> Json:
    return {
        **_extent(measure.passage),
        "modality": measure.modality,
        "deadline": measure.deadline and deadline_json(measure.deadline),
        "place": measure.place,
        **_made_by(measure.rule),
    }


def _responsibility(responsibility: Responsibility) -> Json:
    return {
        "name": responsibility.name,
        "role": responsibility.role,
        "group": responsibility.group,
        **_extent(responsibility.passage),
        **_made_by(responsibility.rule),
    }


def _made_by(rule: str) -> Json:
    """The rule that made an item, how far it can be trusted, and on how many annotated items that rests."""
    known = find_confidence(rule)
    return {
        "rule": rule,
        "confidence": round(known.lower, 3) if known else None,
        "confidence_n": known.made if known else 0,
    }


def deadline_json(deadline: Deadline) -> Json:
    """Return one deadline as JSON."""
    return {
        "text": deadline.passage.text,
        "kind": deadline.kind,
        "start": deadline.start and deadline.start.isoformat(),
        "end": deadline.end and deadline.end.isoformat(),
        "recurrence": deadline.recurrence,
        "span": [deadline.passage.start, deadline.passage.end],
        **_made_by(deadline.rule),
    }


def _target(plan: Plan, target: Target) -> Json:
    return {
        "section": target.section,
        "task": target.task,
        "subject": target.subject,
        "indicator": target.indicator,
        "comparator": target.comparator,
        "value": number(target.value),
        "value_max": number(target.value_max),
        "unit": target.unit,
        "year": target.year,
        "baseline_year": target.baseline_year,
        "baseline_value": number(target.baseline_value),
        "recurrence": target.recurrence,
        **_extent(target.passage),
        **_made_by(target.rule),
        **_place(plan, target.passage),
    }
