"""Questions that hold what no question should: each has an answer or a reason, never a fault."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from graph.store import MemoryStore
from queries.answers.answer import ask
from queries.conversation.conversation import Conversation
from queries.index import index_of
from queries.questions.scan import scan

QUESTION = "2017年区农委牵头哪些任务？"
UNSEEN = ["\u202e", "\u200b", "\ufeff", "\x00", "\x1b", "\u2066", "\xad"]
NOISE = [
    "谁来制定并公布水污染防治工作\x00方案",
    "谁来制定并公布水污染防治工作😀方案",
    "2\\016年乡镇污水收集率目标是※多少",
    "涉及𠀀船舶的\\任务",
    "海关½总less than 10^400署牵头哪项任务%",
    "完二二要哪任些成有年\udfff〇〇务",
    'x" } UNION { ?s ?p ?o } #',
    "区农委牵头'); DROP ALL; #哪些任务",
    "9" * 5000 + "年哪些任务到期",
    "第" + "9" * 5000 + "条写了什么",
    "\n\r\t",
    "",
]


@pytest.mark.parametrize("mark", UNSEEN)
@pytest.mark.parametrize("place", [0, 6, len(QUESTION)])
def test_marks_that_nobody_sees_change_nothing(store: MemoryStore, mark: str, place: int) -> None:
    question = QUESTION[:place] + mark + QUESTION[place:]
    answer = ask(store, question)
    assert answer.question == question
    assert replace(answer, question=QUESTION) == ask(store, QUESTION)
    assert Conversation(store).ask(question) == answer


def test_what_is_no_character_is_not_passed_over(store: MemoryStore) -> None:
    answer = ask(store, "区农\udce5牵头哪些任务？")
    assert (answer.status, answer.readings) == ("ambiguous", ("区农委",))
    assert answer.question == "区农\udce5牵头哪些任务？"


@pytest.mark.parametrize("question", NOISE)
def test_noise_has_an_answer_or_a_reason(store: MemoryStore, question: str) -> None:
    conversation = Conversation(store)
    conversation.ask(QUESTION)
    for answer in (ask(store, question), conversation.ask(question)):
        assert answer.question == question
        assert answer.answers if answer.status == "answered" else answer.notes
        assert "DROP" not in answer.sparql
        assert json.loads(json.dumps(answer.to_json()))["question"] == question


def test_readers_of_several_stores_do_not_disturb_one_another(store: MemoryStore) -> None:
    indices = [replace(index_of(store)) for _ in range(24)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda index: scan(QUESTION, index).items, indices * 2))
    assert all(items == found[0] for items in found)
