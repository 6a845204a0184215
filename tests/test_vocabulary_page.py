"""The pages on the vocabulary name each file and its columns, their rows can be used, and their query runs."""

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest

from graph.store import MemoryStore
from ontology.authority import find_office, full_name
from ontology.vocabulary import find_body
from queries.catalogue import run

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("vocabulary.md", "vocabulary.zh-CN.md")
FILES = sorted(entry.name for entry in (files("ontology") / "vocabulary").iterdir() if entry.name.endswith(".csv"))
SAME = {"groups.csv": "bodies.csv", "more_indicators.csv": "indicators.csv"}


def text(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def columns(file: str) -> list[str]:
    return (files("ontology") / "vocabulary" / file).read_text("utf-8-sig").splitlines()[0].split(",")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("file", FILES)
def test_page_names_the_file_and_its_columns(page: str, file: str) -> None:
    cells = {line.split("|")[1]: line for line in text(page).splitlines() if line.startswith("| `")}
    assert [first for first in cells if f"`{file}`" in first]
    (line,) = (line for first, line in cells.items() if f"`{SAME.get(file, file)}`" in first)
    named = set(re.findall(r"`(\w+)`", line))
    assert set(columns(file)) <= named


@pytest.mark.parametrize("page", PAGES)
def test_rows_of_the_page_can_be_used(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for head, row in re.findall(r"^    (key,.+)\n    (.+)$", text(page), re.MULTILINE):
        (file,) = (name for name in ("bodies.csv", "local_bodies.csv") if columns(name) == head.split(","))
        assert len(next(csv.reader([row]))) == len(columns(file))
        (tmp_path / file).write_text(f"{head}\n{row}\n", "utf-8-sig")
    monkeypatch.setenv("DUBAN_VOCABULARY", str(tmp_path))
    body = find_body("区低空办")
    assert body
    assert body.key == "low-altitude"
    office = find_office("ministry-water", "prefecture", area="浙江省杭州市")
    assert office
    assert full_name(office, "浙江省杭州市") == "市林水局"


@pytest.mark.parametrize("page", PAGES)
def test_queries_of_the_page_run(page: str, store: MemoryStore) -> None:
    given = {
        name: dict(re.findall(r"--(\w+) (\w+)", rest))
        for name, rest in re.findall(r"`duban query (\S+)(.*?)`", text(page))
    }
    assert list(given) == ["counterparts", "tasks-by-topic"]
    found = {
        name: [[term.value for term in row.values()] for row in run(store, name, given[name]).rows] for name in given
    }
    assert ["区环保局", "市环保局", "区生态环境局", "2019-03"] in found["counterparts"]
    assert ["区水务局", "市水利局"] in found["counterparts"]
    assert {row[1] for row in found["tasks-by-topic"]} >= {"4.5.1", "4.5.3"}
