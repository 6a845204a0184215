"""What a drafter should look at again in a plan: rules, one a file of ``queries/checks/``.

A rule is SPARQL with a header: ``severity`` (error, warning or info), titles, descriptions and messages in both
languages, the messages with ``{names}`` of the query's variables.  Its rows give ``?subject``, which with the file's
name makes the finding's id, and ``?passage``; rows of one subject are one finding, with all its passages, and each
value that they give is said once.  A rule that may find much has an ``item`` too: what tells one finding from the next
in a list under the rule's title.  A new rule is a new file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Literal, get_args

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode, Quad

from extraction.records import Passage
from graph import iri
from graph.store import MemoryStore, Row, Store
from ontology import NAMESPACE
from ontology.headers import read_header
from ontology.wording import LANGUAGES, DubanError, Language, fields, say
from queries.catalogue import columns
from queries.content import statements_in
from queries.slots import slot

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_TEXTS = tuple(f"{text}-{language}" for text in ("title", "message", "description") for language in LANGUAGES)
_PASSAGES = f"""PREFIX : <{NAMESPACE}>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?passage ?start ?end ?text WHERE {{
  VALUES ?passage {{ %s }}
  ?passage oa:start ?start ; oa:end ?end ; oa:exact ?text .
}}"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Args:
        kind: the name of its file.
        texts: by the keys of the header.
        item: what to say of a finding under the rule's title; empty for its whole message.
    """

    kind: str
    severity: Severity
    texts: Mapping[str, str]
    item: str
    sparql: str

    def title(self, language: Language) -> str:
        """Return what it finds, in a few words."""
        return self.texts[f"title-{language}"]

    def message(self, language: Language, rows: Sequence[Row]) -> str:
        """Return what is to be said of the rows of one finding."""
        return _filled(self.texts[f"message-{language}"], rows, language)

    def brief(self, language: Language, rows: Sequence[Row]) -> str:
        """Return what is to be said of them under the rule's title."""
        return _filled(self.item, rows, language).strip() or self.message(language, rows)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a drafter should look at again.

    Args:
        id: stable while the plan's text stays: the kind and what it is about, as ``no-deadline/4.6.2``.
        briefs: what to say of it under its rule's title.
        passages: the stretches of the text concerned, in its order; none where it is about the plan as a whole.
    """

    id: str
    kind: str
    severity: Severity
    messages: Mapping[Language, str]
    briefs: Mapping[Language, str]
    passages: tuple[Passage, ...]


def check(store: Store, plan_id: str) -> tuple[Finding, ...]:
    """Return what to look at again in a plan, the gravest first, then rule by rule in the order of the text.

    Raises:
        DubanError: the store has no such plan.
    """
    plans = {entry.id for entry in store.plans()}
    if plan_id not in plans:
        raise DubanError("graph.no-such-plan", plan=plan_id)
    alone = store if len(plans) == 1 else _alone(store, plan_id)
    found = [(rule, _grouped(alone, rule, plan_id)) for rule in rules()]
    nodes = {row["passage"] for _, groups in found for rows in groups.values() for row in rows if "passage" in row}
    passages = _passages(alone, nodes)
    findings = [_finding(rule, subject, rows, passages) for rule, g in found for subject, rows in g.items()]
    return tuple(sorted(findings, key=_rank))


def _alone(store: Store, plan_id: str) -> MemoryStore:
    """Return a store of the one plan: what others say of the same bodies is no matter here, and is long to search."""
    graph = iri.plan_graph(plan_id)
    held = (statements_in(store, each) for each in (graph, iri.inferred_graph(plan_id)))
    alone = MemoryStore()
    alone.replace_plan(plan_id, (Quad(t.subject, t.predicate, t.object, graph) for triples in held for t in triples))
    return alone


def _grouped(store: Store, rule: Rule, plan_id: str) -> Mapping[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in store.select(rule.sparql.replace(slot("plan"), slot("plan", str(Value(plan_id))))):
        groups.setdefault(row["subject"].value, []).append(row)
    return groups


def _passages(store: Store, nodes: Iterable[NamedNode | Value]) -> Mapping[object, Passage]:
    names = " ".join(sorted(map(str, nodes)))
    return {
        row["passage"]: Passage(row["text"].value, int(row["start"].value), int(row["end"].value))
        for row in (store.select(_PASSAGES % names) if names else ())
    }


def _finding(rule: Rule, subject: str, rows: list[Row], passages: Mapping[object, Passage]) -> Finding:
    concerned = {passages[row["passage"]] for row in rows if "passage" in row}
    return Finding(
        id=f"{rule.kind}/{subject}",
        kind=rule.kind,
        severity=rule.severity,
        messages={language: rule.message(language, rows) for language in LANGUAGES},
        briefs={language: rule.brief(language, rows) for language in LANGUAGES},
        passages=tuple(sorted(concerned, key=lambda passage: (passage.start, passage.end))),
    )


def _filled(text: str, rows: Sequence[Row], language: Language) -> str:
    return text.format(**{name: _said(name, rows, language) for name in fields(text)})


def _said(name: str, rows: Sequence[Row], language: Language) -> str:
    values = dict.fromkeys(row[name].value for row in rows if name in row)
    return say("check.separator", language).join(values)


def _rank(finding: Finding) -> tuple[object, ...]:
    first = finding.passages[0] if finding.passages else Passage("", 0, 0)
    return SEVERITIES.index(finding.severity), finding.kind, first.start, first.end, finding.id


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order of their names."""
    folder = files("queries").joinpath("checks")
    sources = sorted((path for path in folder.iterdir() if path.name.endswith(".rq")), key=lambda path: path.name)
    return tuple(read_rule(path.name.removesuffix(".rq"), path.read_text("utf-8")) for path in sources)


