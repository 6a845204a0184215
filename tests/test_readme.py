"""What the READMEs show is what happens.

``python tests/test_readme.py`` runs their commands and puts in what was printed.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from typer.main import get_command

ROOT = Path(__file__).parent.parent
LOCALES = {"README.md": "en_GB.UTF-8", "README.zh-CN.md": "zh_CN.UTF-8"}
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def rerun(readme: str, store: Path) -> str:
    """A README whose commands have all just been run."""
    text = (ROOT / readme).read_text("utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "COLUMNS"))},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "DUBAN_STORE": str(store),
        "LANG": LOCALES[readme],
    }

    def again(block: re.Match[str]) -> str:
        said = console(block[2], environment) if block[1] == "console" else python(block[2])
        return f"```{block[1]}\n{said}```"

    return BLOCK.sub(again, text)


def console(block: str, environment: dict[str, str]) -> str:
    """The commands of a block, each with what it prints; a command goes on in lines that begin with ``>``."""
    said = ""
    for shown in re.findall(r"^\$ .*\n(?:> .*\n)*", block, re.MULTILINE):
        shell = ["/bin/sh", "-c", re.sub(r"^[$>] ", "", shown, flags=re.MULTILINE)]
        done = subprocess.run(shell, cwd=ROOT, env=environment, capture_output=True, check=True, text=True, timeout=60)
        said += shown + "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
    return said


def python(block: str) -> str:
    """The statements of a block, each with the value that it has."""
    names: dict[str, object] = {}
    said = ""
    for statement in (line.removeprefix(">>> ") for line in block.splitlines() if line.startswith(">>> ")):
        with redirect_stdout(StringIO()) as printed:
            exec(compile(statement, "README", "single"), names)  # noqa: S102 - our own examples
        said += f">>> {statement}\n{printed.getvalue()}"
    return said


def shell_lines(readme: str) -> Iterator[str]:
    for block in re.findall(r"^```sh\n(.*?)^```$", (ROOT / readme).read_text("utf-8"), re.MULTILINE | re.DOTALL):
        yield from (line.partition("#")[0].strip() for line in block.splitlines())


@pytest.mark.parametrize("readme", LOCALES)
def test_commands_print_what_is_shown(readme: str, tmp_path: Path) -> None:
    assert rerun(readme, tmp_path / "store") == (ROOT / readme).read_text("utf-8")


@pytest.mark.parametrize("readme", [*LOCALES, "CONTRIBUTING.md"])
def test_make_has_what_is_shown(readme: str) -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    shown = [line.split()[1] for line in shell_lines(readme) if line.startswith("make ")]
    assert shown
    assert set(shown) <= set(targets)


@pytest.mark.parametrize("readme", LOCALES)
def test_every_command_is_named_and_no_other(readme: str) -> None:
    from cli import app

    rows = re.findall(r"^\| (`duban .*?) \|", (ROOT / readme).read_text("utf-8").replace(r"\|", "/"), re.MULTILINE)
    named = re.findall(r"`duban (\w+)", " ".join(rows))
    assert sorted(named) == sorted(get_command(app).commands)  # type: ignore[attr-defined] # it is a group


@pytest.mark.parametrize("document", [*LOCALES, "CONTRIBUTING.md", "docs/architecture.md", "CHANGELOG.md"])
def test_links_lead_somewhere(document: str) -> None:
    path = ROOT / document
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).is_file()] == []


def test_both_languages_show_the_same() -> None:
    """As many headings, blocks and rows, in the same order."""
    shapes = [
        re.findall(r"^(#+ |```\w+|\|[ -]|!\[)", (ROOT / name).read_text("utf-8"), re.MULTILINE) for name in LOCALES
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_files_that_are_named_exist(page: str) -> None:
    named = re.findall(
        r"`((?:ontology|extraction|graph|queries|views|tests)/[\w./-]*\w)`", (ROOT / page).read_text("utf-8")
    )
    assert named
    missing = [name for name in named if not (ROOT / name).exists() and not (ROOT / f"{name}.py").exists()]
    assert missing == []


if __name__ == "__main__":
    for name in LOCALES:
        with tempfile.TemporaryDirectory() as folder:
            new = rerun(name, Path(folder) / "store")
        (ROOT / name).write_text(new, "utf-8")
