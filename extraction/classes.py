"""Water-quality classes (GB 3838) that are to be reached: 由Ⅳ类升为Ⅲ类, 达到或优于Ⅲ类."""

import re
from collections.abc import Iterator
from functools import cache

from extraction.lexicon import any_of, load_data
from extraction.numerals import GRADE, grade_of
from extraction.phrases import Phrase, split_phrase
from extraction.scope import Scope, TargetMention


@cache
def _class_pattern() -> re.Pattern[str]:
    words = load_data("targets")["class"]
    return re.compile(
        rf"(?:[由从](?:现状)?(?P<old>{GRADE})\s*类?(?:水质|水体|水)?)?"
        rf"(?:(?P<at_least>{any_of(words['at_least'])})|(?P<equal>{any_of(words['equal'])}))(?:{any_of(words['between'])})*"
        rf"(?P<grade>{GRADE})\s*类(?:水质|水体|水域|水(?![质体域]))?(?:标准|要求)?(?P<better>及以上|或以上|以上|及优于)?"
        rf"(?!的|\)?(?:水质|水体)?(?:断面|点位)?{any_of(words['counted'])}|断面)"
    )


def find_classes(scope: Scope) -> Iterator[TargetMention]:
    """Yield the water-quality classes that an item sets, in order."""
    plain = scope.text.plain
    if plain.find("类", scope.start, scope.end) < 0:
        return
    for match in _class_pattern().finditer(plain, scope.start, scope.end):
        begin = scope.clause_start(match.start())
        yield TargetMention(
            begin,
            match.end(),
            _about(scope.words(begin, match.start())),
            "class>=" if match["at_least"] or match["better"] else "class=",
            grade_of(match["grade"]),
            unit="类",
            baseline_value=grade_of(match["old"]) if match["old"] else None,
            rule="target.class",
        )


def _about(words: str) -> Phrase:
    """What is to reach a class: always by the one indicator, whether the words end with some of its name or not."""
    phrase, indicator = split_phrase(_adverbs_before().sub("", words)), load_data("targets")["class"]["indicator"]
    known = phrase.indicator and indicator.startswith(phrase.indicator)
    return Phrase(phrase.subject if known else "".join(phrase), indicator)


@cache
def _adverbs_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(load_data('targets')['words']['adverbs'])})*$")
