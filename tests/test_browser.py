"""The page in Chromium, in the ways that people take through it."""

import csv
import io
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from graph.library import add_plan
from graph.store import open_store
from tests.served import CHROMIUM, LOOPBACK, browsing, free_port, serving, settle

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is missing: ./setup.sh installs it")

USER_QUESTIONS = {"zh": "2017年区农委牵头哪些任务?", "en": "which tasks does the Agriculture Commission lead in 2017"}
OTHERS = {"zh": ("4.6.2、4.6.3", "4.2.5"), "en": ("4.6.2, 4.6.3", "4.2.5")}
TASK = "yongchuan-water-2016/4.6.1"
HOSTILE_PLAN = """某市大气污染防治行动方案（2021—2025年）
一、主要任务
（一）工业治理<script>window.harmed = 1</script>
1．治理<img src=x onerror="window.harmed=1">企业。
2024年完成[点此](javascript:alert(1))整治。市商务局牵头，市<b>林业局参与。
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page over the shipped plan and one that means harm."""
    store = tmp_path_factory.mktemp("browser") / "store"
    with open_store(store, write=True) as opened:
        add_plan(opened, HOSTILE_PLAN, "hostile")
    with serving(store, free_port()) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def reader(chromium: Browser) -> Iterator[BrowserContext]:
    """One reader for all tests: what the browser has loaded it keeps."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.set_default_timeout(60_000)  # a busy machine may take long; waiting ends as soon as it can
        yield context


@pytest.fixture
def page(reader: BrowserContext) -> Iterator[Page]:
    """A new window; whatever is done in it, nothing but this machine is asked, and no script fails."""
    page = reader.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    yield page
    page.close()
    assert {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))} == {LOOPBACK}
    assert any(url.startswith("ws://") for url in asked)
    assert not failed


def go(page: Page, site: str, path: str = "", **address: str) -> None:
    page.goto(f"{site}{path}?{urlencode(address)}")
    page.get_by_role("heading", level=1).wait_for()
    settle(page)


def address_of(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def check_answer(page: Page, language: str, *, noted: bool = True) -> None:
    """The user's question is answered in full."""
    page.locator("table.duban-table tbody tr").wait_for()
    settle(page)
    (row,) = page.locator("table.duban-table tbody tr").all()
    assert row.inner_text().split("\t")[:2] == ["4.6.1", "防治畜禽养殖污染"]
    notes = page.locator("ul.duban-notes").inner_text()
    assert not noted or all(others in notes for others in OTHERS[language])
    marks = page.locator("figure.duban-passage mark").all_inner_texts()
    assert marks == ["2017年", "区农委牵头、区环保局、相关镇街参与"]
    assert "防治水产养殖污染" in page.locator("figure.duban-passage blockquote").inner_text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_user_question(page: Page, site: str, language: str) -> None:
    go(page, site)
    if language == "en":
        page.get_by_role("button", name="English").click()
        page.get_by_role("heading", name="Ask").wait_for()
    page.get_by_role("textbox").fill(USER_QUESTIONS[language])
    page.get_by_role("textbox").press("Enter")
    check_answer(page, language)
    assert address_of(page) == {"q": USER_QUESTIONS[language], **({"lang": "en"} if language == "en" else {})}
    page.get_by_text("SPARQL").click()
    page.locator("code", has_text="SELECT DISTINCT ?task").wait_for()
    page.reload()
    check_answer(page, language)
    assert page.get_by_role("textbox").input_value() == USER_QUESTIONS[language]


def test_suggested_question_is_one_click_away(page: Page, site: str) -> None:
    go(page, site)
    page.get_by_role("button", name=USER_QUESTIONS["zh"]).click()
    check_answer(page, "zh")


def test_answer_leads_to_the_task(page: Page, site: str) -> None:
    go(page, site, q=USER_QUESTIONS["en"], lang="en")
    page.get_by_role("link", name="4.6.1").click()
    page.get_by_role("heading", name="Tasks").wait_for()
    page.locator("dl.duban-facts").wait_for()
    assert "District Agriculture Commission" in page.locator("dl.duban-facts").inner_text()
    assert address_of(page) == {"lang": "en", "task": TASK}


def test_reading_is_chosen(page: Page, site: str) -> None:
    go(page, site, q="饮用水由谁牵头")
    page.get_by_role("button", name="4.3.1.3 实施饮用水源清淤清漂工作").click()
    page.locator("table.duban-table").wait_for()
    assert "区市政园林局" in page.locator("table.duban-table").inner_text()


