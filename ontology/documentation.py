"""The page about the ontology: ``python -m ontology.documentation > docs/ontology/README.md``.

Everything on it is read from the Turtle, so that it says what the terms say; the same files give the same page.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.resources import files

import pyoxigraph as ox

from ontology import NAMESPACE
from ontology.namespaces import OWL, RDF, RDFS, SKOS
from ontology.wording import LANGUAGES, say

_TYPE = RDF + "type"
_NAMES = (RDFS + "label", SKOS + "prefLabel")
_DEFINITIONS = (RDFS + "comment", SKOS + "definition")
_EXAMPLES = (SKOS + "example",)
# What a term is related to, by the heading under which the page says so
_RELATIONS = (
    ("kind-of", (RDFS + "subClassOf", RDFS + "subPropertyOf")),
    ("domain", (RDFS + "domain",)),
    ("range", (RDFS + "range",)),
    ("inverse", (OWL + "inverseOf",)),
    ("close-to", (SKOS + "closeMatch",)),
    ("related-to", (SKOS + "relatedMatch",)),
)
_KINDS = (("classes", "Class"), ("object-properties", "ObjectProperty"), ("datatype-properties", "DatatypeProperty"))


def page() -> str:
    """Return the page about the ontology, in Markdown."""
    return _Page().text()


class _Page:
    """Reads the terms and their alignments, and writes about each."""

    def __init__(self) -> None:
        self._triples: list[tuple[str, str, ox.NamedNode | ox.Literal]] = []
        self._prefixes: dict[str, str] = {}
        for name in ("plan.ttl", "alignments.ttl"):
            parser = ox.parse(files("ontology").joinpath(name).read_bytes(), format=ox.RdfFormat.TURTLE)
            for quad in parser:
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                    self._triples.append((quad.subject.value, quad.predicate.value, quad.object))
            self._prefixes |= parser.prefixes

    def text(self) -> str:
        """Return the whole page."""
        parts = [f"# {_heading('title')}", *_paragraphs("made-from"), *_paragraphs("see-questions")]
        for heading, kind in _KINDS:
            terms = self._own(OWL + kind)
            parts += [f"## {_heading(heading)}", " · ".join(map(self._link, terms))]
            parts += [part for term in terms for part in self._term(term)]
        parts.append(f"## {_heading('schemes')}")
        parts += [part for scheme in self._own(SKOS + "ConceptScheme") for part in self._scheme(scheme)]
        return "\n\n".join(parts) + "\n"

    def _term(self, term: str) -> Iterator[str]:
        yield f'### <a id="{_local(term)}"></a>{self._name(term)}'
        yield f"`:{_local(term)}`"
        rows = [("definition", self._both(term, _DEFINITIONS)), ("example", self._both(term, _EXAMPLES))]
        rows += [(heading, ", ".join(map(self._link, self._related(term, how)))) for heading, how in _RELATIONS]
        rows += [
            ("characteristics", ", ".join(self._characteristics(term))),
            ("properties", ", ".join(map(self._link, self._properties.get(term, ())))),
            ("ours-alone", self._both(term, (SKOS + "editorialNote",))),
        ]
        yield _table(("", ""), [(_heading(heading), value) for heading, value in rows if value])

    def _scheme(self, scheme: str) -> Iterator[str]:
        yield f'### <a id="{_local(scheme)}"></a>{self._name(scheme)}'
        yield f"`:{_local(scheme)}` {self._both(scheme, _DEFINITIONS)}"
        members = [s for s, p, o in self._triples if p == SKOS + "inScheme" and o == ox.NamedNode(scheme)]
        yield _table(
            ("", "", _heading("definition"), _heading("example"), _heading("close-to")),
            [
                (
                    f"`:{_local(member)}`",
                    self._name(member),
                    self._both(member, _DEFINITIONS),
                    self._both(member, _EXAMPLES),
                    ", ".join(map(self._link, self._related(member, (SKOS + "closeMatch", SKOS + "relatedMatch")))),
                )
                for member in members
            ],
        )

    def _own(self, kind: str) -> list[str]:
        """The project's terms of a kind, in the order of the file."""
        return [s for s, p, o in self._triples if p == _TYPE and o.value == kind and s.startswith(NAMESPACE)]

    @cached_property
    def _properties(self) -> dict[str, list[str]]:
        """Properties by the class that they are for."""
        found: dict[str, list[str]] = {}
        for subject, predicate, value in self._triples:
            if predicate == RDFS + "domain":
                found.setdefault(value.value, []).append(subject)
        return found

    def _related(self, term: str, predicates: Sequence[str]) -> list[str]:
        return [o.value for s, p, o in self._triples if s == term and p in predicates]

    def _characteristics(self, term: str) -> list[str]:
        kinds = (kind.removeprefix(OWL) for kind in self._related(term, (_TYPE,)))
        return [kind.removesuffix("Property") for kind in kinds if kind not in {name for _, name in _KINDS}]

    def _values(self, term: str, predicates: Sequence[str]) -> dict[str | None, str]:
        return {
            o.language: o.value
            for s, p, o in self._triples
            if s == term and p in predicates and isinstance(o, ox.Literal)
        }

    def _both(self, term: str, predicates: Sequence[str]) -> str:
        values = self._values(term, predicates)
        return "<br>".join(dict.fromkeys(values[language] for language in LANGUAGES if language in values))

    def _name(self, term: str) -> str:
        names = self._values(term, _NAMES)
        return " · ".join(names[language] for language in LANGUAGES)

    def _link(self, term: str) -> str:
        if term.startswith(NAMESPACE):
            return f"[{self._values(term, _NAMES).get('en', _local(term))}](#{_local(term)})"
        prefix, start = next((name, start) for name, start in self._prefixes.items() if name and term.startswith(start))
        return f"[{prefix}:{term.removeprefix(start)}]({term})"


def _heading(name: str) -> str:
    return " · ".join(say(f"documentation.{name}", language) for language in LANGUAGES)


def _paragraphs(name: str) -> list[str]:
    return [say(f"documentation.{name}", language) for language in LANGUAGES]


def _local(term: str) -> str:
    return term.rpartition("#")[2]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
