"""A conversation in the terminal: lines are read, and each is answered."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, cast

from ontology.wording import DubanError, Language, say
from views.terminal.reports import report_answer
from views.terminal.shell import complain

if TYPE_CHECKING:
    from graph.store import Store

PROMPT = "› "


def chat(store: "Store", language: Language, *, as_json: bool) -> None:
    """Answer the lines of standard input until it ends or its last word is said."""
    from queries.conversation.conversation import Conversation
    from queries.conversation.words import has_ended, starts_anew
    from queries.question_log import log_question

    quiet = as_json or not sys.stdin.isatty()
    _greet(language, quiet=quiet)
    conversation = Conversation(store)
    for line in _lines(prompted=not quiet):
        if has_ended(line):
            break
        if starts_anew(line):
            conversation = Conversation(store)
            continue
        try:
            answer = conversation.ask(line)
        except DubanError as error:  # of the store; the next question may find it well again
            complain(language, error.text(language))
            continue
        log_question(answer)
        report_answer(answer, as_json=as_json, headed=not sys.stdin.isatty(), numbered=True)
        if not as_json:
            print()
        sys.stdout.flush()
    if not quiet:
        print(say("terminal.farewell", language))


def _greet(language: Language, *, quiet: bool) -> None:
    """Say how to talk and, where questions are logged, where to; that is said in a pipe too, beside the answers."""
    from queries.question_log import log_location

    if not quiet:
        print(say("terminal.greeting", language))
    if location := log_location():
        print(say("terminal.logged", language, path=location), file=sys.stderr)


def _lines(*, prompted: bool) -> Iterator[str]:
    """Yield what is said, without the empty lines; at a terminal after a prompt, with what was said before at hand."""
    if not prompted:
        with suppress(AttributeError):  # a stream that is no file speaks what it speaks
            cast(TextIOWrapper, sys.stdin).reconfigure(encoding="utf-8", errors="replace")
        yield from (line.strip() for line in sys.stdin if line.strip())
        return
    with suppress(ImportError):  # not on every system
        import readline  # noqa: F401 - input() takes it from there; nothing is kept on disk
    while True:
        try:
            line = input(PROMPT).strip()
        except EOFError:
            print()
            return
        if line:
            yield line
