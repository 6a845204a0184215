"""Who may import whom.  A layer knows those below it; heavy libraries are imported where they are needed."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BELOW = {
    "ontology": set[str](),
    "extraction": {"ontology"},
    "graph": {"ontology", "extraction"},
    "queries": {"ontology", "extraction", "graph"},
    "views": {"ontology", "extraction", "graph", "queries"},
    "app": {"ontology", "extraction", "graph", "queries", "views"},
    "cli": {"ontology", "extraction", "graph", "queries", "views"},
}
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for name in BELOW
    for path in [*(ROOT / name).rglob("*.py"), ROOT / f"{name}.py"]
    if path.is_file()
)
TERMINAL = "views/terminal/"
ENDPOINT = "views/endpoint/"


def imported(module: str, *, on_load: bool = False) -> Iterator[str]:
    """Names of the modules that a module imports; with ``on_load``, only those that its own import brings in."""
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    for node in _loaded(tree) if on_load else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            yield node.module or ""


def _loaded(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        type_checking = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) and not type_checking:
            yield child
            yield from _loaded(child)


def layer(module: str) -> str:
    return module.removesuffix(".py").partition("/")[0].partition(".")[0]


@pytest.mark.parametrize("module", MODULES)
def test_a_layer_imports_only_what_lies_below_it(module: str) -> None:
    allowed = BELOW[layer(module)] | {layer(module)}
    assert {name for name in map(layer, imported(module)) if name in BELOW} <= allowed


@pytest.mark.parametrize("module", MODULES)
def test_page_terminal_and_endpoint_are_three_worlds(module: str) -> None:
    """Commands show things through views.terminal and start views.endpoint; what these hold, nobody else imports."""
    worlds = {name: ".".join(name.split(".")[:2]) for name in imported(module) if layer(name) == "views"}
    own = next((world for world in (TERMINAL, ENDPOINT) if module.startswith(world)), None)
    if layer(module) == "cli":
        assert set(worlds.values()) <= {"views.terminal", "views.endpoint"}
    elif own:
        assert set(worlds.values()) <= {own.rstrip("/").replace("/", ".")}
    else:
        assert not set(worlds.values()) & {"views.terminal", "views.endpoint"}


@pytest.mark.parametrize("module", MODULES)
def test_only_the_endpoint_imports_a_web_server(module: str) -> None:
    assert module.startswith(ENDPOINT) or not {"starlette", "uvicorn"} & set(map(layer, imported(module)))


@pytest.mark.parametrize("module", MODULES)
def test_only_the_page_imports_streamlit(module: str) -> None:
    page = module == "app.py" or (layer(module) == "views" and not module.startswith((TERMINAL, ENDPOINT)))
    assert page or "streamlit" not in map(layer, imported(module))


@pytest.mark.parametrize("module", MODULES)
def test_only_reasoning_imports_owlready(module: str) -> None:
    assert module == "graph/reason.py" or "owlready2" not in map(layer, imported(module))


@pytest.mark.parametrize("module", MODULES)
def test_only_a_store_on_a_server_imports_sparqlwrapper(module: str) -> None:
    assert module == "graph/exchange.py" or "SPARQLWrapper" not in map(layer, imported(module))


@pytest.mark.parametrize("module", MODULES)
def test_extraction_knows_no_rdf(module: str) -> None:
    rdf = {"rdflib", "pyoxigraph", "pyshacl", "owlrl"} & set(map(layer, imported(module)))
    assert not (rdf and layer(module) == "extraction")


@pytest.mark.parametrize("module", MODULES)
def test_only_extraction_imports_spacy(module: str) -> None:
    assert layer(module) == "extraction" or "spacy" not in map(layer, imported(module))


@pytest.mark.parametrize("module", [m for m in MODULES if not m.startswith("graph/") and layer(m) != "app"])
def test_rdflib_is_not_loaded_with_a_module(module: str) -> None:
    """rdflib takes 0.3 s to import and serves interchange and shapes only."""
    assert not {"rdflib", "pyshacl"} & set(map(layer, imported(module, on_load=True)))


@pytest.mark.parametrize(
    "start", ["cli", "queries.answers.answer", "graph.store", "extraction.reader", "ontology.wording"]
)
def test_commands_start_without_heavy_libraries(start: str) -> None:
    heavy = {"spacy", "rdflib", "pyshacl", "streamlit", "pandas", "owlready2", "SPARQLWrapper", "starlette", "uvicorn"}
    code = f"import sys, {start}; print({heavy!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "set()\n"
