"""What the build writes from documents that are right: a page, the ledger, the cards of numbers, altered on the way."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from generator.book import Book
from generator.build import build
from generator.checks.published import handed_on
from generator.errors import Problem
from generator.project import Project
from tests.checks.handed_slips import slips
from tests.drift.bench import QUICK, ROOT, Bench
from tests.drift.drift import Drift

SITE = ("site",)


@cache
def built(bench: Bench) -> Book:
    """A book of the chapters that are worked in a moment and refer to no other; in a quick run of one of them."""
    root = bench.project.root / "handed on"
    shutil.copytree(ROOT / "templates", root / "templates")
    for folder in QUICK[1:2] if bench.quick else QUICK[1:]:
        shutil.copytree(ROOT / "content" / folder, root / "content" / folder)
    (root / "content" / "index.md").write_text("# A book\n", encoding="utf-8")
    return build(Project(root))


def planted(bench: Bench, is_page: bool) -> Iterator[Drift]:
    for what, book in slips(built(bench)):
        uri = what.partition(":")[0]
        if uri.endswith(".md") == is_page:
            yield Drift(what, partial(findings, book), None, kinds=SITE)


def findings(book: Book) -> tuple[Problem, ...]:
    return tuple(handed_on.findings(book))


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a card or a row of the ledger altered": lambda bench: planted(bench, is_page=False),
    "a page altered behind the rules": lambda bench: planted(bench, is_page=True),
}
