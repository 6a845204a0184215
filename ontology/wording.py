"""What the program says to people, in Chinese and English.

The words stand in ``ontology/wording/*.toml``, one table a message::

    ["no-such-file"]
    zh = "找不到文件：{path}。"
    en = "No such file: {path}."

A message is named by its file's stem and its table: ``errors.no-such-file``.  Values stand in braces, as for
``str.format``.  Where English needs a singular, ``en_one`` is what is said when the value ``count`` is 1.
"""

import os
import string
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class DubanError(ValueError):
    """Input that could not be used, told in the reader's language.

    Args:
        key: the message, as ``errors.no-such-file``.
        values: what the message's braces stand for.

    Raises:
        LookupError: no such message, or a value is missing or not used by it.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(say(key, "en", **values))
        self.key = key
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        return self.text("en")

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error cross from a worker process to the one that reports it."""
        return _revive, (self.key, dict(self.values))

    def text(self, language: Language) -> str:
        """Return the message in one language."""
        return say(self.key, language, **self.values)


def _revive(key: str, values: Mapping[str, object]) -> DubanError:
    return DubanError(key, **values)


def say(key: str, language: Language, /, **values: object) -> str:
    """Return a message in one language, its values put in.

    >>> say("errors.no-such-file", "en", path="plan.txt")
    'plan.txt: no such file. Check the name and the folder.'

    Raises:
        LookupError: no such message, or a value is missing or not used by it.
    """
    forms = find_message(key)
    if forms is None:
        raise LookupError(f"{key}: no such message in ontology/wording")
    if values.keys() != fields(forms["zh"]):
        raise LookupError(f"{key}: needs {sorted(fields(forms['zh']))}, was given {sorted(values)}")
    singular = language == "en" and values.get("count") == 1
    return forms.get("en_one" if singular else language, forms[language]).format(**values)


def language_of_locale() -> Language:
    """Return ``zh`` where the user's locale is Chinese, else ``en``; the order of variables is POSIX's."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := os.environ.get(variable):
            return "zh" if locale.lower().startswith("zh") else "en"
    return "en"


def find_message(key: str) -> Mapping[str, str] | None:
    """Return a message's forms, or ``None`` if there is no such message."""
    stem, _, name = key.partition(".")
    return messages(stem).get(name)


@cache
def messages(stem: str) -> Mapping[str, Mapping[str, str]]:
    """Return all messages of one file by their names, none if there is no such file.

    Raises:
        ValueError: a message lacks a language, has a form that is not known, or its forms do not use the same values.
    """
    source = files("ontology") / "wording" / f"{stem}.toml"
    if not source.is_file():
        return {}
    tables = tomllib.loads(source.read_text("utf-8"))
    for name, forms in tables.items():
        _check(f"{stem}.toml: {name}", forms)
    return cast(Mapping[str, Mapping[str, str]], tables)


def _check(place: str, forms: object) -> None:
    if not isinstance(forms, dict) or not all(isinstance(form, str) for form in forms.values()):
        raise ValueError(f'{place}: must be a table of texts, zh = "…" and en = "…"')
    if forms.keys() - {"en_one"} != set(LANGUAGES):
        raise ValueError(f"{place}: has {sorted(forms)}, must have en and zh, and may have en_one")
    if len({frozenset(fields(form)) for form in forms.values()}) > 1:
        raise ValueError(f"{place}: its forms do not use the same values")


def fields(form: str) -> set[str]:
    """Return the names of the values that stand in a text.

    >>> sorted(fields("{path}: line {line}"))
    ['line', 'path']
    """
    return {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}
