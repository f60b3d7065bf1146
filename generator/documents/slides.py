"""What remark would do to a deck's slides without a word: lines vanish, classes swallow text, formulas stay raw."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from generator.errors import Problem, nearest
from generator.text import markup

PROPERTIES = ("name", "class", "layout", "template", "count", "exclude", "background-image", "continued")
SLIDE_CLASSES = ("title", "section", "center", "middle", "compact", "wide-left", "wide-right")
CONTENT_CLASSES = ("left-column", "right-column", "boxed", "answer", "footnote", "small", "center", "coloured")

Place = tuple[str, int | None]
"""A file, and a line of it."""

FORMULA, OTHER = "\ufffc", "\ufffd"
BREAK = re.compile(r"^(---?)[ \t]*$\n?", re.MULTILINE)
NOTES = re.compile(r"^\?\?\?[ \t]*$", re.MULTILINE)
PROPERTY = re.compile(r"\n*([-\w]+):([^$\n]*)")  # remark's own: it takes lines until one does not fit
CONTENT_CLASS = re.compile(r"(?<!\\)((?:\.[A-Za-z_-][\w-]*)+)\[")
HEADING = re.compile(r"^#+ *(.+)$", re.MULTILINE)
DELIMITER = re.compile(r"\\\\|(\\[()\[\]]|\$\$)")
BRACE = re.compile(r"\\.|([{}])", re.DOTALL)

Fault = tuple[str, str]
"""What is wrong, and a way out."""


@dataclass(frozen=True)
class Slide:
    """A slide, or one step of it.

    number: as shown on the slide; a layout has the number of the slide before it. start: where it begins in the source.
    lead: the first lines, which remark takes for properties. text: the rest, with FORMULA where formulas stood and
    OTHER for code and figures. formulas: all of the slide, as written.
    """

    number: int
    start: int
    lead: tuple[tuple[str, str], ...]
    text: str
    formulas: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        """Whether it is one of remark's slides, and not what others are laid out by."""
        return "true" not in (dict(self.lead).get("layout"), dict(self.lead).get("exclude"))

    def __str__(self) -> str:
        """How an author finds it: its number and heading, or its first words."""
        heading = HEADING.search(self.text)
        words = re.sub(f"<[^<>]*>|[{FORMULA}{OTHER}]", "", heading[1] if heading else self.text).split()[:7]
        return f"slide {self.number}" + (f" ({' '.join(words)})" if words else "")


def faults(source: str, places: Iterable[Place]) -> list[Problem]:
    """All that is wrong with the slides of a deck's rendered Markdown; places: where its author edits each slide."""
    return [
        Problem(*place, f"{slide}: {message}", way_out)
        for slide, place in zip(slides(source), places, strict=True)
        for check in CHECKS
        for message, way_out in check(slide)
    ]


def slides(source: str) -> Iterator[Slide]:
    """The slides of a deck, in order; a step (after a line of two dashes) is one of its own with the same number."""
    formulas = [segment.text for segment in markup.segments(source) if segment.kind == "math"]
    number = 0
    for dashes, text, start in pieces(source):
        here = text.count(FORMULA)
        lead, text = split_lead(text)
        slide = Slide(number, start, lead, text, tuple(formulas[:here]))
        if dashes == "---" and slide.is_shown:
            number += dict(lead).get("count") != "false"
        yield replace(slide, number=number)
        del formulas[:here]


def pieces(source: str) -> Iterator[tuple[str, str, int]]:
    """The dashes before each slide, what it shows, and where in the source it begins."""
    segments = list(markup.segments(source))
    seen = [bare(segment) for segment in segments]
    starts = [0, *accumulate(map(len, seen))]
    text = "".join(seen)
    breaks = list(BREAK.finditer(text))
    for before, after in pairwise([None, *breaks, None]):
        begin = before.end() if before else 0
        piece = text[begin : after.start() if after else len(text)]
        first = begin + len(piece) - len(piece.lstrip())
        place = min(bisect_right(starts, first), len(segments)) - 1
        yield before[1] if before else "---", piece, segments[place].start + first - starts[place] if segments else 0


