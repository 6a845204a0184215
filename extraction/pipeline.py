"""The spaCy pipeline: characters as tokens, our components in order, and the records that come out.

Each component is one module with a plain function.  Here its findings go onto the ``Doc``: as a span group of the
component's name (one token is one character, so token and text offsets agree) and, with their values, as an extension.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extraction.annexes import announced_annexes
from extraction.assemble import Findings, assemble, nothing_found, unread_pages
from extraction.bodies import find_bodies
from extraction.citations import find_citations
from extraction.dates import DateMention, find_dates
from extraction.document import Document, Table
from extraction.entities import find_entities
from extraction.facts import find_facts
from extraction.flattened import find_flattened
from extraction.indicators import Years, find_indicators, in_place
from extraction.marks import PlanText, blanked, read_marks
from extraction.parts import find_parts, sections_of
from extraction.quantities import Quantity, find_quantities
from extraction.records import Plan
from extraction.responsibilities import clauses_by_heading
from extraction.rows import dated_by_row, with_rows
from extraction.scope import Scope, Setting, between
from extraction.setting import is_report, settings, tells_what_was
from extraction.standing import find_standing, with_standing
from extraction.tables import find_tables, told_in, without_tables
from extraction.targets import find_targets
from extraction.tasks import Item, find_items
from extraction.time_columns import in_time_columns
from extraction.view import View, guessed_points, view_of

_COMPONENTS = (
    "tables",
    "sections",
    "dates",
    "citations",
    "entities",
    "bodies",
    "responsibilities",
    "quantities",
    "tasks",
    "targets",
)


class _Keys(dict[str, int]):
    """The key of each character in a vocabulary, by which spaCy finds it sooner than by the character."""

    def __init__(self, vocab: Vocab) -> None:
        self.strings = vocab.strings

    def __missing__(self, char: str) -> int:
        self[char] = key = self.strings.add(char)
        return key


class CharacterTokenizer:
    """Makes each character a token: linear in the text's length, where spaCy's own Chinese tokenizer is quadratic."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.keys = _Keys(vocab)

    def __call__(self, text: str) -> Doc:
        """Return the text as a ``Doc`` whose token offsets are its character offsets."""
        words: list[Any] = list(map(self.keys.__getitem__, text))  # spaCy's stubs know of no keys
        doc = Doc(self.vocab, words=words, spaces=[False] * len(text))
        doc._.plan_text = read_marks(text)
        return doc


def _group(doc: Doc, name: str, spans: Iterable[tuple[int, int]]) -> Doc:
    label = doc.vocab.strings.add(name)
    doc.spans[name] = [Span(doc, start, end, label) for start, end in spans]
    return doc


@Language.component("duban_tables")
def _tables(doc: Doc) -> Doc:
    text = doc._.plan_text
    doc._.tables = find_tables(text, doc._.given or ())
    prose = without_tables(text, doc._.tables)
    doc._.flattened = find_flattened(prose)
    gone = [(table.start, table.end) for table in doc._.flattened]
    doc._.prose, doc._.told = blanked(prose, gone), blanked(told_in(text, doc._.tables), gone)
    doc._.parts = find_parts(doc._.prose, [(table.start, table.end) for table in doc._.tables])
    return _group(doc, "tables", ((table.start, table.end) for table in doc._.tables))


@Language.component("duban_sections")
def _sections(doc: Doc) -> Doc:
    doc._.sections = sections_of(doc._.prose, doc._.parts)
    return _group(doc, "sections", ((n.start, n.end) for n in doc._.sections))


@Language.component("duban_dates")
def _dates(doc: Doc) -> Doc:
    doc._.facts = find_facts(doc._.prose, _head_end(doc))
    issue = doc._.facts.issue
    doc._.dates = in_time_columns(doc._.told, doc._.tables, list(find_dates(doc._.told.plain, issue)), issue)
    return _group(doc, "dates", ((d.start, d.end) for d in doc._.dates))


@Language.component("duban_citations")
def _citations(doc: Doc) -> Doc:
    doc._.citations = find_citations(doc._.told, _head_end(doc))
    return _group(doc, "citations", ((p.start, p.end) for c in doc._.citations for p in (c.passage, *c.others)))


@Language.component("duban_entities")
def _entities(doc: Doc) -> Doc:
    doc._.entities = find_entities(doc._.told.plain)
    return _group(doc, "entities", ((e.start, e.end) for e in doc._.entities))


@Language.component("duban_bodies")
def _bodies(doc: Doc) -> Doc:
    doc._.bodies = list(find_bodies(doc._.plan_text.plain))
    return _group(doc, "bodies", ((b.start, b.end) for b in doc._.bodies))


@Language.component("duban_responsibilities")
def _responsibilities(doc: Doc) -> Doc:
    doc._.responsibilities = {}
    told = tells_what_was(doc._.prose, doc._.facts.title)
    for part in doc._.parts.parts:  # an annex that gives no responsibilities may end its items with names all the same
        nodes = between(doc._.sections, part.start, part.end)
        doc._.responsibilities |= clauses_by_heading(doc._.prose, nodes, duties=not told)
    return _group(
        doc, "responsibilities", ((c.start, c.end) for found in doc._.responsibilities.values() for c in found)
    )


