"""The house style, kept by machine: sizes, words, doors, nouns by layers, and silence about people."""

from __future__ import annotations

import ast
import builtins
import dataclasses
import importlib
import importlib.metadata
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import casebook
import casebook.domain
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import tables

ROOT = Path(casebook.__file__).resolve().parent.parent
PACKAGE = ROOT / "casebook"
MAX_LINES = 400
MAX_MODULES = 30
MAX_FUNCTION_LINES = 40
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "core"}
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM"
    r"|(CREATE|ALTER|DROP)\s+(VIRTUAL\s+)?(TABLE|INDEX|TRIGGER)|PRAGMA)\b",
    re.DOTALL,
)

OUTSIDE_OWNERSHIP = {"tzdata": "data behind zoneinfo, which domain owns; imported by nobody"}
"""Run dependencies that no ownership contract can name, and why."""

PARTS = {"document-text": "document", "paper-translation": "client-paper"}
"""Stored nouns that are parts of another and live in its files."""
OTHER_ROOMS = {
    "services/dossier/sections/statement.py": "the section of a dossier that states the case, no record",
    "ui/pages/casefile/case.py": "the page that holds the lists of every chapter of one case",
    "ui/pages/wording/case.py": "words for values, by chapter",
    "ui/pages/wording/deadline.py": "words for values, by chapter",
    "ui/pages/wording/outcome.py": "words for values, by chapter",
}
"""Modules that bear the name of a noun outside of its chapter, and why."""

MAX_TEST_NAME = 70
CLOCKS = {"time", "timeit"}
VAGUE_VARIABLES = {"found", "made", "said", "asked", "each", "gone"}
VAGUE_LINES = 3
SHARED_CLASS_NAMES: dict[str, str] = {}
"""Public classes that two modules name alike, and why."""


def _modules() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations/versions" not in path.as_posix():
            yield path
    yield from sorted((ROOT / "packaging").glob("*.py"))


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    return _walked(_tree(path))


def _walked(tree: ast.AST) -> tuple[ast.AST, ...]:
    """What `ast.walk` yields in a third of its time, without what says whether a name is read or written."""
    nodes = [tree]
    for node in nodes:  # which grows meanwhile
        for name in node._fields:
            part = getattr(node, name, None)
            if isinstance(part, list):
                nodes += [one for one in part if isinstance(one, ast.AST)]
            elif isinstance(part, ast.AST) and not isinstance(part, ast.expr_context):
                nodes.append(part)
    return tuple(nodes)


@pytest.fixture(scope="module", autouse=True)
def _forget_trees() -> Iterator[None]:
    """Each of a million nodes left behind would be looked at again by the collector in every later test."""
    yield
    _nodes.cache_clear()
    _tree.cache_clear()


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _contracts(kind: str) -> list[dict[str, Any]]:
    return [rule for rule in _settings()["tool"]["importlinter"]["contracts"] if rule["type"] == kind]


