"""The mark that a name and a reference to it carry until every document of the book is there.

Only then is it known which number an equation has and where it stands. A mark is private-use characters around its
parts, as a stamp is; `generator.documents.references` puts what is shown in its place. A number that comes in this way
counts places in the book and can be taken for no value, so the audit looks at marked documents without their marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

OPEN, BAR, CLOSE = "\ue010", "\ue011", "\ue012"
MARK = re.compile(f"{OPEN}([a-z]+){BAR}([^{BAR}]*){BAR}([^{BAR}]*){BAR}([0-9]*){CLOSE}")

Kind = Literal["equation", "end", "figure", "caption", "see", "first", "suppose", "supposed", "where", "about"]
SILENT = ("suppose", "supposed", "where", "about")
"""What is said to the checks only."""


@dataclass(frozen=True)
class Mark:
    """kind: equation and end stand around a named equation, figure in the tag of a named figure, caption before its
    caption; see is a reference, first one to where a term is introduced. name: as an author typed it. words: what a
    link says, if its author chose that. line: of the document. suppose and supposed stand around what is no statement,
    where explains a letter (name) by a formula (words), about names the example that formulas are about."""

    kind: Kind
    name: str
    words: str = ""
    line: int | None = None

    def __str__(self) -> str:
        line = "" if self.line is None else str(self.line)
        return f"{OPEN}{self.kind}{BAR}{self.name}{BAR}{self.words}{BAR}{line}{CLOSE}"


def marks(text: str) -> Iterator[tuple[int, Mark]]:
    """All marks of a text with their positions, in order."""
    for match in MARK.finditer(text):
        yield match.start(), read(match)


def without(text: str) -> str:
    """The text as it would be without its marks."""
    return MARK.sub("", text) if OPEN in text else text


def spoken(text: str) -> str:
    """The text without the marks that only checks read."""
    return replaced(text, lambda mark, _: "" if mark.kind in SILENT else str(mark))


def replaced(text: str, shown: Callable[[Mark, int], str]) -> str:
    """The text with each mark replaced by what is shown for it there; the second argument is its position."""
    return MARK.sub(lambda match: shown(read(match), match.start()), text) if OPEN in text else text


def read(match: re.Match[str]) -> Mark:
    return Mark(match[1], match[2], match[3], int(match[4]) if match[4] else None)
