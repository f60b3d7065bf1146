"""Sources, once more: what is published as it is. No author types a number into a file that nobody holds to a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.checks.scripts import scripts, styles
from generator.errors import Problem
from generator.text import structural

KIND = "source"
NO_TEXT = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff",
    ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m4a",
    ".mp4", ".webm", ".ogv", ".mov", ".zip", ".gz", ".xz", ".bz2", ".zst", ".7z", ".tar",
)  # fmt: skip
"""Files that are no text: nobody finds a number in them by reading. Whatever else is published is read, by any name."""
A_TEMPLATE = (".svg",)
"""A picture of words and lines is a template, and is held as one."""
WAY_OUT = "Make it a page of the book (.md) or a figure (.svg), whose numbers have sources."


def findings(as_they_are: Iterable[Path], browser: Path) -> Iterator[Problem]:
    """The numbers in files that are published as they are, and in what those in the folder `browser` do to a page."""
    for file in as_they_are:
        if file.suffix.lower() not in A_TEMPLATE:
            yield from in_file(file)
    for file in sorted(path for path in browser.rglob("*") if path.is_file()):
        match file.suffix:
            case ".js":
                yield from scripts.findings(file)
            case ".css":
                yield from styles.findings(file)
            case _:
                yield from in_file(file)


def in_file(file: Path) -> Iterator[Problem]:
    """The numbers of a text, or that a file is one which nobody can read."""
    text = text_of(file)
    if text is not None:
        yield from numbers(file, text)
    elif file.suffix.lower() not in NO_TEXT and not file.name.startswith("."):
        message = "nobody can hold against the book what is in this file"
        yield Problem(str(file), None, message, WAY_OUT, KIND, file.suffix)


def text_of(file: Path) -> str | None:
    """What stands in a file, if it is text: whatever it is called, a browser may show it as that."""
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def numbers(file: Path, text: str) -> Iterator[Problem]:
    for position, digits in structural.outside(text, 0, "words"):
        line = text.count("\n", 0, position) + 1
        yield Problem(str(file), line, f"the number {digits} has no source", WAY_OUT, KIND, digits)