def bare(segment: markup.Segment) -> str:
    """The text of a segment as far as slides are concerned. Of code the brackets stay, since remark counts them."""
    if segment.kind == "math":
        return FORMULA
    if segment.kind == "figure" or segment.text.startswith("<pre"):
        return OTHER
    if segment.kind == "code":
        return OTHER + re.sub(r"[^\[\]]", "", segment.text)
    return "" if segment.kind == "comment" else segment.text


def split_lead(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The properties that remark finds, as (name, value), and what it leaves of the slide."""
    lead: list[tuple[str, str]] = []
    while match := PROPERTY.match(text):
        lead.append((match[1], match[2].strip()))
        text = text[match.end() :]
    return tuple(lead), text


def vanishing_lines(slide: Slide) -> Iterator[Fault]:
    for name, value in slide.lead:
        if name not in PROPERTIES:
            line = re.sub(r"<[^<>]*>", "", f"{name}: {value}").replace(FORMULA, "…")
            way_out = f"Begin the slide with a heading or another word. {nearest(name, PROPERTIES)}"
            yield f"the line '{line}' would vanish: remark takes it for a property of the slide", way_out


def unknown_classes(slide: Slide) -> Iterator[Fault]:
    for name in re.split(r"[, ]+", dict(slide.lead).get("class", "")):
        if name and name not in SLIDE_CLASSES:
            yield f"there is no slide class '{name}'", nearest(name, SLIDE_CLASSES)
    for match in CONTENT_CLASS.finditer(slide.text):
        for name in match[1][1:].split("."):
            if name not in CONTENT_CLASSES:
                way_out = f"Write \\{match[0]} for the characters themselves. {nearest(name, CONTENT_CLASSES)}"
                yield f"remark takes '{match[0]}' for a content class '{name}', which there is not", way_out


def brackets(slide: Slide) -> Iterator[Fault]:
    opened = CONTENT_CLASS.search(slide.text)
    excess = slide.text.count("[") - slide.text.count("]")
    if opened and excess > 0:
        way_out = "Close it before the next break, also before a step (--). &#91; is a bracket without a partner."
        yield f"'{opened[0]}' is not closed on this slide", way_out
    if opened and excess < 0:
        yield f"there is a ']' too many: it closes '{opened[0]}' early", "&#93; is a bracket without a partner."


def classes_in_notes(slide: Slide) -> Iterator[Fault]:
    for notes in NOTES.split(slide.text)[1:]:
        for match in CONTENT_CLASS.finditer(notes):
            yield f"'{match[0]}' in the notes would be shown as '[object Object]'", "Notes have no classes."


def braces_left_over(slide: Slide) -> Iterator[Fault]:
    if "{{" in slide.text:
        yield "'{{' is left over", "remark would take it for a variable of its own. Write &#123;&#123; if it is meant."


def delimiters(slide: Slide) -> Iterator[Fault]:
    pairs = r"Write \( ... \) in a line and \[ ... \] on lines of its own."
    for mark in filter(None, DELIMITER.findall(slide.text)):
        yield f"'{mark}' has no partner" if mark != "$$" else "'$$' opens no formula in a deck", pairs
    for formula in slide.formulas:
        start = " ".join(formula.split())[:40]
        inside = next(filter(None, DELIMITER.findall(formula[2:-2])), None)
        if inside or BREAK.search(formula):
            before = f"the next '{inside}'" if inside else "the slide ends"
            yield f"the formula '{start}' is not closed before {before}", pairs
        marks = BRACE.findall(formula)
        if marks.count("{") != marks.count("}"):
            way_out = "MathJax would show it as raw text."
            yield f"the formula '{start}' has {marks.count('{')} '{{' and {marks.count('}')} '}}'", way_out


CHECKS = (
    vanishing_lines,
    unknown_classes,
    brackets,
    classes_in_notes,
    braces_left_over,
    delimiters,
)
