"""Prints how much of the marks of sound plans comes back once they were damaged: ``python -m benchmarks.restore``.

Each plan is restored with weights learnt from the other plans alone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from benchmarks.pauses import LEARNT_FROM, learn
from benchmarks.sound import SHARED, damaged, marks_of, plan_texts
from extraction.pauses import settle
from extraction.restore import known_gaps

_MEASURED = ("01", "08", "13", "30")


@dataclass(slots=True)
class Score:
    """How the marks of texts compare with those of their originals."""

    hits: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    right: int = 0
    gaps: int = 0

    def add(self, original: str, text: str) -> None:
        """Count one text; both have the same letters."""
        for wanted, given in zip(marks_of(original), marks_of(text), strict=True):
            self.hits += Counter(wanted) & Counter(given)
            self.given += Counter(given)
            self.wanted += Counter(wanted)
            self.gaps += bool(wanted or given)
            self.right += wanted == given != ""


def restored(number: str, text: str) -> str:
    """Return a damaged plan restored by what the other plans teach."""
    gaps = known_gaps(text)
    settle(gaps, learn(other for other in LEARNT_FROM if other != number))
    return gaps.text()


def by_plan(texts: Iterable[tuple[str, str]], before: Score, after: Score) -> Table:
    """Return the table of plans, adding them to the scores."""
    table = Table("plan", "gaps", "right before", "right after", title="marks of damaged plans, restored")
    for number, text in texts:
        worse, own, source = Score(), Score(), damaged(text)
        result = restored(number, source)
        for score, given in ((worse, source), (before, source), (own, result), (after, result)):
            score.add(text, given)
        table.add_row(number, str(own.gaps), _share(worse.right, worse.gaps), _share(own.right, own.gaps))
    table.add_row("all", str(after.gaps), _share(before.right, before.gaps), _share(after.right, after.gaps))
    return table


def by_mark(before: Score, after: Score) -> Table:
    """Return the table of marks."""
    table = Table("mark", "wanted", "precision before", "recall before", "precision", "recall", title="mark by mark")
    for mark, wanted in after.wanted.most_common():
        shares = (_share(s.hits[mark], n[mark]) for s in (before, after) for n in (s.given, s.wanted))
        table.add_row(mark, str(wanted), *shares)
    return table


def main() -> None:
    """Print the tables."""
    console, texts = Console(), plan_texts(_MEASURED)
    if not texts:
        console.print(f"No sound plans in {SHARED}: nothing to measure.")
        return
    before, after = Score(), Score()
    console.print(by_plan(texts.items(), before, after))
    console.print(by_mark(before, after))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


if __name__ == "__main__":
    main()
