"""Passages in the midst of their plan's text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from pyoxigraph import Literal as Value

from graph.store import Store
from queries.answers.evidence import Evidence
from queries.index import text_of
from queries.prefixes import PREFIXES

Span = tuple[int, int]
Kind = Literal["mark", "passage", "around"]

REACH = 80
TEXT = """SELECT ?title ?text WHERE {{
  VALUES ?pid {{ {plan} }}
  ?plan dcterms:identifier ?pid ; dcterms:title ?title ; :text ?text
}}"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a plan's text.

    Args:
        kind: ``mark`` what was looked for, ``passage`` what it stands in, ``around`` what stands around that.
    """

    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a plan's text with passages in it; offsets count in the plan's text.

    Args:
        plan: the plan's short id.
        title: the plan's title.
        begins: whether the excerpt begins where the text does.
        ends: whether it ends where the text does.
    """

    plan: str
    title: str
    start: int
    end: int
    stretches: tuple[Stretch, ...]
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class _Window:
    """What to cut out: from ``start`` to ``end``, in it the passages and the marks, both in their order."""

    start: int
    end: int
    marks: tuple[Span, ...]
    passages: tuple[Span, ...] = ()


def excerpts(store: Store, passages: Iterable[Evidence], *, reach: int = REACH) -> tuple[Excerpt, ...]:
    """Return passages, marked, with what stands around them, by plan and place; near ones share an excerpt.

    Args:
        reach: how many characters to show on either side.
    """
    by_plan: dict[str, list[_Window]] = {}
    for passage in sorted(passages, key=lambda passage: (passage.start, passage.end)):
        window = _Window(max(0, passage.start - reach), passage.end + reach, ((passage.start, passage.end),))
        by_plan.setdefault(passage.plan, []).append(window)
    return tuple(excerpt for plan, windows in by_plan.items() for excerpt in _cut(store, plan, _joined(windows)))


def excerpt_of(store: Store, passage: Evidence, marks: Iterable[Evidence], *, reach: int = REACH) -> Excerpt | None:
    """Return one passage with shorter ones marked in it, or ``None`` if the plan is not there any more."""
    spans = tuple(sorted((mark.start, mark.end) for mark in marks if mark.plan == passage.plan))
    place = (passage.start, passage.end)
    window = _Window(max(0, passage.start - reach), passage.end + reach, spans, (place,))
    return next(_cut(store, passage.plan, (window,)), None)


def _joined(windows: Iterable[_Window]) -> list[_Window]:
    """Return windows in which those that overlap have become one.

    >>> [(w.start, w.end) for w in _joined([_Window(0, 9, ()), _Window(5, 12, ()), _Window(20, 30, ())])]
    [(0, 12), (20, 30)]
    """
    joined: list[_Window] = []
    for window in windows:
        if joined and window.start <= joined[-1].end:
            last = joined.pop()
            window = _Window(last.start, max(last.end, window.end), last.marks + window.marks)  # noqa: PLW2901
        joined.append(window)
    return joined


def _cut(store: Store, plan: str, windows: Iterable[_Window]) -> Iterator[Excerpt]:
    for row in store.select(PREFIXES + TEXT.format(plan=Value(plan))):
        title, text = text_of(row, "title"), text_of(row, "text")
        for window in windows:
            start, end = window.start, min(window.end, len(text))
            stretches = tuple(_stretches(text[:end], window))
            yield Excerpt(plan, title, start, end, stretches, begins=start == 0, ends=end == len(text))


def _stretches(text: str, window: _Window) -> Iterator[Stretch]:
    """Yield all of a text from where a window starts, cut wherever its kind changes.

    >>> [(s.text, s.kind) for s in _stretches("abcdef", _Window(0, 6, ((1, 3), (2, 4)), ((0, 5),)))]
    [('a', 'passage'), ('bcd', 'mark'), ('e', 'passage'), ('f', 'around')]
    """
    kinds: list[Kind] = ["around"] * len(text)
    painted: tuple[tuple[Kind, tuple[Span, ...]], ...] = (("passage", window.passages), ("mark", window.marks))
    for kind, spans in painted:
        for start, end in spans:
            kinds[start:end] = [kind] * (min(end, len(text)) - start)
    position = window.start
    for kind, run in groupby(kinds[position:]):
        end = position + sum(1 for _ in run)
        yield Stretch(text[position:end], kind)
        position = end
