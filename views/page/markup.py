"""HTML for what Streamlit has no element for.  Every text is escaped here, and nowhere else is HTML made."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from ontology.wording import Language, say
from queries.context import Excerpt


class Link(NamedTuple):
    """A text that leads somewhere."""

    text: str
    address: str


Cell = str | Link
TAGS = {"mark": "mark", "passage": "span", "around": "small"}


def paragraph(kind: str, text: str) -> str:
    """Return a paragraph of a kind that ``style.css`` knows."""
    return f'<p class="duban-{kind}">{escape(text)}</p>'


def listed(kind: str, texts: Iterable[str]) -> str:
    """Return a list of a kind that ``style.css`` knows."""
    return f'<ul class="duban-{kind}">{"".join(f"<li>{escape(text)}</li>" for text in texts)}</ul>'


def trail(kind: str, steps: Iterable[Link]) -> str:
    """Return links that led one after another to where one is."""
    return f'<p class="duban-{kind}">{" › ".join(_cell(step) for step in steps)}</p>'


def facts(values: Mapping[str, str]) -> str:
    """Return named values; those that are empty are left out."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in values.items() if value)
    return f'<dl class="duban-facts">{rows}</dl>'


def table(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="duban-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, Link):
        return f'<a href="{escape(cell.address)}" target="_self">{escape(cell.text)}</a>'
    return escape(cell)


def quotation(excerpt: Excerpt, language: Language) -> str:
    """Return a part of a plan's text with its passages marked."""
    body = "".join(f"<{TAGS[s.kind]}>{escape(s.text)}</{TAGS[s.kind]}>" for s in excerpt.stretches)
    before, after = ("" if excerpt.begins else "……"), ("" if excerpt.ends else "……")
    source = say("page.place", language, title=excerpt.title, start=excerpt.start, end=excerpt.end)
    quote = f'<blockquote lang="zh-Hans">{before}{body}{after}</blockquote>'
    return f'<figure class="duban-passage">{quote}<figcaption>{escape(source)}</figcaption></figure>'
