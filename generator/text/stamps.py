"""The mark that every printed number carries from the moment it becomes text until the page is finished.

A stamp is three private-use characters around a key and a number: open, key, bar, number, close. It survives Jinja's
concatenation, Markdown and LaTeX untouched; `generator.text.publication` turns it into what the medium needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPEN, BAR, CLOSE = "\ue000", "\ue001", "\ue002"
STAMP = re.compile(f"{OPEN}([^{BAR}]*){BAR}([^{CLOSE}]*){CLOSE}")

STRUCTURAL = "structural"
"""The key of a number that belongs to a formula's form, such as the 1 in 1 - out."""


@dataclass(frozen=True)
class Stamp:
    """A stamped number: its key, its decimal text ("-0.02", "3.5e-12"), and where it stands in the stamped text."""

    key: str
    text: str
    start: int
    end: int


def stamp(key: str, text: str) -> str:
    """The text of a number with its key around it."""
    return f"{OPEN}{key}{BAR}{text}{CLOSE}"


def stamps(text: str) -> Iterator[Stamp]:
    """All stamps of a text, in order."""
    for match in STAMP.finditer(text):
        yield Stamp(match[1], match[2], match.start(), match.end())


def without(text: str) -> str:
    """The text with bare numbers in place of stamps."""
    return STAMP.sub(lambda match: match[2], text)
