"""The rows of a ledger that goes out and comes back: their columns, and the key that tells each row's version."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ontology.wording import LANGUAGES, say
from queries.annexes import Annexes, Assignment
from queries.exports.cells import fitted
from queries.ledgers.progress import Progress
from queries.parameters import ROLES

CORRECTED = {
    "title": "dcterms:title",
    "measures": "hasMeasure",
    "targets": "inTask",
    "deadlines": "hasDeadline",
    "lead": "ledBy",
    "participant": "hasParticipant",
    "responsible": "hasJointlyResponsible",
    "guidance": "guidedBy",
    "default": "hasDefaultResponsible",
}
"""Columns that hold what the plan says, with the property that a change of theirs would correct."""
ENTERED = ("progress", "status", "reporter", "date")
"""Columns that people fill in."""
KEY = "key"
COLUMNS = ("order", "id", "section", *CORRECTED, *ENTERED, "corrections", KEY)
JOINT = "、"
NONE = "-"
_KEY = re.compile(rf"\S+ [0-9a-f]{{12}} [0-9a-f]{{12}} ([0-9a-f]{{16}}|{NONE}) ([0-9a-f]{{8}}|{NONE})")


@dataclass(frozen=True, slots=True)
class Key:
    """Which row it is and what it held when it went out.

    Args:
        task: IRI.
        text: beginning of the SHA-256 of the plan's text.
        row: digest of what the plan says in the row.
        report: name of the report that the row showed, empty where it showed none.
        state: which corrections it showed, empty for none.
    """

    task: str
    text: str
    row: str
    report: str
    state: str

    def __str__(self) -> str:
        return " ".join((self.task, self.text, self.row, self.report or NONE, self.state or NONE))


def find_key(text: str) -> Key | None:
    """Return the key that a cell holds, ``None`` if it holds none.

    >>> find_key("https://w3id.org/duban/plan/p/task/1 0123456789ab 0123456789ab - -").report
    ''
    """
    if _KEY.fullmatch(text.strip()) is None:
        return None
    task, *parts = text.split()
    return Key(task, *("" if part == NONE else part for part in parts))


def key_of(task: Assignment, annexes: Annexes, progress: Progress) -> Key:
    """Return the key of a task's row as it goes out now."""
    latest = progress.latest
    return Key(task.iri, annexes.digest[:12], digest_of(said_in(task)), latest.name if latest else "", progress.state)


def said_in(task: Assignment) -> Mapping[str, str]:
    """Return what the plan says of a task, by the columns of the ledger."""
    said = {
        "title": task.title,
        "measures": "\n".join(measure.text for measure in task.measures),
        "targets": "\n".join(dict.fromkeys(target.brief for target in task.targets)),
        "deadlines": "\n".join(dict.fromkeys(deadline.text for deadline in task.deadlines)),
        **{role: JOINT.join(task.bodies[role]) for role in ROLES},
    }
    return {column: fitted(said[column]) for column in CORRECTED}


def digest_of(said: Mapping[str, str]) -> str:
    """Return a digest of what a row holds, by its columns."""
    fields = (f"{column}\0{same(column, said[column])}" for column in CORRECTED)
    return hashlib.sha256("\0\0".join(fields).encode()).hexdigest()[:12]


def same(column: str, text: str) -> str:
    r"""Return a text in the form in which two cells of a column are compared: blanks and separators do not count.

    >>> same("lead", " 区农委，区水务局 ") == same("lead", "区农委、区水务局")
    True
    >>> same("measures", "建厂 \r\n\n清淤") == same("measures", "建厂\n清淤")
    True
    """
    if column in ROLES:
        return JOINT.join(part for part in re.split(r"[、，,;；\s]+", text) if part)
    lines = (" ".join(line.split()) for line in re.split(r"_x000D_|[\r\n]+", text))
    return "\n".join(line for line in lines if line)


def columns_of(annexes: Annexes) -> tuple[str, ...]:
    """Return the columns of a plan's ledger: those of roles only where some body has the role."""
    return tuple(column for column in COLUMNS if column not in ROLES or column in annexes.roles)


def headings_by_name() -> Mapping[str, str]:
    """Return the columns by what stands over them, in either language."""
    return {
        "".join(say(f"annexes.column-{column}", language).split()): column
        for language in LANGUAGES
        for column in COLUMNS
    }
