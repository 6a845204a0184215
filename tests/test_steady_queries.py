"""The same question gives the same query in every run, whatever order sets of strings have in it."""

import re

from graph.store import Store
from queries.answers.answer import ask


def test_names_of_a_body_are_searched_for_in_one_order(store: Store) -> None:
    asked = re.search(r"VALUES \?word \{ (.*?) \}", ask(store, "方案提到区检察院了吗").sparql)
    assert asked is not None
    words = re.findall('"([^"]+)"', asked[1])
    assert len(words) > 2
    assert words == sorted(words, key=str.isascii)
    assert words[0] == "区检"
