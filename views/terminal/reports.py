"""What a plan, an answer or a query's rows look like in a terminal."""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ontology.wording import DubanError, Language, say
from queries.brief import brief
from views.terminal.ledgers import correction_lines, report_line
from views.terminal.misuse import MisuseError
from views.terminal.places import words_for
from views.terminal.shell import complain, complain_of
from views.terminal.tables import headings_of, joined, show_fields, show_heading, show_line, show_table

if TYPE_CHECKING:
    from extraction.records import Plan, Target, Task
    from graph.library import BuildReport
    from graph.store import VersionEntry
    from queries.answers.answer import Answer
    from queries.catalogue import Table
    from queries.item import Item
    from queries.own import Found
    from queries.parameters import Parameter

_PAGES: Mapping[Language, str] = {"zh": "docs/queries.zh-CN.md", "en": "docs/queries.md"}


def print_json(value: object, *, indent: int | None = None) -> None:
    """Print a value as JSON, Chinese as it is."""
    print(json.dumps(value, ensure_ascii=False, indent=indent))


def report_plan(plan: "Plan", language: Language, *, as_json: bool) -> None:
    """Print what was read from a plan."""
    if as_json:
        from extraction.serialise import to_json

        print_json(to_json(plan, language), indent=1)
        return
    show_heading(plan.title)
    period = plan.period and f"{plan.period[0]}—{plan.period[1]}"
    show_fields(language, {"issuer": plan.issuer, "issued": plan.issued, "period": period})
    place = ("place",) if plan.places else ()
    tasks = [(*_task(task, language), *_place(plan, task, language)) for task in plan.tasks]
    _report_part(language, "tasks", ("id", "title", "lead", "participants", "deadlines", *place), tasks)
    targets = [(*_target(n, target), *_place(plan, target, language)) for n, target in enumerate(plan.targets, 1)]
    _report_part(language, "targets", ("id", "section", "subject", "indicator", "figure", "year", *place), targets)
    bodies = {r.name: None for task in plan.tasks for r in task.responsibilities}
    show_heading("\n" + _counted("departments", len(bodies), language))
    show_line(joined(bodies, language))
    places = [(f"{w.start}—{w.end}", w.message(language)) for w in plan.warnings]
    _report_part(language, "warnings", ("place", "message"), places)


