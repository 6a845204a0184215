"""Documents that tell what was and set no goals: communiqués, replies, reports, news."""

import re
from functools import cache

from extraction.lexicon import load_data
from extraction.marks import PlanText

_HEAD = 600


@cache
def _kind(name: str) -> re.Pattern[str]:
    return re.compile(load_data("targets")["report"][name])


def is_report(text: PlanText, title: str) -> bool:
    """Return whether a document tells what was done, by its title or by the reporter that its head names."""
    if text.scrambled:
        return False
    return _kind("titles").search(title) is not None or _kind("news").search(text.plain, 0, _HEAD) is not None
