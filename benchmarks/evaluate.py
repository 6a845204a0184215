"""Prints how right duban is, on gold and on annotated plans: ``make evaluate``.

With ``--write`` it also renews what the program knows of its own rules, and the table in the docs.
"""

import argparse
import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.answers import Asked, ask_all, first_run
from benchmarks.answers import rows as question_rows
from extraction.confidence import Confidence
from extraction.pipeline import extract
from extraction.serialise import to_json
from graph.library import add_plan
from graph.store import open_store
from queries.answers.answer import ask
from tests.gold import evaluate, question_sets
from tests.gold.facts import FIELDS, Score, annotated_plans, score, shipped, text_of

_ROOT = Path(__file__).parent.parent
_GOLD = Path(evaluate.__file__).parent
_PLANS = _ROOT.parent / "shared" / "plans"
_CONFIDENCE = _ROOT / "extraction" / "data" / "confidence.csv"
_PAGE = _ROOT / "docs" / "accuracy.md"
_FIRST = _GOLD / "first-run.json"


def main() -> None:
    """Print the reports; write what they say where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew data/confidence.csv and docs/accuracy.md")
    parser.add_argument("--plans", type=Path, default=_PLANS, help="the folder of the annotated plans' texts")
    parser.add_argument("--verbose", action="store_true", help="say what was missed and what was found too much")
    arguments = parser.parse_args()
    console = Console(width=160)
    text = files("extraction").joinpath("plans", "yongchuan-2016.txt").read_text(encoding="utf-8")
    plan = extract(text)
    print("Extraction of the shipped plan")
    gold = json.loads((_GOLD / "yongchuan.gold.json").read_text(encoding="utf-8"))
    evaluate.score_extraction(gold, json.loads(json.dumps(to_json(plan))), text, verbose=True)  # type: ignore[no-untyped-call]
    scores = {"yongchuan-2016.txt": score(plan, shipped()), **dict(_annotated(console, arguments.plans))}
    console.print(_fields(scores))
    console.print(_rules(scores))
    if arguments.verbose:
        print("\n".join(f"{plan}: {miss}" for plan, result in scores.items() for miss in result.misses))
    asked, left = ask_all(question_sets.talks(), arguments.plans)
    answers = list(question_rows(asked, first_run()))
    console.print(_table("Answers to questions, by kind: exact, wrong or in part, declined", answers))
    for line in (*_left_out(left), *(_misses(asked) if arguments.verbose else ())):
        console.print(line, markup=False)
    if arguments.write:
        _write(scores, answers, list(_left_out(left)))
    print("\nDevelopment questions")
    _questions(text)


def _left_out(left: Mapping[str, int]) -> Iterator[str]:
    """Say which questions were not asked."""
    for plan, count in sorted(left.items()):
        yield f"{count} questions on {plan} were not asked: its text is not there."


def _misses(asked: Iterable[Asked]) -> Iterator[str]:
    for one in asked:
        if one.verdict != "exact":
            said = "; ".join((one.answer.interpretation, *one.answer.notes))
            yield f"{one.verdict}: {one.question} [{one.set}, {one.kind}; {one.answer.kind}] {said}"


def _annotated(console: Console, folder: Path) -> Iterator[tuple[str, Score]]:
    """Yield the score of each annotated plan whose text is there."""
    for facts in annotated_plans():
        text = text_of(facts, folder)
        if text is None:
            console.print(f"{facts['plan']}: not scored, its text is not in {folder}")
        else:
            yield facts["plan"], score(extract(text), facts)


def _fields(scores: Mapping[str, Score]) -> Table:
    """Return the table of what was found, by plan and field: right of found of annotated, and F1."""
    return _table("Right / found / annotated, F1 today (and on the first run)", list(_field_rows(scores)))


def _table(title: str, rows: Sequence[Sequence[str]]) -> Table:
    """Return a table of which the first row are the headings."""
    table = Table(*rows[0], title=title)
    for row in rows[1:]:
        table.add_row(*row)
    return table


def _field_rows(scores: Mapping[str, Score]) -> Iterator[list[str]]:
    yield ["plan", *FIELDS]
    first = json.loads(_FIRST.read_text(encoding="utf-8"))
    annotated = Score()
    for plan, result in scores.items():
        yield [plan.removesuffix(".txt"), *(_figure(result, field, first.get(plan)) for field in FIELDS)]
        if plan in first:
            annotated.add(result)
    before = {field: [sum(plan[field][part] for plan in first.values()) for part in range(3)] for field in FIELDS}
    yield ["all but the shipped", *(_figure(annotated, field, before) for field in FIELDS)]


def _figure(result: Score, field: str, first: Mapping[str, list[int]] | None) -> str:
    if not result.found[field] and not result.annotated[field]:
        return "–"
    now = f"{result.right[field]}/{result.found[field]}/{result.annotated[field]}, {result.figures(field)[2]:.3f}"
    if first is None:
        return now
    right, found, annotated = first[field]
    return f"{now} ({2 * right / (found + annotated) if found + annotated else 1:.3f})"


def _rules(scores: Mapping[str, Score]) -> Table:
    """Return the table of rules: what each made and how much of it was right."""
    table = Table("rule", "right", "made", "confidence", title="Rules on all annotated plans")
    for rule, known in _by_rule(scores).items():
        table.add_row(rule, str(known.right), str(known.made), f"{known.lower:.3f}")
    return table


def _by_rule(scores: Mapping[str, Score]) -> Mapping[str, Confidence]:
    total = Score()
    for result in scores.values():
        total.add(result)
    return {rule: Confidence(*counted) for rule, counted in sorted(total.by_rule.items())}


def _write(scores: Mapping[str, Score], answers: list[list[str]], left: list[str]) -> None:
    rules = _by_rule(scores)
    with _CONFIDENCE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["rule", "right", "made"])
        writer.writerows([rule, known.right, known.made] for rule, known in rules.items())
    by_rule = [[rule, str(k.right), str(k.made), f"{k.lower:.3f}"] for rule, k in rules.items()]
    page = _HEAD.format(
        day=datetime.now(UTC).date().isoformat(),
        fields=_markdown(list(_field_rows(scores))),
        questions=_markdown(answers),
        left="\n\n".join(["", *left]) if left else "",
        rules=_markdown([["rule", "right", "made", "confidence"], *by_rule]),
    )
    _PAGE.write_text(page, encoding="utf-8")


def _markdown(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def _questions(text: str) -> None:
    questions: list[dict[str, Any]] = json.loads((_GOLD / "questions-dev.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        with open_store(Path(folder), write=True) as store:
            add_plan(store, text)
        with open_store(Path(folder)) as store:
            answers = [json.loads(json.dumps(ask(store, question["q"]).to_json())) for question in questions]
    evaluate.score_questions(questions, answers, verbose=True)  # type: ignore[no-untyped-call]


_HEAD = """# How right the extraction and the answers are

