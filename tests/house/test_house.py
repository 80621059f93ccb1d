"""What import-linter cannot see of the house's rules."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from muniment.formats import LIBRARIES

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "app").rglob("*.py"))
PACKAGE = {"__init__.py", "__main__.py"}


def of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=of)
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 500
    if text:
        assert ast.get_docstring(ast.parse(text)), "no module docstring"


@pytest.mark.parametrize("path", MODULES, ids=of)
def test_functions_stay_small(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert lines <= 40, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=of)
def test_a_folder_is_taken_in_at_a_glance(folder: Path) -> None:
    assert len([path for path in folder.glob("*.py") if path.name not in PACKAGE]) <= 16


def test_no_two_files_have_one_name() -> None:
    names = Counter(path.name for path in MODULES if path.name not in PACKAGE)
    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_public_classes_have_one_name() -> None:
    names = Counter(
        node.name
        for path in MODULES
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_what_a_value_is_is_nearly_always_said() -> None:
    """Any is for what comes from outside untyped, such as C's structures, rows of the database and parsed files."""
    named = Counter(
        of(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id == "Any"
    )
    assert named.total() < 100, named.most_common()


def test_the_worker_package_is_empty() -> None:
    """The import graph cannot see what a package's __init__ drags into both sides."""
    assert (ROOT / "app/muniment/worker/__init__.py").read_text() == ""


FORBIDDEN = {
    "socket": {"network_probe.py"},
    "multiprocessing": set(),
    "pickle": set(),
    "sqlcipher3": {"engine.py"},
    "sqlite3": {"plain_database.py"},
}


@pytest.mark.parametrize("path", MODULES, ids=of)
def test_some_modules_are_imported_in_one_place_only(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        for name in names:
            assert path.name in FORBIDDEN.get(name.split(".")[0], {path.name}), f"{of(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=of)
def test_nothing_fetches_addresses(path: Path) -> None:
    """import-linter cannot forbid a part of a package, and ``urllib.parse`` is harmless."""
    assert path.parent.name == "fetch" or "urllib.request" not in path.read_text("utf-8")


def test_the_lock_has_hashes_and_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert "://" not in text
    packages = re.findall(r"^[A-Za-z0-9].*?(?=^[A-Za-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(packages) > 50
    assert all("--hash=sha256:" in package for package in packages)


def test_only_constants_are_opened_in_other_programs() -> None:
    """``QDesktopServices.openUrl`` could carry a document's words to the network."""
    assert not [of(path) for path in MODULES if "openUrl" in path.read_text("utf-8")]


def test_no_module_of_the_readers_needs_itself() -> None:
    """A circle of imports, also of those for type checking alone: whoever reads one of its modules must read them all."""
    below = {path.stem: imported_siblings(path) for path in (ROOT / "app/muniment/reading").glob("*.py")}
    while leaves := [name for name, siblings in below.items() if not siblings & set(below)]:
        for name in leaves:
            del below[name]
    assert not below, f"in or above a circle: {sorted(below)}"


def imported_siblings(path: Path) -> set[str]:
    """The names of the modules beside one that it imports."""
    package = ".".join(path.parent.relative_to(ROOT / "app").parts)
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package + "."):
            found.add((node.module or "").removeprefix(package + "."))
    return found


@pytest.mark.parametrize("path", MODULES, ids=of)
def test_only_readers_load_what_reads_a_format(path: Path) -> None:
    """What the process that holds the key must never load stands in the table of formats."""
    if "reading" in path.parts:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not {name.split(".")[0] for name in names} & set(LIBRARIES)
