"""The commands of docs/serve.md do what it says."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.library import state
from graph.store import open_folder
from tests.endpoint import Server, served
from tests.variants import original

PAGE = (Path(__file__).parent.parent / "docs" / "serve.md").read_text("utf-8")
SHOWN = "http://127.0.0.1:7878/sparql"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    from extraction.pipeline import extract

    folder = tmp_path_factory.mktemp("page") / "store"
    with open_folder(folder, write=True) as store:
        store.replace_plan("yongchuan-water-2016", state(extract(original().text), "yongchuan-water-2016"))
    with served(folder) as running:
        yield running


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def output(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def test_curl_gets_rows(server: Server, tmp_path: Path) -> None:
    counted, listed = (output(["sh", "-c", block.replace(SHOWN, server.address)], tmp_path) for block in blocks("sh"))
    heading, *rows = counted.split("\r\n")
    assert heading == "department,tasks"
    assert len(list(filter(None, rows))) == 3
    assert '"yongchuan-water-2016"' in listed


def test_sparqlwrapper_gets_rows(server: Server, tmp_path: Path) -> None:
    (script,) = blocks("python")
    said = output([sys.executable, "-c", script.replace(SHOWN, server.address)], tmp_path)
    assert said.startswith("yongchuan-water-2016 重庆市永川区")
