"""Help in the reader's language: commands name their texts, which are put in before a command line is read."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from ontology.wording import Language, say
from views.terminal.misuse import MisuseError


class _Bilingual:
    """What Typer itself says in English only; ``ctx.obj`` is the language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined] # of the command mixed into
        formatter.write_usage(ctx.command_path, pieces, prefix=say("cli.usage", ctx.obj))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _entitle(ctx.obj)
        super().format_help(ctx, formatter)  # type: ignore[misc] # of the command mixed into

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc] # of the command mixed into
        option.help = say("cli.help", ctx.obj)
        _hide_type(option)
        return option


class Command(_Bilingual, TyperCommand):
    """A command whose ``help`` names a message."""


class Group(_Bilingual, TyperGroup):
    """The commands together."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first word names, or say which there are."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise MisuseError("cli.no-such-command", name=args[0], known=", ".join(self.commands))
        return super().resolve_command(ctx, args)


def translate(command: Any, language: Language) -> None:
    """Put the texts of one language where a command, its options and its subcommands name them.

    Raises:
        LookupError: a text that is named is not there.
    """
    command.options_metavar = say("cli.options-metavar", language)
    command.help = say(command.help, language)
    command.epilog = command.epilog and say(command.epilog, language)
    for param in command.params:
        param.help = say(param.help, language)
        _hide_type(param)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = say("cli.subcommand-metavar", language)
        for subcommand in command.commands.values():
            translate(subcommand, language)


def _hide_type(param: Any) -> None:
    """Show no Python type where there is nothing to fill in (a flag) or its place holder stands already."""
    if param.param_type_name == "argument" or param.is_flag:
        param.display_type_rich = lambda ctx: None  # noqa: ARG005 - as Typer calls it


class _Folding:
    """Marks options in a text of help, and lets it go on in the next line: Chinese has no blanks to break at."""

    def __init__(self, marks: Any) -> None:
        self.marks = marks

    def __call__(self, text: Any) -> Any:
        """Return the text as help shows it."""
        marked = self.marks(text)
        marked.overflow = "fold"
        return marked


def _entitle(language: Language) -> None:
    from typer import rich_utils  # brings Rich, which a command that shows no help may not need

    rich_utils.highlighter = _Folding(rich_utils.OptionHighlighter())  # type: ignore[assignment] # all texts pass it
    rich_utils.ARGUMENTS_PANEL_TITLE = say("cli.arguments-title", language)
    rich_utils.OPTIONS_PANEL_TITLE = say("cli.options-title", language)
    rich_utils.COMMANDS_PANEL_TITLE = say("cli.commands-title", language)
    rich_utils.DEFAULT_STRING = say("cli.default", language)
    rich_utils.REQUIRED_LONG_STRING = say("cli.required", language)
