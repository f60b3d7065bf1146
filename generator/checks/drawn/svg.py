"""The figures of a stamped document: what is drawn in each, and the words with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.drawn.shapes_read import Dot, Part, Stroke, parts
from generator.text import marks

FIGURE = re.compile(r'<figure class="worked-figure ([\w-]+)[^"]*"[^<>]*>(.*?)</figure>', re.DOTALL)
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
TITLE = re.compile(r'aria-label="([^"]*)"')
CAPTION = re.compile(r"<figcaption\b[^<>]*>(.*?)</figcaption>", re.DOTALL)
DESCRIPTION = re.compile(r"<desc>(.*?)</desc>", re.DOTALL)
BREAK = re.compile(r"^(?:#{1,6} +(.+)|---[ \t]*)$", re.MULTILINE)
"""Where a section begins: a heading, or a slide."""


@dataclass(frozen=True)
class Figure:
    """A figure: its kind, what it is called, its description, what is written under it, the heading of the section or
    slide that it stands in. parts: what is drawn, group by group, in order."""

    kind: str
    start: int
    drawing: str
    title: str
    told: str
    caption: str
    heading: str
    parts: tuple[Part, ...]

    @property
    def strokes(self) -> list[Stroke]:
        return [stroke for part in self.parts for stroke in part.strokes]

    @property
    def dots(self) -> list[Dot]:
        return [dot for part in self.parts for dot in part.dots]

    def of(self, *kinds: str) -> list[Part]:
        """The groups that have all these classes."""
        return [part for part in self.parts if part.kinds >= set(kinds)]


def figures(text: str) -> Iterator[Figure]:
    """The figures of a stamped document, in order."""
    breaks = [(one.start(), one[1] or "") for one in BREAK.finditer(text)]
    for found in FIGURE.finditer(text):
        drawing = DRAWING.search(found[2])
        if drawing:
            start = found.start(2) + drawing.start()
            title, told, caption = (one.search(found[2]) for one in (TITLE, DESCRIPTION, CAPTION))
            heading = max((one for one in breaks if one[0] < start), default=(0, ""))[1]
            yield Figure(
                found[1], start, drawing[0], title[1] if title else "", told[1] if told else "",
                marks.without(caption[1]) if caption else "", heading,
                tuple(parts(drawing[0], start)),
            )  # fmt: skip
