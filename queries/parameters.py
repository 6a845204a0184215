"""The values that queries of the catalogue take: their types, and how what is typed becomes an RDF term."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from pyoxigraph import Literal, NamedNode

from ontology import PLAN
from ontology.namespaces import XSD
from ontology.wording import DubanError

ROLES = ("lead", "participant", "responsible", "guidance", "default")
_PERIODS = ("P1Y", "P6M", "P3M", "P1M", "P7D", "P1D")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")

Term = Literal | NamedNode


@dataclass(frozen=True, slots=True)
class ParameterType:
    """What a parameter may be.

    Args:
        read: returns the term for what was typed, ``None`` where it cannot be one.
        known: all or the usual values that may be typed, where that is a list.
        scheme: the concept scheme of ``plan.ttl`` that lists them instead.
    """

    read: Callable[[str], Term | None]
    known: tuple[str, ...] = ()
    scheme: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The values to choose from, where there is a list."""
        return PLAN.notations(self.scheme) if self.scheme else self.known


def _label(value: str) -> Literal:
    """A name, of the language that its characters are of."""
    return Literal(value, language="zh" if _HAN.search(value) else "en")


def _typed(form: str, name: str, value: str) -> Literal | None:
    """A literal of a datatype of XML Schema; what is typed goes no further than the pattern lets it."""
    return Literal(value, datatype=NamedNode(XSD + name)) if re.fullmatch(form, value, re.ASCII) else None


def _whole(value: str) -> Literal | None:
    return Literal(int(value)) if re.fullmatch(r"\d{1,9}", value, re.ASCII) else None


def _year(value: str) -> Literal | None:
    return Literal(int(value)) if re.fullmatch(r"\d{4}", value, re.ASCII) else None


def _day(value: str) -> Literal | None:
    day = _typed(r"\d{4}-\d{2}-\d{2}", "date", value)
    try:
        date.fromisoformat(value)
    except ValueError:
        return None
    return day


def _concept(scheme: str, value: str) -> NamedNode | None:
    try:
        return NamedNode(PLAN.concept(scheme, value))
    except KeyError:
        return None


def _listed(scheme: str) -> ParameterType:
    return ParameterType(partial(_concept, scheme), scheme=scheme)


TYPES: Mapping[str, ParameterType] = {
    "label": ParameterType(_label),
    "text": ParameterType(Literal),
    "year": ParameterType(_year),
    "date": ParameterType(_day),
    "integer": ParameterType(_whole),
    "period": ParameterType(partial(_typed, r"P\d{1,4}[YMWD]", "duration"), _PERIODS),
    "role": _listed("roles"),
    "modality": _listed("modalities"),
    "status": _listed("progressStatuses"),
}
"""All types, by the names that headers use; ``catalogue.toml`` says what each is."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes.

    Args:
        type: a name in ``TYPES``.
        example: a value for which the Yongchuan plan has rows.
    """

    name: str
    type: str
    example: str
    optional: bool

    @property
    def choices(self) -> tuple[str, ...]:
        """The values to choose from, where there is a list."""
        return TYPES[self.type].choices

    def term(self, value: str) -> Term:
        """Return a value as an RDF term.

        Raises:
            DubanError: the value is none of the parameter's type.
        """
        term = TYPES[self.type].read(value)
        if term is None:
            known = ", ".join(self.choices)
            if known:
                raise DubanError("catalogue.bad-choice", name=self.name, value=value, known=known)
            raise DubanError(f"catalogue.bad-{self.type}", name=self.name, value=value)
        return term


def read_parameter(file: str, value: str) -> Parameter:
    """Return a parameter from its line of a header, ``name type example``; a ``?`` after the type lets it be left out.

    Args:
        file: what to call the file in an error.

    Raises:
        ValueError: the line is of another form, the type is unknown, or the example is none of the type.
    """
    match = re.fullmatch(r"(\w+) (\w+)(\??) (\S+)", value)
    if match is None or match[2] not in TYPES:
        raise ValueError(f"{file}: param: {value}: must be a name, a type of {', '.join(TYPES)}, and an example")
    parameter = Parameter(match[1], match[2], match[4], optional=bool(match[3]))
    if TYPES[parameter.type].read(parameter.example) is None:
        raise ValueError(f"{file}: param: {value}: the example is no {parameter.type}")
    return parameter
