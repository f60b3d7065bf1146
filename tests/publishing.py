"""The real book, published as `make site` does it and held against every rule, with the book that it was made from."""

from __future__ import annotations

import pickle
import warnings
from pathlib import Path
from typing import NamedTuple

from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.book import Book
from generator.checking import examined
from generator.checks.report import Report
from generator.project import Project

ROOT = Path(__file__).parents[1]
KEPT = "book.pickle"


class Publication(NamedTuple):
    """site: the folder that MkDocs wrote. book: the files and the ledger that it was handed. report: what the checks found
    in both."""

    site: Path
    book: Book
    report: Report


def publish(folder: Path) -> None:
    """Put a publication into a folder."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder / "site"), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    book = config.plugins["textbook"].book
    report = examined(Project(ROOT), book, published=folder / "site")
    (folder / KEPT).write_bytes(pickle.dumps((Book(book.files, book.ledger), report)))


def read(folder: Path) -> Publication:
    return Publication(folder / "site", *pickle.loads((folder / KEPT).read_bytes()))
