"""What a plan names is found once with all its mentions, and joined to the tasks and targets that name it."""

import pytest

from extraction.pipeline import extract
from extraction.records import Plan

PLAN = (
    "某县治水方案\n根据《治水条例》（国务院令第700号），制定本方案。\n"
    "一、目标\n到2020年，清水河石桥断面达到III类。到2020年，城区生活垃圾无害化处理率达到95%。完成42家养殖场搬迁改造。\n"
    "二、任务\n"
    "1．整治河道。对清水河开展清淤，2020年清水河石桥断面达到III类。落实《治水条例》。（县水利局牵头）\n"
    "2．建设设施。完成城东污水处理厂扩建工程。（县住建局牵头）\n"
    "3．处理垃圾。城区生活垃圾无害化处理设施实现稳定运行，收运体系全覆盖。（县城管局牵头）\n"
    "4．加强监管。开展巡查，公开信息。（县环保局牵头）\n"
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return extract(PLAN)


@pytest.mark.parametrize(
    ("kind", "name", "mentions", "tasks", "targets"),
    [
        ("water-body", "清水河", 3, ("2.1",), (0, 3)),
        ("monitoring-section", "石桥断面", 2, ("2.1",), (0, 3)),
        ("facility", "城东污水处理厂", 1, ("2.2",), ()),
        ("work", "城东污水处理厂扩建工程", 1, ("2.2",), ()),
        ("document", "国务院令第700号", 2, ("2.1",), ()),
    ],
)
def test_a_thing_is_one_with_its_mentions_tasks_and_targets(
    plan: Plan, kind: str, name: str, mentions: int, tasks: tuple[str, ...], targets: tuple[int, ...]
) -> None:
    (found,) = (e for e in plan.entities if (e.kind, e.name) == (kind, name))
    assert (len(found.mentions), found.tasks) == (mentions, tasks)
    assert found.targets == targets
    assert all(plan.text[m.start : m.end] == m.text for m in found.mentions)


def test_goals_lead_to_the_tasks_that_serve_them(plan: Plan) -> None:
    found = [(plan.targets[link.target].passage.text, link.task, link.shared, link.rule) for link in plan.links]
    assert found == [
        ("清水河石桥断面达到III类", "2.1", ("清水河石桥断面",), "link.indicator"),
        ("城区生活垃圾无害化处理率达到95%", "2.3", ("生活垃圾无害化处理", "城区"), "link.words"),
    ]
    assert all(0 < link.score <= 1 for link in plan.links)


def test_a_measure_has_a_place_narrower_than_the_plan() -> None:
    found = extract(
        "浙江省石门县人民政府关于印发治水方案的通知\n一、任务\n"
        "1．整治河道。落实石门县河道保护规划。对白沙镇清水河开展清淤。（县水利局牵头）\n"
    )
    assert found.jurisdiction == "浙江省石门县"
    assert [m.place for m in found.tasks[0].measures] == [None, "清水河"]
