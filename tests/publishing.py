"""The real book, published as `make site` does it, built once more beside it, and held against every rule."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from generator.book import Book
from generator.build import build
from generator.checking import examined
from generator.checks.report import Report
from generator.project import Project

ROOT = Path(__file__).parents[1]
KEPT = "book.pickle"


class Publication(NamedTuple):
    """site: the folder that MkDocs wrote. book: files and ledger of a build in another process. report: what the checks
    found in both."""

    site: Path
    book: Book
    report: Report


def publish(folder: Path) -> None:
    """Put a publication into a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as site:
        book = build(Project(ROOT))
        _, said = site.communicate()
    assert (site.returncode, said) == (0, "")
    report = examined(Project(ROOT), book, published=folder / "site")
    (folder / KEPT).write_bytes(pickle.dumps((Book(book.files, book.ledger), report)))


def read(folder: Path) -> Publication:
    return Publication(folder / "site", *pickle.loads((folder / KEPT).read_bytes()))
