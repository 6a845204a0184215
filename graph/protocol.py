"""What the program asks of a store of plans, wherever it is.

All graphs of a store are queried as one: the default graph of a query is the union of the named graphs.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

import pyoxigraph as ox

Row = Mapping[str, ox.NamedNode | ox.Literal]


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One plan in a store.

    Args:
        id: the short id, as ``yongchuan-water-2016``.
        tasks: how many tasks it has.
        digest: SHA-256 of its text, in hexadecimal.
        run: IRI of the run that made it, which stands for text, program and vocabulary together.
    """

    id: str
    title: str
    tasks: int
    digest: str
    run: str


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """A former version of a plan.

    Args:
        plan: the plan's short id.
        id: of the version: the day it was built on and the beginning of its run's digest.
        iri: of the graph that holds it.
        digest: SHA-256 of its text, in hexadecimal.
        built: when it was built, ``xsd:dateTime``; empty where that is not known, as is ``replaced``.
    """

    plan: str
    id: str
    iri: str
    title: str
    digest: str
    built: str
    replaced: str


@dataclass(frozen=True, slots=True)
class PlanContent:
    """What is to be stored of a plan.

    Args:
        plan_id: its short id.
        nquads: its statements in its two graphs and in ``iri.RUNS``, as N-Quads in UTF-8.
        head: those of them that tell it from a former version: its text's digest, its run and when that ended.
    """

    plan_id: str
    nquads: bytes
    head: tuple[ox.Quad, ...]


class Store(Protocol):
    """What the program asks of a store."""

    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT query; an unbound variable is absent from its row.

        Raises:
            DubanError: the query cannot be parsed or is of another form.
        """

    def construct(self, query: str) -> Iterator[ox.Triple]:
        """Return the statements of a CONSTRUCT or DESCRIBE query; raises as ``select`` does."""

    def boolean(self, query: str) -> bool:
        """Return the answer of an ASK query; raises as ``select`` does."""

    def plans(self) -> tuple[PlanEntry, ...]:
        """Return the plans in the store, by their ids."""

    def state(self) -> Hashable:
        """Return a token that is another whenever the plans in the store are; cheap enough to ask before each query."""

    def versions(self, plan_id: str | None = None) -> tuple[VersionEntry, ...]:
        """Return the former versions of one plan or of all, by plan, the oldest first."""

    def as_it_was(self, version: VersionEntry) -> "Store":
        """Return a store in memory that holds a former version as the plan, and nothing else but the vocabulary."""

    def replace_plan(self, plan_id: str, quads: Iterable[ox.Quad]) -> None:
        """Put a plan's statements in the place of those that the store has of it, all or nothing.

        What the store has of another text is kept as a former version; what it has of the same text, read in another
        way, is not.

        Args:
            quads: statements in the plan's two graphs; besides, in ``iri.RUNS``, to which they are added, and in
                ``iri.VOCABULARY``, which they replace.

        Raises:
            ValueError: a statement stands in some other graph.
        """

    def replace_plans(self, plans: Sequence[PlanContent], vocabulary: Sequence[ox.Quad] = ()) -> None:
        """Put several plans in the place of what the store has of them, in one change; see ``replace_plan``.

        Args:
            plans: no two of one id.
            vocabulary: statements in ``iri.VOCABULARY``, which they replace; none leave it as it is.
        """

    def add_progress(self, plan_id: str, quads: Iterable[ox.Quad]) -> None:
        """Add what people report on a plan's tasks or would correct; a new version of the plan leaves it in place.

        Args:
            quads: statements in ``iri.progress_graph(plan_id)``.

        Raises:
            ValueError: a statement stands in some other graph.
            DubanError: the store has no such plan.
        """

    def remove_plan(self, plan_id: str) -> None:
        """Take a plan out, with what was reported on it and its former versions.

        Raises:
            DubanError: the store has no such plan.
        """

    def batch(self) -> AbstractContextManager[None]:
        """Let all changes of a block be one: readers see them when it ends, and none if it fails."""


class OpenStore(Store, Protocol):
    """A store that was opened somewhere, and is to be closed."""

    @property
    def location(self) -> Path | str:
        """Where it is, as it is told to people: a folder, or a server's address without user and password."""

    def close(self) -> None:
        """Let others write."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_exception: object) -> None: ...
