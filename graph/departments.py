"""Which names of a plan mean one body.

Names are one body when the vocabulary has them as one and they are of the same level (区建委, 区城乡建委), also where
the level goes by the name of its place (重庆永川海事处, 区海事处), and when one of them is the other without its level
(工业园区, 区工业园区).  Names that merely resemble each other (区水务局, 区水利局) stay apart, and groups (各部门,
有关部门) are one only by the same name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from extraction.records import Plan
from ontology.ranks import NATION
from ontology.script import simplified
from ontology.vocabulary import Body, areas, english_name, find_body, find_group, levels, national_levels, split_level

_NATIONAL = "国家"


@dataclass(frozen=True, slots=True)
class Department:
    """One body of a plan, under all its names.

    Args:
        jurisdiction: the area it is of, as 重庆市永川区.
        name: its name in IRIs, the same whichever of its names a plan uses.
        label: the name that the plan uses most, of those used as often the one that comes first.
        others: its other names, those of the vocabulary with its level among them.
        key: its key in the vocabulary, if that has it.
        group: whether it stands for several bodies.
    """

    jurisdiction: str
    name: str
    label: str
    others: tuple[str, ...]
    english: str | None
    english_others: tuple[str, ...]
    key: str | None
    group: bool


@dataclass(frozen=True)
class _Mention:
    """One name, taken apart."""

    name: str
    level: str
    base: str
    body: Body | None

    @cached_property
    def identity(self) -> str:
        return self.body.key if self.body else self.base


def departments_of(plan: Plan) -> Mapping[str, Department]:
    """Tell which body each name in the records of a plan means; see ``departments``."""
    responsibilities = [r for task in plan.tasks for r in task.responsibilities]
    issuer = [plan.issuer] if plan.issuer else []
    return departments(
        [*issuer, *(r.name for r in responsibilities), *plan.default_responsible],
        groups=(r.name for r in responsibilities if r.group),
        jurisdiction=plan.jurisdiction,
    )


def departments(
    names: Iterable[str], *, groups: Iterable[str] = (), jurisdiction: str | None
) -> Mapping[str, Department]:
    """Tell which body each name of a plan means.

    Args:
        names: every mention of a body, in the order of the text.
        groups: the names that stand for several bodies.
        jurisdiction: the plan's area, as 重庆市永川区; ``None`` where it is not known.

    Returns:
        For each name its body; names of one body have the same one.

    >>> found = departments(["区建委", "区城乡建委", "区建委"], jurisdiction="重庆市永川区")
    >>> found["区城乡建委"].label, found["区城乡建委"].key
    ('区建委', 'construction-commission')
    """
    mentioned = list(names)
    group_names = frozenset(groups)
    mentions = {name: _mention(name, jurisdiction, group_names) for name in dict.fromkeys(mentioned)}
    together: dict[tuple[str, str], list[_Mention]] = {}
    for mention in mentions.values():
        together.setdefault((_level(mention, mentions.values(), jurisdiction), mention.identity), []).append(mention)
    found: dict[str, Department] = {}
    for (level, _), members in together.items():
        usual = max(members, key=lambda member: mentioned.count(member.name))
        department = _department(level, usual, members, jurisdiction, group=usual.name in group_names)
        found |= {member.name: department for member in members}
    return {name: found[name] for name in mentions}


def _mention(name: str, jurisdiction: str | None, groups: frozenset[str]) -> _Mention:
    if name in groups or find_group(name):
        return _Mention(name, "", name, None)
    plain = simplified(name)
    level, base = _split_own_level(plain, simplified(jurisdiction or "")) or split_level(plain)
    body = None if split_level(base)[0] else find_body(base)
    return _Mention(name, _NATIONAL if level in national_levels() else level, base, body)


def _split_own_level(name: str, jurisdiction: str) -> tuple[str, str] | None:
    """Split the plan's own area off a name that begins with it; before a listed body it may lack its last character.

    >>> _split_own_level("永川区环保局", "重庆市永川区"), _split_own_level("重庆永川海事处", "重庆市永川区")
    (('区', '环保局'), ('区', '海事处'))
    """
    outer = before = ""
    found = None
    for ending, area in areas(jurisdiction).items():
        own = re.escape(area.removeprefix(outer).removesuffix(ending))
        match = re.match(f"{before}{own}({ending})?(..+)", name)
        if match and not split_level(match[2])[0] and (match[1] or find_body(match[2])):
            found = ending, match[2]
        outer, before = area, f"(?:{before}{own}(?:{ending})?)?"
    return found


def _level(mention: _Mention, mentions: Iterable[_Mention], jurisdiction: str | None) -> str:
    """Return the level of a mention; of one without, that of the only other mention, else the plan's own."""
    if mention.level:
        return mention.level
    if mention.body and mention.body.kind == "national":
        return _NATIONAL
    others = {other.level for other in mentions if other.identity == mention.identity and other.level}
    if len(others) == 1:
        return others.pop()
    own = next(reversed([*areas(jurisdiction or "")]), _NATIONAL if jurisdiction == NATION else "")
    return own if mention.body else ""


def _department(
    level: str, usual: _Mention, members: list[_Mention], jurisdiction: str | None, *, group: bool
) -> Department:
    prefix = "" if level == _NATIONAL else level
    body = usual.body
    others = [member.name for member in members] + [prefix + name for name in (body.names if body else ())]
    english, *english_others = _english(level, usual) or [None]
    known = body or find_group(usual.name)
    return Department(
        jurisdiction=_area(level, jurisdiction),
        name=prefix + (body.short if body else usual.base),
        label=usual.name,
        others=tuple(name for name in dict.fromkeys(others) if name != usual.name),
        english=english,
        english_others=tuple(filter(None, english_others)),
        key=known.key if known else None,
        group=group or find_group(usual.name) is not None,
    )


def _area(level: str, jurisdiction: str | None) -> str:
    """Return the area of a body: of a level, that part of the plan's; of a place by name, that place."""
    if level == _NATIONAL:
        return NATION
    area = areas(jurisdiction or "").get(level)
    return area or (level if len(level) > 1 and level not in levels() else jurisdiction or "")


def _english(level: str, mention: _Mention) -> list[str | None]:
    """Return the English names of a body, the one with its level first; none where the vocabulary has none."""
    body = mention.body
    if body is None:
        group = find_group(mention.name)
        return list(group.english_names) if group else []
    prefix = "" if body.kind == "national" else level
    return list(dict.fromkeys([english_name(prefix + n) for n in (mention.base, body.short)] + [*body.english_names]))
