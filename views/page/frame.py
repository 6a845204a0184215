"""What stands around every page: style, navigation, the switch of language."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from ontology.wording import DubanError, Language, say
from views.page import markup
from views.page.address import keep
from views.page.words import language, plain

VIEWS = Path(__file__).parent.parent
SIDEBAR_PX = 240
OTHER: Mapping[Language, Language] = {"zh": "en", "en": "zh"}


def show(icons: Mapping[str, str]) -> None:
    """Show the page that the address names, one of those in ``views/``.

    Args:
        icons: the pages in their order, by the names of their files; the first one stands at the bare address.
    """
    spoken = language()
    pages = [
        # No icon here: as the browser's icon it would be fetched from a host of fonts.
        st.Page(VIEWS / f"{name}.py", title=say(f"page.{name}", spoken), url_path=name, default=not number)
        for number, name in enumerate(icons)
    ]
    current = st.navigation(pages, position="hidden")
    title = f"{current.title} · {say('page.name', spoken)}"
    st.set_page_config(title, VIEWS / "page" / "icon.svg", layout="wide", initial_sidebar_state=SIDEBAR_PX)
    st.html(VIEWS / "page" / "style.css")
    with st.sidebar:
        st.html(
            markup.paragraph("name", say("page.name", spoken)) + markup.paragraph("hint", say("page.about", spoken))
        )
        for page, icon in zip(pages, icons.values(), strict=True):
            st.page_link(page, icon=icon, query_params={"lang": spoken} if spoken != "zh" else None)
        other = say("page.other-language", spoken)
        st.button(other, icon=":material/translate:", type="tertiary", on_click=keep, args=("lang", OTHER[spoken]))
    try:
        current.run()
    except DubanError as error:
        st.error(plain(error.text(spoken)))
