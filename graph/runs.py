"""Runs of the program: which program read which text with which vocabulary."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from pyoxigraph import NamedNode

from graph import iri
from ontology.vocabulary import digest

_PACKAGES = ("extraction", "graph", "ontology")
_MESSAGES = "ontology/wording"  # what is said to people changes nothing of what is read
_PROGRAM_FILES = (".py", ".toml", ".csv", ".ttl", ".rq")


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of one text, the same wherever and whenever it is done.

    Args:
        text: SHA-256 of the text in UTF-8, in hexadecimal.
        program: version of the program, and a digest of its code and data after ``+``.
        vocabulary: SHA-256 of the vocabulary, the user's overlay included.
    """

    text: str
    program: str
    vocabulary: str

    @property
    def name(self) -> NamedNode:
        """The IRI of the run."""
        return iri.run(self.text, self.program, self.vocabulary)


def run_over(text: str) -> Run:
    """Return the run in which this program, with the vocabulary as it is now, reads a text."""
    return Run(hashlib.sha256(text.encode()).hexdigest(), program_version(), digest())


def vocabulary_version() -> str:
    """Return what tells one state of the vocabulary, as this program states it, from another."""
    return f"{program_version()} {digest()}"


@cache
def program_version() -> str:
    """Return the version of what reads a text, as ``0.1.0+1f2e3d4c``: a changed rule makes another version."""
    found = hashlib.sha256()
    for path, source in _sources():
        content = source.read_bytes()
        found.update(f"{path}\0{len(content)}\0".encode() + content)
    try:
        release = version("duban")
    except PackageNotFoundError:  # run from a checkout that was not installed
        release = "0"
    return f"{release}+{found.hexdigest()[:8]}"


def _sources() -> Iterator[tuple[str, Traversable]]:
    for package in _PACKAGES:
        yield from _walk(package, files(package))


def _walk(path: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir() and name != _MESSAGES:
            yield from _walk(name, entry)
        elif entry.name.endswith(_PROGRAM_FILES):
            yield name, entry
