"""Files as offices save them."""

import io
import os
import stat
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reader import read, text_of
from ontology.wording import DubanError

PLAN = (files("extraction") / "plans" / "yongchuan-2016.txt").read_text("utf-8")
WINDOWS = PLAN.replace("\n", "\r\n")


def saved(tmp_path: Path, content: bytes, name: str = "plan.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def complaint(path: str | Path) -> DubanError:
    with pytest.raises(DubanError) as caught:
        read(path)
    for language in ("zh", "en"):
        assert "\n" not in caught.value.text(language)
    return caught.value


@pytest.mark.parametrize("suffix", ["txt", "TXT", "md"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("text", [PLAN, WINDOWS, PLAN.replace("\n", "\r")], ids=["lf", "crlf", "cr"])
def test_plan_is_the_same_however_saved(tmp_path: Path, text: str, encoding: str, suffix: str) -> None:
    assert read(saved(tmp_path, text.encode(encoding), f"plan.{suffix}")) == PLAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark(tmp_path: Path, encoding: str) -> None:
    assert read(saved(tmp_path, PLAN.encode(encoding))) == PLAN


def test_big_endian_utf16(tmp_path: Path) -> None:
    assert read(saved(tmp_path, b"\xfe\xff" + PLAN.encode("utf-16-be"))) == PLAN


@pytest.mark.parametrize("repeated", [1, 5, 200])
def test_traditional_big5(repeated: int) -> None:
    text = "臺北市政府推動水質改善計畫，各區公所應於年底前完成污水下水道接管。\n" * repeated
    assert text_of(text.encode("big5"), "a.txt") == text


def test_one_short_gbk_line() -> None:
    assert text_of("由区农委牵头。".encode("gbk"), "a.txt") == "由区农委牵头。"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WINDOWS.encode("gbk"))))
    assert read("-") == PLAN


def test_missing_file(tmp_path: Path) -> None:
    assert complaint(tmp_path / "无.txt").key == "errors.no-such-file"
    assert complaint(tmp_path / "无.docx").key == "errors.no-such-file"


def test_folder(tmp_path: Path) -> None:
    assert complaint(tmp_path).key == "errors.is-directory"


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\n".encode("gbk")])
def test_nothing_in_it(tmp_path: Path, content: bytes) -> None:
    assert complaint(saved(tmp_path, content)).key == "errors.empty-file"


@pytest.mark.parametrize("content", [bytes(range(256)) * 4, b"\x01\x02\x03\x04 text", b"\x1f\x8b\x08\x00packed"])
def test_binary_called_txt(tmp_path: Path, content: bytes) -> None:
    assert complaint(saved(tmp_path, content)).key == "errors.binary-file"


@pytest.mark.parametrize("suffix", ["pptx", "ofd", "json", "ODT"])
def test_format_that_is_not_read(tmp_path: Path, suffix: str) -> None:
    error = complaint(saved(tmp_path, b"anything", f"plan.{suffix}"))
    assert error.key == "errors.format-not-read"
    assert f".{suffix.lower()}" in error.text("zh")


@pytest.mark.parametrize("suffix", ["jpg", "PNG", "tiff"])
def test_a_picture_needs_ocr(tmp_path: Path, suffix: str) -> None:
    assert complaint(saved(tmp_path, b"anything", f"plan.{suffix}")).key == "errors.scanned-file"


@pytest.mark.parametrize("content", [PLAN.encode()[:3000] + b"\xff" + PLAN.encode()[3000:], b"\xff\xfe\x00\xd8\x41"])
def test_damaged_text(tmp_path: Path, content: bytes) -> None:
    assert complaint(saved(tmp_path, content)).key == "errors.unknown-encoding"


def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A socket: no one can open it as a file, root included, whom permissions do not stop."""
    path = tmp_path / "s.txt"
    os.mknod(path, stat.S_IFSOCK | 0o600)
    assert complaint(path).key == "errors.not-readable"


def test_a_name_that_cannot_be(tmp_path: Path) -> None:
    assert complaint(tmp_path / ("长" * 200 + ".txt")).key == "errors.not-readable"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_complaint(content: bytes) -> None:
    try:
        text = text_of(content, "a.txt")
    except DubanError:
        return
    assert text.strip()
    assert "\r" not in text
