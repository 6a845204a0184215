"""Documents that tell what was or lay down rules, and set few goals: communiqués, replies, reports, news, rules."""

import re
from functools import cache

from extraction.lexicon import load_data
from extraction.marks import PlanText

_HEAD = 600


@cache
def _kind(name: str) -> re.Pattern[str]:
    return re.compile(load_data("targets")["report"][name])


def is_report(text: PlanText, title: str) -> bool:
    """Return whether a document tells what was done, or lays down rules, and so sets few goals or none.

    Its title says so, or the reporter that its head names; rules that set aims are a plan all the same.
    """
    if text.scrambled:
        return False
    if _kind("titles").search(title) or _kind("news").search(text.plain, 0, _HEAD):
        return True
    return _kind("norms").search(title) is not None and _kind("aims").search(text.plain) is None
