"""The same book in other circumstances, and with edits that change nothing: the same bytes, and no finding."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from generator.build import build
from generator.errors import Problem
from generator.project import Project
from tests.drift import apart, engine
from tests.drift.apart import Bytes
from tests.drift.bench import Bench
from tests.drift.drift import Harmless
from tests.drift.harmless import YAML_EDITS

SURROUNDINGS: Mapping[str, Mapping[str, str]] = {
    "a hash seed": {"PYTHONHASHSEED": "4711"},
    "a time zone": {"TZ": "Pacific/Kiritimati"},
    "a locale": {"LC_ALL": "C", "LANG": "C"},
    "a date of the build": {"SOURCE_DATE_EPOCH": "1"},
    "another home": {"HOME": "/", "USER": "nobody"},
}


def touched(book: Path) -> None:
    for number, file in enumerate(sorted(book.rglob("*"))):
        os.utime(file, (10**9 + number, 10**9 - number))


def with_other_ends(book: Path) -> None:
    for file in (*book.rglob("*.md"), *book.rglob("*.yml"), *book.rglob("*.svg")):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def with_blanks(book: Path) -> None:
    for file in book.rglob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?<=\S)$", "  ", text, flags=re.MULTILINE), encoding="utf-8")


def with_comments(book: Path) -> None:
    for file in book.rglob("*.md"):
        file.write_text(file.read_text(encoding="utf-8") + "{## It was 0.37 once. ##}", encoding="utf-8")


def with_leftovers(book: Path) -> None:
    for name in ("content/.DS_Store", "content/1-old/chapter.md~", "site/old/deck.html", "site/ledger.json"):
        (book / name).parent.mkdir(parents=True, exist_ok=True)
    (book / "site" / "old" / "deck.html").write_text("0.37", encoding="utf-8")
    (book / "site" / "ledger.json").write_text('[{"key": "x/w1@1", "printed": "0.37"}]', encoding="utf-8")


def of_yaml(edit: Callable[[str], str], book: Path) -> None:
    for file in book.rglob("example.yml"):
        file.write_bytes(edit(file.read_text(encoding="utf-8")).encode())


BOOKS: Mapping[str, Callable[[Path], None]] = {
    "files touched": touched, "line ends of another system": with_other_ends,
    "blanks at the ends of lines": with_blanks, "comments": with_comments, "an old site beside it": with_leftovers,
    "a comment in the example": partial(of_yaml, lambda text: f"{text}# 0.37\n"),
    "other quotes in the example": partial(of_yaml, YAML_EDITS["other quotes"]),
}  # fmt: skip
"""What is done to the files of a book."""

UNUSED: Mapping[str, tuple[str, str]] = {"the usual slope": ("0.01", "0.02"), "the usual epsilon": ("1e-8", "1e-7")}
"""Settings that these examples do not use, with the values that they have in the generator, and other ones."""


EXAMPLES = ("logistic", "softmax")


@cache
def before(bench: Bench, chapter: str) -> Bytes:
    """The files of a small book, as this process builds it."""
    root = engine.book(bench.project.root.parent / f"as-it-is-{chapter}", engine.example(chapter))
    files = build(Project(root)).files
    return {file.uri: file.text.encode() if file.path is None else file.path.read_bytes() for file in files}


def same(bench: Bench) -> Iterator[Harmless]:
    """Each circumstance, for books of one small example."""
    for chapter in EXAMPLES:
        for what, environment in SURROUNDINGS.items():
            changed = {**os.environ, **environment}
            yield Harmless(f"{what}, {chapter}", partial(differing, bench, chapter, lambda book: None, changed))
        for what, edit in BOOKS.items():
            yield Harmless(f"{what}, {chapter}", partial(differing, bench, chapter, edit, os.environ))
        for what, values in UNUSED.items():
            yield Harmless(f"{what} is another, {chapter}", partial(with_settings, bench, chapter, values))


def with_settings(bench: Bench, chapter: str, values: tuple[str, str]) -> tuple[Problem, ...]:
    """How the bytes differ if the generator has another usual value for a setting."""
    with tempfile.TemporaryDirectory(prefix="settings-") as folder:
        code = apart.package(Path(folder).resolve() / "code")
        settings = code / "generator" / "example" / "settings.py"
        text, (old, new) = settings.read_text(encoding="utf-8"), values
        assert text.count(f'"{old}"') == 1
        settings.write_text(text.replace(f'"{old}"', f'"{new}"'), encoding="utf-8")
        now = apart.rendered(engine.book(Path(folder, "book"), engine.example(chapter)), Path(folder, "out"), code)
        return apart.differences(before(bench, chapter), now)


def differing(
    bench: Bench, chapter: str, edit: Callable[[Path], None], environment: Mapping[str, str]
) -> tuple[Problem, ...]:
    """How the bytes differ from those of the book as it is."""
    with tempfile.TemporaryDirectory(prefix="other circumstances ") as folder:
        book = engine.book(Path(folder).resolve() / "a book", engine.example(chapter))
        edit(book)
        try:
            now = apart.rendered(book, Path(folder, "out"), environment=environment)
        except RuntimeError as refused:
            return (Problem(chapter, None, str(refused)),)
        return apart.differences(before(bench, chapter), now)


HARMLESS: dict[str, Callable[[Bench], Iterable[Harmless]]] = {"the same book in other circumstances": same}
