"""Texts without the characters that formats of files cannot hold."""

import re

# All but what XML 1.0 (Fifth Edition, 2.2 Char) allows; other formats allow no more.
_OUTSIDE_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    r"""Return a text without control characters and with LF between its lines.

    >>> plain("a\x00b\x1b\r\nc\uffff")
    'ab\nc'
    """
    return _OUTSIDE_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