@Language.component("duban_quantities")
def _quantities(doc: Doc) -> Doc:
    taken = [(d.start, d.end) for d in doc._.dates]
    taken += [(p.start, p.end) for c in doc._.citations for p in (c.passage, *c.others)]
    taken += [(n.start, n.body) for n in doc._.sections]
    doc._.quantities = list(find_quantities(doc._.told, taken))
    return _group(doc, "quantities", ((q.start, q.end) for q in doc._.quantities))


@Language.component("duban_tasks")
def _tasks(doc: Doc) -> Doc:
    items = find_items(doc._.prose, doc._.sections, doc._.responsibilities)
    items = with_rows(doc._.plan_text, doc._.told, items, doc._.tables, doc._.sections)
    doc._.standing = find_standing(doc._.plan_text, doc._.tables)
    doc._.tasks = list(with_standing(items, doc._.standing))
    return _group(doc, "tasks", ((i.start, i.end) for i in doc._.tasks if i.clause))


@Language.component("duban_targets")
def _targets(doc: Doc) -> Doc:
    told, dates, facts = doc._.told, doc._.dates, doc._.facts
    items = [*_opening(doc), *doc._.tasks]
    reports = is_report(doc._.prose, facts.title)
    over = settings(told, items, dates, facts, reports=reports)
    scopes = [(item, _scope(told, item, dates, doc._.quantities, over[item.id])) for item in items]
    found = [(item, mention) for item, scope in scopes for mention in find_targets(scope)]
    in_rows = {mention.start for item, mention in found if item.row}  # a row stands in the text of a heading, too
    said = [(i, dated_by_row(mention, i, dates)) for i, mention in found if i.row or mention.start not in in_rows]
    years = Years(facts.issued and facts.issued.year, facts.period and facts.period[1])
    tables = () if reports else doc._.tables
    rows = [*find_indicators(doc._.plan_text, tables, years), *(m for t in doc._.flattened for m in t.mentions)]
    doc._.targets = sorted([*said, *in_place(rows, items)], key=lambda found: found[1].start)
    return _group(doc, "targets", ((mention.start, mention.end) for _, mention in doc._.targets))


def _opening(doc: Doc) -> list[Item]:
    """What a plan says before its first heading, as an item without a number, which may set targets."""
    plan = next((part for part in doc._.parts.parts if part.kind == "plan"), None)
    if plan is None or doc._.told.scrambled:
        return []
    starts = [part.start for part in (*doc._.sections, *doc._.tables) if part.start >= plan.body]
    end = min([plan.end, *starts])
    return [Item("", "", "", None, plan.body, plan.body, end, end, None, section=False)]


def _scope(
    told: PlanText, item: Item, dates: Sequence[DateMention], quantities: Sequence[Quantity], setting: Setting
) -> Scope:
    """The text of an item; with its title, which in a row or in a text with marks may be all that it says."""
    start = item.start if item.row else item.body
    if not told.scrambled:
        start = min(start, item.start + len(item.number))
    end = item.own_end
    return Scope(told, start, end, item.title, between(dates, start, end), between(quantities, start, end), setting)


def _head_end(doc: Doc) -> int:
    """Where the head of a plan ends: at its first heading or table."""
    return min((first.start for first in (*doc._.sections[:1], *doc._.tables[:1])), default=len(doc))


@cache
def pipeline() -> Language:
    """Return the pipeline, its components in the order in which they build on one another."""
    for name in ("plan_text", "prose", "told", "given", "flattened", "parts", "facts", "standing", *_COMPONENTS):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = 1 << 30
    for name in _COMPONENTS:
        nlp.add_pipe(f"duban_{name}")
    return nlp


def _seen(table: Table, view: View) -> Table:
    """A table where a view shows it."""
    cells = (replace(cell, start=view.position(cell.start), end=view.position(cell.end)) for cell in table.cells)
    return Table(view.position(table.start), view.position(table.end), tuple(cells))


def _assembled(doc: Doc) -> Plan:
    """The records of a text that went through all components."""
    found, facts = doc._, doc._.facts
    if not facts.title:  # a file that is a table and nothing else
        facts = replace(facts, title=found.tasks[0].title if found.tasks else "")
    return assemble(
        Findings(
            found.told,
            facts,
            found.tasks,
            found.dates,
            found.targets,
            found.citations,
            found.standing,
            found.entities,
            found.tables,
            announced_annexes(found.prose, found.parts, facts.title),
        )
    )


def extract(source: str | Document) -> Plan:
    """Return what a plan's text says.

    Args:
        source: the plan as ``extraction.reader`` returns it; every offset in the result counts in its text.

    Returns:
        The plan; of a text that is none, one without sections, tasks and targets, and with a warning that says so.
    """
    document = Document(source) if isinstance(source, str) else source
    text = document.text
    view = view_of(text)
    doc = pipeline().make_doc(view.text)
    doc._.given = [_seen(table, view) for table in document.tables]
    plan = _assembled(pipeline()(doc))
    restored = plan if view.text == text else view.restored(plan)
    seen = (*restored.warnings, *unread_pages(document), *guessed_points(text), *nothing_found(restored))
    warnings = sorted(seen, key=lambda caution: caution.start)
    return replace(restored, text=text, places=document.places, warnings=tuple(warnings))
