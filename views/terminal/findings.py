"""What ``duban check`` shows: what to look at again in a plan, and where its text is."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.wording import DubanError, Language, say
from views.terminal.input import plan_in
from views.terminal.places import words_for
from views.terminal.reports import print_json
from views.terminal.tables import joined, show_heading, show_rows

if TYPE_CHECKING:
    from extraction.records import Passage, Plan
    from queries.check import Finding

_LONGEST, _MOST_PASSAGES = 160, 5


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan that was looked through.

    Args:
        plan: its id.
        read: its records, where it was read from a file just now, which knows on which page a passage stands.
    """

    plan: str
    findings: "Sequence[Finding]"
    read: "Plan | None" = None


def check_source(source: str, store: str | None) -> Checked:
    """Look through a file, or through a plan of the store.

    Raises:
        DubanError: it is neither, or the file cannot be used.
    """
    from graph.store import MemoryStore, is_there, open_store
    from queries.check import check

    if source != "-" and not os.path.exists(source):
        if "/" in source or Path(source).suffix or not is_there(store):
            raise DubanError("check.neither", source=source)
        with open_store(store) as opened:
            if source not in {entry.id for entry in opened.plans()}:
                raise DubanError("check.neither", source=source)
            return Checked(source, check(opened, source))
    from graph.build import describe_vocabulary
    from graph.library import state
    from graph.naming import default_id

    plan = plan_in(source)
    name, memory = default_id(plan), MemoryStore()
    memory.replace_plan(name, [*state(plan, name), *describe_vocabulary()])
    return Checked(name, check(memory, name), plan)


def report_findings(checked: Checked, language: Language, *, as_json: bool) -> None:
    """Print findings for people, the gravest first, or as one JSON object."""
    from queries.check import by_rule, to_json

    if as_json:
        print_json(to_json(checked.plan, checked.findings), indent=1)
        return
    count = len(checked.findings)
    if not count:
        show_heading(say("check.nothing", language, plan=checked.plan))
        return
    show_heading(say("check.found", language, plan=checked.plan, count=count))
    groups = list(by_rule(checked.findings))
    kinds = [(say(f"check.{rule.severity}", language), rule.title(language), len(found)) for rule, found in groups]
    show_rows(kinds)
    for rule, found in groups:
        print()
        show_heading(f"{rule.title(language)} ({len(found)})")
        show_rows([(each.id, _brief(each.briefs[language]), _places(checked, each, language)) for each in found])


def _places(checked: Checked, finding: "Finding", language: Language) -> str:
    """Say where the passages of a finding are: each in the text and, where the file has pages, on which."""
    shown = [_place(checked, passage, language) for passage in finding.passages[:_MOST_PASSAGES]]
    more = len(finding.passages) - len(shown)
    return joined([*shown, *([say("check.more", language, count=more)] if more else [])], language)


def _place(checked: Checked, passage: "Passage", language: Language) -> str:
    place = words_for(checked.read.place_of(passage), language) if checked.read else ""
    return " ".join(filter(None, (f"{passage.start}—{passage.end}", place)))


def _brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
