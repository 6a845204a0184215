"""What the gold annotation of the Yongchuan plan answers, worked out without the program under test.

A case of ``tests/cases/paraphrases.toml`` says in ``where`` which tasks or targets its questions mean; the answer
is computed here from ``tests/gold/yongchuan.gold.json``.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

GOLD: Mapping[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "gold" / "yongchuan.gold.json").read_text("utf-8")
)
ONE_BODY = {"新城建管委": "区新城建管委", "区城乡建委": "区建委", "区国土局": "区国房局", "工业园区": "区工业园区"}
FIRST, LAST = 2016, 2020
COMPARATORS = {"drop>=": "decrease>="}

Task = Mapping[str, Any]


def fold(names: Iterable[str]) -> set[str]:
    """Return names of bodies, each body under one of them."""
    return {ONE_BODY.get(name, name) for name in names}


def holders(task: Task, role: str) -> set[str]:
    """Return who leads a task, takes part in it, or either (``body``)."""
    lead, participants = fold(task["lead"]), fold(task["participants"])
    return {"lead": lead, "participant": participants, "body": lead | participants}[role]


def covers(task: Task, year: int) -> bool:
    """Whether a dated statement of a task holds in a year."""
    kinds = [time["kind"] for time in task["time"]]
    return any(
        (time["kind"] == "year" and time["value"] == year)
        or (time["kind"] == "by" and time["value"][:4] == str(year))
        or (time["kind"] == "from" and time["value"] <= year <= LAST)
        or (time["kind"] == "every" and kinds == ["every"] and FIRST <= year <= LAST)
        for time in task["time"]
    )


def due(task: Task, year: int) -> bool:
    """Whether a task is to be finished in a year, or every year."""
    kinds = [time["kind"] for time in task["time"]]
    begun = "from" in kinds and "every" in kinds
    return covers(task, year) and (begun or "from" not in kinds)


def ends_by(task: Task, day: str) -> bool:
    """Whether some part of a task is to be finished no later than a day."""
    return any(
        (time["kind"] == "year" and f"{time['value']}-12-31" <= day) or (time["kind"] == "by" and time["value"] <= day)
        for time in task["time"]
    )


CONDITIONS: Mapping[str, Callable[[Task, Any], bool]] = {
    "ids": lambda task, ids: task["id"] in ids,
    "section": lambda task, section: task["id"].startswith(section + "."),
    "lead": lambda task, names: bool(holders(task, "lead") & fold(names)),
    "no-lead": lambda task, names: not holders(task, "lead") & fold(names),
    "participant": lambda task, names: bool(holders(task, "participant") & fold(names)),
    "participants": lambda task, names: fold(names) <= holders(task, "participant"),
    "no-participant": lambda task, names: not holders(task, "participant") & fold(names),
    "body": lambda task, names: bool(holders(task, "body") & fold(names)),
    "bodies": lambda task, names: fold(names) <= holders(task, "body"),
    "no-body": lambda task, names: not holders(task, "body") & fold(names),
    "alone": lambda task, alone: (not task["participants"]) is alone,
    "dated": lambda task, dated: bool(task["time"]) is dated,
    "in": covers,
    "not-in": lambda task, year: not covers(task, year),
    "in-one-of": lambda task, years: any(covers(task, year) for year in years),
    "in-all-of": lambda task, years: all(covers(task, year) for year in years),
    "due": due,
    "by": ends_by,
    "from": lambda task, year: any(time["kind"] == "from" and time["value"] == year for time in task["time"]),
    "every": lambda task, period: any(time["kind"] == "every" and time["value"] == period for time in task["time"]),
}


def tasks(where: Mapping[str, Any]) -> list[Task]:
    """Return the tasks that meet all conditions."""
    return [task for task in GOLD["tasks"] if all(CONDITIONS[name](task, value) for name, value in where.items())]


def departments(where: Mapping[str, Any], roles: Iterable[str]) -> set[str]:
    """Return who holds one of some roles in the tasks that meet all conditions."""
    return set().union(*(holders(task, role) for task in tasks(where) for role in roles))


def ranking(where: Mapping[str, Any], role: str) -> Counter[str]:
    """Return how many of the tasks each body has in a role; groups are no bodies."""
    held = (name for task in tasks(where) for name in holders(task, role))
    return Counter(name for name in held if not name.startswith(("相关", "各")))


def targets(where: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return the figures of some targets, each once; a repeated one without a year counts as the one with it."""
    found: dict[tuple[object, ...], dict[str, object]] = {}
    for target in GOLD["targets"]:
        if any(value not in str(target[name]) for name, value in where.items()):
            continue
        year = str(target["year"] or "").rstrip("+")
        figure = {
            "value": float(target["value"]) if str(target["value"]).isdecimal() else target["value"],
            "unit": target["unit"],
            "comparator": COMPARATORS.get(target["comparator"], target["comparator"]),
            "year": int(year) if year else None,
            "baseline_year": int(target["baseline"]) if target["baseline"] else None,
        }
        found.setdefault(tuple(figure.values()), figure)
    dated = {amount(figure) for figure in found.values() if figure["year"]}
    return [figure for figure in found.values() if figure["year"] or amount(figure) not in dated]


def amount(figure: Mapping[str, object]) -> tuple[object, ...]:
    """Return what a figure is without when."""
    return tuple(figure[name] for name in ("value", "unit", "comparator"))


def answer(case: Mapping[str, Any]) -> list[Any]:
    """Return what a case's questions are answered."""
    where, kind = case.get("where", {}), case["kind"]
    if "answers" in case:
        return list(case["answers"])
    if kind == "departments":
        return sorted(
            ranked(case) if "rank" in case else departments(where, case["roles"]) - fold(case.get("without", []))
        )
    found: Mapping[str, Callable[[], list[Any]]] = {
        "tasks": lambda: [task["id"] for task in tasks(where)],
        "number": lambda: [len(departments(where, case["roles"])) if "roles" in case else len(tasks(where))],
        "targets": lambda: targets(where),
        "dates": lambda: sorted({str(time["value"]) for task in tasks(where) for time in task["time"]}),
    }
    return found[kind]()


def ranked(case: Mapping[str, Any]) -> set[str]:
    """Return the bodies with the most or the fewest tasks, those that share the last place among them."""
    counts = ranking(case.get("where", {}), case["roles"][0])
    wanted = sorted(counts.values(), reverse=case["rank"] == "most")[: case.get("limit", 1)]
    return {name for name, count in counts.items() if count in wanted}
