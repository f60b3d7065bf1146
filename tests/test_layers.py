"""Imports only go down, and each third party is known to one module or few."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "generator"
# generator/browser holds what npm brings and the hook that builds the package; nothing in it is imported.
FILES = [file for file in sorted(ROOT.rglob("*.py")) if "browser" not in file.relative_to(ROOT).parts]

FOUNDATION = {
    "errors", "stamps", "markup", "certified", "digits", "exact", "operands", "traced", "formula", "quantity",
    "publication", "claim_sense", "claim_numbers", "claim_counts", "claim_relations", "claims", "derivation", "guard",
    "plain", "yaml_syntax", "yaml_lines", "straightline",
    "quantities/scale", "structural", "listing", "marks", "matrices", "matrix_latex", "matrix_values",
    "matrix_equation", "matrix_proof", "attributes", "worded", "number_words", "sameness", "ancestry", "again",
}  # fmt: skip
"""What knows neither an example nor a document."""
DOORS = {"cli", "mkdocs_plugin", "__main__"}

ALLOWED = {
    "flint": {"certified", "exact"},
    "jinja2": {
        "templating", "template_errors", "compiled", "mkdocs_plugin", "claims", "names", "origins", "provisos",
        "filters", "decks",
    },
    "markupsafe": {"templating", "claims", "filters", "decks"},
    "mkdocs": {"mkdocs_plugin"},
}
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc", "shared"}


FLOORS = ("engine", "numbers", "example", "quantities", "printed", "text", "figures", "documents", "checks")
"""The folders, from the ground up."""

STEMS = Counter(file.parent.name if file.stem == "__init__" else file.stem for file in FILES)


def name_of(file: Path) -> str:
    """engine.network for the engine, whose modules have names of their own only there; otherwise the last name, or two
    where the last alone is of two modules."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    if parts[:1] == ("engine",):
        return ".".join(parts)
    return "/".join(parts[-2:] if STEMS[file.stem] > 1 and file.stem != "__init__" else parts[-1:])


@cache
def imported(file: Path) -> frozenset[str]:
    """Full names of all that a file imports, wherever in the file it does."""
    return frozenset(names_imported(file))


def names_imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}:{node.lineno}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


MODULES = {name_of(file) for file in FILES}
PATHS = {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in FILES}


def ours(target: str) -> str | None:
    """The module of ours that an imported name is of."""
    parts = target.split(".")
    if parts[0] != "generator":
        return None
    for length in range(len(parts), 1, -1):
        if (path := ".".join(parts[1:length])) in PATHS:
            return name_of(PATHS[path])
    return ""


IMPORTS = {name_of(file): {ours(target) for target in imported(file)} - {None} for file in FILES}


def test_the_tree_is_read() -> None:
    assert {"worked", "engine.network", "templating", "example"} <= MODULES and FOUNDATION <= MODULES
    assert IMPORTS["traced"] == {"certified"} and IMPORTS["engine.network"] == {"engine.activations", "engine.losses"}


@pytest.mark.parametrize("module", sorted(m for m in MODULES if m.startswith("engine")))
def test_the_engine_imports_numpy_and_itself(module: str) -> None:
    (file,) = [file for file in FILES if name_of(file) == module]
    standard = {"__future__", "collections", "dataclasses", "itertools", "typing"}
    assert {target.split(".")[0] for target in imported(file)} - standard <= {"numpy", "generator"}
    assert all(target.startswith("engine") for target in IMPORTS[module])


@pytest.mark.parametrize("library", ALLOWED)
def test_a_third_party_is_known_to_its_own_modules_only(library: str) -> None:
    users = {name_of(file) for file in FILES if library in {target.split(".")[0] for target in imported(file)}}
    assert users <= ALLOWED[library]


def test_the_foundation_stands_on_itself() -> None:
    for module in FOUNDATION:
        assert {t for t in IMPORTS[module] if not t.startswith("engine")} <= FOUNDATION, module


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_folder_imports_itself_and_what_lies_below(file: Path) -> None:
    folder, *_ = file.relative_to(ROOT).parts
    if folder in FLOORS:
        below = {"errors", *FLOORS[: FLOORS.index(folder) + 1]}
        found = {target.split(".")[1] for target in imported(file) if target.startswith("generator.")}
        assert found <= below


def test_no_two_modules_have_the_same_name_here() -> None:
    assert len(MODULES) == len(FILES)


def test_the_kinds_of_number_do_not_know_what_is_written_with_them() -> None:
    assert IMPORTS["certified"] == {"exact"} and IMPORTS["exact"] == set()
    assert IMPORTS["digits"] == {"certified"}
    assert IMPORTS["stamps"] == set()


def test_nobody_imports_a_door() -> None:
    assert {module for module, targets in IMPORTS.items() if targets & DOORS and module not in DOORS} == set()


def test_only_doors_and_writing_import_the_build() -> None:
    allowed = DOORS | {"writing", "serving", "worktree", "checking"}
    assert {module for module, targets in IMPORTS.items() if "build" in targets} <= allowed


def test_no_module_imports_itself_round_a_corner() -> None:
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in done:
            for target in sorted(IMPORTS.get(module, ())):
                walk(target, (*path, module))
            done.add(module)

    for module in sorted(IMPORTS):
        walk(module, ())


def test_a_module_is_named_after_what_it_owns() -> None:
    assert not {part for module in MODULES for part in module.split(".")} & BANNED_NAMES


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_module_is_short(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 200
