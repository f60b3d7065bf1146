"""Where in the book its numbers are seen, by headings and slides: of what is printed, what is published with a key."""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.checks.published.packed import SLIDES, unpacked
from generator.checks.published.site import NUMBER, as_in_the_ledger
from generator.documents import slides
from generator.text import marks, markup, stamps
from generator.text.stamps import Stamp

HEADING = re.compile(rf"^(?:{marks.MARK.pattern})*#{{1,6}} +(?P<words>.+)$", re.MULTILINE)
NO_LETTERS = re.compile(r"\{:? *[#.][^{}]*\}|\]\([^()]*\)|<[^<>]*>|\\[A-Za-z]+|[\W\d_]")
HIDDEN = ("math", "code", "figure", "comment")


@dataclass(frozen=True)
class Seen:
    """A number that a reader sees. nth: which one of its key it is on its page, from 0. label: the letters of the
    heading above it, or the number of its slide; step: of remark's slides, 0 on a page."""

    stamp: Stamp
    page: str
    nth: int
    label: str
    step: int = 0


def published_text(document: object) -> str:
    """What a page or a deck says, with what travels past remark in its place."""
    packed = SLIDES.search(document.file.text) if document.file.uri.endswith(".html") else None
    return unpacked(json.loads(packed[1])) if packed else document.file.text


def printed(document: object) -> list[Stamp]:
    """The numbers of a document that have keys, in order."""
    return [one for one in stamps.stamps(document.stamped) if one.key != stamps.STRUCTURAL]


def in_sight(document: object) -> Iterator[Stamp]:
    """Those of them that a reader sees: not what is read aloud only, nor what stands in an address or a tag."""
    for segment in markup.segments(document.stamped):
        if segment.kind == "figure":
            labels = (one for one in markup.svg_labels(segment.text) if one.kind == "prose")
            pieces = [(segment.start + one.start, one.text) for one in labels]
        elif segment.kind in ("prose", "math") or segment.text.startswith("<pre"):
            pieces = [(segment.start, segment.text)]
        else:
            continue
        for start, text in pieces:
            for one in stamps.stamps(text):
                if one.key != stamps.STRUCTURAL:
                    yield replace(one, start=start + one.start, end=start + one.end)


def with_keys(published: str) -> Iterator[tuple[str, str]]:
    """The numbers of a published text that have keys, in order: key and digits."""
    for found in NUMBER.finditer(published):
        yield html.unescape(found["formula"] or found["key"]), as_in_the_ledger(found["digits"] or found["text"] or "")


def seen(document: object) -> Iterator[Seen]:
    """Every number of a document that a reader sees, in order."""
    page, counts = document.file.uri, {}
    starts, labels = zip(*(slides_of if page.endswith(".html") else headings_of)(document.stamped), strict=True)
    for stamp in in_sight(document):
        counts[stamp.key] = counts.get(stamp.key, -1) + 1
        yield Seen(stamp, page, counts[stamp.key], *labels[bisect_right(starts, stamp.start) - 1])


def headings_of(stamped: str) -> Iterator[tuple[int, tuple[str, int]]]:
    """Where each section begins, and the letters of its heading; what stands before all is under the first."""
    segments = markup.segments(stamped)
    bare = "".join("\ufffc" * len(one.text) if one.kind in HIDDEN else one.text for one in segments)
    headings = ((one.start(), stamped[slice(*one.span("words"))]) for one in HEADING.finditer(bare))
    found = [(start, letters(stamps.without(words))) for start, words in headings]
    yield 0, (found[0][1] if found else "", 0)
    yield from ((start, (label, 0)) for start, label in found)


def slides_of(stamped: str) -> Iterator[tuple[int, tuple[str, int]]]:
    """Where each slide, or step of one, begins, its number, and which of remark's it is."""
    step = 0
    yield 0, ("1", 1)
    for slide in slides.slides(stamped):
        step += slide.is_shown
        yield slide.start, (str(slide.number), max(step, 1))


def letters(words: str) -> str:
    return NO_LETTERS.sub("", html.unescape(marks.without(words)))


def by_key(documents: Iterable[object]) -> dict[str, list[Seen]]:
    """For each key the first number in each section and on each slide of the book."""
    found: dict[str, dict[tuple[str, str], Seen]] = {}
    for document in documents:
        for one in seen(document):
            found.setdefault(one.stamp.key, {}).setdefault((one.page, one.label), one)
    return {key: list(each.values()) for key, each in found.items()}
