"""Asks the sets of questions with their answers, and says how many are right by kind and language.

The sets are those of ``tests/gold/question_sets.py``; the gate of ``tests/test_question_sets.py`` asks them too.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from graph.build import describe_vocabulary
from graph.library import state
from graph.naming import default_id
from graph.store import MemoryStore, Store
from queries.answers.reply import Answer
from queries.conversation.conversation import Conversation
from tests.gold.answers import Verdict, verdict
from tests.gold.question_sets import SETS, Talk

_FIRST = Path(__file__).parents[1] / "tests" / "gold" / "questions-first-run.json"
_HAN = re.compile("[\u4e00-\u9fff]")
_SHIPPED = "yongchuan-2016.txt"
VERDICTS: tuple[Verdict, ...] = ("exact", "wrong", "declined")
Counts = Mapping[str, Counter[str]]
"""How many questions got which verdict, by ``set language kind``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question.

    Args:
        set: one of ``SETS``.
        kind: that the gold data give, ``none`` where there is nothing to answer.
    """

    set: str
    kind: str
    question: str
    verdict: Verdict
    answer: Answer

    @property
    def key(self) -> str:
        """What it is counted under."""
        return f"{self.set} {'zh' if _HAN.search(self.question) else 'en'} {self.kind}"


def ask_all(talks: Iterable[Talk], folder: Path) -> tuple[list[Asked], Counter[str]]:
    """Put all questions, a conversation's in their order.

    Args:
        folder: has the texts of the plans that do not ship.

    Returns:
        What came of each; and how many could not be put, by the plan whose text is not there.
    """
    asked: list[Asked] = []
    left: Counter[str] = Counter()
    for talk in talks:
        missing = next((plan for plan in talk.plans if _text(plan, folder) is None), None)
        if missing is not None:
            left[missing] += len(talk.entries)
            continue
        ask = _asker(_store(talk.plans, folder))
        for entry in talk.entries:
            answer = ask(entry["q"])
            said = verdict(entry, json.loads(json.dumps(answer.to_json())))
            asked.append(Asked(talk.set, entry["kind"], entry["q"], said, answer))
    return asked, left


def _asker(store: Store) -> Callable[[str], Answer]:
    """Return what answers the questions of one talk, each in the light of those before it."""
    return Conversation(store).ask


@cache
def _text(plan: str, folder: Path) -> str | None:
    if plan == _SHIPPED:
        return files("extraction").joinpath("plans", plan).read_text("utf-8")
    path = folder / plan
    return path.read_text("utf-8") if path.is_file() else None


@cache
def _store(plans: Sequence[str], folder: Path) -> Store:
    from extraction.pipeline import extract

    store = MemoryStore()
    store.replace_plan("vocabulary", list(describe_vocabulary()))
    for plan in plans:
        read = extract(_text(plan, folder) or "")
        name = default_id(read)
        store.replace_plan(name, state(read, name))
    return store


def counts(asked: Iterable[Asked]) -> Counts:
    """Return how many questions got which verdict."""
    found: dict[str, Counter[str]] = {}
    for one in asked:
        found.setdefault(one.key, Counter())[one.verdict] += 1
    return found


def first_run() -> Counts:
    """Return the counts of the first run on each set, before anything was changed with it in view."""
    return {key: Counter(dict(zip(VERDICTS, row, strict=True))) for key, row in json.loads(_FIRST.read_text()).items()}


def rows(asked: Sequence[Asked], first: Counts) -> Iterator[list[str]]:
    """Yield the table: headings, then a row for each kind of question in each set and language, and their sums."""
    yield ["set", "language", "kind", "n", *VERDICTS, "first run: exact", "wrong", "declined"]
    found = counts(asked)
    for name in SETS:
        for language in ("zh", "en"):
            start = f"{name} {language} "
            keys = sorted(key for key in found if key.startswith(start))
            yield from (_row(key.split(), found[key], first.get(key)) for key in keys)
            before = _sum(first, (key for key in first if key.startswith(start)))
            if keys:
                yield _row([name, language, "all"], _sum(found, keys), before if before.total() else None)


def _row(start: Sequence[str], now: Mapping[str, int], before: Mapping[str, int] | None) -> list[str]:
    size = sum(now.values())
    shown = [_share(now, verdict, size) if start[2] == "all" else str(now[verdict]) for verdict in VERDICTS]
    if before is None:
        return [*start, str(size), *shown, "–", "–", "–"]
    then = sum(before.values())
    earlier = [_share(before, verdict, then) if start[2] == "all" else str(before[verdict]) for verdict in VERDICTS]
    return [*start, str(size), *shown, *earlier]


def _share(part: Mapping[str, int], verdict: str, size: int) -> str:
    return f"{part[verdict]} ({part[verdict] / size:.1%})" if size else "–"


def _sum(found: Counts, keys: Iterable[str]) -> Counter[str]:
    total: Counter[str] = Counter()
    for key in keys:
        total.update(found.get(key, Counter()))
    return total