Measured on {day} by `make evaluate`, which prints the same tables anew.

## By plan

A cell is *right / found / annotated*, then F1, and in brackets the F1 of the first run on that plan, before any rule
was changed with it in view.  The annotations of all plans but the shipped one were made from the text alone, by readers
who had not seen the program's output, and hold every clause, deadline and target of the stretches they cover.  A role
is a body in a role for a task; a target counts as found when comparator, value, unit, year and base year are equal and
the passage and most letters of its name agree.  A plan used to improve the rules says less about the next plan than its
first run did.

{fields}

## Answers to questions

*Exact* is an answer that is all that the gold data have and nothing else, or none where the plan does not say;
*wrong* is any other answer, also one that is right in part; the rest were *declined* or asked back.  The questions of
the set *blind* and the *conversations* were written by readers of the texts who had seen neither the program nor its
cases; their first run is that of the program as it was before the questions were there.  What was *kept back* is the
other half of what they wrote, drawn by hash, and two later sets by other readers, each asked before it was opened:
their first run shows how the program does on questions that it was not changed for.  *Cases* are the tests' own
questions, and *development* those that came with the project: both were answered with them in view.  A question counts
for the language it is written in.

{questions}{left}

## By rule

Each extracted item names the rule that made it and carries that rule's `confidence`: the lower end of the 95% Wilson
interval of the share that was right of all that the rule made on these plans (`confidence_n` items).  Measures,
entities and links are not annotated, so their rules have none.

{rules}
"""


if __name__ == "__main__":
    main()
