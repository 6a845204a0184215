"""English words that no cue, name, date or term covers: names in pinyin, and words that the dictionary has.

Only Chinese that stands in the plans' texts is taken for what a word means; a word for which they have none is absent.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from queries.index import Index
from queries.questions.english.amounts import find_amounts
from queries.questions.english.dictionary import HEAD, PART, ROOT, WHOLE, Sense, senses
from queries.questions.english.inflection import general_words, roots
from queries.questions.english.titles import with_plans
from queries.questions.english.toponyms import place_item, with_levels
from queries.questions.english.verbs import ASKING, STRICT, is_verb, loosened
from queries.questions.terms import english_terms
from queries.questions.words import Item

LONGEST = 4
MOST_FORMS = 12
NAMED = 5
FILLED = frozenset({"term", "stop"})
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_GAP = re.compile(r"[ -]+")


@dataclass(frozen=True, slots=True)
class Read:
    """A question after its last words were looked up.

    Args:
        absent: words that are known, but not to the plans, each with what it is in Chinese.
        unknown: words that nothing is known of.
    """

    items: tuple[Item, ...]
    absent: tuple[str, ...]
    unknown: tuple[str, ...]


def read_rest(text: str, items: Sequence[Item], index: Index) -> Read:
    """Return the items of a question with the words between them looked up."""
    tokens = [(found.start(), found.end()) for found in _TOKEN.finditer(text)]
    items = [_with_dictionary(item, index) for item in (*items, *_numbers(text, items))]
    covered = {place: item for item in items for place in range(item.start, item.end)}
    left = [span for span in tokens if not any(place in covered for place in range(*span))]
    if not left:
        return Read(loosened(text, with_plans(text, sorted(items, key=_start), index), index), (), ())
    found = list(_phrases(text, tokens, covered, index))
    found = [item for item in found if not any(_within(item, other) for other in found)]
    for start, end in left:
        if not any(item.start <= start < item.end for item in found):
            found += _word(text, (start, end), items, index)
    read = [item for item in items if not any(_within(item, other) for other in found)]
    joined = _joined(sorted([*read, *found], key=_start), text, index)
    long = [item for item in joined if item not in found or not item.forms or len(item.forms[0]) > 1]
    items = with_plans(text, with_levels(text, long), index)
    rest = [(start, end) for start, end in left if not any(item.start <= start < item.end for item in items)]
    items = (*items, *_needless(text, rest, items))
    rest = [span for span in rest if not any(item.start == span[0] for item in items)]
    words = [text[start:end] for start, end in rest]
    absent = tuple(f"{word} ({known})" for word in words if (known := _known(word)))
    items = loosened(text, sorted(items, key=_start), index)
    return Read(items, absent, tuple(word for word in words if not _known(word)))


def _with_dictionary(item: Item, index: Index) -> Item:
    """Return a term of which the plans' texts have nothing with what the dictionary has for it."""
    if item.kind != "term" or any(form in index.letters for form in item.forms):
        return item
    further = _forms(senses(item.text.replace("-", " ")), index, WHOLE)
    return replace(item, forms=(*item.forms, *further))


def _needless(text: str, rest: Sequence[tuple[int, int]], items: Sequence[Item]) -> Iterator[Item]:
    """Yield verbs that the plans' texts lack and need not have: who does it is asked, and to what is said."""
    kinds = {item.kind for item in items}
    if kinds & STRICT or not kinds & ASKING or not kinds & {"term", "topic"}:
        return
    for start, end in rest:
        if _known(text[start:end]) and is_verb(text, start, end, items):
            yield Item("stop", start, end, text[start:end])


def _start(item: Item) -> int:
    return item.start


def _numbers(text: str, items: Sequence[Item]) -> list[Item]:
    """Return the numbers that no other item has a part of."""
    return [one for one in find_amounts(text) if all(one.end <= item.start or item.end <= one.start for item in items)]


