"""What tasks, targets and sections are about: keywords by jieba, mapped to the topics of the vocabulary.

A text is cut into words by jieba with the topics' words as its dictionary, so that of words that overlap the longer
ones are taken.  A word counts more the longer it is, and more in a title than below it; the topics for which most
speaks, but no more than a few, are those of the text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind
from pyoxigraph import NamedNode

from extraction.records import Plan
from graph import iri
from graph.statements import Statements
from ontology.script import simplified
from ontology.topics import broader_topics, topics
from ontology.vocabulary import overlay

if TYPE_CHECKING:
    from jieba import Tokenizer

_TITLE = 4.0  # what a word in a title counts, one below it being 1
_OFTEN = 6.0  # more than this a word that is repeated does not count
_BODY = 200  # characters that are looked at below a title
_MOST = 3  # topics of a text
_SHARE = 0.4  # of what speaks for the main topic must speak for another
_TOTAL = 10_000_000  # of words, as jieba counts: where each topic's word is there once, one is likelier than any two


@dataclass(frozen=True, slots=True)
class About:
    """A topic of a text.

    Args:
        share: how much of what speaks for any topic speaks for this one.
        words: the keywords that tell it, those that count most first.
    """

    topic: str
    share: Decimal
    words: tuple[str, ...]


def topics_of(title: str, text: str = "") -> tuple[About, ...]:
    """Return what a text is about, the main topic first; nothing where no word tells.

    >>> [about.topic for about in topics_of("防治畜禽养殖污染", "关闭禁养区内的养殖场。")]
    ['livestock-pollution']
    """
    cutter = _cutter(overlay())
    counts: dict[str, float] = {}
    for words, times in ((cutter.words(title), _TITLE), (cutter.words(text[:_BODY]), 1.0)):
        for word in words:
            counts[word] = counts.get(word, 0) + times
    scores: dict[str, dict[str, float]] = {}
    for word, count in counts.items():
        for topic in cutter.topics[word]:
            scores.setdefault(topic, {})[word] = min(count, _OFTEN) * _weight(word)
    return _best(scores)


def _weight(word: str) -> float:
    return 6.0 + 2 * min(len(word), 4)


def write_topics(plan: Plan, plan_id: str, statements: Statements) -> None:
    """State the topics of the tasks, targets and sections of a plan."""
    for task in plan.tasks:
        _write(iri.task(plan_id, task.id), topics_of(task.title, task.passage.text), statements)
    for order, target in enumerate(plan.targets, start=1):
        words = f"{target.subject} {target.indicator}"
        _write(iri.target(plan_id, order), topics_of(words, target.passage.text), statements)
    for section in plan.sections:
        _write(iri.section(plan_id, section.id), topics_of(section.title), statements)


def _write(node: NamedNode, found: Iterable[About], statements: Statements) -> None:
    for about in found:
        statements.add(node, "topic", iri.listed("topic", about.topic))
        for word in about.words:
            statements.add(node, "topicWord", word)


def _best(scores: Mapping[str, Mapping[str, float]]) -> tuple[About, ...]:
    sums = {topic: sum(words.values()) for topic, words in scores.items()}
    highest = max(sums.values(), default=0.0)
    kept = [topic for topic in sums if sums[topic] >= _SHARE * highest]
    # what a narrower topic tells, a broader one need not tell again
    narrow = [topic for topic in kept if not any(topic in broader_topics(other) for other in kept)]
    order = {topic: place for place, topic in enumerate(topics())}
    narrow.sort(key=lambda topic: (-round(sums[topic], 6), order[topic]))
    whole = sum(sums.values())
    return tuple(
        About(
            topic,
            Decimal(f"{sums[topic] / whole:.2f}"),
            tuple(sorted(scores[topic], key=lambda word: (-round(scores[topic][word], 6), word))),
        )
        for topic in narrow[:_MOST]
    )


@dataclass(frozen=True, slots=True)
class _Cutter:
    """A tokenizer of its own that knows the topics' words, where they stand, and what topics each tells."""

    tokenizer: "Tokenizer"
    finder: AhoCorasick
    topics: Mapping[str, tuple[str, ...]]

    def words(self, text: str) -> list[str]:
        """Return the words of a text that tell a topic, in their order."""
        text = simplified(text)
        stretches = (text[start:end] for start, end in self._stretches(text))
        return [word for stretch in stretches for word in self._cut(stretch) if word in self.topics]

    def _cut(self, stretch: str) -> Iterable[str]:
        """Cut where words overlap; of words that are all as likely, one is likelier than any two."""
        return (stretch,) if stretch in self.topics else self.tokenizer.cut(stretch, HMM=False)

    def _stretches(self, text: str) -> list[tuple[int, int]]:
        """Return where words stand, those that overlap together: the rest would be cut into single characters."""
        found: list[tuple[int, int]] = []
        for _, start, end in sorted(self.finder.find_matches_as_indexes(text, overlapping=True), key=itemgetter(1, 2)):
            if found and start < found[-1][1]:
                found[-1] = found[-1][0], max(end, found[-1][1])
            else:
                found.append((start, end))
        return found


@cache
def _cutter(_user: Path | None) -> _Cutter:
    import jieba

    found: dict[str, list[str]] = {}
    for topic in topics().values():
        for word in topic.words:
            found.setdefault(word, []).append(topic.key)
    tokenizer = jieba.Tokenizer()
    # a dictionary of the topics' words alone: jieba's own takes 0.9 s to load and told no more
    tokenizer.FREQ, tokenizer.initialized = {}, True
    for word in found:
        tokenizer.add_word(word, freq=1)
    tokenizer.total = _TOTAL
    finder = AhoCorasick(list(found), matchkind=MatchKind.Standard)
    return _Cutter(tokenizer, finder, {word: tuple(keys) for word, keys in found.items()})
