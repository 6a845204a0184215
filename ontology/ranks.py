"""Ranks of government, and what place has which, from ``ontology/vocabulary/ranks.csv``.

A rank decides which body bears a domain: a province has departments (厅), while a municipality under the central
government (直辖市) and its districts have bodies of the same names.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ontology.references import named
from ontology.vocabulary import areas, overlay, rows

RANKS = ("nation", "province", "municipality", "prefecture", "county", "town")
NATION = "中国"
ABOVE: Mapping[str, tuple[str, ...]] = {
    "county": ("prefecture", "municipality", "province"),
    "prefecture": ("province",),
    "municipality": ("nation",),
    "province": ("nation",),
}
"""What rank the government directly above one can have; a county is under a province where that governs it directly."""


def rank_of(area: str) -> str | None:
    """Return the rank of an area, ``None`` where its name tells none.

    >>> rank_of("中国"), rank_of("江西省"), rank_of("重庆市"), rank_of("重庆市永川区"), rank_of("江西省景德镇市")
    ('nation', 'province', 'municipality', 'county', 'prefecture')
    >>> rank_of("浙江省杭州市建德市"), rank_of("某地")
    ('county', None)
    """
    known = _endings(overlay())
    found = max((ending for ending in known if area.endswith(ending)), key=len, default=None)
    if found is None:
        return None
    rank = known[found]
    # a city within a city is of the rank of a county (县级市)
    inner = rank == "prefecture" and any(rank_of(outer) == rank for outer in areas(area[:-1]).values())
    return "county" if inner else rank


def municipality_of(area: str) -> str | None:
    """Return the municipality under the central government that an area is or lies in.

    >>> municipality_of("重庆市永川区"), municipality_of("江西省")
    ('重庆市', None)
    """
    known = _endings(overlay())
    return next((name for name in known if known[name] == "municipality" and area.startswith(name)), None)


def governments(area: str) -> Mapping[str, str]:
    """Return the areas whose governments stand above an area, and itself, by their ranks, the nation first.

    >>> governments("重庆市永川区")
    {'nation': '中国', 'municipality': '重庆市', 'county': '重庆市永川区'}
    """
    found = {"nation": NATION}
    for each in (*areas(area[:-1]).values(), area):
        rank = rank_of(each)
        if rank in RANKS[1:-1]:
            found[rank] = each
    return found


@cache
def _endings(_user: Path | None) -> Mapping[str, str]:
    known = rows("ranks.csv")
    return {row["ending"]: rank for row in known for rank in named("ranks.csv", row, "rank", RANKS, ", ".join(RANKS))}
