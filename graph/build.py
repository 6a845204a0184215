"""Records of a plan as RDF statements, in the terms of ``ontology/plan.ttl``.

All statements of a plan stand in its own graph, which needs no other to be read, and hold no blank nodes.  The same
records give the same statements in the same order.
"""

from collections.abc import Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from extraction.records import Citation, Deadline, Measure, Passage, Plan, Responsibility, Section, Target, Task
from graph import iri
from graph.departments import departments_of
from graph.lists import describe_lists
from graph.rules import describe_rules
from graph.runs import Run, run_over, vocabulary_version
from graph.statements import Statements, Value, chinese, concept, duration, english, term, year
from graph.things import annex_values, caution_passage, write_entities, write_link, write_passage
from ontology import PLAN
from ontology.indicators import find_indicator
from ontology.script import simplified
from ontology.units import find_unit
from ontology.vocabulary import rows


def build_plan(plan: Plan, plan_id: str) -> list[Quad]:
    """State a plan.

    Args:
        plan: the records; every passage must reproduce itself in the plan's text.
        plan_id: the short id that names the plan and its graph.

    Raises:
        ValueError: a passage does not, or something stands in a section or task that is not there.
    """
    writer = _PlanWriter(plan, plan_id, run_over(plan.text))
    writer.write_plan()
    for order, section in enumerate(plan.sections, start=1):
        writer.write_section(section, order)
    for order, task in enumerate(plan.tasks, start=1):
        writer.write_task(task, order)
    for order, target in enumerate(plan.targets, start=1):
        writer.write_target(target, order)
    places = ((citation, passage) for citation in plan.citations for passage in (citation.passage, *citation.others))
    for order, (citation, passage) in enumerate(places, start=1):
        writer.write_citation(citation, passage, order)
    writer.write_things()
    return writer.statements.quads


def describe_vocabulary() -> list[Quad]:
    """State the terms themselves, the rules and the lists of the vocabulary, for the graph that all plans share.

    Raises:
        DubanError: a list cannot be used.
    """
    terms = [Quad(triple.subject, triple.predicate, triple.object, iri.VOCABULARY) for triple in PLAN.triples()]
    version = Quad(iri.VOCABULARY, term("dcterms:identifier"), Literal(vocabulary_version()), iri.VOCABULARY)
    return [*terms, version, *describe_rules(iri.VOCABULARY), *describe_lists()]


