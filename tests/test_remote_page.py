"""The page over a store that a SPARQL server holds."""

from pathlib import Path

import pytest
import streamlit as st

from graph.library import add_plan
from graph.store import open_store
from ontology.wording import say
from tests.sparql_server import sparql_server
from tests.test_build import YONGCHUAN
from tests.test_page import USER_QUESTIONS, html, opened, scripts_of_tests
from views.page.words import plain

__all__ = ["scripts_of_tests"]  # the fixture


def test_page_answers_from_a_server_and_says_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with sparql_server(tmp_path) as address:
        monkeypatch.setenv("DUBAN_STORE", address.replace("//", "//tom:s3cret@"))
        invited = opened(lang="en")
        assert invited.info[0].value == say("page.no-plans", "en")
        assert plain(address) in invited.caption[0].value
        assert "s3cret" not in invited.caption[0].value
        with open_store(address, write=True) as store:
            add_plan(store, YONGCHUAN)
        assert "防治畜禽养殖污染" in html(opened(lang="zh", q=USER_QUESTIONS["zh"]))
    st.cache_resource.clear()
    assert "cannot be reached" in opened(lang="en").error[0].value
