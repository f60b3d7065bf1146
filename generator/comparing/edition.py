"""One edition of the book, as far as two can be compared: what its examples say and what its pages show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from generator.documents.claims import Claim
from generator.documents.ledger import Entry
from generator.errors import Problem, TextbookError
from generator.example.yaml_lines import Located

FRONT = ""
"""Stands for the slug of the pages that belong to no single example."""


@dataclass(frozen=True)
class Sheet:
    """What a file of keys and values says, an example.yml or an example beside it; None if it cannot be read. file: as
    seen from the book's folder."""

    file: str
    located: Located | None


@dataclass(frozen=True)
class Page:
    """A page or deck with its numbers and claims. lines: file and line of the template that each number comes from, by
    its position; files as seen from the book's folder."""

    uri: str
    entries: tuple[Entry, ...] = ()
    claims: tuple[Claim, ...] = ()
    lines: tuple[tuple[str, int | None], ...] = ()

    @property
    def slug(self) -> str:
        """Of the example that it is about; of a front page, its own name."""
        return self.uri.partition("/")[0].removesuffix(".md")

    @property
    def is_deck(self) -> bool:
        return self.uri.endswith(".html")


@dataclass(frozen=True)
class Edition:
    """name: for messages. sheets: by slug, in reading order, those of each example, its own first. pages: by address;
    those that are alike in both editions need not be there. texts: every file of content/ and templates/ that an author
    writes. problems: why some pages could not be made. unmade: the slugs of these, FRONT for front pages. numbers_only:
    whether numbers are all that is known, as from a ledger."""

    name: str
    sheets: Mapping[str, tuple[Sheet, ...]] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unmade: frozenset[str] = frozenset()
    numbers_only: bool = False


def of_ledger(file: Path) -> Edition:
    """The edition that a published ledger.json is of. TextbookError if it is none."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(found, list):
            raise TypeError(f"a ledger is a list, found {type(found).__name__}")
        entries = [Entry(**known(entry)) for entry in found]
    except OSError as error:
        raise TextbookError([Problem(str(file), None, f"cannot be read: {error.strerror}")]) from None
    except (ValueError, TypeError):
        way_out = "Name the ledger.json of a built book."
        raise TextbookError([Problem(str(file), None, "this is no ledger of a book", way_out)]) from None
    return Edition(file.name, pages=by_page(entries), numbers_only=True)


def known(entry: Mapping[str, object]) -> Mapping[str, object]:
    """What this version knows of an entry that another may have written."""
    return {one.name: entry[one.name] for one in fields(Entry) if one.name in entry}


def by_page(entries: Iterable[Entry]) -> Mapping[str, Page]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.page, []).append(entry)
    return {uri: Page(uri, told(numbers)) for uri, numbers in found.items()}


def told(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The numbers of the book itself, without what the build counts of its own checks at the foot of a chapter."""
    return tuple(entry for entry in entries if "/verified/" not in entry.key)
