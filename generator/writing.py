"""Writing a finished book into a folder, all of it or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from generator.build import File
from generator.errors import Problem, TextbookError

MARK = ".textbook"
"""Stands in every folder that was written here; a folder without it is somebody else's and is not replaced."""


def write(files: Iterable[File], folder: Path) -> None:
    """Make the folder hold these files and no others. TextbookError if it holds something that is not ours."""
    if folder.exists() and not folder.is_dir():
        raise TextbookError([Problem(str(folder), None, "this is a file, not a folder", "Name a new folder.")])
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file():
        way_out = "Name a new or empty folder."
        raise TextbookError([Problem(str(folder), None, "this folder holds files that were not written here", way_out)])
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as made:
        fresh = Path(made, "fresh")
        for file in files:
            place(file, fresh / file.uri)
        (fresh / MARK).touch()
        old = Path(made, "old")
        if folder.exists():
            folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise


def place(file: File, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if file.path is not None:
        shutil.copyfile(file.path, target)
    else:
        target.write_text(file.text, encoding="utf-8", newline="\n")
