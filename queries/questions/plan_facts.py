"""Questions for what a plan says of itself: its title, issuer, number, period, scope, parts and annexes."""

import re

from queries.questions.places import plans_named
from queries.questions.request import Refusal, Request
from queries.questions.scan import Scan

PREFIX = "fact-"
# What may stand in such a question besides: words that ask, that join, or that name the plan.
BESIDE = frozenset(
    {
        "all",
        "and",
        "ask",
        "count",
        "departments",
        "is",
        "issued",
        "limit-times",
        "named",
        "paper",
        "place",
        "plan",
        "stop",
        "times",
        "what",
        "what-is",
        "when",
        "who",
        "who-all",
        "yes-no",
    }
)
# A document's number is asked for, and who issued it, by words that need the plan beside them.
JOINED = {frozenset({"issued", "who"}): "issuer", frozenset({"issued", "who-all"}): "issuer"}
OF_SECTION = frozenset({"parts", "sections", "levels"})
LEVELS = ("chapters", "sections within chapters")


def fact_request(found: Scan) -> Request | Refusal | None:
    """Return the fact that a question asks for, ``None`` if it asks for none or for something besides."""
    items = [
        item for item in found.items if item.kind != "date" or re.search("[0-9]", item.text)
    ]  # 规划期 is a date too
    kinds = {item.kind for item in items}
    facts = [item.kind.removeprefix(PREFIX) for item in found.items if item.kind.startswith(PREFIX)]
    facts += [fact for cues, fact in JOINED.items() if cues <= kinds]
    asked = tuple(dict.fromkeys(facts))
    if len(asked) != 1 or found.unknown:
        return None
    allowed = BESIDE | ({"section"} if asked[0] in OF_SECTION else set())
    if any(kind not in allowed and not kind.startswith(PREFIX) for kind in kinds):
        return None
    section = tuple(iri for item in found.items if item.kind == "section" for iri in item.iris)
    if asked[0] == "levels" and not section:
        word = next(item.text for item in found.items if item.kind == "fact-levels")
        return Refusal("several-levels", (("word", word),), LEVELS)
    return Request(
        language=found.language,
        asked="fact",
        fact="sections" if asked[0] == "levels" else asked[0],
        section=section,
        yes_no=bool(kinds & {"yes-no", "ask"}),
        count="count" in kinds,
        plans=plans_named(found.items),
        one_plan=any(item.kind == "plan" and not item.iris for item in found.items),
    )
