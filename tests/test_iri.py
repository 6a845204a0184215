"""Names are readable, legal and different for different things."""

from urllib.parse import unquote, urljoin

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import iri

# What users and documents may bring: any text but lone surrogates, which are no characters.
fields = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(fields, fields)
def test_any_name_makes_a_legal_iri(first: str, second: str) -> None:
    node = iri.body(first, second)
    line = f"{node} <https://w3id.org/duban/ontology#x> {node} .\n"
    (quad,) = ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert quad.subject == node
    assert urljoin(iri.BASE, node.value) == node.value
    assert node.value.count("/") == iri.BASE.count("/") + 2


@given(fields.filter(bool), fields.filter(bool))
def test_different_documents_have_different_names(first: str, second: str) -> None:
    same = unquote(iri.document(first).value) == unquote(iri.document(second).value)
    assert (iri.document(first) == iri.document(second)) == same


@pytest.mark.parametrize(
    ("node", "path"),
    [
        (iri.plan("p"), "plan/p"),
        (iri.plan_graph("p"), "plan/p/graph"),
        (iri.section("p", "4.6"), "plan/p/section/4.6"),
        (iri.task("p", "4.6.1"), "plan/p/task/4.6.1"),
        (iri.task_part("p", "4.6.1", "responsibility", 1), "plan/p/task/4.6.1/responsibility/1"),
        (iri.target("p", 3), "plan/p/target/3"),
        (iri.citation("p", 1), "plan/p/citation/1"),
        (iri.passage("p", 1, 23), "plan/p/passage/1-23"),
        (iri.body("重庆市永川区", "区农委"), "body/重庆市永川区/区农委"),
        (iri.body("浙江省", "市数据局（市人工智能局）"), "body/浙江省/市数据局（市人工智能局）"),
        (iri.document("渝府发〔2015〕69号"), "document/渝府发〔2015〕69号"),
        (iri.document("HJ/T 433—2008"), "document/HJ%2FT%20433—2008"),
        (iri.indicator("“两率”（%）"), "indicator/“两率”（%25）"),
        (iri.place("p", "临江河\n茨坝断面"), "place/p/临江河%0A茨坝断面"),
        (iri.plan(".."), "plan/%2E%2E"),
        (iri.plan(""), "plan/-"),
        (iri.RUNS, "runs"),
    ],
)
def test_names_are_as_agreed(node: ox.NamedNode, path: str) -> None:
    assert node.value == iri.BASE + path


def test_run_depends_on_each_part_and_on_where_it_ends() -> None:
    runs = {iri.run("a", "b", "c"), iri.run("ab", "", "c"), iri.run("a", "bc", ""), iri.run("a", "b", "d")}
    assert len(runs) == 4
    assert all(len(run.value) == len(iri.BASE + "run/") + 16 for run in runs)
