"""The folder of an embedded store: finished generations, and a pointer to the one that holds.

A store's folder holds::

    FORMAT                      the version of this layout
    writer.lock                 held by the one process that may write
    current                     the name of the generation that holds; replaced atomically
    generations/00000001/       an Oxigraph database, never written again once ``current`` has named it
    generations/00000001.lock   shared by those who read it
    aside/…                     what readers keep to save themselves work, made anew where it is absent or of no use
    versions/….nq.gz            a former version of a plan each, never written again; a generation tells of them

A writer fills a new generation beside the current one and then switches the pointer, so a build that is killed at any
moment leaves the old state.  What nobody reads and the pointer does not name, the next writer deletes, and with it
the former versions that no generation tells of any more.
"""

import os
import shutil
import sys
import weakref
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from ontology.wording import DubanError

FORMAT = "duban store 2\n"
LOCK = "writer.lock"
_NEW = ".new"


class Generation:
    """A finished generation, open for reading and kept from deletion until this object goes.

    Args:
        folder: the database.
    """

    __slots__ = ("__weakref__", "folder", "name", "store")

    def __init__(self, folder: Path, lock: int) -> None:
        weakref.finalize(self, os.close, lock)
        self.folder = folder
        self.name = folder.name
        self.store = ox.Store.read_only(str(folder))


def create(root: Path) -> None:
    """Make a folder into an empty store, unless it is one.

    Raises:
        DubanError: it is a file, a folder with other content, a store of another version, or cannot be written.
    """
    if root.exists() and not root.is_dir():
        raise DubanError("graph.not-a-store", path=root)
    with writing_to(root):
        root.mkdir(parents=True, exist_ok=True)
        if not (root / "FORMAT").exists() and not set(os.listdir(root)) - {"FORMAT" + _NEW, LOCK}:
            _write(root / "FORMAT", FORMAT.encode())
        check(root)
        (root / "generations").mkdir(exist_ok=True)


def discard(root: Path) -> None:
    """Delete a store that was never written, as far as the system lets it.  The caller holds the writer's lock."""
    if find_current(root) is None:
        shutil.rmtree(root, ignore_errors=True)


def check(root: Path) -> None:
    """Make sure that a folder is a store of this version.

    Raises:
        DubanError: it is not.
    """
    try:
        found = (root / "FORMAT").read_text("utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        missing = not root.exists() or (root.is_dir() and not os.listdir(root))
        raise DubanError("graph.store-missing" if missing else "graph.not-a-store", path=root) from None
    except OSError as error:
        raise _unreadable(root, error) from error
    if found != FORMAT:
        raise DubanError("graph.store-version", path=root, found=found.strip()[:40], needed=FORMAT.strip())


def find_current(root: Path) -> str | None:
    """Return the name of the generation that holds, or ``None`` in a store that was never written.

    Raises:
        DubanError: the pointer cannot be read.
    """
    try:
        return (root / "current").read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(root, error) from error


def open_current(root: Path) -> Generation | None:
    """Open the generation that holds, or return ``None`` in a store that was never written.

    Raises:
        DubanError: the generation is absent or damaged, or may not be read.
    """
    while (name := find_current(root)) is not None:
        folder = root / "generations" / name
        try:
            lock = _share(folder.with_suffix(".lock"))
            if find_current(root) == name:
                return Generation(folder, lock)
            os.close(lock)
        except OSError as error:
            # A writer may have switched and deleted between the look at the pointer and the lock.
            if find_current(root) == name:
                raise _unreadable(root, error) from error
    return None


def _unreadable(root: Path, error: OSError) -> DubanError:
    """Tell what keeps from reading; only what is damaged is to be deleted."""
    denied = isinstance(error, PermissionError)
    return DubanError("graph.store-not-readable" if denied else "graph.store-damaged", path=root, reason=error)


@contextmanager
def next_generation(root: Path, current: Generation | None) -> Iterator[ox.Store]:
    """Give a copy of the current generation to write to; when the block ends well, it is the current one.

    The caller holds the writer's lock, and keeps no reference to the copy after the block.
    """
    sweep(root)
    folder = root / "generations" / f"{_last_number(root) + 1:08d}"
    try:
        with writing_to(root):
            folder.with_suffix(".lock").touch()
            if current is not None:
                current.store.backup(str(folder))  # hard links: finished files of the database never change
            store = ox.Store(str(folder))
        yield store
        with writing_to(root):
            store.flush()
            del store
            _sync(folder)
            _write(root / "current", folder.name.encode())
    finally:
        sweep(root)


@contextmanager
def writing_to(root: Path) -> Iterator[None]:
    """Tell of what the system refuses within the block as a store that cannot be written.

    Raises:
        DubanError: permissions, a full disk and the like.
    """
    try:
        yield
    except TimeoutError:
        raise  # a lock that another process holds
    except OSError as error:
        raise DubanError("graph.store-not-writable", path=root, reason=error.strerror or error) from error


def sweep(root: Path) -> None:
    """Delete the generations that the pointer does not name and nobody reads.  The caller holds the writer's lock.

    Raises:
        DubanError: the system does not let them be deleted.
    """
    current = find_current(root)
    with writing_to(root):
        for lock in (root / "generations").glob("*.lock"):
            if lock.stem != current and _is_unused(lock):
                folder = lock.with_suffix("")
                shutil.rmtree(folder, ignore_errors=True)
                if not folder.exists():
                    lock.unlink()


def write_version(root: Path, name: str, content: bytes) -> None:
    """Keep the content of a former version, before the generation that tells of it is the current one."""
    with writing_to(root):
        (root / "versions").mkdir(exist_ok=True)
        _write(root / "versions" / name, content)


def read_version(root: Path, name: str) -> bytes:
    """Return the content of a former version.

    Raises:
        DubanError: it is absent, or may not be read.
    """
    try:
        return (root / "versions" / name).read_bytes()
    except OSError as error:
        raise _unreadable(root, error) from error


def has_versions(root: Path) -> bool:
    """Return whether a store holds former versions, or what a build that was killed left of some."""
    return (root / "versions").is_dir()


def sweep_versions(root: Path, told_of: Collection[str]) -> None:
    """Delete former versions, unless some older generation is read still.  The caller holds the writer's lock.

    Args:
        told_of: the names of those that the current generation tells of, which stay.
    """
    if any(lock.stem != find_current(root) for lock in (root / "generations").glob("*.lock")):
        return
    with writing_to(root):
        for entry in (root / "versions").iterdir():
            if entry.name not in told_of:
                entry.unlink()


def _last_number(root: Path) -> int:
    return max((int(lock.stem) for lock in (root / "generations").glob("*.lock")), default=0)


if sys.platform == "win32":

    def _share(lock: Path) -> int:
        return os.open(lock, os.O_RDONLY)

    def _is_unused(lock: Path) -> bool:
        """Try to delete the lock file, which Windows refuses while a reader has it open."""
        try:
            lock.unlink()
        except OSError:
            return False
        lock.touch()
        return True

else:
    import fcntl

    def _share(lock: Path) -> int:
        descriptor = os.open(lock, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _is_unused(lock: Path) -> bool:
        """Take the lock alone for a moment; a reader that comes then waits, and sees that the pointer has moved on."""
        descriptor = os.open(lock, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        return True


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    new = path.with_name(path.name + _NEW)
    with new.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(path)
    _sync_entry(path.parent)


def _sync(folder: Path) -> None:
    for entry in (*folder.iterdir(), folder, folder.parent):
        _sync_entry(entry)


def _sync_entry(path: Path) -> None:
    if sys.platform == "win32" and path.is_dir():
        return  # a folder has no descriptor there
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
