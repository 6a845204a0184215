"""Which tasks serve the targets of the goals: those that speak of the same thing in words that are rare in the plan.

What two passages share is counted in pairs of characters, each weighing the more the fewer tasks have it.  A task that
states a target of its own with the same indicator for the same thing serves the goal whatever else it says.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import log
from operator import add

from extraction.lexicon import load_data
from extraction.marks import HAN
from extraction.records import Link, Target, Task
from ontology.indicators import find_indicator

_THRESHOLD, _NEAR_BEST, _MOST = 0.5, 0.8, 3
_RARE = 16  # what more tasks have tells nothing, and is left out of the reckoning, which so stays linear
_FEWEST_SHARED, _LEAST_WEIGHT = 3, 1.2  # characters in one stretch; two rare pairs
_NO_WORD = re.compile(rf"[^{HAN}A-Za-z]+")
_Key = tuple[str, str]
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class _Goal:
    """What a target of the goals is about: its words, and the pairs of characters in them."""

    at: int
    target: Target
    words: tuple[str, ...]
    pairs: frozenset[str]


def find_links(tasks: Sequence[Task], targets: Sequence[Target]) -> tuple[Link, ...]:
    """Return the tasks that serve each target that stands in no task, best first."""
    goals = [_goal(at, target) for at, target in enumerate(targets) if target.task is None]
    if not goals or not tasks:
        return ()
    wanted = frozenset[str]().union(*(goal.pairs for goal in goals))
    tasks_of: dict[str, dict[str, None]] = {}
    for task in tasks:
        for pair in wanted.intersection(_pairs(_own_words(task))):
            tasks_of.setdefault(pair, {})[task.id] = None
    weights = {pair: _weight(len(tasks_of.get(pair, ())), len(tasks)) for pair in wanted}
    often = {pair for pair, having in tasks_of.items() if len(having) > _RARE}
    weights |= dict.fromkeys(often | (wanted & _common()), 0.0)
    stated = {key: found for key, found in _stated(targets).items() if len(found) <= _RARE}
    return tuple(link for goal in goals for link in _links(goal, tasks_of, weights, stated))


def _weight(having: int, tasks: int) -> float:
    """How much a pair of characters tells: 1 where no task has it, nothing where all have."""
    return log((tasks + 1) / (having + 0.5)) / log((tasks + 1) / 0.5)


def _links(
    goal: _Goal,
    tasks_of: Mapping[str, Mapping[str, None]],
    weights: Mapping[str, float],
    stated: Mapping[_Key, set[str]],
) -> Iterator[Link]:
    telling = {pair: weights[pair] for pair in sorted(goal.pairs) if weights[pair]}
    whole = sum(telling.values()) or 1.0
    scores: dict[str, float] = {}
    for pair, weight in telling.items():
        for task in tasks_of.get(pair, ()):
            scores[task] = scores.get(task, 0.0) + weight / whole
    same = stated.get(_key(goal.target), set())
    scores |= dict.fromkeys(same, 1.0)
    least = max(_THRESHOLD, _NEAR_BEST * max(scores.values(), default=0))
    ranked = sorted((task for task, score in scores.items() if score >= least), key=lambda task: (-scores[task], task))
    for task in ranked[:_MOST]:
        runs = _runs(goal.words, {pair for pair in goal.pairs if task in tasks_of.get(pair, ())}, weights)
        enough = scores[task] * whole >= _LEAST_WEIGHT and any(len(run) >= _FEWEST_SHARED for run in runs)
        if task in same or enough:
            rule = "link.indicator" if task in same else "link.words"
            yield Link(goal.at, task, Decimal(scores[task]).quantize(_HUNDREDTH), runs, rule)


def _runs(words: Sequence[str], pairs: set[str], weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the stretches of words that are made of shared pairs, those that weigh most first."""
    found: dict[str, float] = {}
    for word in words:
        start = 0
        while start < len(word) - 1:
            end = start
            while word[end : end + 2] in pairs:
                end += 1
            if end > start:
                run = word[start : end + 1]
                found[run] = sum(weights[run[at : at + 2]] for at in range(len(run) - 1))
            start = end + 1
    found = {run: weight for run, weight in found.items() if weight}
    return tuple(sorted(found, key=lambda run: (-found[run], run)))


def _key(target: Target) -> _Key:
    """What a target measures, in the vocabulary's name for it, and of what."""
    known = find_indicator(target.indicator)
    return _bare(target.subject), known.name if known else _bare(target.indicator)


def _stated(targets: Sequence[Target]) -> Mapping[_Key, set[str]]:
    """The tasks that state targets of their own, by what these measure."""
    found: dict[_Key, set[str]] = {}
    for target in targets:
        if target.task is not None:
            found.setdefault(_key(target), set()).add(target.task)
    return found


def _goal(at: int, target: Target) -> _Goal:
    words = tuple(_NO_WORD.sub(" ", f"{target.subject} {target.indicator}").split())
    pairs = frozenset(pair for word in words for pair in _pairs(word))
    return _Goal(at, target, words, pairs)


def _own_words(task: Task) -> str:
    """What a task says before its clause."""
    end = task.clause.start - task.passage.start if task.clause else None
    return task.passage.text[:end] if end is None or end > 0 else task.passage.text


def _pairs(words: str) -> Iterator[str]:
    return map(add, words, words[1:])


def _bare(words: str) -> str:
    return _NO_WORD.sub("", words)


@cache
def _common() -> frozenset[str]:
    return frozenset(load_data("links")["common"])
