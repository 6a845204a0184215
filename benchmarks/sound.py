"""Sound plans to learn and measure on, and the damage that one public site does to such texts."""

import random
import re
from pathlib import Path

from extraction.view import view_of

SHARED = Path(__file__).parents[2] / "shared" / "plans"
_SITE = "、。., "
_ONE_FORM = str.maketrans("．％,;:－–―", ".%，；：———")


def plan_texts(numbers: tuple[str, ...]) -> dict[str, str]:
    """Return the sound plans that are there, their broken lines mended, by their numbers."""
    paths = sorted(SHARED.glob("[0-9][0-9]_*.txt"))
    return {p.name[:2]: view_of(p.read_text(encoding="utf-8")).text for p in paths if p.name[:2] in numbers}


def damaged(text: str, seed: int = 0) -> str:
    """Return a text as the site gives it: line ends dropped, all that stands between two letters one random mark."""
    dice = random.Random(seed)  # noqa: S311 - a fixed seed is wanted
    joined = re.sub(r"\s*\n\s*", "", text)
    return re.sub(r"[\W_]+", lambda _: dice.choice(_SITE), joined).strip()


def marks_of(text: str) -> list[str]:
    """Return what stands before, between and behind the letters and digits, in one form and without white space.

    >>> marks_of("（一）到2020年，")
    ['（', '）', '', '', '', '', '', '，']
    """
    return ["".join(gap.split()) for gap in re.split(r"[^\W_]", text.translate(_ONE_FORM))]
