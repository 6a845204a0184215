"""Runs a command line: in which language, with which exit status, and never with a traceback for bad input."""

import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import TypeVar, cast

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from ontology.wording import LANGUAGES, DubanError, Language, language_of_locale, say
from views.terminal.manual import translate
from views.terminal.misuse import MisuseError, text_of

Done = TypeVar("Done")
OUTPUT_CLOSED = 141  # what a shell reports of a program that wrote to a closed pipe


def run(app: typer.Typer, arguments: Sequence[str]) -> int:
    """Carry out a command line.

    Returns:
        The exit status: 0 done, 1 the input could not be used, 2 wrong usage.
    """
    _open_streams()
    language = language_of_locale()
    try:
        language, rest = _chosen_language(arguments, language)
        status = _carry_out(app, rest, language)
        sys.stdout.flush()
        return status
    except MisuseError as error:
        complain(language, error.text(language))
        return 2
    except BrokenPipeError:
        _give_output_up()
        return OUTPUT_CLOSED
    except OSError as error:  # of the machine, not of the input: a full disk, most likely
        _give_output_up()
        complain(language, say("cli.machine", language, reason=error.strerror or error))
        return 1


def complain(language: Language, text: str) -> None:
    """Say on standard error, in one line, what is wrong."""
    print(say("cli.complaint", language, text=" ".join(text.split())), file=sys.stderr)


def attempt(language: Language, file: str, work: Callable[..., Done], *arguments: object) -> Done | None:
    """Do a piece of work on one of several files; what is wrong with it is said, and the others can go on."""
    try:
        return work(*arguments)
    except DubanError as error:
        complain_of(language, file, error)
        return None


def complain_of(language: Language, file: str, error: DubanError) -> None:
    """Say what is wrong with one of several files."""
    text = error.text(language)
    complain(language, text if file in text else say("cli.complaint-of", language, path=file, text=text))


def _carry_out(app: typer.Typer, arguments: list[str], language: Language) -> int:
    command = get_command(app)
    translate(command, language)
    try:
        with command.make_context("duban", arguments, obj=language) as context:
            command.invoke(context)
    except typer.Exit as ending:
        return ending.exit_code
    except MisuseError:
        raise
    except DubanError as error:
        complain(language, error.text(language))
        return 1
    except TyperException as error:
        if text := text_of(error, language):
            complain(language, text)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


def _chosen_language(arguments: Sequence[str], default: Language) -> tuple[Language, list[str]]:
    """Take ``--lang`` out of a command line, wherever it stands before ``--``.

    >>> _chosen_language(["plans", "--lang", "zh"], "en")
    ('zh', ['plans'])
    """
    rest = list(arguments)
    end = rest.index("--") if "--" in rest else len(rest)
    for position in reversed(range(end)):
        name, separator, value = rest[position].partition("=")
        if name != "--lang":
            continue
        width = 1 if separator else 2
        value = value if separator else "".join(rest[position + 1 : position + 2])
        if value not in LANGUAGES:
            raise MisuseError("cli.unknown-language", value=value)
        default, rest[position : position + width] = value, []
    return default, rest


def _open_streams() -> None:
    """Put nothing in the place of a stream that was closed before we began, and make the others speak Chinese."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - for as long as we run
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        _speak_chinese(cast(TextIOWrapper, stream))


def _give_output_up() -> None:
    """Let what was not written yet go nowhere, so that Python does not try again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_chinese(stream: TextIOWrapper) -> None:
    """Make what goes to files and pipes UTF-8 with LF; leave a terminal its encoding, but let it not stop us."""
    if stream.isatty():
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
