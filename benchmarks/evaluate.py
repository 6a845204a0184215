"""Prints how right duban is on the gold of the shipped plan, extraction and questions: ``make evaluate``."""

import json
import tempfile
from importlib.resources import files
from pathlib import Path

from extraction.pipeline import extract
from extraction.serialise import to_json
from graph.library import add_plan
from graph.store import open_store
from queries.answer import ask
from tests.gold import evaluate

_GOLD = Path(evaluate.__file__).parent


def main() -> None:
    """Print the scorer's reports."""
    text = files("extraction").joinpath("plans", "yongchuan-2016.txt").read_text(encoding="utf-8")
    gold = json.loads((_GOLD / "yongchuan.gold.json").read_text(encoding="utf-8"))
    print("Extraction of the shipped plan")
    evaluate.score_extraction(gold, json.loads(json.dumps(to_json(extract(text)))), text, verbose=True)  # type: ignore[no-untyped-call]
    questions = json.loads((_GOLD / "questions-dev.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        with open_store(Path(folder), write=True) as store:
            add_plan(store, text)
        with open_store(Path(folder)) as store:
            answers = [json.loads(json.dumps(ask(store, question["q"]).to_json())) for question in questions]
    print("\nDevelopment questions")
    evaluate.score_questions(questions, answers, verbose=True)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
