"""Messages exist in both languages and are used as they are written."""

import ast
import pickle
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from ontology.wording import DubanError, fields, find_message, language_of_locale, messages, say

ROOT = Path(__file__).parent.parent
STEMS = sorted(Path(str(entry)).stem for entry in (files("ontology") / "wording").iterdir())
PACKAGES = ("ontology", "extraction", "graph", "queries", "views")


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")] + list(ROOT.glob("*.py"))


def spoken() -> list[tuple[str, str, set[str]]]:
    """Every call of say or DubanError with a literal key: place, key, and the names of its values."""
    calls = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.func, ast.Name):
                continue
            key, names = node.args[0], {word.arg or "**" for word in node.keywords}
            if node.func.id in ("say", "DubanError") and isinstance(key, ast.Constant):
                calls.append((f"{path.relative_to(ROOT)}:{node.lineno}", str(key.value), names))
    return calls


def spellings(name: str) -> list[str]:
    """How code may write the name of a message: whole, or with what follows some hyphen put in."""
    parts = name.split("-")
    beginnings = ["-".join(parts[:count]) + "-" for count in range(1, len(parts))]
    return [name, *(beginning + end for beginning in beginnings for end in '{"')]


@pytest.mark.parametrize("stem", STEMS)
def test_file_has_both_languages(stem: str) -> None:
    assert messages(stem)


@pytest.mark.parametrize(("place", "key", "names"), spoken())
def test_every_message_spoken_is_written(place: str, key: str, names: set[str]) -> None:
    forms = find_message(key)
    assert forms is not None, f"{place} says {key}, which no file holds"
    assert "**" in names or names == fields(forms["zh"]), place


@pytest.mark.parametrize("stem", STEMS)
def test_every_message_written_is_spoken(stem: str) -> None:
    """By its name, or by its beginning, as ``f"…asked-{kind}"``: some keys are put together when they are said."""
    code = "\n".join(path.read_text("utf-8") for path in sources())
    assert [name for name in messages(stem) if not any(part in code for part in spellings(name))] == []


def test_values_are_put_in() -> None:
    assert say("errors.no-such-file", "zh", path="方案.txt").startswith("方案.txt：")


def test_unknown_message_raises() -> None:
    with pytest.raises(LookupError, match="no such message"):
        say("errors.never-written", "en")
    with pytest.raises(LookupError, match="no such message"):
        say("never-written.at-all", "en")


@pytest.mark.parametrize("values", [{}, {"path": "a", "line": 1}, {"file": "a"}])
def test_missing_or_unused_value_raises(values: dict[str, object]) -> None:
    with pytest.raises(LookupError, match="needs"):
        say("errors.no-such-file", "en", **values)


def test_error_is_told_in_either_language() -> None:
    error = DubanError("errors.empty-file", path="a.txt")
    assert str(error) == error.text("en") == "a.txt: holds no text. Check the file, or name one that holds some."
    assert error.text("zh") == "a.txt：没有文字。请检查文件，或换一个有内容的文件。"
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes: errors come back from worker processes
    assert (copy.key, copy.values) == (error.key, error.values)


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8", "LC_ALL": ""}, "en"),
        ({}, "en"),
    ],
)
def test_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_of_locale() == language


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ('["a"]\nzh = "甲"', "must have en and zh"),
        ('["a"]\nzh = "甲"\nen = "a"\nfr = "a"', "may have en_one"),
        ('["a"]\nzh = "{n}"\nen = "{m}"', "do not use the same values"),
        ('a = "b"', "must be a table of texts"),
    ],
)
def test_badly_written_file_is_refused(tmp_path: Path, table: str, complaint: str) -> None:
    package = tmp_path / "ontology"
    (package / "wording").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "wording.py").write_text((ROOT / "ontology" / "wording.py").read_text("utf-8"), "utf-8")
    (package / "wording" / "broken.toml").write_text(table, "utf-8")
    code = "from ontology.wording import say; say('broken.a', 'en')"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert complaint in done.stderr
