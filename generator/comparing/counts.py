"""What differs, in numbers and words: 37 numbers moved on 2 pages and 14 slides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.comparing.difference import Chapter
from generator.comparing.moves import Move
from generator.comparing.verdicts import Verdict

NEWS = ("became false", "new and false", "became true")
"""What happened to claims that everybody wants to know."""


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def where(moves: Sequence[Move]) -> str:
    """on 2 pages and 14 slides"""
    spots = {move.spot for move in moves}
    pages = len({spot.page for spot in spots if not spot.page.endswith(".html")})
    slides = len({(spot.page, spot.under) for spot in spots if spot.page.endswith(".html")})
    both = [counted(n, word) for n, word in ((pages, "page"), (slides, "slide")) if n]
    return f"on {' and '.join(both)}"


def moved(chapters: Iterable[Chapter]) -> Iterator[str]:
    """Sentences on the numbers of some chapters; none where nothing moved."""
    chapters = tuple(chapters)
    moves = [move for chapter in chapters for move in chapter.moves]
    reprints = [move for chapter in chapters for move in chapter.reprints]
    added = sum(len(page.added) for chapter in chapters for page in chapter.pages)
    gone = sum(len(page.gone) for chapter in chapters for page in chapter.pages)
    if moves:
        yield f"{counted(len(moves), 'number')} moved {where(moves)}"
    if reprints:
        yield f"{counted(len(reprints), 'number is', 'numbers are')} printed with other digits {where(reprints)}"
    if added:
        yield f"{counted(added, 'number is', 'numbers are')} new"
    if gone:
        yield f"{counted(gone, 'number is', 'numbers are')} gone"


def claims(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """2 claims became false"""
    for change, number in Counter(verdict.change for verdict in verdicts).items():
        yield f"{counted(number, 'claim')} {VERBS[change][number != 1]}"


VERBS = {
    "became false": ("became false", "became false"),
    "new and false": ("is new and false", "are new and false"),
    "became true": ("became true", "became true"),
    "still false": ("is still false", "are still false"),
    "new": ("is new", "are new"),
    "gone": ("is gone", "are gone"),
}


def in_all(chapters: Sequence[Chapter]) -> str:
    """One sentence on everything; empty if nothing differs."""
    keys = sum(len(chapter.keys) for chapter in chapters)
    keyed = counted(sum(bool(chapter.keys) for chapter in chapters), "example")
    formulas = sum(len(chapter.vocabulary.formulas) for chapter in chapters)
    examples = [chapter for chapter in chapters if chapter.file]
    parts = [
        *(f"{counted(n, 'example is', 'examples are')} {state}" for state in ("new", "gone")
          if (n := sum(one.state == state for one in examples))),
        *([f"{counted(keys, 'key')} of {keyed} changed"] * bool(keys)),
        *moved(chapters),
        *claims(verdict for one in chapters if one.state == "changed" for verdict in one.verdicts),
        *([f"{counted(formulas, 'formula')} changed"] * bool(formulas)),
    ]
    return ", ".join(parts)
