"""The page about the ontology is current, and has every term in both languages."""

import re
from pathlib import Path

import pytest

from ontology import NAMESPACE, PLAN
from ontology.documentation import page

PAGE = Path(__file__).parent.parent / "docs" / "ontology" / "README.md"
OWN = sorted(name for name, iri in PLAN.items() if iri.startswith(NAMESPACE))


def test_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m ontology.documentation > docs/ontology/README.md"


@pytest.mark.parametrize("name", OWN)
def test_term_is_on_the_page(name: str) -> None:
    assert f"`:{name}`" in page()


def test_links_within_the_page_lead_somewhere() -> None:
    anchors = set(re.findall(r'<a id="(\w+)">', page()))
    links = set(re.findall(r"\]\(#(\w+)\)", page()))
    assert links
    assert links <= anchors


def test_a_term_is_told_with_all_that_is_known_of_it() -> None:
    start = page().index('<a id="Task"></a>任务 · Task')
    told = page()[start : page().index("###", start)]
    assert "方案交给部门办理的一项工作。<br>A piece of work that the plan gives to bodies to do." in told
    assert "4.6.1 防治畜禽养殖污染。<br>4.6.1, preventing pollution from livestock farming." in told
    assert "[p-plan:Step](http://purl.org/net/p-plan#Step)" in told
    assert "[has responsibility](#hasResponsibility)" in told
