"""Who bears what at which rank of government, and who came after whom; the lists refer to what there is."""

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ontology.authority import are_counterparts, domains, domains_of, find_office, full_name
from ontology.ranks import RANKS, governments, rank_of
from ontology.reforms import reforms, successors
from ontology.vocabulary import find_body
from ontology.wording import DubanError

CASES = tomllib.loads((Path(__file__).parent / "cases" / "authority.toml").read_text("utf-8"))


def counterparts() -> Iterator[tuple[str, str, int, str, str]]:
    for case in CASES["counterpart"]:
        for place, name in case["counterparts"].items():
            yield case["body"], case["area"], case["year"], place, name


def key_of(name: str) -> str:
    body = find_body(name)
    assert body is not None, name
    return body.key


@pytest.mark.parametrize(("body", "area", "year", "place", "name"), list(counterparts()))
def test_counterpart(body: str, area: str, year: int, place: str, name: str) -> None:
    rank = rank_of(place)
    assert rank is not None
    assert rank_of(area) is not None
    office = find_office(key_of(body), rank, area=place, on=date(year, 7, 1))
    assert (full_name(office, place) if office else "") == name


@pytest.mark.parametrize("case", CASES["succession"], ids=lambda case: case["body"])
def test_succession(case: dict[str, Any]) -> None:
    rank = rank_of(case["area"])
    assert rank is not None
    found = successors(key_of(case["body"]), rank, case["area"])
    whole = [each for each in found if not each.in_part]
    assert [(list(each.results), each.date) for each in whole] == (
        [(case["results"], case["date"])] if case["results"] else []
    )
    assert set(case.get("parts", ())) <= {key for each in found if each.in_part for key in each.results}


def test_body_without_a_date_has_the_counterpart_of_its_own_time() -> None:
    found = [find_office(key, "nation", area="中国") for key in ("environmental-protection", "ecology-environment")]
    assert [office.key for office in found if office] == ["ministry-environment", "ministry-ecology"]


@pytest.mark.parametrize("reform", reforms(), ids=lambda reform: reform.key)
def test_reform_says_when(reform: Any) -> None:
    assert reform.originals
    assert reform.results
    assert not set(reform.originals) & set(reform.results)
    assert all(reform.date(rank) for rank in reform.ranks)


def test_keys_of_reforms_are_unique() -> None:
    keys = [reform.key for reform in reforms()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("domain", domains(), ids=lambda domain: domain.key)
def test_domain_has_labels_and_bodies(domain: Any) -> None:
    assert domain.chinese
    assert domain.english
    assert any(domain.offices.values())
    assert set(domain.offices) == set(RANKS[:-1])


def test_every_reformed_body_of_government_has_a_domain() -> None:
    without = {key for reform in reforms() for key in reform.originals if not domains_of(key)}
    assert without == set()


def test_bodies_are_counterparts_over_ranks_and_reforms() -> None:
    assert are_counterparts("agriculture", "ministry-agriculture-rural")
    assert are_counterparts("industrial-park", "industrial-park")
    assert not are_counterparts("environmental-protection", "water-affairs")


def test_governments_above_a_county_city() -> None:
    assert governments("浙江省杭州市建德市") == {
        "nation": "中国",
        "province": "浙江省",
        "prefecture": "浙江省杭州市",
        "county": "浙江省杭州市建德市",
    }


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUBAN_VOCABULARY", str(tmp_path))
    return tmp_path


def write(folder: Path, file: str, row: str) -> None:
    header = (files("ontology") / "vocabulary" / file).read_text("utf-8").partition("\n")[0]
    (folder / file).write_text(f"{header}\n{row}\n", "utf-8-sig")


def test_overlay_adds_a_body_with_domain_and_reform(overlay: Path) -> None:
    write(overlay, "bodies.csv", "moon,登月局,登月局,,Moon Bureau,,government")
    write(overlay, "domains.csv", "moon,登月,moon landing,ministry-science,,moon=月局,moon,moon")
    write(overlay, "reforms.csv", "moon-2023,2023,county,new,moon,science-technology,,2023-05,")
    office = find_office("moon", "municipality", area="重庆市")
    assert office
    assert full_name(office, "重庆市") == "市月局"
    assert [found.date for found in successors("moon", "county")] == ["2023-05"]


@pytest.mark.parametrize(
    ("file", "row", "key", "told"),
    [
        ("domains.csv", "moon,登月,moon,ministry-moon,,,,", "graph.vocabulary-unknown", "ministry-moon"),
        ("local_bodies.csv", "x,重庆市,county,moon,water-affairs", "graph.vocabulary-unknown", "moon"),
        ("local_bodies.csv", "x,重庆市,village,water,water-affairs", "graph.vocabulary-unknown", "village"),
        ("national_names.csv", "moon,国家登月局", "graph.vocabulary-unknown", "moon"),
        ("reforms.csv", "x,2018,county,new,moon,finance,,,", "graph.vocabulary-unknown", "moon"),
        ("reforms.csv", "x,2018,county,new,finance,moon,,,", "graph.vocabulary-unknown", "moon"),
        ("reforms.csv", "x,1066,county,new,finance,audit,,,", "graph.vocabulary-unknown", "1066"),
        ("reforms.csv", "x,2018,county,old,finance,audit,,,", "graph.vocabulary-unknown", "old"),
        ("reforms.csv", "x,2018,county,new,finance,audit,,March,", "graph.vocabulary-form", "March"),
        ("rounds.csv", "x,某,some,2018-3,2018,2018,2018,2018,某", "graph.vocabulary-form", "2018-3"),
        ("ranks.csv", "村,village", "graph.vocabulary-unknown", "village"),
    ],
)
def test_mistake_in_an_overlay_is_told_with_file_and_row(
    overlay: Path, file: str, row: str, key: str, told: str
) -> None:
    write(overlay, file, row)
    with pytest.raises(DubanError) as caught:
        full_name(found, "中国") if (found := find_office("legal-office", "nation", area="中国")) else None
    assert caught.value.key == key
    for language in ("zh", "en"):
        text = caught.value.text(language)
        assert file in text
        assert told in text
        assert row.split(",", maxsplit=1)[0] in text
