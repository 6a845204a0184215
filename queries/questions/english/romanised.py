"""Chinese names written in pinyin: the characters of the plans that are read so."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
_FINAL = (
    "(?:iang|iong|uang|ang|eng|ing|ong|uai|uan|iao|ian|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u|v)"
)
_ALONE = "(?:ang|eng|ai|ao|an|en|ei|er|ou|a|o|e)"
_SYLLABLE = re.compile(f"{_INITIAL}{_FINAL}|{_ALONE}")
_SYLLABLES = re.compile(f"(?:{_SYLLABLE.pattern}){{2,6}}")
MOST_READINGS = 3


def may_be_pinyin(word: str) -> bool:
    """Return whether a word is made of syllables of pinyin.

    >>> may_be_pinyin("jindingsi"), may_be_pinyin("department")
    (True, False)
    """
    return _SYLLABLES.fullmatch(word) is not None


def names_read_as(word: str, letters: str) -> tuple[str, ...]:
    """Return the stretches of a text that are read as a word in pinyin, none where too many are.

    >>> names_read_as("jindingsi", "改造金鼎寺水库")
    ('金鼎寺',)
    """
    word = word.replace("'", "").replace("-", "")
    if not may_be_pinyin(word):
        return ()
    found = dict.fromkeys(name for cut in _cuts(word) if len(cut) > 1 for name in _read(cut, letters))
    return tuple(found) if len(found) <= MOST_READINGS else ()


def _cuts(word: str) -> Iterator[tuple[str, ...]]:
    """Yield every way to cut a word into syllables, as xi-an and xian."""
    if not word:
        yield ()
    for end in range(1, min(len(word), 6) + 1):
        if _SYLLABLE.fullmatch(word[:end]):
            yield from ((word[:end], *rest) for rest in _cuts(word[end:]))


def _read(cut: tuple[str, ...], letters: str) -> Iterator[str]:
    characters = _characters(letters)
    if all(syllable in characters for syllable in cut):
        pattern = "".join(f"[{characters[syllable]}]" for syllable in cut)
        yield from dict.fromkeys(re.findall(pattern, letters))


@lru_cache(maxsize=8)
def _characters(letters: str) -> Mapping[str, str]:
    """Return for each syllable the characters of a text that may be read so, tones aside."""
    found: dict[str, list[str]] = defaultdict(list)
    for character in sorted(set(re.findall("[\u4e00-\u9fff]", letters))):
        for reading in _readings(character):
            found[reading].append(character)
    return {syllable: "".join(held) for syllable, held in found.items()}


@cache
def _readings(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # 0.2 s that only a name in pinyin needs

    return tuple(reading.replace("ü", "v") for reading in pinyin(character, style=Style.NORMAL, heteronym=True)[0])
