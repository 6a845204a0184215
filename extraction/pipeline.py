"""The spaCy pipeline: characters as tokens, our components in order, and the records that come out.

Each component is one module with a plain function.  Here its findings go onto the ``Doc``: as a span group of the
component's name (one token is one character, so token and text offsets agree) and, with their values, as an extension.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extraction.assemble import Findings, assemble
from extraction.bodies import find_bodies
from extraction.citations import find_citations
from extraction.dates import find_dates
from extraction.facts import find_facts
from extraction.marks import read_marks
from extraction.quantities import find_quantities
from extraction.records import Plan
from extraction.responsibilities import clauses_by_heading
from extraction.scope import Scope, between
from extraction.sections import find_sections
from extraction.standing import find_standing, with_standing
from extraction.targets import find_targets
from extraction.tasks import Item, find_items
from extraction.view import view_of
from ontology.wording import DubanError

_COMPONENTS = ("sections", "dates", "citations", "bodies", "responsibilities", "quantities", "tasks", "targets")


class CharacterTokenizer:
    """Makes each character a token: linear in the text's length, where spaCy's own Chinese tokenizer is quadratic."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the text as a ``Doc`` whose token offsets are its character offsets."""
        doc = Doc(self.vocab, words=list(text), spaces=[False] * len(text))
        doc._.plan_text = read_marks(text)
        return doc


def _group(doc: Doc, name: str, spans: Iterable[tuple[int, int]]) -> Doc:
    doc.spans[name] = [Span(doc, start, end, label=name) for start, end in spans]
    return doc


@Language.component("duban_sections")
def _sections(doc: Doc) -> Doc:
    doc._.sections = find_sections(doc._.plan_text)
    return _group(doc, "sections", ((n.start, n.end) for n in doc._.sections))


@Language.component("duban_dates")
def _dates(doc: Doc) -> Doc:
    doc._.dates = list(find_dates(doc._.plan_text.plain))
    return _group(doc, "dates", ((d.start, d.end) for d in doc._.dates))


@Language.component("duban_citations")
def _citations(doc: Doc) -> Doc:
    doc._.citations = find_citations(doc._.plan_text, _head_end(doc))
    return _group(doc, "citations", ((c.passage.start, c.passage.end) for c in doc._.citations))


@Language.component("duban_bodies")
def _bodies(doc: Doc) -> Doc:
    doc._.bodies = list(find_bodies(doc._.plan_text.plain))
    return _group(doc, "bodies", ((b.start, b.end) for b in doc._.bodies))


@Language.component("duban_responsibilities")
def _responsibilities(doc: Doc) -> Doc:
    doc._.responsibilities = clauses_by_heading(doc._.plan_text, doc._.sections)
    return _group(
        doc, "responsibilities", ((c.start, c.end) for found in doc._.responsibilities.values() for c in found)
    )


@Language.component("duban_quantities")
def _quantities(doc: Doc) -> Doc:
    taken = [(d.start, d.end) for d in doc._.dates]
    taken += [(c.passage.start, c.passage.end) for c in doc._.citations]
    taken += [(n.start, n.body) for n in doc._.sections]
    doc._.quantities = list(find_quantities(doc._.plan_text, taken))
    return _group(doc, "quantities", ((q.start, q.end) for q in doc._.quantities))


@Language.component("duban_tasks")
def _tasks(doc: Doc) -> Doc:
    items = find_items(doc._.plan_text, doc._.sections, doc._.responsibilities)
    doc._.standing = find_standing(doc._.plan_text)
    doc._.tasks = list(with_standing(items, doc._.standing))
    return _group(doc, "tasks", ((i.start, i.end) for i in doc._.tasks if i.clause))


@Language.component("duban_targets")
def _targets(doc: Doc) -> Doc:
    scopes = [(item, _scope(doc, item)) for item in doc._.tasks]
    doc._.targets = [(item, mention) for item, scope in scopes for mention in find_targets(scope)]
    return _group(doc, "targets", ((mention.start, mention.end) for _, mention in doc._.targets))


def _scope(doc: Doc, item: Item) -> Scope:
    return Scope(
        doc._.plan_text,
        item.body,
        item.own_end,
        item.title,
        between(doc._.dates, item.start, item.own_end),
        between(doc._.quantities, item.body, item.own_end),
    )


def _head_end(doc: Doc) -> int:
    return doc._.sections[0].start if doc._.sections else len(doc)


@cache
def pipeline() -> Language:
    """Return the pipeline, its components in the order in which they build on one another."""
    for name in ("plan_text", "standing", *_COMPONENTS):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = 1 << 30
    for name in _COMPONENTS:
        nlp.add_pipe(f"duban_{name}")
    return nlp


def extract(text: str) -> Plan:
    """Return what a plan's text says.

    Args:
        text: the plan as ``extraction.reader.read`` returns it; every offset in the result counts in it.

    Raises:
        DubanError: no section and no task was found.
    """
    view = view_of(text)
    doc = pipeline()(view.text)
    if not doc._.tasks:
        raise DubanError("errors.no-plan")
    found = doc._
    facts = find_facts(found.plan_text, _head_end(doc), found.dates, found.citations)
    plan = assemble(
        Findings(found.plan_text, facts, found.tasks, found.dates, found.targets, found.citations, found.standing)
    )
    return plan if view.text == text else replace(view.restored(plan), text=text)