def _within(item: Item, other: Item) -> bool:
    return item is not other and other.start <= item.start and item.end <= other.end


def _phrases(text: str, tokens: Sequence[tuple[int, int]], covered: dict[int, Item], index: Index) -> Iterator[Item]:
    """Yield phrases of several words of which one at least is not known, that are a meaning by themselves."""
    for first in range(len(tokens)):
        for last in range(first + 1, min(first + LONGEST, len(tokens))):
            span = tokens[first : last + 1]
            held = [covered.get(start) for start, _ in span]
            if all(held) or any(item and item.kind not in FILLED for item in held):
                continue
            if any(item and item.kind == "stop" for item in (held[0], held[-1])) or not _close(text, span):
                continue
            phrase = " ".join(text[start:end] for start, end in span)
            if forms := _forms(senses(phrase), index, WHOLE):
                yield Item("term", span[0][0], span[-1][1], phrase, forms=forms)


def _close(text: str, span: Sequence[tuple[int, int]]) -> bool:
    return all(_GAP.fullmatch(text, end, start) for (_, end), (start, _) in pairwise(span))


def _word(text: str, span: tuple[int, int], items: Sequence[Item], index: Index) -> Iterator[Item]:
    """Yield what one word is: what the dictionary says outright, else a name in pinyin, else what it says nearly."""
    start, end = span
    word = text[start:end]
    if word in general_words():
        return
    known = senses(word)
    forms = _forms(known, index, WHOLE)
    named = place_item(start, end, text, [item for item in items if item.start >= end], index) if not forms else None
    if named is not None:
        yield named
    elif forms := forms or _derived(word, index) or _forms(known, index, HEAD, ROOT, PART) or _single(known, index):
        yield Item("term", start, end, word, forms=forms)


def _derived(word: str, index: Index) -> tuple[str, ...]:
    """Return what terms of ours mean that a word may come from: innovative from innovation."""
    forms = (form for root in roots(word) for form in english_terms().get(root, ()))
    return tuple(form for form in forms if form in index.letters)


def _forms(known: Sequence[Sense], index: Index, *ranks: int) -> tuple[str, ...]:
    """Return the meanings of a rank that the plans' texts have, those of the first rank that has any."""
    for rank in ranks:
        said = [sense.word for sense in known if sense.rank == rank and sense.word in index.letters]
        if longer := [word for word in said if len(word) > 1]:
            return tuple(longer[:MOST_FORMS])
    return ()


def _single(known: Sequence[Sense], index: Index) -> tuple[str, ...]:
    """Return the meanings of one character that the plans' texts have; any text has some, so they only help to join."""
    short = (sense.word for sense in known if sense.rank == WHOLE and len(sense.word) == 1)
    return tuple(word for word in short if word in index.letters)


def _joined(items: Sequence[Item], text: str, index: Index) -> Iterator[Item]:
    """Yield the items, two terms being one where the plans write them as one word (Jindingsi reservoir)."""
    held: Item | None = None
    for item in items:
        both = _both(held, item, text, index) if held is not None else None
        if both is None and held is not None:
            yield held
        held = both or item
    if held is not None:
        yield held


def _both(one: Item, other: Item, text: str, index: Index) -> Item | None:
    if {one.kind, other.kind} != {"term"} or not _GAP.fullmatch(text, one.end, other.start):
        return None
    forms = [a + b for a in _parts(one, index) for b in _parts(other, index) if a + b in index.letters]
    both = text[one.start : other.end]
    return replace(one, end=other.end, text=both, forms=tuple(forms)) if forms else None


def _parts(item: Item, index: Index) -> tuple[str, ...]:
    return (*item.forms, *_single(senses(item.text), index))


def _known(word: str) -> str:
    """Return the first meaning that the dictionary gives a word, empty where it has none or is not asked."""
    return "" if word in general_words() else next((sense.word for sense in senses(word) if sense.rank == WHOLE), "")
