"""Water-quality classes (GB 3838) that are to be reached: 由Ⅳ类升为Ⅲ类, 达到或优于Ⅲ类."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extraction.lexicon import any_of, load_data
from extraction.marks import PlanText
from extraction.numerals import GRADE, grade_of
from extraction.phrases import Phrase, split_phrase
from extraction.scope import Scope, TargetMention


@dataclass(frozen=True, slots=True)
class WaterClass:
    """A class that is to be reached.

    Args:
        comparator: ``class>=`` or ``class=``.
        before: the class that it was, if the text says.
    """

    start: int
    end: int
    grade: str
    comparator: str
    before: str | None


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
    indicator = load_data("targets")["class"]["indicator"]
    for grade in _found(scope.text, scope.start, scope.end):
        begin = scope.clause_start(grade.start)
        phrase = split_phrase(_adverbs_before().sub("", scope.words(begin, grade.start)))
        subject = phrase.subject if phrase.indicator and indicator.startswith(phrase.indicator) else "".join(phrase)
        about = Phrase(subject, indicator)
        found = TargetMention(begin, grade.end, about, grade.comparator, grade.grade, unit="类", rule="target.class")
        yield replace(found, baseline_value=grade.before)


def _found(text: PlanText, start: int, end: int) -> Iterator[WaterClass]:
    if text.plain.find("类", start, end) < 0:
        return
    for match in _class_pattern().finditer(text.plain, start, end):
        at_least = match["at_least"] or match["better"]
        yield WaterClass(
            match.start(),
            match.end(),
            grade_of(match["grade"]),
            "class>=" if at_least else "class=",
            grade_of(match["old"]) if match["old"] else None,
        )


@cache
def _adverbs_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(load_data('targets')['words']['adverbs'])})*$")
