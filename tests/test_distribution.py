"""The distribution installs packages with plain names: it must be whole, and nobody else may bring the same names."""

import os
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = {"ontology", "extraction", "graph", "queries", "views", "app", "cli"}
DATA = {".ttl", ".csv", ".toml", ".rq", ".txt", ".css", ".svg"}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what a wheel installs, built as an installer builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "installed")  # noqa: S202 - our own archive
    return folder / "installed"


@pytest.fixture
def wheel(unpacked: Path) -> set[str]:
    """Names of the files in a wheel."""
    return {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}


def test_no_other_distribution_brings_our_packages() -> None:
    for distribution in distributions():
        if distribution.name != "duban":
            tops = {file.parts[0].removesuffix(".py") for file in distribution.files or []}
            assert not tops & OURS, distribution.name


def test_wheel_holds_every_module_and_data_file(wheel: set[str]) -> None:
    sources = [
        path.relative_to(ROOT).as_posix()
        for name in OURS
        for path in [*(ROOT / name).rglob("*"), ROOT / f"{name}.py"]
        if path.is_file() and path.suffix in {".py", *DATA}
    ]
    assert set(sources) <= wheel
    assert {"extraction/plans/yongchuan-2016.txt", "ontology/plan.ttl", "ontology/wording/errors.toml"} <= wheel


def test_wheel_holds_nothing_else(wheel: set[str]) -> None:
    tops = {name.partition("/")[0].removesuffix(".py") for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == OURS


def test_wheel_works_by_itself(unpacked: Path, tmp_path: Path) -> None:
    """Everything is found when installed: the shipped plan is read, and no file of the work tree is used."""
    code = """
import sys, cli, ontology
from importlib.resources import files
print(ontology.__file__)
sys.argv = ["duban", "extract", str(files("extraction") / "plans" / "yongchuan-2016.txt")]
cli.main()
"""
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "LANG": "en_GB.UTF-8"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    place, _, said = done.stdout.partition("\n")
    assert Path(place).is_relative_to(unpacked)
    assert "防治畜禽养殖污染" in said


def test_wheel_has_its_licence(wheel: set[str]) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in wheel)


def test_every_dependency_is_pinned() -> None:
    """What is installed is what ``constraints.txt`` says, and it names no place to get it from."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").split()
    pins = dict(line.split("==") for line in lines)
    normal = {name.lower().replace("_", "-").replace(".", "-"): version for name, version in pins.items()}
    for distribution in distributions():
        name = distribution.name.lower().replace("_", "-").replace(".", "-")
        if name not in {"duban", "pip", "setuptools"}:
            assert normal.get(name) == distribution.version, name


def test_source_distribution_builds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "cli.py"} <= names
