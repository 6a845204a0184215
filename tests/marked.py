"""Reads lines of marked text: ``城市<date kind="by">2017年底前</date>消除``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TAG = re.compile(r"<(?P<close>/)?(?P<label>[a-z_]+)(?P<attributes>(?:\s+[a-z_]+=\"[^\"]*\")*)\s*>")
_ATTRIBUTE = re.compile(r"([a-z_]+)=\"([^\"]*)\"")
CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch of a case, or the same thing found by the program."""

    label: str
    start: int
    end: int
    attributes: tuple[tuple[str, str], ...]


def mark(label: str, start: int, end: int, /, **attributes: object) -> Mark:
    """Return a mark with the attributes that say something."""
    said = {key: str(value) for key, value in attributes.items() if value is not None}
    return Mark(label, start, end, tuple(sorted(said.items())))


def read_case(line: str) -> tuple[str, list[Mark]]:
    """Return a case's text and its marks.

    Raises:
        ValueError: a tag is not closed, closes nothing, or is broken.
    """
    text, marks, opened = "", [], None
    at = 0
    for tag in _TAG.finditer(line):
        text += line[at : tag.start()]
        at = tag.end()
        if not tag["close"]:
            if opened:
                raise ValueError(f"<{tag['label']}> inside <{opened[0]}>: {line}")
            opened = (tag["label"], len(text), dict(_ATTRIBUTE.findall(tag["attributes"])))
        elif opened is None or opened[0] != tag["label"]:
            raise ValueError(f"</{tag['label']}> closes nothing: {line}")
        else:
            marks.append(mark(opened[0], opened[1], len(text), **opened[2]))
            opened = None
    text += line[at:]
    if opened or re.search(r"</?[a-z_]+(?:\s|>)", text):
        raise ValueError(f"a tag is not closed or broken: {line}")
    return text, marks


def cases(name: str) -> Iterator[str]:
    """Yield the lines of ``cases/<name>.txt`` that are cases."""
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line
