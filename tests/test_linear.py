"""Ten times the text takes about ten times as long, whatever it repeats; a quadratic step takes a hundred times."""

import time

import pytest

from extraction.pipeline import extract

_HEAD = "某市水污染防治实施方案\n一、总体要求\n到2020年，水质达到Ⅲ类。\n"
_ONCE, _MORE, _MOST, _LEAST = 1000, 10, 40, 0.02


def _seconds(text: str) -> float:
    began = time.process_time()
    extract(text)
    return time.process_time() - began


@pytest.mark.parametrize(
    "unit", ["2", "《", "、", "\n", "一、", "附件1\n", "目录\n一、治理\n", "（区农委牵头）", "2020年1月1日\n（完）\n"]
)
def test_time_grows_as_the_text_does(unit: str) -> None:
    extract(_HEAD)
    once = max(_LEAST, _seconds(_HEAD + unit * _ONCE))
    assert _seconds(_HEAD + unit * _ONCE * _MORE) < _MOST * once
