"""What people entered in ledgers, in a terminal."""

from typing import TYPE_CHECKING

from ontology import PLAN
from ontology.wording import Language, say
from views.terminal.tables import headings_of, show_table

if TYPE_CHECKING:
    from queries.item import Item
    from queries.ledgers.imports import ImportReport


def report_line(item: "Item", language: Language) -> str:
    """Return the progress report that stands, empty where there is none."""
    from queries.ledgers.statuses import status_labels

    said = item.progress.latest
    if said is None:
        return ""
    status = status_labels(language).get(said.status, "")
    form = ("report-text" if status else "report-only-text") if said.text else "report"
    values = {"status": status, "text": said.text, "who": said.reporter, "day": said.when}
    used = {name: value for name, value in values.items() if value or name not in ("status", "text")}
    return say(f"ledger.{form}", language, **used)


def correction_lines(item: "Item", language: Language) -> tuple[str, ...]:
    """Return the corrections that stand, one a line."""
    from queries.ledgers.rows import CORRECTED

    columns = {PLAN[name]: say(f"annexes.column-{column}", language) for column, name in CORRECTED.items()}
    return tuple(
        say(
            "ledger.correction",
            language,
            column=columns[said.corrects],
            old=said.old or "–",
            new=said.new or "–",
            who=said.reporter,
            day=said.when,
        )
        for said in item.progress.standing
    )


def report_import(report: "ImportReport", language: Language) -> None:
    """Print what was taken in from a ledger, and what was not."""
    from queries.ledgers.rows import CORRECTED
    from queries.ledgers.statuses import status_labels

    counts = {"reports": len(report.reports), "corrections": len(report.corrections), "known": report.known}
    print(say("ledger.taken-in", language, path=report.workbook, **counts))
    columns = {name: say(f"annexes.column-{column}", language) for column, name in CORRECTED.items()}
    rows: list[tuple[str, ...]] = []
    for said in report.reports:
        status = status_labels(language).get(said.status, "")
        rows.append((_place(said.task), status, said.text, said.origin.reporter, said.origin.cells[0]))
    for change in report.corrections:
        new = f"{change.old or '–'} → {change.new or '–'}"
        rows.append(
            (_place(change.task), columns[change.corrects], new, change.origin.reporter, change.origin.cells[0])
        )
    if rows:
        show_table(headings_of(("id", "what", "entered", "reporter", "cell"), language), rows)
    for note in report.notes:
        print(note.text(language))


def _place(task: str) -> str:
    return task.rpartition("/")[2]
