"""What readers keep beside a store to save themselves work: it is made anew where it is absent or of no use."""

import contextlib
import os
import threading
from pathlib import Path

FOLDER = "aside"


def read(root: Path, name: str) -> bytes | None:
    """Return what a reader kept, ``None`` where there is nothing or it may not be read."""
    try:
        return (root / FOLDER / name).read_bytes()
    except OSError:
        return None


def keep(root: Path, name: str, content: bytes) -> None:
    """Keep something for other readers, whole or not at all, if the folder may be written; many may do so at once."""
    new = root / FOLDER / f"{name}.{os.getpid()}-{threading.get_ident()}.new"
    with contextlib.suppress(OSError):
        new.parent.mkdir(exist_ok=True)
        try:
            new.write_bytes(content)
            new.replace(new.with_name(name))
        except OSError:
            new.unlink(missing_ok=True)
