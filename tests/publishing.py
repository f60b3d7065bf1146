"""The real book, published as `make site` does it and held against every rule, with the book that it was made from."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.book import Book
from generator.checking import examined
from generator.checks.report import Report
from generator.project import Project

ROOT = Path(__file__).parents[1]
KEPT = "book.pickle"


class Publication(NamedTuple):
    """site: the folder that MkDocs wrote. book: the files and the ledger that it was handed. report: what the checks
    found in both."""

    site: Path
    book: Book
    report: Report


def publish(folder: Path) -> None:
    """Put the publication into a folder."""
    book = built(ROOT, folder / "site")
    report = examined(Project(ROOT), book, published=folder / "site")
    (folder / KEPT).write_bytes(pickle.dumps((without_documents(book), report)))


def read(folder: Path) -> Publication:
    return Publication(folder / "site", *pickle.loads((folder / KEPT).read_bytes()))


def built(root: Path, site: Path) -> Book:
    """The book that is handed to MkDocs, which puts it into the folder `site`."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    return config.plugins["textbook"].book


def without_documents(book: Book) -> Book:
    """What can be kept in a file."""
    return Book(book.files, book.ledger)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that is filled once for all processes: the first that asks for it lets the others wait."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, made = shared / name, shared / f"{name}.made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
