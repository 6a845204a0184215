"""What is wrong with a command line, in the reader's language; Typer itself says it in English only."""

from typing import Any

from typer.exceptions import TyperException

from ontology.wording import DubanError, Language, say


class MisuseError(DubanError):
    """A command line that cannot be carried out: exit status 2, not 1."""


def text_of(error: TyperException, language: Language) -> str:
    """Return what Typer found wrong; nothing where there were no arguments at all and it has printed the help."""
    what = _what(error, language)
    if not what:
        return ""
    context = getattr(error, "ctx", None)
    return say("cli.misused", language, what=what, command=context.command_path if context else "duban")


def _what(error: Any, language: Language) -> str:
    match type(error).__name__:
        case "MissingParameter":
            return say("cli.missing-argument", language, name=_name(error))
        case "NoSuchOption":
            return say("cli.no-such-option", language, name=error.option_name)
        case "BadOptionUsage":
            return say("cli.option-without-value", language, name=error.option_name)
        case "BadParameter":
            return say("cli.bad-value", language, name=_name(error))
    message = str(error.format_message()).rstrip(".")
    if message.startswith("Got unexpected extra argument"):
        return say("cli.too-many-words", language)
    return say("cli.misused-otherwise", language, message=message) if message else ""


def _name(error: Any) -> str:
    """How the parameter is written: the option itself, or the argument's place holder."""
    parameter = error.param
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.display_name_raw)
