"""The store that the page reads."""

from pathlib import Path

import streamlit as st

from graph.store import EmbeddedStore, default_location, open_store
from ontology.wording import DubanError, say
from views.page.words import language, plain


def store() -> EmbeddedStore:
    """Return the store, with at least one plan in it; else say what to do, and run no further."""
    try:
        opened = _opened(*_place())
        filled = bool(opened.plans())
    except DubanError as error:
        if error.key != "graph.store-missing":
            st.error(plain(error.text(language())))
            st.stop()
        filled = False
    if not filled:
        _invite()
    return opened


def _place() -> tuple[Path, int]:
    """Return where the store is and when it was made there, so that one made anew is opened anew."""
    root = default_location()
    try:
        return root, (root / "FORMAT").stat().st_mtime_ns
    except OSError:
        return root, 0


@st.cache_resource(show_spinner=False, max_entries=4)
def _opened(root: Path, _made: int) -> EmbeddedStore:
    """Open the store once for all readers; what is built later it follows by itself."""
    return open_store(root)


def _invite() -> None:
    spoken = language()
    st.info(say("page.no-plans", spoken), icon=":material/inbox:")
    st.code("duban build FILE", language=None)
    st.caption(plain(say("page.store-at", spoken, path=default_location())))
    st.stop()
