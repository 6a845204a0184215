"""All tasks in a table: filtered, downloaded, and each with its passage."""

from collections.abc import Mapping

import streamlit as st
from streamlit.column_config import Column

from graph.store import Store
from ontology.wording import DubanError, Language, say
from queries.answers.evidence import Evidence, passages
from queries.context import excerpt_of
from queries.item import ROLES, get_item
from queries.ledgers.overview import Choices, Filters, LedgerRow, choices, ledger
from views.page import markup
from views.page.address import follow, keep, kept, take
from views.page.downloads import as_csv
from views.page.shelf import store
from views.page.words import concept, heading, language, plain

PIXELS = {"id": 70, "title": 200, "deadlines": 120, "lead": 110, "participants": 220, "section": 200}
LONGER = {"lead": 250, "participants": 260}  # in English


def show_filters(found: Choices, spoken: Language) -> Filters:
    """Show what the table can be narrowed to, and return what it is narrowed to."""
    english = spoken == "en"
    named = {
        "plan": found.plans,
        "department": {label: (name if english else "") or label for label, name in found.departments.items()},
        "role": {role: concept("roles", role, spoken) for role in found.roles},
        "year": {year: year for year in found.years},
        "section": {number: f"{number} {title}" for number, title in found.sections.items()},
    }
    shown = [name for name, options in named.items() if len(options) > 1]
    for name, column in zip(shown, st.columns(len(shown) or 1), strict=False):
        column.selectbox(
            say(f"page.filter-{name}", spoken),
            named[name],
            key=follow(name, named[name]),
            format_func=named[name].__getitem__,
            placeholder=say("page.all", spoken),
            index=None,
            on_change=take,
            args=(name,),
        )
    return Filters(**{name: kept(name) for name, options in named.items() if kept(name) in options})


def columns_of(row: LedgerRow, roles: list[str], spoken: Language) -> tuple[str, ...]:
    """Return a task as texts."""
    separator = say("terminal.separator", spoken)
    held = (separator.join(row.names(role, spoken)) for role in roles)
    return row.id, row.title, separator.join(row.deadlines), *held, row.section


def widths(spoken: Language) -> Mapping[str, int]:
    """Return how wide each column is, in pixels."""
    return {**PIXELS, **(LONGER if spoken == "en" else {})}


def show_table(rows: tuple[LedgerRow, ...], spoken: Language) -> None:
    """Show the tasks; the one that the address names is selected."""
    held = {part.role for row in rows for part in row.held}
    roles = [role for role in ROLES if role in held]
    headings = [heading(name, spoken) for name in ("id", "title", "deadlines", *(ROLES[r] for r in roles), "section")]
    cells = [columns_of(row, roles, spoken) for row in rows]
    names = [f"{row.plan}/{row.id}" for row in rows]
    chosen = [names.index(kept("task"))] if kept("task") in names else []
    key = f"tasks {spoken} {hash(tuple(names))}"

    def choose() -> None:
        selected = st.session_state[key]["selection"]["rows"]
        keep("task", names[selected[0]] if selected else None)

    st.dataframe(
        [dict(zip(headings, row, strict=True)) for row in cells],
        hide_index=True,
        height=min(len(rows) * 36 + 40, 480),
        row_height=36,
        column_config={heading(name, spoken): Column(width=width) for name, width in widths(spoken).items()},
        key=key,
        on_select=choose,
        selection_mode="single-row",
        selection_default={"selection": {"rows": chosen}},
    )
    file = as_csv(headings, cells)
    st.download_button(
        say("page.download", spoken), file, "duban-tasks.csv", "text/csv", icon=":material/download:", type="tertiary"
    )


def show_task(opened: Store, plan: str, number: str, spoken: Language) -> None:
    """Show one task with its passage in the plan.

    Raises:
        DubanError: there is no such task.
    """
    item = get_item(opened, number, plan)
    row = next((row for row in ledger(opened, Filters(plan=plan)) if row.id == number), None)
    if row is None:  # a target
        raise DubanError("errors.no-such-item", id=number)
    st.html(markup.paragraph("heading", f"{item.id} {item.title}"))
    separator = say("terminal.separator", spoken)
    held = {heading(name, spoken): separator.join(row.names(role, spoken)) for role, name in ROLES.items()}
    dates = {heading("deadlines", spoken): separator.join(row.deadlines), heading("section", spoken): row.section}
    st.html(markup.facts({**held, **dates}))
    frame = Evidence(item.text, item.start, item.end, item.plan)
    excerpt = excerpt_of(opened, frame, passages(opened, [item.iri], dated=True))
    if excerpt is not None:
        st.html(markup.quotation(excerpt, spoken))


def show() -> None:
    """Show the page."""
    spoken = language()
    st.title(say("page.tasks", spoken), anchor=False)
    opened = store()
    rows = ledger(opened, show_filters(choices(opened, spoken), spoken))
    if rows:
        st.html(markup.paragraph("status", say("page.found-tasks", spoken, count=len(rows))))
        show_table(rows, spoken)
    else:
        st.html(markup.paragraph("status", say("page.no-tasks", spoken)))
    plan, _, number = kept("task").rpartition("/")
    if not (plan and number):
        st.html(markup.paragraph("hint", say("page.choose-task", spoken)))
        return
    try:
        show_task(opened, plan, number, spoken)
    except DubanError as error:
        st.warning(plain(error.text(spoken)))


show()
