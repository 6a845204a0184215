"""What a drafter should look at again: every rule finds what its cases hold, and the Yongchuan plan has just these."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from extraction.pipeline import extract
from graph.build import describe_vocabulary
from graph.library import add_plan, state
from graph.store import MemoryStore
from ontology.wording import LANGUAGES, DubanError
from queries.check import SEVERITIES, Finding, by_rule, check, read_rule, rules, to_json
from tests.variants import PLAN, original

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases" / "checks.toml").read_text("utf-8"))["case"]
EXPECTED = (HERE / "gold" / "yongchuan.findings.txt").read_text("utf-8").splitlines()
KINDS = [rule.kind for rule in rules()]
TEXTS = [f"{text}-{language}" for text in ("title", "message", "description") for language in LANGUAGES]
HEADER = "\n".join(["#+ severity: info", *(f"#+ {key}: 文" for key in TEXTS)])
QUERY = "SELECT ?subject ?passage WHERE { VALUES ?plan { UNDEF } }"


def findings(text: str) -> tuple[Finding, ...]:
    """Return what is found in a text."""
    store = MemoryStore()
    store.replace_plan("p", [*state(extract(text), "p"), *describe_vocabulary()])
    return check(store, "p")


@pytest.fixture(scope="module")
def yongchuan() -> tuple[Finding, ...]:
    return findings(original().text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']} {','.join(case['found'])}")
def test_rule_finds_what_its_case_holds(case: dict[str, object]) -> None:
    """An asterisk stands for an id that only says where the passage begins."""
    found = [finding for finding in findings(str(case["text"]).strip() + "\n") if finding.kind == case["kind"]]
    subjects = sorted(finding.id.partition("/")[2] for finding in found)
    assert ["*" for _ in subjects] == case["found"] if case["found"] == ["*"] else subjects == case["found"]


@pytest.mark.parametrize("kind", KINDS)
def test_rule_has_a_case_and_a_text_that_is_none(kind: str) -> None:
    cases = [case for case in CASES if case["kind"] == kind]
    assert any(case["found"] for case in cases)
    assert any(not case["found"] for case in cases)


def test_cases_are_of_rules_that_there_are() -> None:
    assert {case["kind"] for case in CASES} == set(KINDS)


def test_all_findings_on_the_yongchuan_plan(yongchuan: tuple[Finding, ...]) -> None:
    assert [finding.id for finding in yongchuan] == [line for line in EXPECTED if line and not line.startswith("#")]


def test_passages_reproduce_themselves(yongchuan: tuple[Finding, ...]) -> None:
    text = original().text
    passages = [passage for finding in yongchuan for passage in finding.passages]
    assert passages
    assert [p for p in passages if text[p.start : p.end] != p.text] == []


def test_messages_are_in_both_languages_and_hold_the_values(yongchuan: tuple[Finding, ...]) -> None:
    found = {finding.id: finding for finding in yongchuan}
    slip = found["rare-name/区水利局"]
    assert slip.messages["zh"] == "“区水利局”全文只出现一次，与“区水务局”（出现 41 次）只差一个字，疑为笔误。"
    assert "named 41 times" in slip.messages["en"]
    names = found["two-names/区建委"]
    assert names.messages["en"] == "One body is written in different ways: 区建委, 区城乡建委."
    assert [passage.text for passage in names.passages] == ["区建委", "区城乡建委"]
    twice = found["repeated-target/1.3.2+4.5.5/乡镇污水收集率/2020"]
    assert "1.3.2、4.5.5" in twice.messages["zh"]
    assert len(twice.passages) == 2


def test_gravest_come_first(yongchuan: tuple[Finding, ...]) -> None:
    severities = [finding.severity for finding in yongchuan]
    assert severities == sorted(severities, key=SEVERITIES.index)


def test_findings_are_grouped_by_their_rules(yongchuan: tuple[Finding, ...]) -> None:
    groups = list(by_rule(yongchuan))
    assert [finding for _, group in groups for finding in group] == list(yongchuan)
    assert [rule.kind for rule, _ in groups] == list(dict.fromkeys(finding.kind for finding in yongchuan))


def test_brief_is_the_item_of_the_rule_or_else_the_message(yongchuan: tuple[Finding, ...]) -> None:
    found = {finding.id: finding for finding in yongchuan}
    assert found["no-deadline/4.6.2"].briefs["zh"] == "防治水产养殖污染"
    assert found["two-names/区建委"].briefs["en"] == "区建委, 区城乡建委"
    slip = found["rare-name/区水利局"]
    assert slip.briefs == slip.messages


def test_json_holds_all_findings(yongchuan: tuple[Finding, ...]) -> None:
    made = to_json("p", yongchuan)
    listed, summary = made["findings"], made["summary"]
    assert isinstance(listed, list)
    assert isinstance(summary, dict)
    assert [finding["id"] for finding in listed] == [finding.id for finding in yongchuan]
    assert set(listed[0]) == {"id", "kind", "severity", "message", "passages"}
    assert set(listed[0]["message"]) == {"zh", "en"}
    assert set(listed[0]["passages"][0]) == {"text", "start", "end"}
    assert summary["findings"] == len(yongchuan)
    assert summary["kinds"] == dict(Counter(finding.kind for finding in yongchuan))


def test_ids_are_said_once(yongchuan: tuple[Finding, ...]) -> None:
    assert len({finding.id for finding in yongchuan}) == len(yongchuan)


def test_other_plans_of_the_store_change_nothing(yongchuan: tuple[Finding, ...]) -> None:
    store = MemoryStore()
    add_plan(store, PLAN.read_text("utf-8"), "p")
    add_plan(store, original().text.replace("区水务局", "区水利局").replace("区国房局", "区国土局"), "q")
    add_plan(store, str(CASES[0]["text"]), "r")
    assert check(store, "p") == yongchuan


def test_a_plan_that_is_not_there_is_told() -> None:
    with pytest.raises(DubanError) as raised:
        check(MemoryStore(), "p")
    assert raised.value.key == "graph.no-such-plan"


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (f"{HEADER}\n#+ colour: red\n{QUERY}", "colour: red"),
        (HEADER.replace("#+ title-zh: 文\n", "") + f"\n{QUERY}", "lacks title-zh"),
        (HEADER.replace("info", "grave") + f"\n{QUERY}", "error, warning, info"),
        (f"{HEADER}\nSELECT ?subject ?passage WHERE {{ }}", "needs .VALUES"),
        (HEADER.replace("message-en: 文", "message-en: {colour}") + f"\n{QUERY}", "does not select colour"),
        (f"{HEADER}\n#+ item: {{colour}}\n{QUERY}", "does not select colour"),
        (f"{HEADER}\nSELECT ?subject WHERE {{ VALUES ?plan {{ UNDEF }} }}", "does not select passage"),
    ],
)
def test_badly_written_rule_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint) as raised:
        read_rule("bad", source)
    assert str(raised.value).startswith("bad.rq: ")


@pytest.mark.parametrize("rule", rules(), ids=KINDS)
def test_rule_says_what_it_finds_in_both_languages(rule: object) -> None:
    texts = rule.texts  # type: ignore[attr-defined] # a Rule
    assert len(set(texts.values())) == len(texts)
    assert not [key for key in texts if key.endswith("-en") and not texts[key].isprintable()]
