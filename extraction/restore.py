"""A text with plausible marks again, where a site replaced them at random.

What extraction found says most of it: headings, clauses, dates, figures and documents.  What is left is read by its
words (``pauses``).  Letters and digits stay as they are, one for one.
"""

from functools import cache
from itertools import chain

from spacy.tokens import Doc

from extraction.dates import DateMention
from extraction.gaps import Gaps
from extraction.lexicon import load_data
from extraction.marks import is_scrambled
from extraction.pauses import settle
from extraction.pipeline import pipeline
from extraction.quantities import comparator_of_bound
from extraction.quoted import put_citation, put_quotations, put_titles
from extraction.roles import Clause, read_label
from extraction.sections import Node
from extraction.tasks import Item
from extraction.view import view_of

_LONGEST_SHARE = 4  # digits of a percentage


def restore(text: str) -> str:
    r"""Return a text with its broken lines mended, and plausible marks if its own were scattered at random.

    >>> restore("一、目标\\n完成整治。")
    '一、目标\\n完成整治。'
    """
    while (better := _with_marks(text) if is_scrambled(text) else _mended(text)) != text:
        text = better
    return text


def _mended(text: str) -> str:
    """The view of a sound text, in the letters that it is written in; a page mark with a number stays."""
    view, at, pieces = view_of(text), 0, list[str]()
    for start, end, origin in zip(view.starts, [*view.starts[1:], len(view.text)], view.origins, strict=True):
        gone, seen = text[at:origin], view.text[start:end]
        at = origin + end - start
        pieces.append(gone if any(map(str.isalnum, gone)) else "")
        pieces += (own if own.isalnum() else shown for own, shown in zip(text[origin:at], seen, strict=True))
    gone = text[at:]
    return "".join([*pieces, gone if any(map(str.isalnum, gone)) else ""])


def _with_marks(text: str) -> str:
    gaps = known_gaps(text)
    settle(gaps)
    return gaps.text()


def known_gaps(text: str) -> Gaps:
    """Return the gaps of a text with the marks that follow from what extraction finds in it."""
    doc, gaps = pipeline()(text), Gaps(text)
    _put_head(gaps, doc)
    _put_headings(gaps, doc)
    for clause in chain.from_iterable(doc._.responsibilities.values()):
        _put_clause(gaps, clause)
    for citation in doc._.citations:
        put_citation(gaps, citation)
    _put_dates(gaps, doc)
    _put_figures(gaps, doc)
    put_quotations(gaps, doc._.plan_text.plain)
    put_titles(gaps)
    gaps.at(len(text)).put("。")
    return gaps


def _put_head(gaps: Gaps, doc: Doc) -> None:
    """Put line ends around the signature and the date of issue, and the plan's period in brackets."""
    end = doc._.sections[0].start if doc._.sections else len(gaps.source)
    facts = doc._.facts
    for date in (date for date in doc._.dates if date.end <= end):
        before, after = gaps.at(date.start), gaps.at(date.end)
        if date.first and date.first == date.last == facts.issued:
            signed = gaps.source.endswith(facts.issuer or "。", 0, before.start)
            issuer = gaps.at(before.start - len(facts.issuer or "")) if signed else before
            for gap in (issuer, before, after):
                gap.line = gap.start > 0
                gap.put("。" if gap is issuer and gap.marked and gap is not before else "")
        elif _is_period(gaps, date) and before.free and after.free:
            before.opening, after.closing = "（", "）"
            before.put("")
            after.put("")
            after.line = gaps.source.startswith(tuple(load_data("documents")["basis"]), after.end)


def _is_period(gaps: Gaps, date: DateMention) -> bool:
    """Whether a span of years stands behind the name of a document, as the period of a plan does."""
    spans = bool(date.first and date.last and date.first.year < date.last.year)
    kinds = tuple(load_data("documents")["kinds"])
    return spans and gaps.source.endswith(kinds, 0, gaps.at(date.start).start)


def _put_headings(gaps: Gaps, doc: Doc) -> None:
    items = {item.start: item for item in doc._.tasks if item.number}
    styles: dict[str | None, tuple[str, ...]] = {None: ()}
    for node in doc._.sections:
        styles[node.id] = (*styles.get(node.parent, ()), node.style)
        _put_number(gaps, node, bracketed=styles[node.id].count(node.style) > 1)
        if item := items.get(node.start):
            _put_title(gaps, node, item)
    ends = {node.end for node in doc._.sections} - {len(gaps.source)}
    if ends:
        gaps.at(max(ends)).line = True


def _put_number(gaps: Gaps, node: Node, *, bracketed: bool) -> None:
    before, after = gaps.at(node.start), gaps.at(node.body - 1)
    before.line = before.start > 0
    if not before.marked:
        before.put("")
    if bracketed:
        before.opening, after.closing = "（", "）"
        after.put("")
    else:
        after.put("、" if node.style == "han" else "．")


def _put_title(gaps: Gaps, node: Node, item: Item) -> None:
    """End the line of a title where no mark stands behind it, or the next heading does."""
    gap = gaps.at(item.body)
    if item.body <= node.body or gap.start == gap.end == len(gaps.source):
        return
    following = gap.end >= node.own_end and not node.leaf
    if not gap.marked or following:
        gap.line = True
        gap.put("")
    gap.hint = "title"


def _put_clause(gaps: Gaps, clause: Clause) -> None:
    before, after = gaps.at(clause.start), gaps.at(clause.end)
    if before.free and (after.free or after.start == len(gaps.source)):
        before.put("。")
        before.opening, after.closing = "（", "）"
        after.put("")
    at = clause.start
    for gap in gaps.within(clause.start, clause.end):
        words = gaps.source[at : gap.start]
        gap.put("：" if read_label(words) else "，" if words.endswith(_role_words()) else "、")
        at = gap.end


@cache
def _role_words() -> tuple[str, ...]:
    data = load_data("responsibility")
    return tuple(word for role in ("lead", "participant", "guidance", "responsible") for word in data[role])


def _put_dates(gaps: Gaps, doc: Doc) -> None:
    for date in doc._.dates:
        for gap in gaps.within(date.start, date.end):
            within_years = gaps.source[gap.start - 1].isdigit() and gaps.source[gap.end].isdigit()
            gap.put("—" if within_years else "")
        before, after = gaps.at(date.start), gaps.at(date.end)
        if date.use == "deadline" and after.marked and (before.marked or before.line):
            after.put("，")
            before.hint = before.hint or "date"


def _put_figures(gaps: Gaps, doc: Doc) -> None:
    for quantity in doc._.quantities:
        for gap in gaps.within(quantity.start, quantity.end):
            if gaps.source[gap.end].isdigit():
                gap.put(".")
        alone = gaps.at(quantity.start).marked and not quantity.bound  # a number of the annexes, not a share
        if quantity.unit == "%" and not alone:
            _put_sign(gaps, quantity.start, quantity.end)


def _put_sign(gaps: Gaps, start: int, end: int) -> None:
    digits = [at for at in range(start, min(end, len(gaps.source))) if gaps.source[at].isdigit()]
    gap = gaps.at(digits[-1] + 1)
    if gap.free and len(digits) <= _LONGEST_SHARE:
        gap.closing = "%"
        if gap.end < end or gaps.source.startswith(_bounds(), gap.end):
            gap.put("")


@cache
def _bounds() -> tuple[str, ...]:
    return (*comparator_of_bound(), "的")
