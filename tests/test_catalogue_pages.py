"""The pages about the catalogue are current, and how it is listed."""

import re
import shlex
from pathlib import Path

import pytest

from ontology.wording import Language, say
from queries.catalogue import GROUPS, entries, get_entry
from queries.documentation import page
from queries.parameters import TYPES
from views.terminal.reports import report_catalogue

DOCS = Path(__file__).parent.parent / "docs"
PAGES: dict[Language, str] = {"zh": "queries.zh-CN.md", "en": "queries.md"}


@pytest.mark.parametrize("language", PAGES)
def test_page_is_current(language: Language) -> None:
    how = f"run: python -m queries.documentation {language} > docs/{PAGES[language]}"
    assert (DOCS / PAGES[language]).read_text("utf-8") == page(language), how


@pytest.mark.parametrize("language", PAGES)
def test_commands_on_the_page_can_be_run(language: Language) -> None:
    commands = re.findall(r"^duban query (.+)$", page(language), re.MULTILINE)
    assert len(commands) == len(entries())
    for name, *words in map(shlex.split, commands):
        values = {option.removeprefix("--"): value for option, value in zip(words[::2], words[1::2], strict=True)}
        assert "UNDEF" not in re.sub(r"VALUES \?plan \{ UNDEF \}", "", get_entry(name).bind(values))


def test_there_are_enough_queries_and_each_group_has_some() -> None:
    assert len(entries()) >= 32
    assert {entry.group for entry in entries().values()} == set(GROUPS)


@pytest.mark.parametrize("language", PAGES)
def test_every_type_is_explained_and_used(language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    used = {parameter.type for entry in entries().values() for parameter in entry.parameters}
    assert used == set(TYPES)
    report_catalogue(language)
    printed = capsys.readouterr().out
    assert [group for group in GROUPS if say(f"catalogue.group-{group}", language) not in printed] == []
    assert re.search(r"due-next +--day \[--until\] \[--plan\]", printed)
    assert f"docs/{PAGES[language]}" in printed