def test_follow_up_is_asked_shared_and_left(page: Page, site: str) -> None:
    go(page, site, q="区农委牵头的任务有哪些")
    page.locator("table.duban-table").wait_for()
    page.get_by_role("textbox").fill("其中2017年的有哪些")
    page.get_by_role("textbox").press("Enter")
    page.get_by_text("共 1 项", exact=True).wait_for()
    check_answer(page, "zh", noted=False)
    assert address_of(page) == {"q": "其中2017年的有哪些", "after": "区农委牵头的任务有哪些"}
    with page.context.new_page() as shared:
        shared.goto(page.url)
        check_answer(shared, "zh", noted=False)
    page.get_by_role("link", name="区农委牵头的任务有哪些").click()
    page.locator("table.duban-table tbody tr").nth(3).wait_for()
    assert address_of(page)["q"] == "区农委牵头的任务有哪些"
    page.go_back()
    page.get_by_role("button", name="另起新题").click()
    page.locator("table.duban-table").wait_for(state="detached")
    assert address_of(page) == {}


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).fill(option)  # of a long list only what is in sight exists
    page.get_by_role("option", name=option, exact=True).click()
    page.get_by_role("listbox").wait_for(state="detached")


def test_tasks_are_filtered_shared_and_gone_back_from(page: Page, site: str) -> None:
    go(page, site, "tasks")
    assert page.locator(".duban-status").inner_text() == "共 66 项任务"
    choose(page, "部门", "区农委")
    page.get_by_text("共 15 项任务").wait_for()
    settle(page)
    choose(page, "年份", "2017")
    page.get_by_text("共 3 项任务").wait_for()
    assert address_of(page) == {"department": "区农委", "year": "2017"}
    with page.context.new_page() as shared:
        shared.goto(page.url)
        shared.get_by_text("共 3 项任务").wait_for()
    page.go_back()
    page.get_by_text("共 15 项任务").wait_for()
    assert address_of(page) == {"department": "区农委"}


def test_row_shows_its_passage(page: Page, site: str) -> None:
    go(page, site, "tasks", department="区农委", role="lead", year="2017")
    page.locator("[data-testid=stDataFrame] canvas [role=gridcell]", has_text="4.6.1").wait_for(state="attached")
    box = page.get_by_test_id("stDataFrame").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 16, box["y"] + 36 * 1.5)
    page.locator("figure.duban-passage").wait_for()
    assert address_of(page)["task"] == TASK
    assert "2017年" in page.locator("figure.duban-passage mark").all_inner_texts()


def test_tasks_are_downloaded(page: Page, site: str) -> None:
    go(page, site, "tasks", department="区农委", role="lead")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_bytes().decode("utf-8-sig"), newline="")))
    assert rows[0][:2] == ["编号", "标题"]
    assert [row[0] for row in rows[1:]] == ["4.2.5", "4.6.1", "4.6.2", "4.6.3"]


@pytest.mark.parametrize(
    ("path", "address"),
    [("", {"q": "市商务局牵头哪些任务？"}), ("tasks", {"plan": "hostile", "task": "hostile/1.1.1"})],
)
def test_text_of_a_plan_stays_text(page: Page, site: str, path: str, address: dict[str, str]) -> None:
    go(page, site, path, **address)
    page.locator("figure.duban-passage").wait_for()
    assert "<b>" in page.locator("figure.duban-passage").inner_text()
    assert 'onerror="window.harmed=1"' in page.locator("[data-testid=stMain]").inner_text()
    assert page.locator("[data-testid=stMain] :is(img, b, script)").count() == 0
    assert page.evaluate("window.harmed") is None


@pytest.mark.parametrize("path", ["", "tasks"])
def test_narrow_screen_needs_no_scrolling_sideways(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    go(page, site, path, q=USER_QUESTIONS["zh"], task=TASK)
    page.locator("figure.duban-passage").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.usefixtures("page")
def test_other_addresses_of_this_machine_are_refused(page: Page, site: str) -> None:
    go(page, site)
    port = urlsplit(site).port
    assert port
    for address in ("127.0.0.2", outward_address()):
        with socket.socket() as probe:
            probe.settimeout(5)
            assert probe.connect_ex((address, port)) != 0, address


def outward_address() -> str:
    """The address that others would reach this machine at, or a loopback one where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            return "127.0.0.3"
        return str(probe.getsockname()[0])
