"""Counts that name only a part of themselves, completed from their neighbours.

新建40个、续建51个更新项目 names the thing once for both, 公厕新建3个、改建5个 before both; 完成改造210公里 is about
what the clause before it, or the item's title, says is to be done.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extraction.counts import verb_before
from extraction.lexicon import any_of, load_data, openers, opens_clause
from extraction.listed import PART_OF
from extraction.marks import HAN
from extraction.phrases import Phrase, levels, without_heads, without_marks
from extraction.scope import Scope, TargetMention

_LIST = re.compile(r"[\s、,]*(?:和|及|与|以及)?(?:力争|争取)?[到至,]*")
_SIZE = re.compile(r"[一二三四五六七八九十百千万亿\d]+(?:亩|吨|千瓦|元|人|头|只|平方米|级)+")
COUNTS = ("target.count", "target.open-count")
_BACK, _LONGEST_NAME = 160, 10


def completed(scope: Scope, mentions: Sequence[TargetMention]) -> list[TargetMention]:
    """Return the targets, each count with the thing that it counts."""
    found = list(mentions)
    if scope.text.scrambled:
        return found
    for place in range(len(found) - 2, -1, -1):
        found[place] = _from_next(scope, found[place], found[place + 1])
    bare = load_data("targets")["words"]["bare"]
    for place in range(len(found)):
        last = found[place - 1] if place else None
        found[place] = _from_before(scope, found[place], last)
        if not found[place].phrase.subject and found[place].phrase.indicator in bare:
            subject = _about(scope, found[place], last)
            found[place] = replace(found[place], phrase=Phrase(subject, found[place].phrase.indicator))
    return found


def _about(scope: Scope, mention: TargetMention, last: TargetMention | None) -> str:
    """The thing that the sentence named before an indicator that says little: 发展茶产业,面积达到10万亩."""
    if last and last.start >= scope.sentence_start(mention.start):
        return last.phrase.subject if len(last.phrase.subject) <= _LONGEST_NAME else ""
    end = mention.start - 1
    words = scope.words(scope.stop_before(end), end) if end > scope.start else ""
    if scope.text.plain[end : end + 1] != "," or not opens_clause(words, 0):
        return ""
    named = _opens().sub("", words)
    return named if re.fullmatch(rf"[{HAN}]{{2,{_LONGEST_NAME}}}", named) else ""


@cache
def _opens() -> re.Pattern[str]:
    """The adverbs and verbs with which a clause opens."""
    return re.compile(rf"^(?:{any_of(word for words in openers().values() for word in words)})+")


def _from_before(scope: Scope, mention: TargetMention, last: TargetMention | None) -> TargetMention:
    """The thing that a list names before its first member, or the words or the title before a count."""
    if mention.rule not in COUNTS:
        return mention
    if last and (ranked := _with_rank(scope, mention, last)):
        return ranked
    if mention.phrase.subject:
        named = _in_full(scope, mention)
        same = named == mention.phrase.subject
        return mention if same else replace(mention, phrase=Phrase(named, mention.phrase.indicator))
    subject = _from_last(scope, mention, last) if last else ""
    subject = subject or _said_before(scope, mention) or scope.title
    return replace(mention, phrase=Phrase(subject, mention.phrase.indicator))


def _from_last(scope: Scope, mention: TargetMention, last: TargetMention) -> str:
    """The thing of the total before a part of it, or of the first member of a list."""
    if scope.text.plain.startswith(PART_OF, mention.start):
        return last.phrase.subject or last.phrase.indicator
    again = last.start >= scope.sentence_start(mention.start) and last.phrase.indicator == mention.phrase.indicator
    return last.phrase.subject if again or _listed(scope, last, mention) else ""


def _in_full(scope: Scope, mention: TargetMention) -> str:
    """The things in the words with which the sentence named them before: 高频服务事项 for 事项."""
    things = mention.phrase.subject
    if things not in load_data("targets")["count"]["carriers"]:
        return things
    start = scope.sentence_start(mention.start)
    found = re.search(rf"[{HAN}]{{2,10}}{things}", scope.text.plain[start : mention.start])
    opened = verb_before().match(found[0]) if found else None
    named = without_heads(opened["between"] if opened else found[0]) if found else things
    return named if named.endswith(things) else things


def _listed(scope: Scope, first: TargetMention, second: TargetMention) -> bool:
    both = first.rule in COUNTS and second.rule in COUNTS
    return both and _LIST.fullmatch(scope.words(first.end, second.start)) is not None


def _from_next(scope: Scope, mention: TargetMention, after: TargetMention) -> TargetMention:
    """The thing that a list names behind its last member, for all of them."""
    if not _listed(scope, mention, after):
        return mention
    phrase = _completed(scope, mention, after)
    return replace(mention, phrase=phrase) if phrase else mention


def _completed(scope: Scope, mention: TargetMention, after: TargetMention) -> Phrase | None:
    (subject, done), named = mention.phrase, after.phrase.subject
    if not subject:
        return Phrase(named, done) if _ends(scope, after, named) or not _says(scope, after, named) else None
    if (size := _SIZE.match(named)) and _SIZE.fullmatch(subject) and named[size.end() :]:
        return Phrase(subject + named[size.end() :], done)
    if (level := levels().fullmatch(subject)) and (other := levels().match(named)) and named[other.end() :]:
        return Phrase(level[0] + named[other.end() :], done)
    data = load_data("targets")["count"]
    if done in data["light"] and after.phrase.indicator in data["actions"] and _ends(scope, mention, subject):
        return Phrase(subject + named.partition("的")[2], after.phrase.indicator)  # 完成10所学校、5家医院的改造
    return None


def _ends(scope: Scope, mention: TargetMention, words: str) -> bool:
    return bool(words) and scope.text.plain.endswith(words, mention.start, mention.end)


def _says(scope: Scope, mention: TargetMention, words: str) -> bool:
    return scope.text.plain.find(words, mention.start, mention.end) >= 0


def _with_rank(scope: Scope, mention: TargetMention, last: TargetMention) -> TargetMention | None:
    """The thing of which a list says only the rank again: 国家级企业12家、省级30家."""
    level, other = levels().fullmatch(mention.phrase.subject), levels().match(last.phrase.subject)
    if not (level and other and last.phrase.subject[other.end() :] and _listed(scope, last, mention)):
        return None
    return replace(mention, phrase=Phrase(level[0] + last.phrase.subject[other.end() :], mention.phrase.indicator))


def _said_before(scope: Scope, mention: TargetMention) -> str:
    """The thing that the words before say the same is done to: 推进管道老化更新改造,完成改造210公里."""
    floor = max(scope.start, mention.start - _BACK)
    at = scope.text.plain.rfind(mention.phrase.indicator, floor, mention.start)
    if at < 0:
        return ""
    begin = max(scope.stop_before(at), scope.text.plain.rfind("、", floor, at) + 1)
    words = scope.words(begin, at)
    opened = verb_before().match(words)
    things = without_heads(opened["between"] if opened and opened["between"] else words)
    things = _actions_last().sub("", things)
    return things if re.fullmatch(rf"[{HAN}A-Za-z“”]{{2,24}}", without_marks(things)) else ""


@cache
def _actions_last() -> re.Pattern[str]:
    data = load_data("targets")["count"]
    return re.compile(rf"(?:{any_of(data['actions'] + data['joined'])})+$")
