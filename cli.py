"""The command line: commands, nothing else.  Heavy libraries are imported by the command that needs them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ontology.wording import say
from views.terminal import options
from views.terminal.manual import Command, Group
from views.terminal.misuse import MisuseError
from views.terminal.shell import attempt, complain, run

app = typer.Typer(cls=Group, add_completion=False, no_args_is_help=True)


def main() -> None:
    """Run the ``duban`` command."""
    raise SystemExit(run(app, sys.argv[1:]))


def show_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        from importlib.metadata import version

        print("duban", version("duban"))
        raise typer.Exit


@app.callback(help="cli.duban", epilog="cli.duban-examples")
def duban(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="cli.option-version", callback=show_version, is_eager=True)
    ] = False,
    lang: options.Lang = None,
) -> None:
    """Options of all commands; by now the version has been shown and the language taken."""
    del version, lang


@app.command(cls=Command, help="cli.read", epilog="cli.read-examples")
def read(context: typer.Context, file: options.File, *, restored: options.Restored = False) -> None:
    """Print the plain text of a file."""
    from extraction.reader import read_document

    document = read_document(file)
    for page in document.unread:
        text = say("cautions.unread-page", context.obj, about=page)
        complain(context.obj, say("cli.complaint-of", context.obj, path=file, text=text))
    text = document.text
    if restored:
        from extraction.restore import restore  # brings spaCy

        text = restore(text)
    sys.stdout.write(text)


@app.command(cls=Command, help="cli.extract", epilog="cli.extract-examples")
def extract(context: typer.Context, file: options.File, *, as_json: options.Json = False) -> None:
    """Print what a plan says."""
    from extraction.reader import read_document
    from views.terminal.progress import tracked
    from views.terminal.reports import report_plan

    for document in tracked([read_document(file)], say("cli.reading", context.obj), 1):
        from extraction.pipeline import extract  # brings spaCy: a part of the work

        plan = attempt(context.obj, file, extract, document)
    if plan is None:
        raise typer.Exit(1)
    report_plan(plan, context.obj, as_json=as_json)


@app.command(cls=Command, help="cli.build", epilog="cli.build-examples")
def build(
    context: typer.Context,
    sources: options.Sources,
    plan_id: options.PlanId = None,
    store: options.Store = None,
    jobs: options.Jobs = None,
) -> None:
    """Store plans; one that cannot be read does not stop the others."""
    from extraction.reader import plans_in
    from graph.intake import add_files
    from graph.store import open_store
    from views.terminal.progress import tracked
    from views.terminal.reports import report_outcome

    files = [file for source in sources for file in plans_in(source)]
    if plan_id and len(files) > 1:
        raise MisuseError("cli.id-for-several")
    built = 0
    with open_store(store, write=True) as opened:
        outcomes = add_files(opened, files, plan_id, jobs)
        for file, outcome in zip(files, tracked(outcomes, say("cli.building", context.obj), len(files)), strict=True):
            built += report_outcome(file, outcome, context.obj)
    if built < len(files):
        raise typer.Exit(1)


@app.command(cls=Command, help="cli.plans", epilog="cli.plans-examples")
def plans(context: typer.Context, store: options.Store = None) -> None:
    """List what the store holds."""
    from graph.store import open_store
    from views.terminal.reports import report_versions
    from views.terminal.tables import headings_of, show_table

    with open_store(store) as opened:
        print(say("cli.store-is", context.obj, path=opened.location))
        rows = [(plan.id, plan.tasks, plan.title) for plan in opened.plans()]
        show_table(headings_of(("plan", "tasks", "title"), context.obj), rows)
        report_versions(opened.versions(), context.obj)


@app.command(cls=Command, help="cli.show", epilog="cli.show-examples")
def show(context: typer.Context, item: options.Item, plan: options.OnePlan = None, store: options.Store = None) -> None:
    """Print one task or target whole."""
    from graph.store import open_store
    from queries.item import get_item
    from queries.versions import locate
    from views.terminal.reports import report_item

    with open_store(store) as opened:
        held, name = locate(opened, plan) if plan else (opened, None)
        report_item(get_item(held, item, name), context.obj)


@app.command(cls=Command, help="cli.remove", epilog="cli.remove-examples")
def remove(context: typer.Context, plan: options.Plan, store: options.Store = None) -> None:
    """Take a plan out of the store."""
    from graph.store import open_store

    open_store(store).close()  # where there is no store yet, none is made
    with open_store(store, write=True) as opened:
        opened.remove_plan(plan)
    print(say("cli.removed", context.obj, plan=plan))


@app.command("import", cls=Command, help="cli.import", epilog="cli.import-examples")
def import_entries(
    context: typer.Context, ledger: options.Ledger, by: options.Reporter = "", store: options.Store = None
) -> None:
    """Take progress and corrections from a ledger that was filled in."""
    from datetime import UTC, datetime

    from extraction.reader import read_sheets
    from graph.store import open_store
    from queries.ledgers.imports import import_ledger
    from views.terminal.ledgers import report_import

    sheets = read_sheets(ledger)
    open_store(store).close()  # where there is no store yet, none is made
    with open_store(store, write=True) as opened:
        report = import_ledger(opened, sheets, Path(ledger).name, datetime.now(UTC), by)
    report_import(report, context.obj)


@app.command(cls=Command, help="cli.ask", epilog="cli.ask-examples")
def ask(
    context: typer.Context,
    question: options.Question = None,
    questions: options.Questions = None,
    *,
    as_json: options.Json = False,
    store: options.Store = None,
) -> None:
    """Answer one question, or each line of a file."""
    from extraction.reader import read
    from graph.store import open_store
    from queries.answers.answer import ask as answer_to
    from queries.question_log import log_question
    from views.terminal.progress import tracked
    from views.terminal.reports import report_answer

    if bool((question or "").strip()) == bool(questions):
        raise MisuseError("cli.question-missing")
    asked = [question or ""] if questions is None else [line for line in read(questions).split("\n") if line.strip()]
    with open_store(store) as opened:
        for line in tracked(asked, say("cli.answering", context.obj), len(asked)):
            answer = answer_to(opened, line)
            log_question(answer)
            report_answer(answer, as_json=as_json, headed=len(asked) > 1)


@app.command(cls=Command, help="cli.chat", epilog="cli.chat-examples")
def chat(context: typer.Context, *, as_json: options.Json = False, store: options.Store = None) -> None:
    """Answer one question after another, each of which may lean on those before it."""
    from graph.store import open_store
    from views.terminal.chat import chat as talk

    with open_store(store) as opened:
        talk(opened, context.obj, as_json=as_json)


@app.command(cls=Command, help="cli.check", epilog="cli.check-examples")
def check(
    context: typer.Context, source: options.Checked, *, as_json: options.Json = False, store: options.Store = None
) -> None:
    """Print what a drafter should look at again."""
    from views.terminal.findings import check_source, report_findings

    report_findings(check_source(source, store), context.obj, as_json=as_json)


@app.command(
    cls=Command,
    help="cli.query",
    epilog="cli.query-examples",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def query(  # noqa: PLR0913, PLR0917 - an argument an option
    context: typer.Context,
    name: options.Query = None,
    file: options.QueryFile = None,
    form: options.Format = "table",
    version: options.Past = None,
    limit: options.RowLimit = None,
    timeout: options.TimeLimit = None,
    store: options.Store = None,
) -> None:
    """Run a query of the catalogue or one's own."""
    from graph.store import open_store
    from queries.versions import locate
    from views.terminal.reports import report_catalogue, report_found
    from views.terminal.request import limits_of, rows_asked_for

    if name is None and file is None:
        report_catalogue(context.obj)
        return
    with open_store(store) as opened:
        held = locate(opened, version)[0] if version else opened
        found = rows_asked_for(held, name, file, context.args, limits_of(limit, timeout))
        report_found(found, form, context.obj)


