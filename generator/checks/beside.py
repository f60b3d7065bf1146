"""Sources, once more: what is published as it is. No author types a number into a file that nobody holds to a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.errors import Problem
from generator.text import structural

KIND = "source"
AS_IT_IS = (".html", ".htm", ".txt", ".csv", ".tsv", ".js", ".mjs", ".css", ".json", ".xml", ".xhtml", ".tex")
"""What a browser shows as text, or runs; a picture in SVG is a template."""
WAY_OUT = "Make it a page of the book (.md) or a figure (.svg), whose numbers have sources."

SHOWN = {
    ".css": re.compile(r"\bcontent\s*:[^;}]*?[\"'](?P<words>[^\"'\n]*)[\"']"),
    ".js": re.compile(r"\b(?:append|prepend|before|after|write|insertAdjacent\w+|alert)\([^()\n]*?[\"'`](?P<words>[^\"'`\n]*)"
                      r"|\b(?:textContent|innerHTML|innerText|outerHTML|title|ariaLabel)\s*\+?=\s*[\"'`](?P<more>[^\"'`\n]*)"),
}  # fmt: skip
"""Where a style sheet or a script of the book puts words onto a page."""

ESCAPE = re.compile(r"\\([0-9A-Fa-f]{2,6})[ ]?")
"""A sign by its number, in a style sheet."""


def findings(as_they_are: Iterable[Path], browser: Path) -> Iterator[Problem]:
    """The numbers in files that are published as they are, and in what the files in the folder `browser` add to a page."""
    for file in as_they_are:
        if file.suffix.lower() in AS_IT_IS:
            yield from numbers(file, file.read_text(encoding="utf-8"), 0)
    for file in sorted(browser.glob("*.*")):
        text = file.read_text(encoding="utf-8")
        for words in SHOWN[file.suffix].finditer(text) if file.suffix in SHOWN else ():
            name = next(name for name in words.groupdict() if words[name] is not None)
            shown = ESCAPE.sub(lambda code: chr(int(code[1], 16)), words[name])
            yield from numbers(file, shown, text.count("\n", 0, words.start(name)))


def numbers(file: Path, text: str, above: int) -> Iterator[Problem]:
    for position, digits in structural.outside(text, 0, "words"):
        line = above + text.count("\n", 0, position) + 1
        yield Problem(str(file), line, f"the number {digits} has no source", WAY_OUT, KIND, digits)
