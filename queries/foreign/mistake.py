"""Where a query is wrong."""

import re

from ontology.wording import DubanError


def mistake(reason: str) -> DubanError:
    """Say where a query is wrong; the engine goes on to list every mark that it would have taken."""
    place = re.search(r"(\d+):(\d+)", reason)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    key = "errors.query-prefix" if "Prefix not found" in reason else "errors.query-mistake"
    return DubanError(key, line=line, column=column)
