"""What can be wrong with an author's input, and how it is said.

TextbookError            anything an author can mend; carries every problem found, not only the first
├── ExampleError         an example.yml that cannot be read or does not make sense
├── TemplateError        a chapter, deck, figure or template that cannot be rendered
└── AuditError           a finished page that breaks a rule of the published page
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it is, what was expected and what came, and a way out.

    kind: the rule that is broken, by its name in `generator.checks.rules`. stands, should: what is there, and what
    ought to be, where that can be said so shortly."""

    file: str
    line: int | None
    message: str
    way_out: str = ""
    kind: str = ""
    stands: str = ""
    should: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}" + (f"\n    {self.way_out}" if self.way_out else "")


class TextbookError(Exception):
    """Raised with all the problems that were found, so that one run shows everything to mend."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


    def relative_to(self, folder: Path) -> TextbookError:
        """The same error with the files named as seen from a folder, as an author thinks of them."""
        return type(self)(replace(problem, file=seen_from(folder, problem.file)) for problem in self.problems)


class ExampleError(TextbookError):
    """Raised by `generator.example` for an example.yml that cannot be used."""


class TemplateError(TextbookError):
    """Raised by `generator.documents.templating` for a template that cannot be rendered."""


class AuditError(TextbookError):
    """Raised by `generator.documents.audit` for a page that must not be published."""


def seen_from(folder: Path, file: str) -> str:
    path = Path(file)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else file


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence naming the known word that `word` was probably meant to be, or all known words."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{close[0]}'?"
    return "Known: " + ", ".join(known) + "." if 0 < len(known) <= 20 else ""
