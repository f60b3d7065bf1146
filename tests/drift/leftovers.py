"""What lies around from before: an old site, old previews, old bytecode. What is built has new numbers only."""

from __future__ import annotations

import os
import py_compile
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from generator.build import build
from generator.checks.published import site
from generator.errors import Problem
from generator.project import Project
from tests.drift import apart, engine
from tests.drift.bench import QUICK, Bench, edited, line_at, spliced, with_text
from tests.drift.drift import Drift, Harmless
from tests.drift.site import SITE, other, published

GIVEN = re.compile(r"(?<=[\[ ])0\.[0-9]+(?=[\],])")
"""A number of an example."""


def changes(text: str, most: int) -> Iterator[tuple[str, str]]:
    """The first numbers of an example, each with another last digit: what was done, and the text."""
    for value in list(GIVEN.finditer(text))[:most]:
        new = value[0][:-1] + other(value[0][-1])
        yield f"{value[0]} became {new} in line {line_at(text, value.start())}", spliced(text, *value.span(), new)


def old_sites(bench: Bench) -> Iterator[Drift]:
    """A value of an example changed, while the site of the day before lies there."""
    _, folder = published(bench)
    root = bench.project.root / ("small" if bench.quick else ".")
    file = root / "content" / QUICK[1] / "example.yml"
    for what, changed in changes(file.read_text(encoding="utf-8"), 6):
        ask = with_text(file, changed, partial(held_against, root, folder))
        yield Drift(f"{what} of {file.parent.name}, with an old site", ask, None, kinds=(*SITE, "claim"))


def held_against(root: Path, folder: Path) -> tuple[Problem, ...]:
    """What is said of an old site once the book is built anew."""
    return tuple(site.findings(folder, build(Project(root))))


def old_bytecode(bench: Bench) -> Iterator[Drift]:
    """A function of the engine changed, and the bytecode of the old one taken for that of the new one: the same length,
    the same time. The first build runs what is no longer there; the second one of a check does not."""
    for folder, table in (("engine", engine.FUNCTIONS), ("numbers", engine.VALUES)):
        for name, (module, old, new) in table.items():
            if len(old) == len(new):
                ask = partial(with_bytecode, f"{folder}/{module}.py", old, new, engine.example(name))
                yield Drift(f"{name}: {old} became {new}", ask, None, kinds=("bytes", "listing"))


def with_bytecode(module: str, old: str, new: str, example: str) -> tuple[Problem, ...]:
    with tempfile.TemporaryDirectory(prefix="bytecode-") as folder:
        code = apart.package(Path(folder).resolve() / "code")
        file = code / "generator" / module
        written = file.stat()
        py_compile.compile(str(file), invalidation_mode=py_compile.PycInvalidationMode.TIMESTAMP)
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        os.utime(file, ns=(written.st_atime_ns, written.st_mtime_ns))
        return apart.checked(engine.book(Path(folder, "book"), example), code)


def previews(bench: Bench) -> Iterator[Harmless]:
    """An example changed between two previews in one process, and changed back: what is shown is what is given."""
    root = bench.project.root.parent / "previewed"
    for what, changed in changes(engine.example("logistic"), 6):
        yield Harmless(f"{what} after a preview", partial(previewed_again, root, changed))


def previewed_again(root: Path, changed: str) -> tuple[Problem, ...]:
    """Where previews before, during and after an edit do not show what a first one shows."""
    if not root.exists():
        engine.book(root, engine.example("logistic"))
    first = previewed(root)
    with edited(next(root.rglob("example.yml")), changed), tempfile.TemporaryDirectory(prefix="anew-") as folder:
        during, anew = previewed(root), previewed(engine.book(Path(folder).resolve() / "anew", changed))
    return (
        *differing(first, during, "an edit has changed nothing", are_equal=True),
        *differing(during, anew, "a preview shows other numbers than a first one"),
        *differing(first, previewed(root), "an edit taken back has left something"),
    )


def previewed(root: Path) -> dict[str, str]:
    """The texts of a book's files as `make serve` shows them."""
    return {file.uri: file.text for file in build(Project(root), preview=True).files if file.path is None}


def differing(one: dict[str, str], two: dict[str, str], message: str, are_equal: bool = False) -> Iterator[Problem]:
    """A problem if two builds differ, or if they are equal."""
    if (one == two) == are_equal:
        yield Problem("", None, message)


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "an old site beside a changed example": old_sites,
    "old bytecode beside a changed engine": old_bytecode,
}
HARMLESS: dict[str, Callable[[Bench], Iterable[Harmless]]] = {"an example edited between previews": previews}
