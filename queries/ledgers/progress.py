"""What was reported on the tasks of a plan, and what people would correct."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from graph import iri
from graph.store import Row, Store
from queries.index import text_of
from queries.prefixes import PREFIXES

ENTRIES = """
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
SELECT ?entry ?task ?status ?text ?corrects ?old ?new ?reporter ?day ?taken ?before WHERE {
  VALUES ?graph { %s }
  GRAPH ?graph {
    ?entry :reportsOn ?task ; prov:generatedAtTime ?taken ; prov:wasAttributedTo/foaf:name ?reporter .
    OPTIONAL { ?entry :status ?status } OPTIONAL { ?entry :progressText ?text }
    OPTIONAL { ?entry :correctedProperty ?corrects ; :oldValue ?old ; :newValue ?new }
    OPTIONAL { ?entry :reportedOn ?day } OPTIONAL { ?entry prov:wasRevisionOf ?before }
  }
}"""


@dataclass(frozen=True, slots=True)
class Said:
    """What one person entered on a task.

    Args:
        name: the last part of its IRI.
        status: IRI, empty where none was entered, as for a correction.
        corrects: IRI of the property that is corrected, empty for a report.
        day: as entered, ``2017-06-30``; empty where no day was.
        taken: when it was taken in.
        before: name of the report that it follows, empty where it follows none.
    """

    name: str
    status: str
    text: str
    corrects: str
    old: str
    new: str
    reporter: str
    day: str
    taken: str
    before: str

    @property
    def when(self) -> str:
        """The day that was entered, else that on which it was taken in."""
        return self.day or self.taken[:10]


@dataclass(frozen=True, slots=True)
class Progress:
    """All that was entered on a task, in the order of time."""

    reports: tuple[Said, ...] = ()
    corrections: tuple[Said, ...] = ()

    @property
    def latest(self) -> Said | None:
        """The report that stands: the last of those that no other follows."""
        followed = {said.before for said in self.reports}
        return next((said for said in reversed(self.reports) if said.name not in followed), None)

    @property
    def standing(self) -> tuple[Said, ...]:
        """The last correction of each property, in the order in which the properties were first corrected."""
        return tuple({said.corrects: said for said in self.corrections}.values())

    @property
    def state(self) -> str:
        """A digest of which corrections there are; empty for none."""
        names = "\0".join(sorted(said.name for said in self.corrections))
        return hashlib.sha256(names.encode()).hexdigest()[:8] if names else ""

    def report(self, name: str) -> Said | None:
        """Return the report of a name, ``None`` if there is none."""
        return next((said for said in self.reports if said.name == name), None)


NOTHING = Progress()


def read_progress(store: Store, plan_id: str) -> Mapping[str, Progress]:
    """Return what was entered on the tasks of a plan, by their IRIs; a task without entries is left out."""
    found: dict[str, tuple[list[Said], list[Said]]] = {}
    for row in store.select(PREFIXES + ENTRIES % iri.progress_graph(plan_id)):
        kinds = found.setdefault(text_of(row, "task"), ([], []))
        kinds["corrects" in row].append(_said(row))
    return {
        task: Progress(
            tuple(sorted(reports, key=lambda said: (said.when, said.taken, said.name))),
            tuple(sorted(corrections, key=lambda said: (said.taken, said.name))),
        )
        for task, (reports, corrections) in found.items()
    }


def _said(row: Row) -> Said:
    plain = ("status", "text", "corrects", "old", "new", "reporter", "day", "taken")
    values = {name: text_of(row, name) for name in plain}
    names = (text_of(row, "entry").rpartition("/")[2], text_of(row, "before").rpartition("/")[2])
    return Said(name=names[0], before=names[1], **values)
