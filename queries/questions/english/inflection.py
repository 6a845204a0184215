"""English words as such: without their endings, in either spelling, and those that say nothing of a subject."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

# What a word may end with, and what stands there in its plain form; the first that a dictionary has is meant.
_PLURAL = (("ies$", "y"), ("ves$", "f"), ("ves$", "fe"), ("(?<=[sxzh])es$", ""), ("(?<!s)s$", ""))
_VERB = (
    ("ied$", "y"),
    (r"([bdglmnprt])\1ed$", r"\1"),
    ("ed$", ""),
    ("ed$", "e"),
    (r"([bdglmnprt])\1ing$", r"\1"),
    ("ing$", ""),
    ("ing$", "e"),
)
_SPELLING = (
    ("our(?=s?$|ed$|ing$|able$|al$)", "or"),
    ("is(?=e[sdr]?$|ers$|ing$|ations?$)", "iz"),
    ("tre(?=s?$)", "ter"),
    ("ogue(?=s?$)", "og"),
    ("amme(?=s?$)", "am"),
    ("ence(?=s?$)", "ense"),
    ("ll(?=ed$|ing$)", "l"),
    ("ium$", "um"),
)
_NOUN = (
    ("ification$", "ify"),
    ("ization$", "ize"),
    ("ations?$", "ate"),
    ("ation$", "e"),
    ("ation$", ""),
    ("ions?$", ""),
    ("ion$", "e"),
    ("ments?$", ""),
    ("als?$", ""),
    ("al$", "e"),
    ("ance$", ""),
    ("ly$", ""),
    ("ity$", ""),
    ("ity$", "e"),
    ("ness$", ""),
    ("ative$", "ation"),
    ("ive$", "ion"),
    ("ive$", "e"),
    ("ical$", "y"),
    ("ic$", "y"),
    ("ial$", "y"),
    ("ful$", ""),
    ("able$", ""),
    ("able$", "e"),
    ("er$", ""),
    ("er$", "e"),
    ("or$", "e"),
    ("ist$", "y"),
    ("e$", "ion"),
    ("$", "ion"),
    ("y$", "ication"),
    ("e$", "ation"),
)
_IRREGULAR = {
    "built": "build",
    "rebuilt": "rebuild",
    "bought": "buy",
    "brought": "bring",
    "children": "child",
    "people": "people",
    "taught": "teach",
    "laid": "lay",
    "grown": "grow",
    "driven": "drive",
    "sold": "sell",
    "kept": "keep",
    "drawn": "draw",
}
SHORTEST = 3


@lru_cache(maxsize=1 << 12)
def plain_forms(word: str) -> tuple[str, ...]:
    """Return what a word may be an inflected form of, itself first.

    >>> plain_forms("vaccines"), plain_forms("planned"), plain_forms("fertilisers")[:2]
    (('vaccines', 'vaccine'), ('planned', 'plan', 'plann', 'planne'), ('fertilisers', 'fertilizers'))
    """
    words = [word, *_changed(word, _SPELLING)]
    words += [form for one in words for form in _changed(one, _PLURAL)]
    words += [form for one in words for form in _changed(one, _VERB)]
    return tuple(dict.fromkeys([*words, *filter(None, [_IRREGULAR.get(word)])]))


@cache
def general_words() -> frozenset[str]:
    """Return the words of ``data/general.toml``, which say nothing of what plans are about."""
    return frozenset(
        tomllib.loads((files("queries") / "questions" / "data" / "general.toml").read_text("utf-8"))["words"]
    )


@lru_cache(maxsize=1 << 12)
def roots(word: str) -> tuple[str, ...]:
    """Return the verbs or adjectives that a noun may come from.

    >>> roots("replacement")[0], "separate" in roots("separation")
    ('replace', True)
    """
    found = [form for one in plain_forms(word) for form in _changed(one, _NOUN)]
    return tuple(dict.fromkeys(form for form in found if len(form) > SHORTEST))


def _changed(word: str, rules: tuple[tuple[str, str], ...]) -> list[str]:
    changed = [re.sub(end, new, word) for end, new in rules if re.search(end, word)]
    return [form for form in changed if len(form) >= SHORTEST]
