"""Under CI no test may be left out: conftest.py is held to what it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPED = "import pytest\n@pytest.mark.skip(reason='no browser')\ndef test_a(): pass\ndef test_b(): pass\n"
XFAILED = "import pytest\n@pytest.mark.xfail\ndef test_a(): assert False\ndef test_b(): pass\n"
PLAIN = "def test_a(): pass\ndef test_b(): pass\n"


def run(folder: Path, code: str, *options: str, ci: bool) -> tuple[int, str]:
    (folder / "test_sample.py").write_text(code, "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | ({"CI": "true"} if ci else {})
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        os.devnull,
        "--rootdir",
        str(folder),
        "-p",
        "tests.conftest",
        *options,
    ]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("code", "options", "said"),
    [(SKIPPED, (), "1 skipped"), (XFAILED, (), "1 xfailed"), (PLAIN, ("-k", "test_b"), "1 deselected")],
)
def test_a_test_left_out_fails_under_ci(tmp_path: Path, code: str, options: tuple[str, ...], said: str) -> None:
    status, shown = run(tmp_path, code, *options, ci=True)
    assert status == 1
    assert f"Not every test was run: {said}; a failure, since CI is set." in shown


def test_tests_may_be_left_out_elsewhere(tmp_path: Path) -> None:
    status, shown = run(tmp_path, f"{SKIPPED}\n@pytest.mark.xfail\ndef test_c(): assert False\n", ci=False)
    assert status == 0
    assert "Not every test was run: 1 skipped, 1 xfailed; CI would not pass." in shown


def test_a_whole_run_passes_under_ci(tmp_path: Path) -> None:
    assert run(tmp_path, PLAIN, ci=True)[0] == 0
