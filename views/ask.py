"""A question in plain language: its answer, how it was understood, and the passages that it rests on."""

from collections.abc import Sequence

import streamlit as st

from graph.store import Store
from ontology.wording import Language, say
from queries.answers.answer import Answer, ask
from queries.context import excerpts
from queries.conversation.conversation import Conversation
from queries.question_log import log_location, log_question
from queries.questions.words import legible
from views.page import markup
from views.page.address import keep, keep_list, kept, kept_list, link
from views.page.downloads import as_csv
from views.page.replies import Grid, figures_of, grid_of
from views.page.shelf import store
from views.page.words import language, plain

SUGGESTIONS = range(1, 6)
LONGEST = 300
MOST_BEFORE = 12


def show_form(spoken: Language) -> None:
    """Show where to type a question; the address keeps it."""
    st.session_state["widget-q"] = kept("q")
    with st.form("question", border=False):
        left, right = st.columns([7, 1], vertical_alignment="bottom")
        label = say("page.question", spoken)
        left.text_input(
            label,
            key="widget-q",
            max_chars=LONGEST,
            placeholder=label,
            label_visibility="collapsed",
            autocomplete="off",
        )
        button = say("page.ask-button", spoken)
        right.form_submit_button(button, type="primary", width="stretch", on_click=submit)


def submit() -> None:
    """Put the question that was typed into the address, after those that it may follow."""
    put_question(st.session_state["widget-q"], st.session_state.get("context", ()))


def put_question(question: str, before: Sequence[str] = ()) -> None:
    """Put a question into the address; it has not been read in one of several ways yet.

    Args:
        before: what was said before, that the question may lean on.
    """
    keep("q", question.strip())
    keep("reading", None)
    keep_list("after", before[-MOST_BEFORE:] if question.strip() else ())


def show_suggestions(opened: Store, spoken: Language) -> None:
    """Show questions that these plans answer."""
    plans = tuple(plan.run for plan in opened.plans())
    questions = answerable(opened, plans, spoken)
    if questions:
        st.html(markup.paragraph("hint", say("page.for-example", spoken)))
        with st.container(horizontal=True, gap="small"):
            for question in questions:
                st.button(plain(question), on_click=put_question, args=(question,), key=f"suggested {question}")


@st.cache_data(show_spinner=False, max_entries=8)
def answerable(_opened: Store, _plans: tuple[str, ...], spoken: Language) -> list[str]:
    """Return those of the questions we suggest that the plans have an answer to."""
    questions = [say(f"page.suggestion-{number}", spoken) for number in SUGGESTIONS]
    return [question for question in questions if ask(_opened, question).status == "answered"]


def show_conversation(opened: Store, question: str, spoken: Language) -> None:
    """Show the answer to a question, and the questions before it that it leans on."""
    conversation = Conversation(opened)
    for text in kept_list("after")[-MOST_BEFORE:]:
        conversation.ask(text[:LONGEST])
    answer = conversation.ask(question, kept("reading"))
    chain, context = conversation.chain, conversation.context
    if chain == context and chain[0] == question:
        keep_list("after", ())  # it stands by itself
    st.session_state["context"] = context
    note_question(answer, chain, spoken)
    if len(chain) > 1 and chain[0] != question:
        show_trail(chain[: chain.index(question)] if question in chain else chain, spoken)
    show_answer(opened, conversation, answer)


def show_trail(before: Sequence[str], spoken: Language) -> None:
    """Show what a question leans on, each a link to its answer, and a way to start anew."""
    addresses = (link("", {"q": text, "after": before[:number]}) for number, text in enumerate(before))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html(markup.trail("trail", (markup.Link(*step) for step in zip(before, addresses, strict=True))))
        anew = say("page.anew", spoken)
        st.button(anew, on_click=put_question, args=("",), key="anew", icon=":material/restart_alt:", type="tertiary")


def note_question(answer: Answer, chain: Sequence[str], spoken: Language) -> None:
    """Log a question once if the user has turned that on, and say so."""
    if location := log_location():
        if st.session_state.get("logged") != chain:
            log_question(answer)
        st.caption(plain(say("terminal.logged", spoken, path=location)))
    st.session_state["logged"] = chain


def show_answer(opened: Store, conversation: Conversation, answer: Answer) -> None:
    """Show how the question was understood, then the answer, or why there is none."""
    spoken = answer.language
    if answer.interpretation:
        st.html(markup.paragraph("understood", say("page.understood", spoken, text=answer.interpretation)))
    if answer.status == "answered":
        show_found(opened, answer)
    else:
        st.html(markup.paragraph("status", say(f"page.{answer.status}", spoken)))
    if answer.notes:
        st.html(markup.listed("notes", answer.notes))
    show_readings(conversation, answer)
    show_grounds(opened, answer)


def show_readings(conversation: Conversation, answer: Answer) -> None:
    """Show what the question may mean; what has an answer can be chosen."""
    for reading in answer.readings:
        if not conversation.can_take(reading):
            st.html(markup.paragraph("reading", reading))
        else:
            st.button(plain(reading), on_click=keep, args=("reading", reading), key=f"reading {reading}")


def show_found(opened: Store, answer: Answer) -> None:
    """Show figures large, and everything else as a table."""
    grid = grid_of(answer, {plan.id: plan.title for plan in opened.plans()})
    if grid is None:
        st.html(markup.listed("figures", figures_of(answer)))
        return
    st.html(markup.paragraph("status", say("page.found", answer.language, count=len(grid.rows))))
    st.html(markup.table(grid.headings, [linked(grid, row, answer) for row in grid.rows]))
    name, label = "duban-answer.csv", say("page.download", answer.language)
    st.download_button(
        label, as_csv(grid.headings, grid.rows), name, "text/csv", icon=":material/download:", type="tertiary"
    )


def linked(grid: Grid, row: tuple[str, ...], answer: Answer) -> list[markup.Cell]:
    """Let the number of a task lead to the task."""
    if answer.kind != "tasks":
        return list(row)
    found = answer.answers[grid.rows.index(row)]
    address = link("tasks", {"task": f"{found['plan']}/{found['id']}"})
    return [markup.Link(row[0], address), *row[1:]]


def show_grounds(opened: Store, answer: Answer) -> None:
    """Show what the answer rests on: passages in their context, and the query."""
    if answer.evidence:
        st.html(markup.paragraph("heading", say("page.evidence", answer.language)))
        for excerpt in excerpts(opened, answer.evidence):
            st.html(markup.quotation(excerpt, answer.language))
    if answer.sparql:
        with st.expander(say("page.query", answer.language), icon=":material/code:"):
            st.code(answer.sparql, language="sparql")


def show() -> None:
    """Show the page."""
    spoken = language()
    st.title(say("page.ask", spoken), anchor=False)
    opened = store()
    show_form(spoken)
    if question := legible(kept("q")).strip()[:LONGEST]:
        show_conversation(opened, question, spoken)
    else:
        st.session_state["context"] = ()
    show_suggestions(opened, spoken)


show()
