"""The pages about the catalogue: ``python -m queries.documentation zh > docs/queries.zh-CN.md``, ``en`` for the other.

Everything on them is read from the headers of the queries; the same files give the same pages.
"""

import sys
from collections.abc import Iterator

from ontology.wording import LANGUAGES, Language, say
from queries.catalogue import GROUPS, Entry, columns, entries
from queries.parameters import TYPES, Parameter


def page(language: Language) -> str:
    """Return the page in one language, in Markdown."""
    parts = [f"# {say('catalogue.page-title', language)}", say("catalogue.page-intro", language)]
    for group in GROUPS:
        own = [entry for entry in entries().values() if entry.group == group]
        links = (f"[{entry.title(language)}](#{entry.name})" for entry in own)
        parts += [f"## {say(f'catalogue.group-{group}', language)}", " · ".join(links)]
        parts += [part for entry in own for part in _entry(entry, language)]
    return "\n\n".join(parts) + "\n"


def _entry(entry: Entry, language: Language) -> Iterator[str]:
    yield f'### <a id="{entry.name}"></a>{entry.title(language)}'
    yield entry.description(language)
    if entry.parameters:
        yield "\n".join(_table(entry.parameters, language))
    names = ", ".join(f"`{name}`" for name in columns(entry.sparql))
    yield say("catalogue.page-columns", language, names=names)
    words = [f"--{p.name} {p.example}" for p in entry.parameters if p.name != "plan"]
    yield f"```sh\n{' '.join(['duban query', entry.name, *words])}\n```"
    query = "\n".join(line for line in entry.sparql.splitlines() if not line.startswith("#+"))
    yield f"<details><summary>SPARQL</summary>\n\n```sparql\n{query}\n```\n\n</details>"


def _table(parameters: tuple[Parameter, ...], language: Language) -> Iterator[str]:
    heads = (say(f"catalogue.page-{name}", language) for name in ("parameter", "type", "example"))
    yield f"| {' | '.join(heads)} |"
    yield "| --- | --- | --- |"
    for parameter in parameters:
        optional = say("catalogue.page-optional", language) if parameter.optional else ""
        yield f"| `{parameter.name}` | {type_words(parameter, language)}{optional} | `{parameter.example}` |"


def type_words(parameter: Parameter, language: Language) -> str:
    """Return what a parameter may be, in words."""
    key, choices = f"catalogue.type-{parameter.type}", TYPES[parameter.type].choices
    return say(key, language, choices=", ".join(choices)) if choices else say(key, language)


def main() -> None:
    """Print the page in the language that is asked for."""
    languages: dict[str, Language] = {language: language for language in LANGUAGES}
    if len(sys.argv) != 2 or sys.argv[1] not in languages:
        raise SystemExit(__doc__)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page(languages[sys.argv[1]]))


if __name__ == "__main__":
    main()
