"""Where in the book a number is printed: under which heading of a page, on which slide of a deck."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.documents import slides
from generator.text import markup, stamps
from generator.text.publication import Mention

HEADING = re.compile(r"^#{1,6} +(.+?)[ #]*$", re.MULTILINE)
DECORATION = re.compile(r"\[([^\[\]]*)\]\([^()]*\)|\{:?[^{}]*\}|[*`]+|<[^<>]*>")
FILLER = "\ufffc"


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
    text = "".join(FILLER * len(s.text) if s.kind in HIDDEN else s.text for s in markup.segments(stamped))
    starts, places = zip(*(on_slides if page.endswith(".html") else under_headings)(page, stamped, text), strict=True)
    printed = (stamp for stamp in stamps.stamps(stamped) if stamp.key != stamps.STRUCTURAL)
    seen: dict[str, int] = {}
    for stamp, mention in zip(printed, mentions, strict=True):
        if mention.medium in SEEN:
            seen[stamp.key] = seen.get(stamp.key, -1) + 1
            yield Use(stamp.key, places[bisect_right(starts, stamp.start) - 1], seen[stamp.key])


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
        step += "true" not in (dict(slide.lead).get("layout"), dict(slide.lead).get("exclude"))
        yield start, Place(page, "Slides", str(slide.number), max(step, 1))
