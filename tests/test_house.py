"""The rules of the house that a machine can hold: sizes, names, circles, ways through the code, no traces of a machine.

The figures are guards against drift, not aims: where one is in the way of a better cut, change it and say why.
"""

import ast
import re
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import policycmp
from policycmp.cli import main

ROOT = Path(__file__).parent.parent
PACKAGE = Path(policycmp.__file__).parent
MODULES = sorted((ROOT / "policycmp").rglob("*.py"))
LONGEST_FUNCTION = 60
SMALLEST_MODULE = 60
LARGEST_MODULE = 500
# The share of modules below the smallest, each a thing of its own: a noun, a command, an engine, a format.
SMALL_MODULES = 1 / 6
LONGEST_PATTERN = 240
LONGEST_WAY = 8
DOCUMENTS = [*sorted((ROOT / ".github").rglob("*.md")), ROOT / "README.md"]


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


def test_few_modules_are_fragments():
    small = [
        str(module.relative_to(ROOT))
        for module in MODULES
        if module.name != "__init__.py"
        and len(module.read_text(encoding="utf-8").splitlines()) < SMALLEST_MODULE
    ]
    assert len(small) <= SMALL_MODULES * len(MODULES), small


def test_most_functions_fit_on_a_third_of_a_screen():
    lengths = sorted(node.end_lineno - node.lineno + 1 for module in MODULES for node in functions(module))
    assert lengths[len(lengths) // 2] <= 15


def test_no_drawer_without_a_name():
    assert not [module for module in MODULES if re.fullmatch(r"utils?|helpers?|common|misc", module.stem)]


def test_no_two_modules_bear_one_name():
    """But a command and what it runs or shows, and the reader and the renderer of a format."""
    folders = {}
    for module in MODULES:
        folders.setdefault(module.name, []).append(module.parent.name)
    twice = {name: rooms for name, rooms in folders.items() if name != "__init__.py" and len(rooms) > 1}
    assert not [
        (name, rooms)
        for name, rooms in twice.items()
        if not (len(rooms) == 2 and ("cli" in rooms or set(rooms) == {"readers", "renderers"}))
    ]


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


def patterns(module):
    """The patterns of a module that are not written with re.VERBOSE, with their lines."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        pattern = node.args[0]
        if node.func.attr != "compile" or "VERBOSE" in ast.unparse(node):
            continue
        if isinstance(pattern, ast.JoinedStr):
            yield node.lineno, ast.unparse(pattern)
        elif isinstance(pattern, ast.Constant):
            yield node.lineno, str(pattern.value)


def test_long_patterns_are_written_a_branch_a_line():
    assert not [
        f"{module.relative_to(ROOT)}:{line}"
        for module in MODULES
        for line, pattern in patterns(module)
        if len(pattern) > LONGEST_PATTERN
    ]


# Where a bound may be typed; every other pattern that asks for one is built from there.
BOUND = re.compile(r"不低于|不少于|不超过|至少")
TYPES_BOUNDS = {"policycmp/language/bounds.py"}


def typed_bounds(module):
    """The lines of a module whose texts, docstrings and comments aside, type a bound."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            lines = re.sub(r"\s#.*", "", node.value)
            if BOUND.search(lines):
                yield node.lineno


def test_a_word_that_bounds_a_number_is_added_in_one_place():
    typed = {
        module.relative_to(ROOT).as_posix(): lines
        for module in MODULES
        if (lines := list(typed_bounds(module)))
    }
    assert set(typed) == TYPES_BOUNDS, typed


# Where a command's way leads through: its plans, what it makes of them, its table, and the bytes.
MILESTONES = {
    ("corpus/pipeline.py", "analyze_corpus"),
    ("compare/comparing.py", "compare"),
    ("cli/narrowing.py", "narrow"),
    ("check/checking.py", "check"),
    ("renderers/__init__.py", "render"),
}
TABLES = {"coverage", "measures", "targets", "ambition", "check", "clauses"}
# Stages are asked by what they give; nouns are known.
STAGES = ("corpus", "renderers", "models")


def files_walked(command, frame):
    """The files of the functions that called each other from a command's to a frame."""
    files = []
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(PACKAGE):
            files.append(path.relative_to(PACKAGE).as_posix())
            if files[-1] == f"cli/{command}.py" and frame.f_code.co_name == command:
                return files
        frame = frame.f_back
    return []


def way_of(command, arguments):
    """The files to open to follow a command from its function to its analysis, comparison, table and output."""
    walked = {"cli/options.py"}

    def watch(frame, event, _):
        if event != "call":
            return
        code = frame.f_code
        name = code.co_filename.removeprefix(f"{PACKAGE}/"), code.co_name
        table = code.co_filename == "<string>" and code.co_name == "__init__" and frame.f_locals.get("key")
        if name in MILESTONES or table in TABLES:
            walked.update(files_walked(command, frame))

    sys.setprofile(watch)
    try:
        assert main([command, *arguments]) in {0, 1}
    finally:
        sys.setprofile(None)
    return sorted(file for file in walked if not file.startswith(STAGES))


@pytest.mark.parametrize(
    "command", ["ambition", "targets", "check", "compare", "coverage", "measures", "clauses"]
)
def test_the_way_of_a_command_is_short(command, capsys):
    way = way_of(command, [str(ROOT / "samples"), "--quiet"])
    capsys.readouterr()
    assert f"cli/{command}.py" in way
    assert len(way) >= 4, way
    assert len(way) <= LONGEST_WAY, way


def test_every_path_that_the_documents_name_exists():
    named = {
        path
        for document in DOCUMENTS
        for path in re.findall(
            r"`?((?:policycmp|tests|samples|\.github)/[\w./-]*\w/?)", document.read_text(encoding="utf-8")
        )
        if "NAME" not in path
    }
    assert len(named) > 50
    assert not sorted(path for path in named if not (ROOT / path).exists())


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("a word that bounds a number", r'GE: \("不低于"'),
        ("what Word, PDF, HTML", r"def read_docx"),
        ("the text of a cell, such as `n/c", r'"n/c: '),
        ("a rule of `check`", r"class KeptRule"),
        ("the order of the plans' columns", r"sorted\(levels"),
        ("a verdict of ambition", r"def rank_ambition"),
        ("a score", r"def rank_ambition"),
        ("what a clause does", r"def add_functions"),
        ("the label of a row", r"def row_label"),
        ("a division that is not known", r"110000\t北京市"),
        ("| a format |", r"RENDERERS: Mapping"),
    ],
)
def test_the_map_leads_to_the_place(asked, told):
    """The first file that ARCHITECTURE.md names for a change is the one that holds the thing."""
    text = (ROOT / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    [line] = [line for line in text.splitlines() if line.startswith("|") and asked in line]
    first = re.search(r"`(policycmp/[\w./]+\w)`", line)[1]
    assert re.search(told, (ROOT / first).read_text(encoding="utf-8"))


def test_every_room_stands_on_the_map():
    text = (ROOT / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = {f"policycmp/{path.name}/" for path in (ROOT / "policycmp").iterdir() if path.is_dir()}
    rooms |= {f"policycmp/{path.name}" for path in (ROOT / "policycmp").glob("*.py")}
    passed_over = {"policycmp/__pycache__/", "policycmp/__main__.py"}
    assert not [room for room in sorted(rooms - passed_over) if room not in text]


def test_docstrings_name_no_file_that_is_not_here():
    here = {module.relative_to(ROOT).as_posix() for module in MODULES}
    missing = [
        f"{module.relative_to(ROOT)}: {name}"
        for module in MODULES
        for name in re.findall(r"\b[\w/]+\.py\b", module.read_text(encoding="utf-8"))
        if not any(path.endswith(f"/{name}") for path in here)
    ]
    papers = re.compile(r"\b(?:METHODS|DESIGN|CODEBOOK|INTERFACE|DEPENDENCIES)\b(?!\s*=)")
    missing += [
        f"{module.relative_to(ROOT)}: {found[0]}"
        for module in MODULES
        if (found := papers.search(module.read_text(encoding="utf-8")))
    ]
    assert not missing


def test_nothing_names_a_path_of_a_machine():
    texts = [
        *MODULES,
        *(ROOT / "samples").iterdir(),
        *(ROOT / "policycmp" / "guide").iterdir(),
        *(path for path in (ROOT / ".github").rglob("*") if path.is_file()),
        *(ROOT / name for name in ("README.md", "config.yaml", "pyproject.toml")),
        *ROOT.glob(".pre-commit-*.yaml"),
    ]
    traces = re.compile(r"/(?:home|root|tmp|work|opt|Users)/\w")
    assert not [
        path.name for path in texts if path.is_file() and traces.search(path.read_text(encoding="utf-8"))
    ]


def test_top_level_holds_the_layout_and_nothing_else():
    layout = {
        *("policycmp", "tests", "samples", "config.yaml", "pyproject.toml", "README.md", "LICENSE"),
        *(
            "CITATION.cff",
            ".github",
            ".ci",
            ".gitignore",
            ".gitattributes",
            ".pre-commit-config.yaml",
            ".pre-commit-hooks.yaml",
        ),
    }
    passing = {"dist", "build", ".git", ".venv", ".hypothesis", ".DS_Store", ".idea", ".vscode"}
    found = {path.name for path in ROOT.iterdir() if not path.name.endswith(("_cache", ".egg-info"))}
    assert found - passing <= layout
