"""Where in the book a number is printed: under which heading of a page, on which slide of a deck."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from generator.documents import slides
from generator.text import markup, stamps
from generator.text.publication import Mention

HEADING = re.compile(r"^#{1,6} +(.+?)[ #]*$", re.MULTILINE)
DECORATION = re.compile(r"\[([^\[\]]*)\]\([^()]*\)|\{:?[^{}]*\}|[*`]+|<[^<>]*>")
FILLER = "\ufffc"
Found = TypeVar("Found")


@dataclass(frozen=True)
class Place:
    """A stretch of a page. title: of the page. label: a heading, or the number of a slide. step: what the address of a
    slide ends with."""

    page: str
    title: str
    label: str
    step: int = 0


@dataclass(frozen=True)
class Use:
    """A printed number that a reader sees. nth: which one of its key it is on the page, from 0."""

    key: str
    place: Place
    nth: int


def uses(page: str, stamped: str, mentions: Iterable[Mention]) -> Iterator[Use]:
    """Every number that a reader of a document sees, in reading order."""
    seen: dict[str, int] = {}
    for place, mention in zip(places(page, stamped), mentions, strict=True):
        if mention.medium in SEEN:
            seen[mention.key] = seen.get(mention.key, -1) + 1
            yield Use(mention.key, place, seen[mention.key])


def places(page: str, stamped: str) -> Iterator[Place]:
    """The place of every number of a document, in reading order."""
    find = on_slides if page.endswith(".html") else under_headings
    return located(stamped, find(page, stamped, bare(stamped)))


def spoken(page: str, stamped: str) -> Iterator[str]:
    """The same in words: the headings that a number of a page stands under, the slide of a deck with its heading."""
    if not page.endswith(".html"):
        return located(stamped, heading_paths(stamped))
    titles: dict[str, str] = {}
    for slide in slides.slides(stamped):
        titles.setdefault(str(slide.number), stamps.without(str(slide)))
    return (titles[place.label] for place in places(page, stamped))


def located(stamped: str, stretches: Iterable[tuple[int, Found]]) -> Iterator[Found]:
    """For every number of a document what is found at the beginning of its stretch."""
    starts, found = zip(*stretches, strict=True)
    for stamp in stamps.stamps(stamped):
        if stamp.key != stamps.STRUCTURAL:
            yield found[bisect_right(starts, stamp.start) - 1]


def bare(stamped: str) -> str:
    """The text with nothing in it that only looks like a heading or a break."""
    return "".join(FILLER * len(s.text) if s.kind in HIDDEN else s.text for s in markup.segments(stamped))


def heading_paths(stamped: str) -> Iterator[tuple[int, str]]:
    """Where each section of a page begins, and the headings above it but the page's title: Forward pass > Outputs."""
    above: dict[int, str] = {}
    yield 0, ""
    for heading in HEADING.finditer(bare(stamped)):
        level = len(heading[0]) - len(heading[0].lstrip("#"))
        above = {**{higher: title for higher, title in above.items() if higher < level}, level: words(stamped, heading)}
        below_title = [title for one, title in above.items() if one > 1]
        yield heading.start(), " > ".join(below_title or above.values())


SEEN = ("prose", "math", "figure", "listing")
"""Where a number stands in a page with its key, and not only in words that are read aloud."""

HIDDEN = ("math", "code", "figure", "comment")
"""What has neither headings nor breaks between slides, whatever it looks like."""


def under_headings(page: str, stamped: str, text: str) -> Iterator[tuple[int, Place]]:
    """Where each section of a page begins; the first is what stands before all headings."""
    headings = list(HEADING.finditer(text))
    title = words(stamped, headings[0]) if headings else page
    yield 0, Place(page, title, title)
    for heading in headings:
        yield heading.start(), Place(page, title, words(stamped, heading))


def words(stamped: str, heading: re.Match[str]) -> str:
    """A heading as plain text."""
    return DECORATION.sub(r"\1", stamps.without(stamped[heading.start(1) : heading.end(1)])).strip()


def on_slides(page: str, stamped: str, text: str) -> Iterator[tuple[int, Place]]:
    """Where each slide, or step of one, begins. Layouts are none of remark's slides."""
    starts = [0, *(found.end() for found in slides.BREAK.finditer(text))]
    step = 0
    for start, slide in zip(starts, slides.slides(stamped), strict=True):
        step += slide.is_shown
        yield start, Place(page, "Slides", str(slide.number), max(step, 1))
