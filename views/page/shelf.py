"""The store that the page reads."""

from pathlib import Path

import streamlit as st

from graph.store import OpenStore, default_location, open_store, shown_location
from ontology.wording import DubanError, say
from views.page.words import language, plain


def store() -> OpenStore:
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


def _place() -> tuple[Path | str, int]:
    """Return where the store is and when a folder was made for it there, so that one made anew is opened anew."""
    place = default_location()
    try:
        return place, (Path(place) / "FORMAT").stat().st_mtime_ns
    except OSError:
        return place, 0


@st.cache_resource(show_spinner=False, max_entries=4)
def _opened(place: Path | str, _made: int) -> OpenStore:
    """Open the store once for all readers; what is built later it follows by itself."""
    return open_store(place)


def _invite() -> None:
    spoken = language()
    st.info(say("page.no-plans", spoken), icon=":material/inbox:")
    st.code("duban build FILE", language=None)
    st.caption(plain(say("page.store-at", spoken, path=shown_location())))
    st.stop()
