"""Web pages: their main content, without menus and scripts."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from extraction.document import Document, Place
from extraction.formats.draft import Draft, DraftCell, visible
from extraction.formats.ordinals import whole, written
from extraction.formats.plain import text_of
from extraction.lexicon import load_data
from ontology.wording import DubanError

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SAME = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNNUMBERED = re.compile(r"list-style[^;]*:[^;]*none", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)、．.]|第[\d一二三四五六七八九十]{1,3}[章节条]")
_LIST_FORMS = {"A": "upperLetter", "a": "lowerLetter", "I": "upperRoman", "i": "lowerRoman"}
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_BREAK_IN_HAN = re.compile(rf"(?<=[{_HAN}])[ \t]*\n\s*(?=[{_HAN}])")
_SPACE = re.compile(r"[ \t\n\r\f\xa0]+")


def read_web(content: bytes, name: str) -> Document:
    """Return the main content of a web page.

    Raises:
        DubanError: it holds no text.
    """
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    root = html.document_fromstring(_decoded(content, name).encode(errors="replace"), parser=parser)
    body = root.find("body")
    if body is None:
        raise DubanError("errors.empty-file", path=name)
    _drop(body, _is_unseen)
    sizes = _sizes(body)
    _drop(body, lambda element: _is_around(element, sizes[element], sizes[body].text))
    main = _main(body, _sizes(body))
    reading = _Reading()
    reading.add(_title(root, main))
    reading.go_through(main)
    return reading.document()


def _decoded(content: bytes, name: str) -> str:
    """Return the page's source: in the encoding that it names, if it is in that."""
    named = _CHARSET.search(content, 0, 4096)
    if named and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        encoding = named[1].decode("ascii", "replace").lower()
        try:
            text = content.decode(_SAME.get(encoding, encoding), "replace")
        except LookupError:
            text = "\ufffd" * len(content)
        if text.count("\ufffd") <= 1 + len(text) / 1000:  # as browsers take a damaged byte
            return text
    return text_of(content, name)


def _drop(body: Any, unwanted: Callable[[Any], bool]) -> None:
    for element in list(body.iterdescendants()):
        if unwanted(element):
            element.drop_tree()


def _is_unseen(element: Any) -> bool:
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", ""))
    return element.tag in _words("left_out") or bool(hidden)


@dataclass(slots=True)
class _Size:
    """How much an element holds, and how much of that is links."""

    text: int = 0
    linked: int = 0
    links: int = 0
    blocks: int = 0


def _sizes(body: Any) -> dict[Any, _Size]:
    """Measure every element once, the inner ones first."""
    sizes = dict[Any, _Size]()
    for element in reversed(list(body.iter())):
        size = sizes.setdefault(element, _Size())
        size.text += len((element.text or "").strip())
        if element.tag == "a":
            size.linked, size.links = size.text, 1
        outer = sizes.setdefault(element.getparent(), _Size())
        outer.text += size.text + len((element.tail or "").strip())
        outer.linked += size.linked
        outer.links += size.links
        outer.blocks += size.blocks + (element.tag in _words("blocks") or element.tag == "br")
    return sizes


def _is_around(element: Any, size: _Size, whole: int) -> bool:
    """Whether it is a list of links, or called what stands around the text, and small."""
    if element.tag in _words("blocks") and size.links >= 3 and size.linked > 0.7 * size.text:
        return True
    return bool(size.text < 0.2 * whole and _names(element) & _words("around"))


def _names(element: Any) -> set[str]:
    """What an element is called: its classes and its id, whole and in their parts."""
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return {*names, *(part for name in names for part in re.split("[-_]", name))}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load_data("web")[kind])


def _main(body: Any, sizes: Mapping[Any, _Size]) -> Any:
    """Return what is called the text and holds most of it, or else the innermost part that holds nearly all of it."""
    whole = sizes[body].text
    called = [
        one
        for one in body.iter(*_words("containers"))
        if sizes[one].text > 0.5 * whole and _names(one) & _words("main")
    ]
    if called:
        return called[-1]
    main = body
    while True:
        parts = [one for one in main if one.tag in _words("containers") and not (one.tag == "table" and _is_data(one))]
        inner = max(parts, key=lambda part: sizes[part].text, default=None)
        if inner is None or sizes[inner].text < 0.8 * whole or sizes[inner].blocks < 2:
            return main
        main = inner


