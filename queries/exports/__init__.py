"""Forms in which plans leave the store, one module a form.

Each module has ``write(store, plans)``, which returns the bytes of a file; the same plans give the same bytes.  A
module is found by its file and imported when its form is asked for.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

from graph.store import Store

MODULES = {
    "xlsx": "workbook",
    "docx": "word",
    "csv": "table",
    "ttl": "turtle",
    "jsonld": "jsonld",
    "nq": "nquads",
    "graphml": "network",
    "ics": "calendar",
}


def forms() -> tuple[str, ...]:
    """Return the forms that there are."""
    return tuple(form for form, module in MODULES.items() if find_spec(f"{__name__}.{module}"))


def export(store: Store, form: str, plans: Sequence[str]) -> bytes:
    """Return plans as a file.

    Args:
        form: one of ``forms()``.
        plans: ids of plans, at least one.

    Raises:
        DubanError: the store has no such plan.
    """
    write: Callable[[Store, Sequence[str]], bytes] = import_module(f"{__name__}.{MODULES[form]}").write
    return write(store, plans)
