"""Files that commands write: there whole, or not at all."""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from ontology.wording import DubanError


def write_output(path: str, content: bytes) -> None:
    """Write a file in one step, beside it first; ``-`` is standard output, and what is no file is written to.

    Raises:
        DubanError: the file cannot be written.
    """
    if path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    target = Path(path).resolve()  # what a link points to
    beside = ""
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # /dev/null is not to be replaced
            return
        descriptor, beside = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        os.chmod(beside, _mode(target))
        os.replace(beside, target)
    except OSError as error:
        with suppress(OSError):
            os.unlink(beside)
        if isinstance(error, IsADirectoryError | FileNotFoundError):  # said in the reader's language, as all else
            key = "errors.is-directory" if target.is_dir() else "errors.no-such-folder"
            raise DubanError(key, path=path) from error
        raise DubanError("errors.not-written", path=path, reason=error.strerror or error) from error


def _mode(target: Path) -> int:
    """Return the permissions of the file that is there, else those that a new one has."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
