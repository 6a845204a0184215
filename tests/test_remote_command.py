"""Every command on a store that a SPARQL server holds says what it says on one on disk."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.moody_server import JSON, moody_server, says
from tests.served import LOOPBACK, free_port
from tests.sparql_server import sparql_server
from tests.test_cli import PLAN, PLAN_ID, USER_QUESTION, Cli


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with sparql_server(tmp_path_factory.mktemp("server")) as served:
        yield served


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory, address: str) -> Cli:
    """The command with the shipped plan in both stores."""
    made = Cli(tmp_path_factory.mktemp("disk") / "store")
    built = [made.said("build", PLAN, "--store", place) for place in (str(made.store), address)]
    assert built[0] == built[1] == f"{PLAN_ID}: stored (65 tasks, 62 targets).\n"
    return made


def test_plans_are_listed_with_where_they_are(cli: Cli, address: str) -> None:
    on_disk, on_server = cli.said("plans"), cli.said("plans", "--store", address.replace("//", "//tom:s3cret@"))
    assert on_server == on_disk.replace(str(cli.store), address)


@pytest.mark.parametrize(
    "words",
    [
        ("build", PLAN),
        ("show", "4.6.1"),
        ("show", "t12", "--plan", PLAN_ID),
        ("ask", USER_QUESTION),
        ("ask", "2017年区农委牵头哪些任务?", "--json"),
        ("check", PLAN_ID, "--json"),
        ("query", "tasks", "--format", "csv"),
        ("query", "--file", "-", "--format", "json"),
        ("diff", PLAN_ID, PLAN),
        ("export", "nq", "-"),
        ("export", "ttl", "-", "--plan", PLAN_ID),
    ],
)
def test_command_says_the_same(cli: Cli, address: str, words: tuple[str, ...]) -> None:
    own = b"SELECT ?id { ?task a <https://w3id.org/duban/ontology#Task> ; dcterms:identifier ?id } ORDER BY ?id"
    said = [cli.said(*words, "--store", place, stdin=own) for place in (str(cli.store), address)]
    assert said[0] == said[1] != ""


def test_plan_is_changed_reported_on_and_removed(tmp_path: Path) -> None:
    cli = Cli(tmp_path / "store")
    ledger, again = tmp_path / "ledger.xlsx", tmp_path / "again.nq"
    later = tmp_path / "later.txt"
    later.write_text(Path(PLAN).read_text("utf-8").replace("2016年7月25日", "2016年7月26日"), "utf-8")
    with sparql_server(tmp_path / "server") as address:
        store = ("--store", address)
        cli.said("build", PLAN, *store)
        cli.said("export", "xlsx", str(ledger), *store)
        _report(ledger)
        assert "1" in cli.said("import", str(ledger), "--by", "张三", *store)
        cli.said("build", str(later), "--id", PLAN_ID, *store)
        cli.said("export", "nq", str(again), *store)
        assert "进展顺利" in again.read_text("utf-8")
        assert f"{PLAN_ID}@" in cli.said("plans", *store)
        assert "2016-07-25" in cli.said("diff", f"{PLAN_ID}@20", PLAN_ID, *store)
        cli.said("remove", PLAN_ID, *store)
        assert "no store here yet" in cli.complained("plans", *store, status=1)


def _report(ledger: Path) -> None:
    """Enter a word on the first task."""
    book = openpyxl.load_workbook(ledger)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in ("进展情况", "Progress"):
                    sheet.cell(cell.row + 1, cell.column, "进展顺利")
                    book.save(ledger)
                    return
    raise AssertionError("no column for progress")


@pytest.mark.parametrize("words", [("plans",), ("build", PLAN), ("remove", "p"), ("ask", "谁牵头"), ("check", PLAN_ID)])
def test_complaint_is_one_line_without_the_password(cli: Cli, words: tuple[str, ...]) -> None:
    nobody = f"http://tom:s3cret@{LOOPBACK}:{free_port()}/query"
    with moody_server(says(200, "{}", JSON)) as (moody, _):
        for address in (nobody, "http://tom:s3cret@[", moody):
            for language in ("zh_CN.UTF-8", "en_GB.UTF-8"):
                line = cli.complained(*words, "--store", address, status=1, language=language)
                assert "s3cret" not in line


def test_server_of_the_environment_serves_all_commands(cli: Cli, address: str) -> None:
    done = cli.process("plans", DUBAN_STORE=address.replace("//", "//tom:s3cret@"))
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[0].endswith(address)
    assert done.stderr == b""