def _docstrings(nodes: Iterable[ast.AST]) -> set[int]:
    """The strings that stand as statements: texts for the reader, not for the machine."""
    return {
        id(node.value)
        for node in nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function from its `def` on, its docstring not counted."""
    assert node.end_lineno is not None
    first = node.body[0]
    docstring_lines = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        assert first.end_lineno is not None
        docstring_lines = first.end_lineno - first.lineno + 1
    return node.end_lineno - node.lineno + 1 - docstring_lines


def test_folders_hold_few_modules() -> None:
    """A folder is read at a glance: more modules are more than one chapter; migrations are a series."""
    held = Counter(
        _named(path.parent)
        for root in (PACKAGE, ROOT / "tests", ROOT / "packaging")
        for path in root.rglob("*.py")
        if path.name != "__init__.py" and path.parent != PACKAGE / "store/migrations/versions"
    )
    assert {folder: modules for folder, modules in held.items() if modules > MAX_MODULES} == {}


def test_modules_are_short() -> None:
    lengths = {_named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in _modules()}
    assert {name: lines for name, lines in lengths.items() if lines > MAX_LINES} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{_named(path)}:{node.name}": _body_lines(node)
        for path in _modules()
        for node in _nodes(path)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    assert {name: lines for name, lines in lengths.items() if lines > MAX_FUNCTION_LINES} == {}


def test_module_names_say_something() -> None:
    assert [_named(path) for path in _modules() if VAGUE & set(path.stem.split("_"))] == []


def test_nothing_is_left_unfinished() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    paths = [*_modules(), *sorted((ROOT / "tests").rglob("*.py"))]
    found = [_named(path) for path in paths if marks.search(path.read_text(encoding="utf-8"))]
    assert found == [_named(Path(__file__))]  # this very line


def _test_files() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def test_test_names_fit_a_line() -> None:
    long_names = [
        f"{_named(path)}:{node.name}"
        for path in _test_files()
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and len(node.name) > MAX_TEST_NAME
    ]
    assert long_names == []


def test_only_what_another_system_lacks_is_skipped() -> None:
    """docs/contributing.md lists their files."""
    skips = re.compile(r"pytest\.(?:skip|importorskip|xfail|mark\.skip|mark\.xfail)\b(?!\w)")
    conditional = re.compile(r"pytest\.mark\.skipif\((?!sys\.platform != )")
    texts = {path: path.read_text(encoding="utf-8") for path in _test_files() if path != Path(__file__)}
    assert [_named(path) for path, text in texts.items() if skips.search(text)] == []
    assert [_named(path) for path, text in texts.items() if conditional.search(text)] == []
    (listed,) = re.findall(
        r"^- .*skipped(?s:.*?)^- ", (ROOT / "docs/contributing.md").read_text("utf-8"), re.MULTILINE
    )
    skipping = {path.relative_to(ROOT).as_posix() for path, text in texts.items() if "mark.skipif(" in text}
    assert set(re.findall(r"`(tests/[\w/]+\.py)`", listed)) == skipping


def _private_reaches(path: Path) -> int:
    """How often a test takes hold of what a class keeps to itself."""
    return sum(
        node.attr.startswith("_")
        and not node.attr.startswith("__")
        and not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"})
        for node in _nodes(path)
        if isinstance(node, ast.Attribute)
    )


def test_tests_of_the_window_do_not_look_inside() -> None:
    """A page is driven through what stands on it, by `tests/ui/driver.py`."""
    paths = [path for path in _test_files() if ROOT / "tests" / "ui" in path.parents]
    assert [_named(path) for path in paths if _private_reaches(path)] == []


def _clock_reads(nodes: Iterable[ast.AST]) -> Iterator[int]:
    """The lines that import a clock, or subtract from one: that asks how long something lasted."""
    for node in nodes:
        match node:
            case ast.Import(names=names) if CLOCKS & {name.name for name in names}:
                yield node.lineno
            case ast.ImportFrom(module=module) if module in CLOCKS:
                yield node.lineno
            case ast.BinOp(left=ast.Call(func=ast.Name(id="seconds")), op=ast.Sub()):
                yield node.lineno


def test_no_test_measures_how_long_something_takes() -> None:
    """A busy machine is no fault: tests count the work done; durations are for benchmarks and proofs."""
    timed = {ROOT / "tests" / "bench", ROOT / "tests" / "proof"}
    reads = [
        f"{_named(path)}:{line}"
        for path in _test_files()
        if timed.isdisjoint(path.parents)
        for line in _clock_reads(_nodes(path))
    ]
    assert reads == []


def _package_modules() -> Iterator[Path]:
    return (path for path in _modules() if path.is_relative_to(PACKAGE))


def test_a_public_class_name_is_borne_once() -> None:
    modules: dict[str, list[str]] = defaultdict(list)
    for path in _package_modules():
        for node in _nodes(path):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                modules[node.name].append(_named(path))
    shared = {name: paths for name, paths in modules.items() if len(paths) > 1}
    assert {name: paths for name, paths in shared.items() if name not in SHARED_CLASS_NAMES} == {}
    assert set(SHARED_CLASS_NAMES) <= set(shared)


PLAIN_DOOR = PACKAGE / "ui" / "kit" / "plain.py"
MARKUP = {
    "ui/kit/printing.py": "a table on paper, escaped",
    "ui/pages/vault/manual.py": "our own manual",
    "ui/widgets/cards/compare.py": "two accounts, escaped, with what differs marked",
}
"""Where rich text is made, and of what."""


def _markup_doors(path: Path) -> Iterator[str]:
    """What shows a text as markup when it holds some: labels, tooltips and pages that are not made plain."""
    for node in _nodes(path):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            is_tip = name in {"setToolTip", "showText", "setWhatsThis"}
            if is_tip or name in {"QLabel", "QMessageBox", "QErrorMessage", "QSystemTrayIcon"}:
                yield name
            if name in {"setHtml", "setMarkdown", "setRichText", "insertHtml"}:
                yield name
        elif isinstance(node, ast.Attribute) and node.attr in {"RichText", "AutoText", "MarkdownText"}:
            yield node.attr
    yield from re.findall(
        r"ToolTipRole(?:: |, )(?!lambda [^:]*: plain_tip\(|plain_tip\()", path.read_text("utf-8")
    )


def test_no_words_of_records_are_read_as_markup() -> None:
    """SECURITY: a name with a tag in it would open files and decode pictures beside the keys."""
    paths = [
        path for path in _package_modules() if path.is_relative_to(PACKAGE / "ui") and path != PLAIN_DOOR
    ]
    found = {path.relative_to(PACKAGE).as_posix(): list(_markup_doors(path)) for path in paths}
    assert {name: doors for name, doors in found.items() if doors and name not in MARKUP} == {}


@pytest.mark.parametrize(
    "line",
    [
        "QLabel(name)",
        "label.setToolTip(name)",
        "QToolTip.showText(at, name)",
        "label.setTextFormat(Qt.TextFormat.AutoText)",
        "{Qt.ItemDataRole.ToolTipRole: lambda column, row: column.cell(row)}",
    ],
)
def test_words_read_as_markup_are_found(line: str, tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(line, encoding="utf-8")
    assert list(_markup_doors(tmp_path / "page.py"))


def test_nothing_is_called_told() -> None:
    """Say what it is instead: shown, reported, listed, answered."""
    offenders = [
        f"{_named(path)}:{number}"
        for path in _package_modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"(?<![a-z])told(?![a-z])", line)
    ]
    assert offenders == []


def test_bounds_are_called_max_and_min() -> None:
    """Not MOST and LEAST; AT_LEAST is an operation of the kernel's filters."""
    dialect = re.compile(r"(?<![A-Z])(?<!AT_)(?:MOST|LEAST)(?![A-Z])")
    named = {_named(path): dialect.findall(path.read_text(encoding="utf-8")) for path in _modules()}
    assert {name: words for name, words in named.items() if words} == {}


def _vague_variables(scope: ast.AST) -> Iterator[str]:
    """The participles that a function binds and still uses more than a few lines further on."""
    lines: dict[str, list[int]] = defaultdict(list)
    bound = set()
    for node in ast.walk(scope):
        match node:
            case ast.Name(id=name) if name in VAGUE_VARIABLES:
                lines[name].append(node.lineno)
                if isinstance(node.ctx, ast.Store):
                    bound.add(name)
            case ast.arg(arg=name) if name in VAGUE_VARIABLES:
                lines[name].append(node.lineno)
                bound.add(name)
    yield from (name for name in sorted(bound) if max(lines[name]) - min(lines[name]) > VAGUE_LINES)


def _is_vague(node: ast.AST) -> bool:
    return (isinstance(node, ast.Name) and node.id in VAGUE_VARIABLES) or (
        isinstance(node, ast.arg) and node.arg in VAGUE_VARIABLES
    )


def test_variables_of_more_than_a_few_lines_say_what_they_hold() -> None:
    offenders = [
        f"{_named(path)}:{scope.lineno} {name}"
        for path in _package_modules()
        if any(_is_vague(node) for node in _nodes(path))
        for scope in _nodes(path)
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for name in _vague_variables(scope)
    ]
    assert offenders == []


def test_sql_is_written_in_the_store_only() -> None:
    offenders = []
    for path in _modules():
        if path.is_relative_to(PACKAGE / "store") or path.name == "sqlcipher_wheel.py":
            continue  # the wheel's recipe asks the library it built for its versions
        docstrings = _docstrings(_nodes(path))
        offenders += [
            f"{_named(path)}:{node.lineno}"
            for node in _nodes(path)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
            and SQL.search(node.value)
        ]
    assert offenders == []


def test_the_sql_rule_sees_sql() -> None:
    assert SQL.search("SELECT name FROM person")
    assert SQL.search("PRAGMA key")
    assert not SQL.search("Select a person from the list, or update it.")


def _domain_classes() -> Iterator[type[Any]]:
    for info in pkgutil.walk_packages(casebook.domain.__path__, "casebook.domain."):
        module = importlib.import_module(info.name)
        for value in vars(module).values():
            if isinstance(value, type) and dataclasses.is_dataclass(value) and value.__module__ == info.name:
                yield value


def _records() -> list[type[Any]]:
    return [kind for kind in _domain_classes() if "id" in kind.__dataclass_fields__]


@pytest.mark.parametrize("kind", _records(), ids=lambda kind: kind.__name__)
def test_a_record_prints_its_noun_and_id_only(kind: type[Any]) -> None:
    record = object.__new__(kind)
    for field in dataclasses.fields(kind):
        object.__setattr__(record, field.name, "7f" if field.name == "id" else "林志远 Lin Zhiyuan")
    assert repr(record) == str(record) == f"{kind.__name__}(7f)"


def test_every_stored_noun_is_a_record_that_prints_nothing() -> None:
    assert {entity_table.kind for entity_table in tables()} <= set(_records())


def test_domain_needs_neither_window_nor_database() -> None:
    heavy = ["PySide6", "sqlalchemy", "sqlcipher3", "sqlite3", "alembic", "reportlab", "pikepdf", "socket"]
    program = (
        "import importlib, pkgutil, sys, casebook.domain as domain\n"
        "for info in pkgutil.walk_packages(domain.__path__, 'casebook.domain.'):\n"
        "    importlib.import_module(info.name)\n"
        f"print([name for name in {heavy} if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def _chapter(module: str) -> str:
    """The chapter of a module of a layer: casebook.LAYER.CHAPTER.NOUN."""
    return module.split(".")[2]


def _table_chapter(entity_table: EntityTable[Any]) -> str:
    """The folder of `store` whose module defines a table, under its noun in capitals."""
    name = entity_table.noun.replace("-", "_").upper()
    defined = re.compile(rf"^{name} = EntityTable\(", re.MULTILINE)
    (path,) = (path for path in (PACKAGE / "store").glob("*/*.py") if defined.search(path.read_text("utf-8")))
    return path.parent.name


@pytest.mark.parametrize("entity_table", tables(), ids=lambda entity_table: entity_table.noun)
def test_a_noun_stands_in_the_same_chapter_of_every_layer(entity_table: EntityTable[Any]) -> None:
    """The record in a module of its own in `domain`, its table and all modules of its name in its chapter."""
    whole = PARTS.get(entity_table.noun, entity_table.noun).replace("-", "_")
    chapter = _chapter(entity_table.kind.__module__)
    assert entity_table.kind.__module__ == f"casebook.domain.{chapter}.{whole}"
    assert _table_chapter(entity_table) == chapter
    assert set(_rooms_of(entity_table.noun, chapter)) <= OTHER_ROOMS.keys()


def _rooms_of(noun: str, chapter: str) -> Iterator[str]:
    """The modules with the name of a noun outside of its chapter."""
    for layer in ("packs", "services", "cli", "ui/pages"):
        for path in (PACKAGE / layer).rglob(f"{noun.replace('-', '_')}.py"):
            if path.relative_to(PACKAGE / layer).parts[0] != chapter:
                yield path.relative_to(PACKAGE).as_posix()


def test_every_other_room_of_a_noun_is_there() -> None:
    chapters = {entry.noun: _chapter(entry.kind.__module__) for entry in tables()}
    assert {
        room for noun, chapter in chapters.items() for room in _rooms_of(noun, chapter)
    } == OTHER_ROOMS.keys()


def _packages() -> set[str]:
    inner = {f"casebook.{info.name}" for info in pkgutil.iter_modules(casebook.__path__)}
    return inner | {"casebook.__main__"}


def test_every_library_has_one_owner() -> None:
    owned = {name for rule in _contracts("forbidden") for name in rule["forbidden_modules"]}
    provided = importlib.metadata.packages_distributions()
    orphans = []
    for line in _settings()["project"]["dependencies"]:
        distribution = re.split(r"[^\w.-]", line)[0]
        names = {name for name, holders in provided.items() if _same(distribution, holders)}
        assert names, f"{distribution} is not installed"
        if distribution not in OUTSIDE_OWNERSHIP and not names & owned:
            orphans.append(distribution)
    assert orphans == []


def _same(distribution: str, holders: list[str]) -> bool:
    """Whether a distribution is among those that provide a module, however its name is spelled."""
    plain = [re.sub(r"[-_.]+", "-", holder).lower() for holder in holders]
    return re.sub(r"[-_.]+", "-", distribution).lower() in plain


def test_ownership_binds_every_package_but_the_owner() -> None:
    for rule in _contracts("forbidden"):
        if rule["id"].endswith("-owns"):
            owner = f"casebook.{rule['id'].removesuffix('-owns')}"
            assert set(rule["source_modules"]) == _packages() - {owner}, rule["id"]


def test_planted_violations_are_reported(tmp_path: Path) -> None:
    shutil.copytree(
        PACKAGE, tmp_path / "casebook", ignore=shutil.ignore_patterns("__pycache__", "_resources")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    plants = {
        "domain": "import socket",
        "ui": "import sqlite3",
        "store": "import casebook.services.base.flow",
    }
    for package, line in plants.items():
        with (tmp_path / "casebook" / package / "__init__.py").open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    linter = "from importlinter.cli import lint_imports as run; exit(run(no_logo=True, no_cache=True))"
    run = subprocess.run(
        [sys.executable, "-c", linter], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    for chain in (
        "casebook.domain -> socket",
        "casebook.ui -> sqlite3",
        "casebook.store -> casebook.services.base.flow",
    ):
        assert chain in run.stdout, run.stdout


def _raised_names() -> Iterator[tuple[str, str]]:
    """Every error that a docstring names under Raises, with where it stands."""
    section = re.compile(r"Raises:\n((?:[ \t]+.*\n?)+)")
    for path in _modules():
        for node in _nodes(path):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                lines = (ast.get_docstring(node) or "").split("\n\n")
                for found in (section.match(part) for part in lines):
                    for name in re.findall(r"^    (\w+):", found[1], re.MULTILINE) if found else ():
                        yield f"{_named(path)}:{node.name}", name


def test_every_error_a_docstring_names_exists() -> None:
    defined = {node.name for path in _modules() for node in _nodes(path) if isinstance(node, ast.ClassDef)}
    imported = {
        alias.asname or alias.name
        for path in _modules()
        for node in _nodes(path)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    known = defined | imported | set(dir(builtins))
    assert [(where, name) for where, name in _raised_names() if name not in known] == []


def test_the_table_of_what_to_open_names_up_to_three_files_that_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = text.split("| if you look for | open |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    assert len(rows) >= 10
    for row in rows:
        named = re.findall(r"`([\w/]+\.py)`", row)
        assert 1 <= len(named) <= 3, row
        assert all((ROOT / "casebook" / one).is_file() for one in named), row
        for path, brackets in re.findall(r"`([\w/]+\.py)` \(([^)]*)\)", row):
            missing = set(re.findall(r"`([\w.]+)`", brackets)) - set(_defined(_tree(PACKAGE / path)))
            assert missing == set(), f"{path} does not define {missing}"


def _defined(tree: ast.Module) -> Iterator[str]:
    """The functions, classes and constants of a module, and the methods as `Class.method` and alone."""
    yield from _assigned(tree)
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    yield from (method.name, f"{node.name}.{method.name}")


LAYERS = {"ui/pages", "cli", "sample", "services", "packs", "store", "domain"}
"""The rows of the picture; what is ordered by function or is one folder stands below them."""


def _folders(parent: Path) -> set[str]:
    return {path.parent.name for path in parent.glob("*/__init__.py")}


def _picture() -> list[str]:
    """The lines of the picture, from the names of the columns on."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return text.split("## The picture\n\n```\n", 1)[1].split("\n```", 1)[0].splitlines()


def _drawn_row(columns: dict[int, str], row: str) -> set[str]:
    """The folders of a row: each x stands below the middle of its chapter, others are named behind a plus."""
    crosses, _, others = row.partition("+")
    drawn = [
        columns[min(columns, key=lambda at: abs(at - cross.start()))] for cross in re.finditer("x", crosses)
    ]
    assert len(drawn) == len(set(drawn)), row
    return {*drawn, *re.findall(r"\w+", others)}


def test_the_picture_draws_every_chapter_of_each_layer() -> None:
    head, _, *rows = _picture()
    columns = {(word.start() + word.end() - 1) // 2: word[0] for word in re.finditer(r"\w+", head)}
    drawn = {layer: row for row in rows for layer in LAYERS if row.startswith(f"  {layer} ")}
    assert set(drawn) == LAYERS
    for layer in LAYERS - {"sample"}:
        row = drawn[layer].replace(layer, " " * len(layer), 1)
        assert _drawn_row(columns, row) == _folders(PACKAGE / layer), layer


def test_the_picture_names_every_folder_below_its_layers() -> None:
    named = {
        first: set(rest.split())
        for first, rest in re.findall(
            r"^  (?:by function)? +([\w ]+): +(.+)$", "\n".join(_picture()), re.MULTILINE
        )
    }
    assert set(named) == {"ui", "pdf", "host", "one folder each"}
    single = named.pop("one folder each")
    for layer, folders in named.items():
        assert folders == _folders(PACKAGE / layer) - {"pages"}, layer
    assert single | set(named) | LAYERS - {"ui/pages"} == _folders(PACKAGE)


def test_no_constant_of_a_module_is_assigned_twice() -> None:
    twice = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in _modules()
        for name, times in Counter(_assigned(_tree(path))).items()
        if times > 1
    ]
    assert twice == []


def _assigned(module: ast.Module) -> Iterator[str]:
    """The names that a module assigns outside of functions and conditions."""
    for node in module.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign) and node.value:
            targets = [node.target]
        for target in targets:
            yield from (
                inner.id
                for inner in ast.walk(target)
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
            )
