"""Office files made the same wherever and whenever they are made."""

import io
import re
import zipfile

MOMENT = "2000-01-01T00:00:00Z"
"""What files say of when they were made: what is in them does not depend on it."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")


def fixed(content: bytes) -> bytes:
    """Return an Office file (ISO/IEC 29500-2) without the times at which it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _TIMES.sub(rb"\g<1>" + MOMENT.encode() + rb"\g<2>", part)
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, part)
    return made.getvalue()
