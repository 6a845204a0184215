"""Passages cut down to what a cell of a table holds."""

LONGEST = 24
HEAD, TAIL = 12, 8


def brief(text: str) -> str:
    """Return a text on one line, a long one without its middle: dates stand at the ends of what joins several.

    >>> brief("2016年.永川河南大街街道红江闸坝侨立水务有限公司一水厂水源地水质安全状况信息每季度")
    '2016年.永川河南大街……全状况信息每季度'
    """
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:HEAD]}……{line[-TAIL:]}"
