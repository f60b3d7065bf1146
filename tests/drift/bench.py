"""A copy of the real book in which one thing at a time is changed, and what the checks of the build say of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from generator.build import read_chapter
from generator.checks import rules
from generator.documents import audit
from generator.documents.context import chapter_context
from generator.documents.templating import Rendered, Templates
from generator.errors import Problem, TextbookError
from generator.example import Example
from generator.fitness import in_rows, template
from generator.numbers import certified
from generator.printed.quotations import quotations
from generator.project import Project
from generator.quantities.notation import PRODUCTS
from generator.quantities.worked import Worked
from generator.text.derivation import Writer
from tests.drift.drift import Drift

ROOT = Path(__file__).parents[2]
BITS = 256
"""Enough for all digits of the book as it is."""

QUICK = ("2-a-linear-net", "7-a-day-in-spring", "8-porridge")
"""Chapters that are worked in a moment: one of an author's own, and two by the default walk-through."""

DOCUMENTS = ("chapter.md", "deck.md")


class Bench:
    """content/ and templates/ in a folder of their own. quick: whether only a few chapters are worked."""

    def __init__(self, root: Path, quick: bool = False) -> None:
        for name in ("content", "templates"):
            shutil.copytree(ROOT / name, root / name)
        self.project = Project(root)
        self.quick = quick

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        folders = [one for one in self.project.example_folders() if not self.quick or one.name in QUICK]
        return tuple(Chapter(self.project, folder) for folder in folders)

    def named(self, path: Path) -> str:
        return path.relative_to(self.project.root).as_posix()


class Chapter:
    """One example of the copy, worked once."""

    def __init__(self, project: Project, folder: Path, bits: int = BITS) -> None:
        self.project, self.folder, self.bits = project, folder, bits

    @cached_property
    def example(self) -> Example:
        return read_chapter(self.project, self.folder)

    @cached_property
    def worked(self) -> Worked:
        return Worked(self.example, self.bits)

    @cached_property
    def context(self) -> dict[str, object]:
        with certified.precision(self.bits):
            return dict(chapter_context(self.worked, quotations(self.folder / "printed.yml")))

    @cached_property
    def clean(self) -> dict[str, Rendered]:
        """Both documents as they are."""
        return {name: self.rendered(name) for name in DOCUMENTS}

    @property
    def in_rows(self) -> bool:
        return in_rows(self.context)

    def file(self, name: str) -> Path:
        """The template that a document begins with."""
        own = self.folder / name
        return own if own.exists() else self.project.templates / template(self.worked, name)

    def rendered(self, name: str) -> Rendered:
        """A document as its templates are now. TextbookError if they cannot be filled in."""
        digits = self.example.digits
        writer = Writer(self.worked.named, PRODUCTS[self.example.notation.times],
                        digits.chapter if name == "chapter.md" else digits.deck)  # fmt: skip
        with certified.precision(self.bits):
            templates = Templates(self.folder, self.project.templates)
            return templates.render(template(self.worked, name), writer, self.context)

    def is_other(self, name: str, before: str) -> bool:
        """Whether a document is another text than before."""
        return self.rendered(name).text != before

    def findings(self, name: str) -> tuple[Problem, ...]:
        """What the build says of a document as its templates are now."""
        return said(lambda: self.held(self.rendered(name)))

    def proved(self, name: str) -> tuple[Problem, ...]:
        """The same, with the proof of its formulas."""
        with certified.precision(self.bits):
            return said(lambda: rules.held(self.rendered(name), self.in_rows, (self.worked,)).problems)

    def held(self, rendered: Rendered) -> tuple[Problem, ...]:
        """Every rule but the proof of formulas in general, which takes longest: slips.py puts them to it one by one."""
        with certified.precision(self.bits):
            return rules.held(rendered, self.in_rows).problems

    def drift(
        self, what: str, name: str, changed: str, first: int | None = None, last: int | None = None,
        kinds: tuple[str, ...] = (),
    ) -> Drift:  # fmt: skip
        """A drift in a document, whose template has another text; it is to be told in these lines of that file."""
        file = self.file(name)
        return Drift(what, with_text(file, changed, partial(self.findings, name)), file, first, last, kinds)

    def all_findings(self, name: str) -> tuple[Problem, ...]:
        """The same, with the numbers that are typed in it."""
        return (*audit.typed_numbers(self.file(name)), *self.findings(name))


def said(work: Callable[[], tuple[Problem, ...]]) -> tuple[Problem, ...]:
    """What the work returns, or what it raises."""
    try:
        return work()
    except TextbookError as error:
        return error.problems
    except certified.Undecided as undecided:
        return (Problem("", None, f"undecided: {undecided}"),)


@contextmanager
def edited(file: Path, text: str) -> Iterator[None]:
    """The file with another text, until the end of the block."""
    before = file.read_bytes()
    file.write_bytes(text.encode())
    try:
        yield
    finally:
        file.write_bytes(before)


Answer = TypeVar("Answer")


def with_text(file: Path, text: str, ask: Callable[[], Answer]) -> Callable[[], Answer]:
    """What is answered while the file has another text."""
    return partial(answered_with, file, text, ask)


def answered_with(file: Path, text: str, ask: Callable[[], Answer]) -> Answer:
    with edited(file, text):
        return ask()


def spliced(text: str, start: int, end: int, new: str) -> str:
    """The text with something else between two places."""
    return text[:start] + new + text[end:]


def line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
