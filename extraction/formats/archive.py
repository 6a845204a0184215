"""Word and Excel files are ZIP archives of XML: opened with limits, and without what XML can do beyond text."""

import io
import zipfile
from typing import Any

from ontology.wording import DubanError

MOST_XML = 100_000_000
"""Bytes of XML that are read from one file: a hundred times the longest plan that we know."""
_TYPE_DECLARATIONS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def names_in(content: bytes) -> list[str]:
    """Return the names of what an archive holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def open_archive(content: bytes, name: str) -> zipfile.ZipFile:
    """Return the archive that some bytes are.

    Raises:
        DubanError: it is locked with a password, holds more than ``MOST_XML``, or its XML has a document type.
        zipfile.BadZipFile: it is damaged.
    """
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = [part for part in archive.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
    if sum(part.file_size for part in parts) > MOST_XML or len(archive.infolist()) > 10_000:
        raise DubanError("errors.too-large", path=name)
    if any(part.flag_bits & 1 for part in parts):
        raise DubanError("errors.locked-file", path=name)
    # Office programs never write a document type; it is how XML reads other files and swells without bound.
    if any(declaration in archive.read(part) for part in parts for declaration in _TYPE_DECLARATIONS):
        raise DubanError("errors.unsafe-xml", path=name)
    return archive


def parse_part(archive: zipfile.ZipFile, part: str) -> Any:
    """Return the root element of a part, ``None`` where the archive has no such part."""
    from lxml import etree

    if part not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(archive.read(part), parser)


def name_of(element: Any) -> str:
    """Return an element's name without its namespace, empty for comments and the like: Word has two namespaces."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, *path: str) -> Any:
    """Return the first descendant along a path of names, or ``None``."""
    for step in path:
        if element is None:
            return None
        element = next((inner for inner in element if name_of(inner) == step), None)
    return element


def value_of(element: Any, attribute: str = "val") -> str | None:
    """Return an attribute by its name without its namespace, ``None`` where there is no such element or attribute."""
    if element is None:
        return None
    return next((value for key, value in element.items() if key.rpartition("}")[2] == attribute), None)
