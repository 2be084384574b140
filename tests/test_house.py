"""The rules of the house that a machine can hold: short functions, small modules, no traces of a machine."""

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "policycmp").rglob("*.py"))
LONGEST_FUNCTION = 60
LARGEST_MODULE = 500


def functions(module):
    return [
        node
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_modules_are_small_and_functions_short(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LARGEST_MODULE
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in functions(module)
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert not long


def test_most_functions_fit_on_a_third_of_a_screen():
    lengths = sorted(node.end_lineno - node.lineno + 1 for module in MODULES for node in functions(module))
    assert lengths[len(lengths) // 2] <= 15


def test_no_drawer_without_a_name():
    assert not [module for module in MODULES if re.fullmatch(r"utils?|helpers?|common|misc", module.stem)]


def test_nothing_names_a_path_of_a_machine():
    texts = [
        *MODULES,
        *(ROOT / "samples").iterdir(),
        ROOT / "README.md",
        ROOT / "config.yaml",
        ROOT / "pyproject.toml",
    ]
    traces = re.compile(r"/(?:home|root|tmp|work|opt|Users)/\w")
    assert not [
        path.name for path in texts if path.is_file() and traces.search(path.read_text(encoding="utf-8"))
    ]


def test_top_level_holds_the_layout_and_nothing_else():
    layout = {
        "policycmp",
        "tests",
        "samples",
        "config.yaml",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CITATION.cff",
    }
    passing = {"dist", "build"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    found = {name for name in found if not name.endswith(".egg-info")}
    assert found - passing <= layout


def imports_of(module, known):
    """The modules of the package that a module names in imports, also inside functions and for types alone."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= named & known or {node.module} & known
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & known
    return found


def test_no_two_modules_import_each_other_also_through_a_third():
    names = {
        module: ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for module in MODULES
    }
    known = set(names.values())
    graph = {name: imports_of(module, known) - {name} for module, name in names.items()}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))
