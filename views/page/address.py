"""What a page's address keeps, so that a link reopens the page as it was."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st


def kept(name: str) -> str:
    """Return what the address says of something, empty if nothing."""
    return st.query_params.get(name, "")


def keep(name: str, value: str | None) -> None:
    """Put something into the address, or take it out if it is empty."""
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def kept_list(name: str) -> list[str]:
    """Return all that the address says of something, in its order."""
    return list(st.query_params.get_all(name))


def keep_list(name: str, values: Sequence[str]) -> None:
    """Put several texts into the address in the place of those that it has."""
    if values:
        st.query_params[name] = list(values)
    elif name in st.query_params:
        del st.query_params[name]


def follow(name: str, options: Iterable[str]) -> str:
    """Let a widget show what the address says, if that is one of its options.

    Returns:
        The widget's key.
    """
    key = f"widget-{name}"
    value = kept(name)
    st.session_state[key] = value if value in options else None
    return key


def take(name: str) -> None:
    """Put what a reader chose in a widget that follows the address into the address."""
    keep(name, st.session_state[f"widget-{name}"])


def link(page: str, values: Mapping[str, str | Sequence[str]]) -> str:
    """Return the relative address of a page with what it is to show; the language goes along.

    Args:
        page: the last part of its path, empty for the first page.
    """
    together = {name: value for name, value in {"lang": kept("lang"), **values}.items() if value}
    return f"./{page}?{urlencode(together, doseq=True)}"
