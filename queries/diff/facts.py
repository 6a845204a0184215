"""What two versions say of the plan as a whole."""

from collections.abc import Iterable

from queries.diff.bodies import Identities, compare_bodies
from queries.diff.matching import bare
from queries.diff.records import Change, Value, change_of
from queries.diff.tasks import Sections
from queries.records import Body, Content


def compare_facts(old: Content, new: Content, identities: Identities, sections: Sections) -> tuple[Change, ...]:
    """Return what is said otherwise of the plan as a whole, its headings among it."""
    return (
        *change_of("title", old.title, new.title),
        *compare_bodies("issuer", _bodies([old.issuer]), _bodies([new.issuer]), identities),
        *change_of("issued", old.issued, new.issued),
        *change_of("document_number", old.number, new.number),
        *change_of("period", _period(old), _period(new)),
        *change_of("jurisdiction", old.jurisdiction, new.jurisdiction),
        *compare_bodies("default_responsible", _bodies(old.by_default), _bodies(new.by_default), identities),
        *_documents("based_on", old.basis, new.basis),
        *_documents("cites", old.cites, new.cites),
        *_sections(old, new, sections),
    )


def _sections(old: Content, new: Content, sections: Sections) -> tuple[Change, ...]:
    """Return the headings that came, went or are worded otherwise; other numbers and another order are no change."""
    titles = {section.id: section.title for section in new.sections}
    same = {a.id for a in old.sections if bare(a.title) == bare(titles.get(sections.get(a.id, ""), "\0"))}
    kept = {sections[section] for section in same}
    gone = tuple(Value(f"{s.id} {s.title}") for s in old.sections if s.id not in same)
    come = tuple(Value(f"{s.id} {s.title}") for s in new.sections if s.id not in kept)
    return (Change("sections", gone, come),) if gone or come else ()


def _bodies(bodies: Iterable[Body | None]) -> tuple[Value, ...]:
    return tuple(Value(body.label) for body in bodies if body)


def _period(plan: Content) -> str:
    return "—".join(filter(None, (plan.start, plan.end)))


def _documents(name: str, old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Change, ...]:
    gone, come = (tuple(Value(d) for d in here if d not in there) for here, there in ((old, new), (new, old)))
    return (Change(name, gone, come),) if gone or come else ()
