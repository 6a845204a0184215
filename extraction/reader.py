"""The text of a file, whatever program saved it: the text in which every offset counts.

What a file is, its content decides; its name only tells text from tables kept as text.
"""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from extraction.document import Document
from extraction.formats.plain import read_plain, text_of
from extraction.formats.sheets import Sheet, sheets_in
from ontology.wording import DubanError

__all__ = ["Document", "Sheet", "plans_in", "read", "read_document", "read_sheets", "text_of"]

TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown"})
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})
TABLE_SUFFIXES = frozenset({".csv", ".tsv"})
SUFFIXES = TEXT_SUFFIXES | TABLE_SUFFIXES | {".html", ".htm", ".docx", ".docm", ".pdf", ".xlsx", ".xlsm"}
# May hold a web page; else a remedy is named.
_OLD_SUFFIXES = frozenset({".doc", ".wps", ".rtf", ".xls", ".et", ".mht"})
_PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"})
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|meta|body|table)\b",
    re.I | re.S,
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_Reading = Callable[[bytes, str], Document]


def read(source: str | Path, suffixes: frozenset[str] = SUFFIXES) -> str:
    """Return the text of a file with LF line ends and nothing added; see ``read_document``."""
    return read_document(source, suffixes).text


def read_document(source: str | Path, suffixes: frozenset[str] = SUFFIXES) -> Document:
    """Return the text of a file, where its parts stand, and its tables.

    Args:
        source: a file, or ``-`` for standard input.
        suffixes: how the names of files that can be read end, in lower case.

    Raises:
        DubanError: the file is not there, cannot be read, or holds no text.
    """
    if str(source) == "-":
        return document_of(sys.stdin.buffer.read(), "<stdin>")
    if not str(source).strip():  # as a path, nothing is the folder that one is in
        raise DubanError("errors.no-such-file", path=f"'{source}'")
    path = Path(source)
    return document_of(_content(path, suffixes), str(path))


def read_sheets(source: str | Path) -> tuple[Sheet, ...]:
    """Return the sheets of an Excel file, cell by cell.

    Raises:
        DubanError: the file is not there, cannot be read, is no workbook, or holds macros.
    """
    path = Path(source)
    content = _content(path, WORKBOOK_SUFFIXES)
    if content.startswith(_OLD_OFFICE):
        raise _complaint_of_old_office(content, str(path))
    try:
        return sheets_in(content, str(path))
    except DubanError:
        raise
    except Exception as error:  # as above
        raise DubanError("errors.damaged-file", path=path) from error


def plans_in(source: str) -> tuple[str, ...]:
    """Return the files that a folder holds and that can be read, by name; of anything else, itself.

    Raises:
        DubanError: a folder holds none.
    """
    if not os.path.isdir(source):  # Path.is_dir raises on a name too long to exist
        return (source,)
    files = sorted(str(path) for path in Path(source).iterdir() if _is_plan(path))
    if not files:
        raise DubanError("errors.no-plans-in", path=source)
    return tuple(files)


def _is_plan(path: Path) -> bool:
    """Whether a file's name says that it can be read; those with ``~$`` are Office's notes of what is open."""
    return path.suffix.lower() in SUFFIXES - {""} and not path.name.startswith(("~$", "."))


def document_of(content: bytes, name: str) -> Document:
    """Return what the bytes of a file say.

    Args:
        name: what to call the file in a complaint; how it ends tells tables from other text.

    Raises:
        DubanError: the bytes cannot be read, or hold no text.
    """
    try:
        document = _reading_of(content, name)(content, name)
    except DubanError:
        raise
    except Exception as error:  # whatever a library makes of a damaged file, the other files go on
        raise DubanError("errors.damaged-file", path=name) from error
    if not document.text.strip():
        raise DubanError("errors.empty-file", path=name)
    return document


def _reading_of(content: bytes, name: str) -> _Reading:
    suffix = Path(name).suffix.lower()
    if content.startswith(_OLD_OFFICE):
        raise _complaint_of_old_office(content, name)
    if content.startswith(b"{\\rtf"):
        raise DubanError("errors.save-as-docx", path=name)
    if content.startswith(_PICTURES):
        raise DubanError("errors.scanned-file", path=name)
    if b"%PDF-" in content[:1024]:
        from extraction.formats.printed import read_printed

        return read_printed
    if content.startswith(b"PK\x03\x04"):
        return _archive_reading(content, name)
    if suffix in {".html", ".htm"} or _PAGE.match(content, 3 if content.startswith(b"\xef\xbb\xbf") else 0):
        from extraction.formats.web import read_web

        return read_web
    if suffix in TABLE_SUFFIXES:
        from extraction.formats.ledger import read_delimited

        return read_delimited
    return read_plain


def _archive_reading(content: bytes, name: str) -> _Reading:
    from extraction.formats.archive import names_in

    names = names_in(content)
    if any(part.startswith("word/") for part in names):
        from extraction.formats.word import read_word

        return read_word
    if any(part.startswith("xl/") for part in names):
        from extraction.formats.ledger import read_workbook

        return read_workbook
    raise DubanError("errors.format-not-read", path=name, suffix=Path(name).suffix.lower() or ".zip")


def _complaint_of_old_office(content: bytes, name: str) -> DubanError:
    """.doc, .wps, .xls and .et are one kind of container, and so is a .docx that a password locks."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return DubanError("errors.locked-file", path=name)
    if "Workbook".encode("utf-16-le") in content:
        return DubanError("errors.save-as-xlsx", path=name)
    return DubanError("errors.save-as-docx", path=name)


def _content(path: Path, suffixes: frozenset[str]) -> bytes:
    suffix = path.suffix.lower()
    try:
        with path.open("rb") as file:
            if suffix in _PICTURE_SUFFIXES:
                raise DubanError("errors.scanned-file", path=path)
            if suffix not in suffixes | _OLD_SUFFIXES:
                raise DubanError("errors.format-not-read", path=path, suffix=suffix)
            return file.read()
    except FileNotFoundError:
        raise DubanError("errors.no-such-file", path=path) from None
    except IsADirectoryError:
        raise DubanError("errors.is-directory", path=path) from None
    except OSError as error:
        raise DubanError("errors.not-readable", path=path, reason=error.strerror or error) from error
