"""What a book is made of: files, documents with their numbers and claims, and the parts that share a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.checks.rules import Held
from generator.documents import origins
from generator.documents.claims import Claim
from generator.documents.ledger import Entry
from generator.documents.origins import Origins
from generator.documents.provenance import Card
from generator.documents.templating import Sources
from generator.documents.uses import Use
from generator.errors import Problem
from generator.quantities.worked import Worked
from generator.verified import Record


@dataclass(frozen=True)
class File:
    """A file of the finished book: its address, its text or the file that it is, and what an author edits for it."""

    uri: str
    text: str = ""
    path: Path | None = None
    source: Path | None = None


@dataclass(frozen=True)
class Book:
    """The finished book, pages in reading order. Two are the same if their files and numbers are; the documents
    and examples are what these were made from."""

    files: tuple[File, ...]
    ledger: tuple[Entry, ...]
    records: tuple[Record, ...] = ()
    documents: tuple[Document, ...] = field(default=(), compare=False, repr=False)
    examples: tuple[Worked, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Document:
    """A page or deck, with the entries of its numbers, what these are and where they stand, the claims that it makes,
    and all that forbids its publication. stamped: its text before publication; made: which lines each piece of that
    comes from; lines: file and line of the template that each number comes from."""

    file: File
    entries: tuple[Entry, ...]
    sources: Sources
    uses: tuple[Use, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    held: Held = Held()
    stamped: str = ""
    made: Origins = ()
    lines: tuple[tuple[str, int | None], ...] = ()

    def place(self, position: int) -> tuple[str, int | None]:
        """File and line that a position of the stamped text comes from."""
        return origins.place(self.made, self.stamped, position) or (str(self.file.source), None)

    @property
    def checked(self) -> tuple[str, Sources, int, Held]:
        """What the record of a chapter is made from."""
        return self.stamped, self.sources, len(self.claims), self.held


@dataclass(frozen=True)
class Part:
    """Documents that share a folder of the site, the cards of their numbers, what was checked of them, and the examples
    that they may speak of."""

    folder: str
    documents: tuple[Document, ...]
    cards: Mapping[str, Card]
    record: Record | None = None
    examples: tuple[Worked, ...] = ()
