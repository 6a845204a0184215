"""Where plans are kept as RDF: on disk unless told otherwise, or on a server."""

import os
import threading
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from graph import aside, generations
from graph.endpoint import endpoint_at, is_address
from graph.history import file_of
from graph.oxigraph import MemoryStore, OxigraphStore
from graph.protocol import OpenStore, PlanContent, PlanEntry, Row, Store, VersionEntry
from ontology.wording import DubanError

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = [
    "EmbeddedStore",
    "MemoryStore",
    "OpenStore",
    "PlanContent",
    "PlanEntry",
    "Row",
    "Store",
    "VersionEntry",
    "default_location",
    "is_there",
    "open_folder",
    "open_store",
    "shown_location",
]


class EmbeddedStore(OxigraphStore):
    """A store in a folder, safe to read while another process writes it; ``graph.generations`` says how.

    Args:
        root: the folder.
        lock: the writer's lock, held; without it the store can only be read.
        made: whether the folder was made for this writer, and is to go again if nothing is written.
    """

    def __init__(self, root: Path, lock: "BaseFileLock | None" = None, *, made: bool = False) -> None:
        self._root = root
        self._lock = lock
        self._made = made
        self._generation: generations.Generation | None = None
        self._draft: ox.Store | None = None
        self._switching = threading.Lock()

    @property
    def location(self) -> Path:
        """The folder."""
        return self._root

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let others write, and let go of the generation that was read."""
        if self._lock is None or not self._lock.is_locked:
            self._generation = None
            return
        try:
            kept = (
                [file_of(version.iri) for version in self.versions()] if generations.has_versions(self._root) else None
            )
            self._generation = None
            generations.sweep(self._root)
            if kept is not None:
                generations.sweep_versions(self._root, kept)
            if self._made:
                generations.discard(self._root)
        finally:
            self._generation = None
            self._lock.release()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Let all changes of a block be one generation."""
        if self._lock is None or not self._lock.is_locked:
            raise DubanError("graph.store-read-only", path=self._root)
        if self._draft is not None:
            yield
            return
        with generations.next_generation(self._root, self._current()) as draft:
            self._draft = draft
            del draft  # the database closes, and is then finished, when the last reference goes
            try:
                yield
            finally:
                self._draft = None

    def _apply(self, change: Callable[[ox.Store], None], _graphs: Collection[ox.NamedNode]) -> None:
        with self.batch(), generations.writing_to(self._root):
            assert self._draft is not None  # noqa: S101 - batch() has set it
            change(self._draft)

    def _keep(self, name: str, content: bytes) -> None:
        generations.write_version(self._root, name, content)

    def _kept(self, name: str) -> bytes:
        return generations.read_version(self._root, name)

    @property
    def generation(self) -> str:
        """The finished generation that is read and when it became the current one, empty while one is being written."""
        current = self._current() if self._draft is None else None
        return f"{current.name} {(self._root / 'current').stat().st_mtime_ns}" if current else ""

    def read_aside(self, name: str) -> bytes | None:
        """Return what a reader kept beside the store, which may be of an earlier generation."""
        return aside.read(self._root, name)

    def keep_aside(self, name: str, content: bytes) -> None:
        """Keep what can be made anew from the store, if the folder may be written."""
        aside.keep(self._root, name, content)

    def state(self) -> Hashable:
        """Return a token that is another whenever the plans in the store are: where it is, and its generation."""
        return object() if self._draft is not None else (self._root, generations.find_current(self._root))

    def _reading(self) -> tuple[ox.Store, object]:
        if self._draft is not None:
            return self._draft, None
        generation = self._current()
        return (ox.Store(), None) if generation is None else (generation.store, generation)

    def _current(self) -> generations.Generation | None:
        """Return the generation that the pointer names now, opened anew if it has moved."""
        with self._switching:
            name = generations.find_current(self._root)
            if self._generation is None or self._generation.name != name:
                self._generation = generations.open_current(self._root)
            return self._generation


def default_location() -> Path | str:
    """Return what is used unless told otherwise: ``DUBAN_STORE``, else a folder in the user's data folder."""
    if place := os.environ.get("DUBAN_STORE"):
        return place if is_address(place) else Path(place)
    from platformdirs import user_data_path  # 20 ms that a named store need not spend

    return user_data_path("duban", appauthor=False) / "store"


def is_there(location: Path | str | None) -> bool:
    """Return whether there may be a store: a folder is there, a server is taken to be."""
    place = default_location() if location is None else location
    return is_address(place) or Path(place).exists()


def shown_location(location: Path | str | None = None) -> Path | str:
    """Return where a store would be, as it is told to people.

    Raises:
        DubanError: that is a server, and its address cannot be used.
    """
    place = default_location() if location is None else location
    return endpoint_at(str(place)).shown if is_address(place) else place


def open_store(location: Path | str | None = None, *, write: bool = False) -> OpenStore:
    """Open the store in a folder, or at the address of a SPARQL server; for writing it is made if need be.

    Raises:
        DubanError: there is none, it is of another version, or another process is writing it; the server does not
            answer, or not as is needed.
    """
    place = default_location() if location is None else location
    return _open_remote(str(place), write=write) if is_address(place) else open_folder(Path(place), write=write)


def _open_remote(address: str, *, write: bool) -> OpenStore:
    from graph.remote import RemoteStore  # brings SPARQLWrapper: 50 ms that a folder need not spend

    opened = RemoteStore(endpoint_at(address), write=write)
    try:
        if not (opened.check() or write):
            raise DubanError("graph.store-missing", path=opened.location)
    except DubanError:
        opened.close()
        raise
    return opened


def open_folder(root: Path, *, write: bool = False) -> EmbeddedStore:
    """Open the store in a folder, see ``open_store``."""
    if not write:
        generations.check(root)
        if generations.find_current(root) is None:
            raise DubanError("graph.store-missing", path=root)
        return EmbeddedStore(root)
    from filelock import FileLock, Timeout  # 40 ms that a reader need not spend

    made = not root.exists()
    generations.create(root)
    lock = FileLock(root / generations.LOCK, timeout=0, thread_local=False)
    try:
        with generations.writing_to(root):
            lock.acquire()
    except Timeout:
        raise DubanError("graph.store-busy", path=root) from None
    return EmbeddedStore(root, lock, made=made)
