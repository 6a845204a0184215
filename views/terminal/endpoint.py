"""What ``duban serve`` serves, and what it says to whoever starts it."""

import os
from pathlib import Path

from graph.endpoint import is_address
from graph.store import default_location, open_folder, shown_location
from ontology.wording import DubanError, Language, say
from views.terminal.shell import complain


def folder_to_serve(store: str | None) -> Path:
    """Return the folder of the store.

    Raises:
        DubanError: there is none, or the store is on a server.
    """
    place = default_location() if store is None else store
    if is_address(place):
        raise DubanError("cli.endpoint-there", path=shown_location(place))
    open_folder(Path(place)).close()
    return Path(place)


def workers_here() -> int:
    """Return how many queries this machine runs at once; at least two, so that one that takes long leaves room."""
    return max(2, os.cpu_count() or 1)


def announce(address: str, language: Language, *, is_open: bool) -> None:
    """Say where the endpoint is, and whether others than this machine may ask."""
    print(say("cli.endpoint-at", language, address=address), flush=True)
    if is_open:
        complain(language, say("cli.endpoint-open", language))