def _report_part(language: Language, name: str, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    if rows:
        print()
        show_heading(_counted(name, len(rows), language))
        show_table(headings_of(headings, language), rows)


def _counted(name: str, count: int, language: Language) -> str:
    return f"{say(f'terminal.{name}', language)} ({count})"


def _task(task: "Task", language: Language) -> tuple[object, ...]:
    leads = task.names("lead") or task.names("responsible") or task.names("default")
    dates = (brief(deadline.passage.text) for deadline in task.deadlines)
    return (
        task.id,
        task.title,
        joined(leads, language),
        joined(task.names("participant"), language),
        joined(dates, language),
    )


def _target(number: int, target: "Target") -> tuple[object, ...]:
    figure = "" if target.value is None else f"{target.comparator} {target.value}"
    most = f"—{target.value_max}" if target.value_max is not None else ""
    said = f"{figure}{most} {target.unit or ''}".strip()
    return f"t{number}", target.section, target.subject, target.indicator, said, target.year


def _place(plan: "Plan", item: "Task | Target", language: Language) -> tuple[str, ...]:
    """Where it stands in the file, for a column that there is only where the file knows."""
    return (words_for(plan.place_of(item.passage), language),) if plan.places else ()


def report_outcome(file: str, outcome: "BuildReport | DubanError", language: Language) -> bool:
    """Print what became of a file, and return whether its plan is in the store."""
    if isinstance(outcome, DubanError):
        complain_of(language, file, outcome)
        return False
    report_build(outcome, language)
    return True


def report_build(report: "BuildReport", language: Language) -> None:
    """Print what a build has done."""
    if not report.changed:
        print(say("cli.unchanged", language, plan=report.plan_id))
        return
    print(say("cli.built", language, plan=report.plan_id, tasks=report.tasks, targets=report.targets))
    if report.warnings:
        print(say("cli.unread", language, plan=report.plan_id, count=len(report.warnings)))


def report_versions(versions: "Sequence[VersionEntry]", language: Language) -> None:
    """Print the former versions of plans by the names that other commands take; nothing where there are none."""
    rows = [(f"{v.plan}@{v.id}", v.built[:16], v.replaced[:16], v.title) for v in versions]
    _report_part(language, "versions", ("version", "built", "replaced", "title"), rows)


def report_item(item: "Item", language: Language) -> None:
    """Print a task or target whole."""
    show_heading(f"{item.id} {item.title}")
    dates = map(brief, item.facts.get("deadlines", ()))
    facts = {name: joined(values, language) for name, values in {**item.facts, "deadlines": dates}.items()}
    entered = {"progress": report_line(item, language), "corrections": "\n".join(correction_lines(item, language))}
    place = f"{item.start}—{item.end}"
    show_fields(language, {"plan": item.plan, **facts, **entered, "place": place, "text": item.text})


def report_answer(answer: "Answer", *, as_json: bool, headed: bool, numbered: bool = False) -> None:
    """Print an answer, how the question was understood, the query and the passages it rests on.

    Args:
        headed: whether to print the question over it.
        numbered: whether to number the readings, so that one can be chosen.
    """
    if as_json:
        print_json(answer.to_json())
        return
    if headed:
        show_heading(answer.question)
    _report_grid(answer)
    fields = {
        "understood": answer.interpretation,
        "readings": "\n".join(f"{n}. {text}" if numbered else text for n, text in enumerate(answer.readings, 1)),
        "notes": "\n".join(answer.notes),
        "evidence": "\n".join(dict.fromkeys(evidence.text for evidence in answer.evidence)),
    }
    show_fields(answer.language, fields)
    if numbered and answer.readings:
        print(say("terminal.choose", answer.language))
    if answer.sparql:
        print()
        show_heading(say("terminal.query", answer.language))
        print(answer.sparql.strip())


def _report_grid(answer: "Answer") -> None:
    """Print what was found: one value on a line of its own, several in columns."""
    names, rows = answer.grid()
    if not rows:
        return
    cells = [[_cell(value, answer.language) for value in row] for row in rows]
    if list(names) == ["value"]:
        show_heading(joined((value for (value,) in cells), answer.language))
    else:
        show_table(headings_of(names, answer.language), cells)
    print()


def _cell(value: object, language: Language) -> str:
    if isinstance(value, bool):
        return say("terminal.yes" if value else "terminal.no", language)
    return "" if value is None else str(value)


def report_catalogue(language: Language) -> None:
    """Print the queries of the catalogue by what they are about."""
    from queries.catalogue import GROUPS, entries

    headings = headings_of(("name", "parameters", "finds"), language)
    for group in GROUPS:
        own = [entry for entry in entries().values() if entry.group == group]
        show_heading(say(f"catalogue.group-{group}", language))
        show_table(headings, [(e.name, " ".join(map(_option, e.parameters)), e.title(language)) for e in own])
        print()
    show_line(say("catalogue.listed", language, page=_PAGES[language]))


def _option(parameter: "Parameter") -> str:
    return f"[--{parameter.name}]" if parameter.optional else f"--{parameter.name}"


def report_found(found: "Found", form: str, language: Language) -> None:
    """Print what a query gave, and that there was more."""
    report_rows(found.content, form, language)
    if found.stopped_after is not None:
        sys.stdout.flush()
        complain(language, say("cli.stopped", language, count=found.stopped_after))


def report_rows(found: "Table | str", form: str, language: Language) -> None:
    """Print what a query gave.

    Args:
        form: ``table``, ``csv`` or ``json`` for rows, ``ttl`` for statements.

    Raises:
        MisuseError: the result cannot take that form.
    """
    if isinstance(found, str):
        _check_form(form, ("ttl", "table"))
        sys.stdout.write(found)
        return
    _check_form(form, ("table", "csv", "json"))
    values = [[_plain(row.get(name)) for name in found.columns] for row in found.rows]
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([found.columns, *values])
    elif form == "json":
        print_json([dict(zip(found.columns, row, strict=True)) for row in values], indent=1)
    elif values:
        show_table(found.columns, values)
    else:
        print(say("cli.nothing-found", language))


def _check_form(form: str, known: Sequence[str]) -> None:
    if form not in known:
        raise MisuseError("cli.unknown-format", value=form, known=", ".join(known))


def _plain(term: Any) -> str | None:
    """Return what a term says, without its RDF dress."""
    return None if term is None else str(term.value)
