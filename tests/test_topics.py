"""Topics of tasks, against what was set down from reading them, and the list of topics."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from extraction.pipeline import extract
from graph.topics import topics_of
from ontology.topics import broader_topics, topics
from ontology.wording import DubanError
from tests.variants import original

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "topics.toml").read_text("utf-8")
)
LEAST = 0.9
HEADER = "key,zh,en,broader,keywords,sdg\n"


def with_broader(keys: list[str]) -> set[str]:
    return {wider for key in keys for wider in (key, *broader_topics(key))}


def test_topics_are_those_that_a_reader_gives() -> None:
    tasks = {task.id: task for task in extract(original().text).tasks}
    read = [(tasks[case["id"]].title, tasks[case["id"]].passage.text, case) for case in CASES["shipped"]]
    read += [(case["title"], case["text"], case) for case in CASES["written"]]
    found = [({about.topic for about in topics_of(title, text)}, case) for title, text, case in read]
    right = sum(len(given & with_broader(case["topics"] + case["also"])) for given, case in found)
    told = sum(key in with_broader(sorted(given)) for given, case in found for key in case["topics"])
    assert right / sum(len(given) for given, _ in found) >= LEAST
    assert told / sum(len(case["topics"]) for case in CASES["shipped"] + CASES["written"]) >= LEAST


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("防治畜禽养殖污染", "livestock-pollution"),
        ("加快推进污泥处置项目", "sludge"),
        ("推广节水器具", "water-saving"),
        ("整治城市黑臭水体", "black-odorous-water"),
        ("促进再生水利用", "reclaimed-water"),
        ("推行绿色信贷", "finance"),
        ("稳定和扩大就业", "employment"),
        ("开展排查安全生产隐患", "safety"),
        ("建設污水處理設施", "sewage"),
    ],
)
def test_clear_titles_have_one_topic(title: str, topic: str) -> None:
    assert [about.topic for about in topics_of(title)] == [topic]


def test_topic_gives_its_words_and_share() -> None:
    (about,) = topics_of("防治畜禽养殖污染", "依法关闭禁养区内的养殖场。")
    assert about.words == ("畜禽", "养殖场", "禁养区")
    assert about.share == 1


@pytest.mark.parametrize("title", ["", "其他事项", "第一条"])
def test_title_that_tells_nothing_has_no_topic(title: str) -> None:
    assert topics_of(title) == ()


def test_the_longer_of_two_words_that_overlap_tells() -> None:
    assert [about.topic for about in topics_of("新建污水厂")] == ["sewage"]


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.key)
def test_topic_has_labels_words_and_goals_of_the_sdgs(topic: Any) -> None:
    assert topic.chinese
    assert topic.english
    assert topic.words
    for target in topic.sdg:
        goal, _, number = target.partition(".")
        assert 1 <= int(goal) <= 17
        assert number.isdigit() or number in tuple("abcd")


def test_water_topics_relate_to_goal_six() -> None:
    water = [topic for key, topic in topics().items() if "water" in (key, *broader_topics(key))]
    assert {sdg for topic in water for sdg in topic.sdg} >= {"6.1", "6.2", "6.3", "6.4", "6.5", "6.6"}


def test_the_process_wide_dictionary_of_jieba_stays_as_it_is() -> None:
    code = (
        "import json, jieba; from graph.topics import topics_of; topics_of('治理黑臭水体');"
        "print(json.dumps([jieba.dt.initialized, len(jieba.dt.FREQ)]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [False, 0]
    assert done.stderr == ""


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUBAN_VOCABULARY", str(tmp_path))
    return tmp_path


def test_overlay_adds_a_topic_and_replaces_one(overlay: Path) -> None:
    rows = "moon,登月,moon landing,innovation,登月|月壤,9.5\nfinance,钱,money,,钱袋子,\n"
    (overlay / "topics.csv").write_text(HEADER + rows, "utf-8-sig")
    assert [about.topic for about in topics_of("采集月壤")] == ["moon"]
    assert topics_of("推行绿色信贷") == ()
    assert [about.topic for about in topics_of("管好钱袋子")] == ["finance"]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("moon,登月,moon,lunar,登月,", "graph.vocabulary-unknown"),
        ("moon,登月,moon,moon,登月,", "graph.vocabulary-circle"),
        ("water,水,water,sludge,水,", "graph.vocabulary-circle"),
    ],
)
def test_mistake_in_an_overlay_is_told(overlay: Path, row: str, key: str) -> None:
    (overlay / "topics.csv").write_text(f"{HEADER}{row}\n", "utf-8")
    with pytest.raises(DubanError) as caught:
        topics()
    assert caught.value.key == key
    assert "topics.csv" in str(caught.value)
    assert row.partition(",")[0] in str(caught.value)