class _PlanWriter:
    """Writes the records of one plan into its graph."""

    def __init__(self, plan: Plan, plan_id: str, run: Run) -> None:
        self.statements = Statements(iri.plan_graph(plan_id))
        self._plan, self._id, self._run, self._node = plan, plan_id, run, iri.plan(plan_id)
        self._sections = {section.id for section in plan.sections}
        self._tasks = {task.id for task in plan.tasks}
        self._bodies = departments_of(plan)
        self._documents: dict[int, NamedNode] = {}
        self._numbers, self._titles = _documents_of(plan.citations)

    def write_plan(self) -> None:
        """State the plan itself and the run that read it."""
        plan, run = self._plan, self._run
        start, end = plan.period or (None, None)
        values: dict[str, Value] = {
            "dcterms:identifier": self._id,
            "dcterms:title": plan.title,
            "dcterms:issued": plan.issued,
            "documentNumber": plan.document_number,
            "issuer": self._body(plan.issuer) if plan.issuer else None,
            "jurisdiction": self._place(plan.jurisdiction, plan.jurisdiction) if plan.jurisdiction else None,
            "periodStart": year(start),
            "periodEnd": year(end),
            "text": plan.text,
            "textDigest": run.text,
            "prov:wasGeneratedBy": run.name,
        }
        self.statements.state(self._node, "Plan", values)
        for name in plan.default_responsible:
            self.statements.add(self._node, "defaultResponsible", self._body(name))
        versions = {"textDigest": run.text, "programVersion": run.program, "vocabularyDigest": run.vocabulary}
        self.statements.state(run.name, "prov:Activity", versions)

    def write_section(self, section: Section, order: int) -> None:
        """State a heading and what it is part of."""
        values: dict[str, Value] = {
            "inPlan": self._node,
            "dcterms:identifier": section.id,
            "number": section.number,
            "dcterms:title": section.title,
            "partOf": self._section(section.parent),
        }
        self._say(iri.section(self._id, section.id), "Section", order, section.passage, values)

    def write_task(self, task: Task, order: int) -> None:
        """State a task with its responsibilities, deadlines and measures."""
        node = iri.task(self._id, task.id)
        values: dict[str, Value] = {
            "inPlan": self._node,
            "dcterms:identifier": task.id,
            "dcterms:title": task.title,
            "partOf": self._section(task.section),
            "clause": self._passage(task.clause) if task.clause else None,
        }
        self._say(node, "Task", order, task.passage, values)
        for number, responsibility in enumerate(task.responsibilities, start=1):
            part = iri.task_part(self._id, task.id, "responsibility", number)
            self.statements.add(node, "hasResponsibility", part)
            self._write_responsibility(part, responsibility, number)
        for number, deadline in enumerate(task.deadlines, start=1):
            part = iri.task_part(self._id, task.id, "deadline", number)
            self.statements.add(node, "hasDeadline", part)
            self._write_deadline(part, deadline, number)
        for number, measure in enumerate(task.measures, start=1):
            part = iri.task_part(self._id, task.id, "measure", number)
            self.statements.add(node, "hasMeasure", part)
            self._write_measure(part, task, measure, number)

    def write_target(self, target: Target, order: int) -> None:
        """State a target with its indicator and, where its subject names one, its place."""
        if target.task is not None and target.task not in self._tasks:
            raise ValueError(f"target {order} stands in task {target.task}, which the plan has not")
        grade = isinstance(target.value, str)
        values: dict[str, Value] = {
            "subject": target.subject or None,
            "place": self._place_of(target.subject),
            "indicator": self._indicator(target.indicator) if target.indicator else None,
            "indicatorAsWritten": target.indicator or None,
            "comparator": concept("comparators", target.comparator),
            "classValue" if grade else "value": target.value,
            "valueMax": target.value_max,
            "unit": target.unit,
            **_measured(target),
            "year": year(target.year),
            "baselineYear": year(target.baseline_year),
            "baselineValue": target.baseline_value,
            "recurrence": duration(target.recurrence),
            "partOf": self._section(target.section),
            "inTask": iri.task(self._id, target.task) if target.task else None,
            "inPlan": self._node,
            "rule": _rule(target.rule),
        }
        self._say(iri.target(self._id, order), "Target", order, target.passage, values)

    def write_citation(self, citation: Citation, passage: Passage, order: int) -> None:
        """State one mention of a document, and the document."""
        title = citation.title
        number = citation.number or (self._numbers.get(title) if title else None)
        title = self._titles.get(number, title) if number else title
        node, document = iri.citation(self._id, order), iri.document(number or title or citation.passage.text)
        self._documents[passage.start] = document
        self.statements.add(self._node, "citation", node)
        rule = _rule(citation.rule)
        self._say(node, "Citation", order, passage, {"document": document, "isBasis": citation.basis, "rule": rule})
        self.statements.state(document, "Document", {"dcterms:identifier": number, "dcterms:title": title})

    def write_things(self) -> None:
        """State what the plan names, which tasks serve its goals, and what it announces or leaves in doubt."""
        write_entities(self._plan, self._id, self.statements, self._passage, self._documents)
        for order, link in enumerate(self._plan.links, start=1):
            write_link(self._id, link, order, self.statements, self._run.name)
        own: dict[str, Value] = {"inPlan": self._node}
        for order, annex in enumerate(self._plan.annexes, start=1):
            self._say(iri.annex(self._id, order), "Annex", order, annex.passage, {**own, **annex_values(annex)})
        told = (caution for caution in self._plan.warnings if caution.start < caution.end)
        for order, caution in enumerate(told, start=1):
            passage = caution_passage(caution, self._plan.text)
            self._say(iri.caution(self._id, order), "Caution", order, passage, {**own, "cautionKind": caution.kind})

    def _write_responsibility(self, node: NamedNode, responsibility: Responsibility, order: int) -> None:
        values: dict[str, Value] = {
            "role": concept("roles", responsibility.role),
            "department": self._body(responsibility.name),
            "nameAsWritten": responsibility.name,
            "rule": _rule(responsibility.rule),
        }
        self._say(node, "Responsibility", order, responsibility.passage, values)

    def _write_measure(self, node: NamedNode, task: Task, measure: Measure, order: int) -> None:
        own = measure.deadline and measure.deadline.passage
        deadline = next((number for number, d in enumerate(task.deadlines, start=1) if d.passage == own), None)
        values: dict[str, Value] = {
            "modality": concept("modalities", measure.modality),
            "deadline": iri.task_part(self._id, task.id, "deadline", deadline) if deadline else None,
            "place": self._place(self._plan.jurisdiction or self._id, measure.place) if measure.place else None,
            "rule": _rule(measure.rule),
        }
        self._say(node, "Measure", order, measure.passage, values)

    def _write_deadline(self, node: NamedNode, deadline: Deadline, order: int) -> None:
        values: dict[str, Value] = {
            "kind": concept("deadlineKinds", deadline.kind),
            "start": deadline.start,
            "end": deadline.end,
            "recurrence": duration(deadline.recurrence),
            "rule": _rule(deadline.rule),
        }
        self._say(node, "Deadline", order, deadline.passage, values)

    def _say(self, node: NamedNode, kind: str, order: int, passage: Passage, values: Mapping[str, Value]) -> None:
        """State something that a passage says, with the passage and the run that read it."""
        said = {"passage": self._passage(passage), "prov:wasGeneratedBy": self._run.name}
        self.statements.state(node, kind, {**values, "order": order, **said})

    def _passage(self, passage: Passage) -> NamedNode:
        if self._plan.text[passage.start : passage.end] != passage.text:
            raise ValueError(f"passage {passage.start}–{passage.end} does not reproduce itself")
        return write_passage(passage, self._id, self.statements)

    def _section(self, section: str | None) -> NamedNode:
        if section is None:
            return self._node
        if section not in self._sections:
            raise ValueError(f"the plan has no section {section}")
        return iri.section(self._id, section)

    def _body(self, name: str) -> NamedNode:
        body = self._bodies[name]
        node = iri.body(body.jurisdiction or self._id, body.name)
        kind = "BodyGroup" if body.group else "Department"
        if self.statements.state(node, kind, {"vocabularyKey": body.key, "skos:prefLabel": chinese(body.label)}):
            place = self._place(body.jurisdiction, body.jurisdiction) if body.jurisdiction else None
            self.statements.add(node, "jurisdiction", place)
            self.statements.add(node, "skos:prefLabel", english(body.english) if body.english else None)
            for other in map(chinese, body.others):
                self.statements.add(node, "skos:altLabel", other)
            for other in map(english, body.english_others):
                self.statements.add(node, "skos:altLabel", other)
        return node

    def _place(self, within: str, name: str, kind: str = "Place") -> NamedNode:
        node = iri.place(within, name)
        self.statements.state(node, kind, {"skos:prefLabel": chinese(name)})
        return node

    def _place_of(self, subject: str) -> NamedNode | None:
        """Return the place that a target's subject names, told by how the name ends, or ``None``."""
        endings = {row["ending"]: row["class"] for row in rows("places.csv") if subject.endswith(row["ending"])}
        if not endings:
            return None
        return self._place(self._plan.jurisdiction or self._id, subject, endings[max(endings, key=len)])

    def _indicator(self, written: str) -> NamedNode:
        """State an indicator, under the name that the vocabulary has for it if it has one."""
        known = find_indicator(simplified(written))
        name = known.name if known else written
        node = iri.indicator(name)
        self.statements.state(node, "Indicator", {"skos:prefLabel": chinese(name)})
        if known:
            self.statements.add(node, "skos:prefLabel", english(known.english))
            for alias in known.aliases:
                self.statements.add(node, "skos:altLabel", chinese(alias))
        return node


def _rule(name: str) -> NamedNode | None:
    return iri.rule(name) if name else None


def _documents_of(citations: tuple[Citation, ...]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return numbers by titles and titles by numbers, where a citation gives both; the first counts."""
    both = [(c.title, c.number) for c in reversed(citations) if c.title and c.number]
    return dict(both), {number: title for title, number in both}


def _measured(target: Target) -> dict[str, Value]:
    """The QUDT unit of a target and its figure in that unit, where QUDT has one."""
    unit = find_unit(target.unit or "")
    if unit is None or unit.qudt is None or not isinstance(target.value, Decimal):
        return {}
    return {"qudt:hasUnit": NamedNode(unit.qudt), "normalisedValue": target.value * unit.multiplier}