@app.command(cls=Command, help="cli.diff", epilog="cli.diff-examples")
def diff(
    context: typer.Context,
    old: options.Old,
    new: options.New,
    *,
    as_json: options.Json = False,
    store: options.Store = None,
) -> None:
    """Tell what one version of a plan says otherwise than another."""
    from queries.diff import compare
    from queries.diff.serialise import to_json
    from views.terminal.comparison import content_named, report_diff
    from views.terminal.reports import print_json

    before, after = (attempt(context.obj, name, content_named, name, store) for name in (old, new))
    if before is None or after is None:
        raise typer.Exit(1)
    found = compare(before, after)
    if as_json:
        print_json(to_json(found), indent=1)
    else:
        report_diff(found, (old, new), context.obj)


@app.command(cls=Command, help="cli.export", epilog="cli.export-examples")
def export(
    context: typer.Context,
    form: options.Form,
    out: options.Out,
    plan: options.Plans = None,
    store: options.Store = None,
) -> None:
    """Write plans to a file that other programs read."""
    from graph.store import open_store
    from queries.exports import export as exported
    from queries.exports import forms
    from queries.versions import locate_all
    from views.terminal.output import write_output

    if form not in forms():
        raise MisuseError("cli.unknown-form", value=form, known=", ".join(forms()))
    with open_store(store) as opened:
        held, plans = locate_all(opened, plan or ())
        write_output(out, exported(held, form, plans))
    if out != "-":
        print(say("cli.exported", context.obj, path=out, count=len(plans)))


@app.command(cls=Command, help="cli.demo", epilog="cli.demo-examples")
def demo(
    context: typer.Context,
    port: options.Port = 8501,
    *,
    no_browser: options.NoBrowser = False,
    store: options.Store = None,
) -> None:
    """Store the shipped plan and serve the page."""
    from importlib.resources import as_file, files

    from views.terminal.page import check_port, serve_page

    check_port(port)
    with as_file(files("extraction") / "plans" / "yongchuan-2016.txt") as plan:
        context.invoke(build, context=context, sources=[str(plan)], plan_id=None, store=store)
    print(say("cli.page-at", context.obj, port=port), flush=True)
    raise typer.Exit(serve_page(port, store, browser=not no_browser))


@app.command(cls=Command, help="cli.serve", epilog="cli.serve-examples")
def serve(
    context: typer.Context,
    host: options.Host = "127.0.0.1",
    port: options.EndpointPort = 7878,
    limit: options.ServedRows = 10_000,
    timeout: options.ServedTime = 30.0,
    workers: options.Workers = None,
    store: options.Store = None,
) -> None:
    """Answer SPARQL of other programs until stopped."""
    from queries.foreign.inquiry import Limits
    from views.endpoint.server import address_of, is_open_to_others, listen
    from views.endpoint.server import serve as answer
    from views.terminal.endpoint import announce, folder_to_serve, workers_here

    folder = folder_to_serve(store)
    with listen(host, port) as listening:
        announce(address_of(listening), context.obj, is_open=is_open_to_others(listening))
        answer(listening, folder, Limits(limit, timeout), workers or workers_here(), context.obj)


if __name__ == "__main__":
    main()
