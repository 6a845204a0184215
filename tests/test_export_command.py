"""The commands that export, and those that look at former versions of plans."""

import json
import os
import re
import stat
from pathlib import Path

import pytest

from tests.test_cli import PLAN, PLAN_ID, Cli

LATER = (
    Path(PLAN)
    .read_text("utf-8")
    .replace("2016年7月25日", "2016年7月26日")
    .replace("防治畜禽养殖污染", "防治家禽养殖污染")
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """The command with two versions of the shipped plan in its store; tests that use it change nothing."""
    folder = tmp_path_factory.mktemp("versions")
    cli = Cli(folder / "store")
    (folder / "later.txt").write_text(LATER, "utf-8")
    cli.said("build", PLAN)
    cli.said("build", str(folder / "later.txt"), "--id", PLAN_ID)
    return cli


def version_of(cli: Cli) -> str:
    said = cli.said("plans")
    (name,) = re.findall(rf"^{PLAN_ID}@\d{{4}}-\d\d-\d\d-[0-9a-f]{{8}}", said, re.MULTILINE)
    return str(name)


def test_file_is_written_whole_or_not_at_all(built: Cli, tmp_path: Path) -> None:
    out = tmp_path / "tasks.csv"
    assert built.said("export", "csv", str(out)) == f"{out}: written (1 plan).\n"
    first = out.read_bytes()
    assert first.startswith(b"\xef\xbb\xbf")
    assert built.said("export", "csv", "-").encode() == first
    out.chmod(0o640)
    assert "已写入" in built.said("export", "csv", str(out), "--plan", PLAN_ID, language="zh_CN.UTF-8")
    assert (out.read_bytes(), stat.S_IMODE(out.stat().st_mode)) == (first, 0o640)
    assert os.listdir(tmp_path) == ["tasks.csv"]


def test_link_is_written_through_and_a_device_is_left_one(built: Cli, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    built.said("export", "csv", str(tmp_path / "link.csv"))
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").stat().st_size
    built.said("export", "csv", "/dev/null")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    ("out", "said"),
    [("none/tasks.csv", "cannot be written: there is no such folder"), (".", "is a folder, not a file")],
)
def test_file_that_cannot_be_written(built: Cli, tmp_path: Path, out: str, said: str) -> None:
    assert said in built.complained("export", "csv", str(tmp_path / out), status=1)
    assert os.listdir(tmp_path) == []


def test_form_that_is_not_there(built: Cli) -> None:
    assert "csv, ttl, jsonld, nq, graphml, ics" in built.complained("export", "pdf", "-", status=2)
    assert "没有“pdf”这种格式" in built.complained("export", "pdf", "-", status=2, language="zh_CN.UTF-8")


def test_plan_that_is_not_there(built: Cli) -> None:
    for command in (("export", "csv", "-", "--plan", "x"), ("show", "4.6.1", "--plan", "x@2026")):
        assert "has no plan x" in built.complained(*command, status=1)


def test_former_version_is_exported_shown_and_queried(built: Cli) -> None:
    version = version_of(built)
    shortened = version.rpartition("-")[0]
    now, then = (built.said("export", "csv", "-", "--plan", plan) for plan in (PLAN_ID, version))
    assert ("防治畜禽养殖污染" in then, "防治畜禽养殖污染" in now) == (True, False)
    assert built.said("export", "csv", "-", "--plan", shortened) == then
    assert "防治畜禽养殖污染" in built.said("show", "4.6.1", "--plan", version)
    assert "防治家禽养殖污染" in built.said("show", "4.6.1", "--plan", PLAN_ID)
    sparql = b"SELECT ?title { ?task dcterms:identifier '4.6.1' ; dcterms:title ?title }"
    query = ("query", "--file", "-", "--format", "csv")
    assert "防治畜禽养殖污染" in built.said(*query, "--version", version, stdin=sparql)
    assert "防治家禽养殖污染" in built.said(*query, stdin=sparql)
    assert "防治畜禽养殖污染" in built.said("query", "tasks", "--plan", PLAN_ID, "--version", version)


def test_version_that_is_not_there(built: Cli, cli: Cli) -> None:
    version = version_of(built)
    for name in (f"{PLAN_ID}@1999", f"{PLAN_ID}@"):
        assert version in built.complained("export", "nq", "-", "--plan", name, status=1)
    several = built.complained("export", "nq", "-", "--plan", PLAN_ID, "--plan", version, status=1)
    assert "alone" in several
    cli.said("build", PLAN)
    assert "no former versions" in cli.complained("show", "4.6.1", "--plan", f"{PLAN_ID}@2026", status=1)
    cli.said("remove", PLAN_ID)
    assert "holds no plans" in cli.complained("export", "nq", "-", status=1)


def test_versions_in_one_command_follow_each_other(cli: Cli, tmp_path: Path) -> None:
    days = ("21", "22", "23")
    for day in days:
        (tmp_path / f"{day}.txt").write_text(Path(PLAN).read_text("utf-8").replace("7月25日", f"7月{day}日"), "utf-8")
    cli.said("build", *(str(tmp_path / f"{day}.txt") for day in days))
    names = re.findall(rf"^{PLAN_ID}@\S+", cli.said("plans"), re.MULTILINE)
    found = [cli.said("diff", name, PLAN_ID, "--json") for name in names]
    assert [json.loads(said)["plan"][0]["old"] for said in found] == [[{"text": f"2016-07-{day}"}] for day in days[:2]]


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    return Cli(tmp_path / "store")


def test_removed_plan_takes_its_versions(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "later.txt").write_text(LATER, "utf-8")
    cli.said("build", PLAN)
    cli.said("build", str(tmp_path / "later.txt"), "--id", PLAN_ID)
    assert os.listdir(cli.store / "versions")
    cli.said("remove", PLAN_ID)
    assert os.listdir(cli.store / "versions") == []
    assert "@" not in cli.said("plans")


def test_two_versions_of_a_day_are_told_apart(cli: Cli, tmp_path: Path) -> None:
    cli.said("build", PLAN)
    for day in ("26", "27"):
        (tmp_path / "later.txt").write_text(LATER.replace("7月26日", f"7月{day}日"), "utf-8")
        cli.said("build", str(tmp_path / "later.txt"), "--id", PLAN_ID)
    names = re.findall(rf"^{PLAN_ID}@\S+", cli.said("plans"), re.MULTILINE)
    assert len(names) == 2
    if names[0][: -len("-12345678")] == names[1][: -len("-12345678")]:  # not built about midnight
        complaint = cli.complained("export", "nq", "-", "--plan", names[0].rpartition("-")[0], status=1)
        assert all(name in complaint for name in names)
    first, second = (cli.said("export", "ttl", "-", "--plan", name) for name in names)
    assert ("2016-07-25" in first, "2016-07-26" in second) == (True, True)