def _title(root: Any, main: Any) -> str:
    """Return the page's title where its main content does not begin with it."""
    headings = [heading for heading in root.iter("h1") if main not in heading.iterancestors()]
    named = [
        meta.get("content") or "" for meta in root.iter("meta") if (meta.get("name") or "").lower() == "articletitle"
    ]
    inside = _SPACE.sub("", "".join(main.itertext()))
    for title in [*("".join(heading.itertext()) for heading in headings), *named]:
        if (words := _SPACE.sub("", title)) and len(headings) <= 1 and words not in inside[: len(words) + 300]:
            return title
    return ""


def _is_data(table: Any) -> bool:
    """Whether a table is one, and not a page laid out with cells: several columns, and nothing nested in it."""
    if table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    return len(rows) > 1 and max(map(len, rows)) > 1


class _Reading:
    """Goes through the content once, a paragraph for each block."""

    def __init__(self) -> None:
        self._draft = Draft()
        self._paragraph = 1
        self._words: list[str] = []
        self._number = ""  # of a list's item, which stands before its first words
        self._counts: dict[Any, int] = {}

    def document(self) -> Document:
        self._end_paragraph()
        return self._draft.document()

    def add(self, text: str) -> None:
        self._words.append(text)
        self._end_paragraph()

    def go_through(self, main: Any) -> None:
        """Add what an element holds; what follows it is not in it."""
        from lxml import etree

        walk = etree.iterwalk(main, events=("start", "end"))
        for event, element in walk:
            if element.tag == "table" and _is_data(element):
                if event == "start":
                    self._end_paragraph()
                    self._add_table(element)
                    walk.skip_subtree()
            else:
                if element.tag in _words("blocks"):
                    self._end_paragraph()
                if element.tag == "li":
                    self._number = self._count(element) if event == "start" else ""
                if event == "start":
                    self._words += ("\v" if element.tag == "br" else "", _source_text(element.text, element))
            if event == "end" and element is not main:
                self._words.append(_source_text(element.tail, element.getparent()))

    def _end_paragraph(self) -> None:
        lines = [line for words in "".join(self._words).split("\v") if (line := _line(visible(words)))]
        self._words = []
        if lines:
            self._draft.add_paragraph(self._number + "\n".join(lines), Place(paragraph=self._paragraph))
            self._paragraph += 1
            self._number = ""

    def _count(self, item: Any) -> str:
        """Return the number that a list shows before an item, none before one that has its own."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        number = whole(item.get("value")) or self._counts.get(parent) or whole(parent.get("start")) or 1
        self._counts[parent] = number + 1
        own = _OWN_NUMBER.match("".join(islice(item.itertext(), 5)).strip())
        if own or _UNNUMBERED.search(parent.get("style", "")):
            return ""
        return written(number, _LIST_FORMS.get(parent.get("type"), "decimal")) + ". "

    def _add_table(self, table: Any) -> None:
        number = self._draft.next_table
        caption = table.find("caption")
        if caption is not None:
            self.add(_flat(caption))
        boxes = [DraftCell(_flat(cell), *where) for cell, where in _cells(table)]
        self._draft.add_table(boxes, lambda box: Place(table=number, row=box.row + 1, column=box.column + 1))


def _source_text(text: str | None, parent: Any) -> str:
    """A piece of the page's source; its line breaks count only where it is set as it stands."""
    return "" if not text else text.replace("\n", "\v") if parent.tag == "pre" else text.replace("\v", " ")


def _line(words: str) -> str:
    return _SPACE.sub(" ", _BREAK_IN_HAN.sub("", words.strip())).strip()


def _flat(cell: Any) -> str:
    """The text of a cell, its paragraphs apart by a space."""
    reading = _Reading()
    reading.go_through(cell)
    return reading.document().text.rstrip("\n")


def _cells(table: Any) -> Iterator[tuple[Any, tuple[int, int, int, int]]]:
    """Yield the cells with their row, column, and how many of each they span."""
    taken = set[tuple[int, int]]()
    rows = list(table.iter("tr"))
    for row, line in enumerate(rows):
        column = 0
        for cell in line:
            if cell.tag not in {"td", "th"}:
                continue
            while (row, column) in taken:
                column += 1
            height, width = _span(cell, "rowspan", len(rows) - row), _span(cell, "colspan", 100)
            taken |= {(row + down, column + right) for down in range(height) for right in range(width)}
            yield cell, (row, column, height, width)
            column += width


def _span(cell: Any, attribute: str, most: int) -> int:
    return max(1, min(whole(cell.get(attribute)) or 1, most))
