"""Tables of tasks and of indicators, written here with ``|`` for the TAB between two cells."""

from datetime import date

import pytest

from extraction.document import Cell, Document, Table
from extraction.pipeline import extract
from extraction.records import Plan, Task


def tabbed(text: str) -> str:
    """Return a text with a TAB for each ``|``."""
    return text.replace("|", "\t")


def read(text: str) -> Plan:
    """Return what a text with tables says; each of its passages must reproduce itself."""
    plan = extract(tabbed(text))
    found = [t.passage for t in plan.tasks] + [s.passage for s in plan.sections] + [t.passage for t in plan.targets]
    found += [r.passage for t in plan.tasks for r in t.responsibilities]
    found += [d.passage for t in plan.tasks for d in t.deadlines] + [m.passage for t in plan.tasks for m in t.measures]
    assert [p for p in found if plan.text[p.start : p.end] != p.text] == []
    return plan


def roles(task: Task) -> str:
    """Return who a task names: leads, participants and those jointly responsible, apart by bars."""
    return "|".join("、".join(task.names(role)) for role in ("lead", "participant", "responsible"))


ROLES = [
    ("序号|任务|责任单位\n1|疏浚东门河。|县水利局", ["县水利局||"]),
    ("序号|任务|责任单位\n1|疏浚东门河。|县水利局、县住建局", ["||县水利局、县住建局"]),
    ("序号|任务|牵头单位|配合单位\n1|疏浚东门河。|县水利局|县住建局 县财政局", ["县水利局|县住建局、县财政局|"]),
    ("序号|任务|牵头单位|责任单位\n1|疏浚东门河。|县水利局|县住建局", ["县水利局|县住建局|"]),
    ("序号|任务|责任单位\n1|疏浚东门河。|县水利局牵头，县住建局、县财政局配合", ["县水利局|县住建局、县财政局|"]),
    ("序号|任务|责任单位\n1|疏浚东门河。|县水利局（牵头）、县住建局", ["县水利局|县住建局|"]),
    ("序号|任务|责任单位\n1|疏浚东门河。|县水利局，东门镇、西门镇人民政府", ["||县水利局、东门镇、西门镇人民政府"]),
    ("序号|任务|责任单位\n1|疏浚东门河。|县农业 农村局、县水利局等", ["||县农业农村局、县水利局"]),
    ("序号|任务|责任单位\n1|疏浚东门河。|县数据局（县智能局）、县水利局", ["||县数据局（县智能局）、县水利局"]),
    ("序号|任务|牵头单位|配合单位\n1|疏浚东门河。|县水利局|/", ["县水利局||"]),
    ("序号|任务|牵头单位|配合单位\n1|疏浚。|县水利局|无\n2|加固。|县住建局|—", ["县水利局||", "县住建局||"]),
    ("序号|任务|牵头单位|配合单位\n1|疏浚。|县水利局|县住建局\n2|植树。|林业局|", ["县水利局|县住建局|", "林业局||"]),
    ("序号|任务|责任单位\n1|疏浚东门河。|县水利局\n2|加固西门堤。|\n3|植树。", ["县水利局||"] * 3),
    ("序号|任务|责任单位\n一、河道\n1|疏浚。|县水利局\n二、绿化\n2|植树。|", ["县水利局||"]),
    ("序号|任务|责任单位\n1|疏浚。|县水利局\n2|加固。|同上", ["县水利局||"] * 2),
    ("序号|任务|牵头领导|责任单位|联系人\n1|疏浚东门河。|张三|县水利局|李四", ["县水利局||"]),
    ("序号|任务|责任单位及责任人\n1|疏浚东门河。|县水利局 张三丰", ["县水利局||"]),
    ("序号|任务|责任单位\n1|疏浚。|县水利局\n2|加固；\n植树。|县林业局", ["县水利局||", "县林业局||"]),
    ("序号|任务|责任单位（列第一位者为牵头单位）\n1|疏浚东门河。|县水利局、县住建局", ["县水利局|县住建局|"]),
    ("序号|任务|分工|\n||牵头|配合\n1|疏浚东门河。|县水利局|县住建局", ["县水利局|县住建局|"]),
    ("序号|任务|责任单位|时限\n牵头单位|配合单位\n1|疏浚河道。|县水利局|县住建局|2027年", ["县水利局|县住建局|"]),
    ("序号|考核项目|分值|考核内容\n1|县水利局|30|疏浚东门河。", ["县水利局||"]),
    ("序号|任务|责任单位\n1|疏浚。|县水利局\n序号|任务|责任单位\n2|加固。|县住建局", ["县水利局||", "县住建局||"]),
    ("任务|牵头单位|配合单位\n疏浚。|县水利局|县住建局\n植树。||林业局", ["县水利局|县住建局|", "县水利局|林业局|"]),
    ("序号|任务|责任单位|时限\n1|疏浚。|县水利局|2026年\n2|加固。||2027年", ["县水利局||"] * 2),
    ("序号|任务|责任单位\n1|疏浚。|县水利局、\n县住建局\n2|植树。|县林业局", ["||县水利局、县住建局", "县林业局||"]),
    ("序号|任务|责任单位\n1|疏浚。|县水利局、县住\n建局\n2|植树。|县林业局", ["||县水利局、县住建局", "县林业局||"]),
    ("序号|任务|责任单位|时限\n1|疏浚。|县融媒\n体中心、县住建局|2026年", ["||县融媒体中心、县住建局"]),
    ("序号|任务|责任单位\n1|疏浚；\n清障；\n护坡。|县水利局\n2|植树。|县林业局", ["县水利局||", "县林业局||"]),
    ("序号|任务|责任单位\n1|疏浚。|县水利局、供电所、区属国有企业", ["||县水利局、供电所、区属国有企业"]),
    ("序号|任务|主办单位|协办单位\n1|疏浚。|县水利局|服务商 县住建局", ["县水利局|服务商、县住建局|"]),
    ("序号|任务|责任单位\n1|疏浚。|牵头单位：县水利局；配合单位：县住建局", ["县水利局|县住建局|"]),
    ("序号|任务|责任单位\n1|疏浚。|县水利局、县住建局\n注：责任单位中排在首位的为牵头单位。", ["县水利局|县住建局|"]),
    ("序号|任务|责任单位\n1|疏浚。|县水利局\n合计|1项|\n注：县住建局另行安排。||", ["县水利局||"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_columns_say_who_does_a_row(text: str, expected: list[str]) -> None:
    assert [roles(task) for task in read(text).tasks] == expected


IDS = [
    ("序号|任务|责任单位\n1|疏浚。|县水利局\n2|植树。|县林业局", ["1", "2"]),
    ("任务|责任单位|完成时限\n疏浚。|县水利局|2027年\n植树。|县林业局|2027年", ["1", "2"]),
    ("任务|责任单位\n1.疏浚。|县水利局\n3.植树。|县林业局", ["1", "3"]),
    ("序号|任务|责任单位\n一、河道||\n1|疏浚。|县水利局\n二、绿化||\n2|植树。|县林业局", ["1.1", "2.2"]),
    ("序号|任务|责任单位\n（一）|河道|\n1|疏浚。|县水利局\n（二）|绿化|\n1|植树。|县林业局", ["1.1", "2.1"]),
    ("序号|任务|责任单位\n一、河道||\n（二）堤岸||\n1|疏浚。|县水利局", ["1.2.1"]),
    ("序号|任务|责任单位\n一、河道||\n1.1|疏浚。|县水利局", ["1.1"]),
    ("序号|任务|责任单位\n一|疏浚。|县水利局\n二|植树。|县林业局", ["1", "2"]),
    ("序号|任务|措施|责任单位\n1|治河|疏浚。|县水利局\n||植树。|县林业局", ["1.1", "1.2"]),
    ("序号|任务|措施|责任单位\n1|治河|疏浚。|县水利局\n||清障。|\n2|绿化|植树。|县林业局", ["1", "2"]),
    (
        "序号|任务|责任单位|时限\n1|疏浚。|县水利局|2026年\n加固。|县住建局|2026年\n3|植树。|县林业局|2026年",
        ["1", "2", "3"],
    ),
    ("一、总则\n说明。\n二、任务\n任务如下。\n序号|任务|责任单位\n1|疏浚。|县水利局\n三、要求\n从严。", ["2.1"]),
]


@pytest.mark.parametrize(("text", "expected"), IDS)
def test_rows_are_numbered_under_what_heads_them(text: str, expected: list[str]) -> None:
    assert [task.id for task in read(text).tasks] == expected


TITLES = [
    ("序号|任务|责任单位\n1|疏浚东门河，全长三公里。|县水利局", ["疏浚东门河，全长三公里"]),
    ("序号|重点任务|工作内容|责任单位\n1|治理河道|疏浚东门河。|县水利局", ["治理河道"]),
    ("序号|重点任务|工作内容|责任单位\n1|治河|疏浚。|县水利局\n2||清障。|县住建局", ["疏浚", "清障"]),
    ("序号|领域|具体任务|责任单位\n1|水利|疏浚东门河。|县水利局", ["疏浚东门河"]),
    ("序号|考核项目|分值|考核内容\n1|县水利局|30|疏浚东门河。", ["疏浚东门河"]),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_a_task_is_called_what_its_own_cell_says(text: str, expected: list[str]) -> None:
    assert [task.title for task in read(text).tasks] == expected


HEAD = "序号|任务|责任单位|完成时限\n"
TIMES = [
    (HEAD + "1|疏浚。|县水利局|2027年6月", [("by", None, date(2027, 6, 30))]),
    (HEAD + "1|疏浚。|县水利局|2027年底前", [("by", None, date(2027, 12, 31))]),
    (HEAD + "1|疏浚。|县水利局|2027.6", [("by", None, date(2027, 6, 30))]),
    (HEAD + "1|疏浚。|县水利局|2027/6/15", [("by", None, date(2027, 6, 15))]),
    (HEAD + "1|疏浚。|县水利局|2026—2028年", [("in", date(2026, 1, 1), date(2028, 12, 31))]),
    (HEAD + "1|疏浚。|县水利局|长期坚持", []),
    (HEAD + "1|疏浚。|县水利局|春季开学前", []),
    (HEAD + "1|疏浚。|县水利局|每季度", [("every", None, None)]),
    (HEAD + "1|宣传。|县水利局|2027年3月（水周）", [("in", date(2027, 3, 1), date(2027, 3, 31))]),
    ("2027年任务表\n" + HEAD + "1|疏浚。|县水利局|全年", [("in", date(2027, 1, 1), date(2027, 12, 31))]),
    (HEAD + "1|2027年3月底前疏浚。|县水利局|", [("by", None, date(2027, 3, 31))]),
    ("序号|任务|责任单位|年度安排\n1|疏浚。|县水利局|2027年", [("in", date(2027, 1, 1), date(2027, 12, 31))]),
    ("序号|任务|责任单位|备注\n1|疏浚。|县水利局|2024年立项", []),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_a_row_is_due_when_its_columns_say(text: str, expected: list[object]) -> None:
    (task,) = read(text).tasks
    assert [(d.kind, d.start, d.end) for d in task.deadlines] == expected


FIGURES = [
    ("序号|任务|责任单位\n1|到2027年，污水处理率达到95%以上。|县水利局", [(">=", 95, "%", 2027)]),
    ("序号|任务|责任单位|完成时限\n1|完成8家企业整治。|县水利局|2027年", [("=", 8, "家", 2027)]),
    ("序号|任务|分值|责任单位\n1|疏浚东门河，得3分（8分）。|30|县水利局", []),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures_of_a_row_are_targets_and_marks_are_not(text: str, expected: list[object]) -> None:
    assert [(t.comparator, t.value, t.unit, t.year) for t in read(text).targets if t.value] == expected


def figures(text: str) -> list[str]:
    """Return the targets of a text: subject and indicator, comparator, value, unit, year, and what it was before."""
    said = [
        (t.subject + t.indicator, t.comparator, t.value, t.value_max, t.unit, t.year, t.baseline_value, t.baseline_year)
        for t in read(text).targets
    ]
    return [" ".join(str(part) for part in parts if part is not None) for parts in said]


HEAD_2 = "指标|单位|2025年|2030年|属性\n"
INDICATORS = [
    (HEAD_2 + "森林覆盖率|%|40.5|45|约束性", ["森林覆盖率 = 45 % 2030 40.5 2025"]),
    (HEAD_2 + "森林覆盖率|%|40.5|＞45|约束性", ["森林覆盖率 > 45 % 2030 40.5 2025"]),
    (HEAD_2 + "绿地面积|公顷|-|≥35|预期性", ["绿地面积 >= 35 公顷 2030"]),
    (HEAD_2 + "水质达标率|%|90|95以上|约束性", ["水质达标率 >= 95 % 2030 90 2025"]),
    (HEAD_2 + "水质达标率|%|90|95左右|约束性", ["水质达标率 ~ 95 % 2030 90 2025"]),
    (HEAD_2 + "水质达标率|%|90|92—95|约束性", ["水质达标率 range 92 95 % 2030 90 2025"]),
    (HEAD_2 + "绿地面积|公顷|1,200|3.1万|约束性", ["绿地面积 = 31000.0 公顷 2030 1200 2025"]),
    (HEAD_2 + "东门河水质||Ⅳ类|优于Ⅲ类|约束性", ["东门河水质 class>= III 类 2030 IV 2025"]),
    (HEAD_2 + "氨氮排放总量减少|%|—|〔15〕|约束性", ["氨氮排放总量 decrease= 15 % 2030 2025"]),
    (HEAD_2 + "氨氮排放总量|%|—|下降15以上|约束性", ["氨氮排放总量 decrease>= 15 % 2030 2025"]),
    (HEAD_2 + "森林覆盖率|%|/|完成任务|约束性", []),
    ("指标名称|2025年|2030年\n森林覆盖率（%）|40|45", ["森林覆盖率 = 45 % 2030 40 2025"]),
    ("指标名称|2025年|2030年\n森林覆盖率|40%|45%", ["森林覆盖率 = 45 % 2030 40 2025"]),
    ("序号|指标|2026年|2027年\n1|森林覆盖率（%）|44|45", ["森林覆盖率 = 44 % 2026", "森林覆盖率 = 45 % 2027"]),
    ("指标|基准值|2030年目标值\n森林覆盖率（%）|40|45", ["森林覆盖率 = 45 % 2030 40"]),
    ("指标|2025年|2030年|〔累计〕\n水量（吨）|15|16|〔1〕", ["水量 = 16 吨 2030 15 2025", "水量 increase= 1 吨 2025"]),
    ("类别|指标|指标值||\n||2025年|2030年\n生态|森林覆盖率（%）|40|45", ["森林覆盖率 = 45 % 2030 40 2025"]),
    ("类别|指标|目标值\n2025年|2030年\n生态|森林覆盖率（%）|40|45", ["森林覆盖率 = 45 % 2030 40 2025"]),
    ("类别|指标|2025年|2030年\n水|达标率（%）|4|5\n水量|6|7", ["达标率 = 5 % 2030 4 2025", "水量 = 7 2030 6 2025"]),
    ("东江县治河规划（2026—2030年）\n指标|目标值\n森林覆盖率（%）|45", ["森林覆盖率 = 45 % 2030"]),
    (HEAD_2 + "湿地保有量|亿亩|7|≥8|预期性", ["湿地保有量 >= 800000000 亩 2030 700000000 2025"]),
    ("指标名称|2030年\n治沙面积（万平方公里）|10", ["治沙面积 = 100000 平方公里 2030"]),
    ("指标名称|2030年\n孕产妇死亡率（1/10万）|≤9", ["孕产妇死亡率 <= 9 1/10万 2030"]),
    ("指标名称|2030年\n孕产妇死亡率|≤9/10万", ["孕产妇死亡率 <= 9 /10万 2030"]),
    (HEAD_2 + "婴儿死亡率|‰|5|4以下|预期性", ["婴儿死亡率 <= 4 ‰ 2030 5 2025"]),
    (HEAD_2 + "食品检验量|批次/千人|4|5|预期性", ["食品检验量 = 5 批次/千人 2030 4 2025"]),
    (HEAD_2 + "劳动生产率|万元/人|18|22|预期性", ["劳动生产率 = 220000 元/人 2030 180000 2025"]),
    (HEAD_2 + "达标率3（%）||80|90|预期性", ["达标率 = 90 % 2030 80 2025"]),
    ("考核指标|分值|责任单位\n森林覆盖率|45|县林业局", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), INDICATORS)
def test_tables_of_indicators_set_targets(text: str, expected: list[str]) -> None:
    if expected:
        assert figures(text) == expected
    else:
        assert [t for t in extract(tabbed("一、指标\n说明。\n" + text)).targets if t.value] == []


RUN_TOGETHER = [
    ("覆盖率（%）40.5＞45-约束性", ["覆盖率 > 45 % 2030 40.5 2025"]),
    (
        "林木面积（公顷）151165〔14〕预期性",
        ["林木面积 = 165 公顷 2030 151 2025", "林木面积 increase= 14 公顷 2030 2025"],
    ),
    ("保有率（%）-≥35-预期性", ["保有率 >= 35 % 2030"]),
    ("达标率（%）70.690左右-约束性", ["达标率 ~ 90 % 2030 70.6 2025"]),
    (
        "1.排放总量减少（%）氨氮--〔10〕约束性总磷7--〔12〕",
        ["氨氮 decrease= 10 % 2030 2025", "总磷 decrease= 12 % 2030 2025"],
    ),
    ("排放总量减少（%）氨氮--〔10〕", ["氨氮 decrease= 10 % 2030 2025"]),
    ("主要污染物排放总量减少（%）氨氮--〔10〕约束性", ["氨氮排放总量 decrease= 10 % 2030 2025"]),
    ("湿地保有量（亿亩）-≥8-", ["湿地保有量 >= 800000000 亩 2030"]),
    ("覆盖率（%）123-约束性", []),
    (
        "\n覆盖率（%）\n40.5\n45\n-\n约束性\n达标率（%）\n80\n≥90\n-\n约束性",
        ["覆盖率 = 45 % 2030 40.5 2025", "达标率 >= 90 % 2030 80 2025"],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), RUN_TOGETHER)
def test_a_table_that_lost_its_cells_is_read_where_it_is_certain(rows: str, expected: list[str]) -> None:
    head, tail = (
        "一、目标\n目标如下：\n专栏　主要指标指　标2025年2030年〔累计〕属性",
        "注：〔　〕内为累计数。\n二、任务\n从严。\n",
    )
    assert figures(f"{head}{rows}{tail}") == expected
    assert [section.id for section in read(f"{head}{rows}{tail}").sections] == ["1", "2"]


def test_a_target_of_a_table_stands_in_its_task_or_section() -> None:
    plan = read("一、指标\n如下。\n指标|2030年|责任单位\n覆盖率（%）|45|县林业局\n指标|2030年\n水质达标率（%）|95")
    assert [(t.section, t.task) for t in plan.targets] == [("1", "1.1"), ("1", None)]
    assert [(t.section, t.task) for t in read("指标|单位|2030年\n覆盖率|%|45").targets] == [(None, None)]


def test_a_row_that_lacks_its_first_cells_goes_on_with_the_one_above() -> None:
    plan = read(
        "序号|考核项目|分值|考核内容|评分标准\n1|县水利局|30|疏浚东门河|疏浚3公里（30分）。\n"
        "15|加固西门堤|加固2公里（15分）。\n2|县住建局|60|整治管网|整治8公里（60分）。"
    )
    assert [(task.id, roles(task)) for task in plan.tasks] == [("1", "县水利局||"), ("2", "县住建局||")]
    assert "加固西门堤" in plan.tasks[0].passage.text


def merged(text: str, spans: dict[str, tuple[int, int]]) -> Document:
    """Return a document that is one table, of which it is known over how many rows and columns some cells go."""
    cells, covered, at = list[Cell](), set[tuple[int, int]](), 0
    for row, line in enumerate(text.split("\n")):
        for column, words in enumerate(line.split("|")):
            rows, columns = spans.get(words, (1, 1))
            if (row, column) not in covered:
                cells.append(Cell(at, at + len(words), row, column, rows, columns))
            covered |= {(row + down, column + right) for down in range(rows) for right in range(columns)}
            at += len(words) + 1
    return Document(tabbed(text), tables=(Table(0, len(text), tuple(cells)),))


def test_a_cell_that_is_known_to_be_merged_goes_on_as_far_as_it_spans() -> None:
    plan = extract(merged("序号|任务|责任单位\n1|疏浚。|县水利局\n2|加固。|\n3|植树。|", {"县水利局": (2, 1)}))
    assert [(task.id, roles(task)) for task in plan.tasks] == [("1", "县水利局||"), ("2", "县水利局||")]
    assert [section.id for section in plan.sections] == ["3"]


def test_rows_under_a_merged_number_are_tasks_of_their_own() -> None:
    plan = extract(
        merged(
            "序号|任务|措施|责任单位|时限\n一、河道||||\n1|治河|疏浚3公里。|县水利局|2027年6月\n||到2028年，清障。|县住建局|",
            {"一、河道": (1, 5), "1": (2, 1), "治河": (2, 1)},
        )
    )
    assert [(s.id, s.title) for s in plan.sections] == [("1", "河道"), ("1.1", "治河")]
    assert [(t.id, t.title, roles(t)) for t in plan.tasks] == [
        ("1.1.1", "疏浚3公里", "县水利局||"),
        ("1.1.2", "到2028年，清障", "县住建局||"),
    ]
    assert [[d.passage.text for d in t.deadlines] for t in plan.tasks] == [["2027年6月"], ["2028年"]]
    assert [(t.task, str(t.value)) for t in plan.targets if t.value] == [("1.1.1", "3")]


def test_lines_of_a_table_are_no_headings_and_no_clauses() -> None:
    plan = read("一、任务\n任务如下：\n序号|任务|备注\n1|一、甲项。（县水利局负责）|\n2|二、乙项。|\n二、要求\n从严。")
    assert [section.id for section in plan.sections] == ["1", "2"]
    assert plan.tasks == ()


def test_lines_that_are_only_indented_with_a_tab_are_no_table() -> None:
    plan = read("一、任务\n|1.|疏浚河道。（县水利局负责）\n|2.|植树。（县林业局负责）\n")
    assert [(task.id, roles(task)) for task in plan.tasks] == [("1.1", "县水利局||"), ("1.2", "县林业局||")]


def test_a_table_whose_header_is_not_known_is_a_warning() -> None:
    plan = read("一、任务\n清淤。（县水利局负责）\n甲|乙|丙\n1|一、疏浚|县住建局负责\n2|加固|县住建局\n")
    assert [task.id for task in plan.tasks] == ["1"]
    assert [(c.kind, c.about) for c in plan.warnings] == [("unread-table", "甲 乙 丙")]


def test_a_cell_that_cannot_be_read_is_a_warning() -> None:
    plan = read(HEAD + "1|疏浚。|县水利局|春季开学前\n2|清障。|按规定确定|2027年")
    assert [(c.kind, c.about) for c in plan.warnings] == [
        ("unread-date", "春季开学前"),
        ("unread-bodies", "按规定确定"),
    ]


def test_a_table_of_people_assigns_nothing() -> None:
    plan = read("序号|姓名|单位|联系电话\n1|张三|县水利局|12345678\n2|李四|县住建局|87654321")
    assert (plan.tasks, plan.targets) == ((), ())


def test_a_file_that_is_a_table_is_called_by_its_first_group() -> None:
    assert read("序号|任务|责任单位\n一、治理河道||\n1|疏浚。|县水利局").title == "治理河道"
    assert read("治河任务分解表||\n序号|任务|责任单位\n1|疏浚。|县水利局").title == "治河任务分解表"
    assert read("治河任务分解表\n序号|任务|责任单位\n1|疏浚。|县水利局").title == "治河任务分解表"


def test_a_figure_in_a_row_is_a_target_once() -> None:
    plan = read("附件\n\n分工表\n任务|牵头单位|时限\n疏浚河道30公里|县水利局|2022年\n植树5万株|县林业局|2023年\n")
    assert [(str(target.value), target.year) for target in plan.targets] == [("30", 2022), ("50000", 2023)]


def test_a_time_cell_with_a_month_that_no_calendar_has_is_reported() -> None:
    plan = extract("序号\t任务\t责任单位\t完成时限\n1\t改造管网\t市水务局\t2020.0\n2\t清扫道路\t市城管局\t2020.6\n")
    assert [[d.end and d.end.isoformat() for d in task.deadlines] for task in plan.tasks] == [[], ["2020-06-30"]]
    assert [(c.kind, plan.text[c.start : c.end]) for c in plan.warnings] == [("unread-date", "2020.0")]
