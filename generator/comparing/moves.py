"""The numbers of a page that are printed otherwise than before, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.comparing import spelling
from generator.comparing.alignment import aligned
from generator.comparing.edition import Page
from generator.comparing.renames import Renaming
from generator.documents.ledger import Entry

LINE = re.compile(r":[0-9]+$")


@dataclass(frozen=True)
class Spot:
    """Where a number is printed. under: the headings or the slide; file, line: of the template."""

    page: str
    under: str
    file: str
    line: int | None


@dataclass(frozen=True)
class Move:
    """A printed number in both editions. name: as an author types it. value_moved: whether the number is another one,
    and not only printed with other digits."""

    name: str
    old: str
    new: str
    value_moved: bool
    spot: Spot


@dataclass(frozen=True)
class Comparison:
    """Of one page. added, gone: numbers that the other edition does not print there."""

    page: Page
    moves: tuple[Move, ...]
    added: tuple[Entry, ...]
    gone: tuple[Entry, ...]


def comparison(old: Page, new: Page, renamed: Renaming) -> Comparison:
    """The numbers of a page held against those of the same page before."""
    found = aligned(
        old.entries, new.entries,
        (lambda entry: known_by(entry, renamed.key(entry.key)), lambda entry: known_by(entry, entry.key)),
        (lambda entry: spelling.of_any_variant(known_by(entry, renamed.key(entry.key))),
         lambda entry: spelling.of_any_variant(known_by(entry, entry.key))),
    )  # fmt: skip
    moves = tuple(
        Move(spelling.typed(now.key, now.place), before.printed, now.printed, before.value != now.value, spot(now, new))
        for before, now in found.pairs
        if before.printed != now.printed
    )
    return Comparison(new, moves, found.added, found.gone)


def known_by(entry: Entry, key: str) -> str:
    """A stated number is counted in its key, so its reason tells more; without the line that it may be quoted from."""
    return f"stated: {LINE.sub('', entry.place)}" if entry.kind == "stated" else key


def spot(entry: Entry, page: Page) -> Spot:
    return Spot(page.uri, entry.under, *page.lines[entry.position])
