"""What a comparison of two versions looks like in a terminal, and what it is made of."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.wording import DubanError, Language, say
from views.terminal.input import plan_in
from views.terminal.tables import headings_of, joined, show_fields, show_heading, show_line, show_table

if TYPE_CHECKING:
    from queries.diff.records import Change, Diff, Pair, Sides, Value
    from queries.records import Content, Target, Task


def content_named(name: str, store: str | None) -> "Content":
    """Return what a file says, or else a plan of a store or a former version of one.

    Raises:
        DubanError: there is neither, or the file holds no plan.
    """
    if name == "-" or Path(name).is_file():
        return _content_of_file(name)
    from graph.store import open_store
    from queries.content import content_of
    from queries.versions import locate

    try:
        with open_store(store) as opened:
            return content_of(*locate(opened, name))
    except DubanError as error:
        if error.key in ("graph.no-such-plan", "graph.store-missing") and (Path(name).suffix or "/" in name):
            raise DubanError("errors.no-such-file", path=name) from error
        raise


def _content_of_file(name: str) -> "Content":
    from graph.build import build_plan
    from graph.naming import default_id
    from graph.store import MemoryStore
    from queries.content import content_of

    plan = plan_in(name)
    plan_id = default_id(plan)
    return content_of(MemoryStore(build_plan(plan, plan_id)), plan_id)


def report_diff(diff: "Diff", names: tuple[str, str], language: Language) -> None:
    """Print what is said otherwise.

    Args:
        names: how the two sides were named.
    """
    titles = (diff.old.title, diff.new.title)
    old, new = (f"{name}  {title}" for name, title in zip(names, titles, strict=True))
    show_fields(language, {"old": old, "new": new})
    if not diff:
        show_line(say("diff.nothing", language))
        return
    _report(say("diff.plan", language), ("change", "was", "is"), _rows(diff.facts, language), language)
    _report_sides("tasks", diff.tasks, language)
    _report_sides("targets", diff.targets, language)


def _report_sides(kind: str, sides: "Sides[Task] | Sides[Target]", language: Language) -> None:
    alone = (say(f"diff.added-{kind}", language), sides.added), (say(f"diff.removed-{kind}", language), sides.removed)
    for heading, things in alone:
        _report(heading, ("id", "title"), [(thing.id, _title(thing)) for thing in things], language)
    changes = [row for pair in sides.changed for row in _pair_rows(pair, language)]
    _report(
        say(f"diff.changed-{kind}", language),
        ("id", "title", "change", "was", "is"),
        changes,
        language,
        len(sides.changed),
    )
    if sides.renumbered:
        print()
        show_heading(f"{say('diff.renumbered', language)} ({len(sides.renumbered)})")
        show_line(joined((f"{pair.old.id} → {pair.new.id}" for pair in sides.renumbered), language))


def _report(
    heading: str, columns: Sequence[str], rows: Sequence[Sequence[str]], language: Language, count: int | None = None
) -> None:
    if rows:
        print()
        show_heading(f"{heading} ({len(rows) if count is None else count})")
        show_table(headings_of(columns, language), rows)


def _pair_rows(pair: "Pair[Task] | Pair[Target]", language: Language) -> Iterable[tuple[str, ...]]:
    """Return a row for each change; only the first says of what."""
    same = pair.old.id == pair.new.id
    first = (pair.new.id if same else f"{pair.old.id} → {pair.new.id}", _title(pair.new))
    for number, row in enumerate(_rows(pair.changes, language)):
        yield (*(first if number == 0 else ("", "")), *row)


def _rows(changes: "Iterable[Change]", language: Language) -> list[tuple[str, str, str]]:
    return [(say(f"diff.field-{c.field}", language), _words(c.old, language), _words(c.new, language)) for c in changes]


def _words(values: "Iterable[Value]", language: Language) -> str:
    return joined((value.text for value in values), language) or "–"


def _title(thing: "Task | Target") -> str:
    from queries.records import Task

    return thing.title if isinstance(thing, Task) else thing.label