def read_rule(kind: str, source: str) -> Rule:
    """Return a rule from the text of its file.

    Raises:
        ValueError: the header or the query is not as a rule's must be.
    """
    header = read_header(f"{kind}.rq", source, ("severity", *_TEXTS), ("item",))
    given, texts = header["severity"][0], {key: header[key][0] for key in _TEXTS}
    item = " ".join(header.get("item", ()))
    severity = next((each for each in SEVERITIES if each == given), None)
    if severity is None:
        raise ValueError(f"{kind}.rq: the severity is one of {', '.join(SEVERITIES)}")
    if slot("plan") not in source:
        raise ValueError(f"{kind}.rq: needs {slot('plan')!r} in the query")
    known = columns(source)
    used = [name for text in (item, *(texts[f"message-{each}"] for each in LANGUAGES)) for name in fields(text)]
    if unknown := {"subject", "passage", *used} - set(known):
        raise ValueError(f"{kind}.rq: the query does not select {', '.join(sorted(unknown))}")
    return Rule(kind, severity, texts, item, source)


def by_rule(findings: Iterable[Finding]) -> Iterator[tuple[Rule, list[Finding]]]:
    """Yield findings with the rules that found them, the gravest first."""
    known = {rule.kind: rule for rule in rules()}
    for kind, group in groupby(sorted(findings, key=_rank), key=lambda finding: finding.kind):
        yield known[kind], list(group)


def to_json(plan_id: str, findings: Sequence[Finding]) -> Mapping[str, object]:
    """Return findings as values that ``json.dumps`` takes."""
    severities = {str(severity): sum(each.severity == severity for each in findings) for severity in SEVERITIES}
    kinds = Counter(each.kind for each in findings)
    return {
        "plan": plan_id,
        "findings": [
            {
                "id": finding.id,
                "kind": finding.kind,
                "severity": finding.severity,
                "message": {language: finding.messages[language] for language in LANGUAGES},
                "passages": [asdict(passage) for passage in finding.passages],
            }
            for finding in findings
        ],
        "summary": {"findings": len(findings), **severities, "kinds": dict(sorted(kinds.items()))},
    }
