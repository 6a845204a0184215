"""The gaps between the letters of a text whose marks mean nothing: what stands in each, and what is to."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

_WEAK = frozenset("、。.,，．")


@dataclass(slots=True)
class Gap:
    """A place between two letters.

    Args:
        start: where what stands there now begins, ``end`` where it ends; the same where nothing does.
        mark: what parts the two sides, ``None`` where nobody has said.
        line: whether a line ends here.
        closing: brackets and signs that belong to what stands before.
        opening: brackets that belong to what stands behind.
        hint: what is known to end here, ``title`` or ``date``.
    """

    start: int
    end: int
    mark: str | None = None
    line: bool = False
    closing: str = ""
    opening: str = ""
    hint: str = ""

    @property
    def marked(self) -> bool:
        """Whether the text has a mark here, whichever."""
        return self.end > self.start

    @property
    def free(self) -> bool:
        """Whether a mark stands here that may become another."""
        return self.marked and not self.mark

    def put(self, mark: str) -> None:
        """Set the mark, unless one is set."""
        if self.mark is None:
            self.mark = mark

    def __str__(self) -> str:
        return f"{self.closing}{self.mark or ''}{chr(10) if self.line else ''}{self.opening}"


class Gaps:
    """All gaps of a text.

    A gap is found by any offset in it; one without a mark comes into being where it is first asked for.  Signs that
    nobody scatters, as brackets, stay as they are.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.marked = [self._read(start, end) for start, end in _runs(source)]
        self._starts = [gap.start for gap in self.marked]
        self._bare: dict[int, Gap] = {}

    def _read(self, start: int, end: int) -> Gap:
        words = self.source[start:end]
        gap = Gap(start, end, line="\n" in words)
        if not all(char in _WEAK or char.isspace() for char in words):
            gap.mark, gap.line = words, False
        elif start == 0:
            gap.mark, gap.line = "", False
        return gap

    def at(self, offset: int) -> Gap:
        """Return the gap at an offset between two letters, or at a mark."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0 and offset <= self.marked[place].end:
            return self.marked[place]
        return self._bare.setdefault(offset, Gap(offset, offset))

    def all(self) -> list[Gap]:
        """Return the gaps with a mark or something to hold, in order."""
        bare = (gap for gap in self._bare.values() if str(gap))
        return sorted([*self.marked, *bare], key=lambda gap: gap.start)

    def within(self, start: int, end: int) -> list[Gap]:
        """Return the gaps with a mark inside a stretch, those at its ends left out."""
        first = bisect_right(self._starts, start)
        last = bisect_right(self._starts, end - 1)
        return [gap for gap in self.marked[first:last] if gap.end < end]

    def text(self) -> str:
        """Return the text with what the gaps are to hold."""
        edges = [Gap(0, 0), *self.all(), Gap(len(self.source), len(self.source))]
        return "".join(f"{before}{self.source[before.end : after.start]}" for before, after in pairwise(edges))


def _runs(source: str) -> list[tuple[int, int]]:
    """The stretches between letters and digits."""
    runs: list[tuple[int, int]] = []
    for at, char in enumerate(source):
        if char.isalnum():
            continue
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs
