"""The forms of a number that needs no source: an index, an exponent, the small numbers of a formula.

Whatever digit is neither stamped nor part of one of these forms is a number that somebody typed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.text import markup

FORMS: dict[str, tuple[str, ...]] = {
    "math": (
        r"_\{(?:[A-Za-z0-9_,\\ ]|\{[A-Za-z0-9,]*\})*\}",  # the index of a weight: w_{12}, h_{1,2}
        r"_[0-9]",
        r"\^\{?[0-9]\}?(?![.0-9])",  # a square
        r"\^\{(?:\([0-9]+\)|\[[0-9]+\]|t=[0-9]+|[+,])+\}",  # a round, a layer, a sample: w^{(2)}, w^{(2),+}, x^{[3]}
        r"(?<![0-9.,])[012](?![.,]?[0-9])",  # the 1 in 1 - out, the 1 and 2 of one half
        r"\\\\\[-?[0-9.]+[a-z]+\]",  # the height of a row
        r"\\[hv]space\*?\{[^{}]*\}|\\kern-?[0-9.]+[a-z]+",
        r"\{#[0-9A-Fa-f]{3,6}\}",  # a colour
    ),
    "prose": (
        r"(?m:^)[ >]*[0-9]{1,2}\.[ \t]",  # an item of a numbered list
        r"(?<=[A-Za-z_])[0-9]+(?![.,]?[0-9])",  # the index in a name: h1
        r"&#x?[0-9A-Fa-f]+;",
    ),
    "code": (
        r"[A-Za-z_][A-Za-z0-9_]*",  # a name
        r"(?<![0-9.])[012](?![.0-9eE])",
    ),
    "words": (
        r"(?<=[A-Za-z_])[0-9]+(?![.,]?[0-9])",
        r"&#x?[0-9A-Fa-f]+;",
    ),
}

NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
READ_ALOUD = re.compile(r"\b(?:alt|title|aria-label|aria-description|content)=(?:\"([^\"]*)\"|'([^']*)')")
FIGURE_INDEX = re.compile(r"\bclass=\"[^\"]*\bsub\b[^\"]*\"")


def unsourced(document: str) -> Iterator[tuple[int, str]]:
    """Position and digits of every number in a document (stamps already removed) that has no structural form."""
    for segment in markup.segments(document):
        match segment.kind:
            case "math" | "prose" | "code":
                yield from outside(segment.text, segment.start, segment.kind)
            case "image":
                yield from outside(segment.text.partition("](")[0], segment.start, "words")
                yield from in_title(segment.text, segment.start)
            case "address":
                yield from in_title(segment.text, segment.start)
            case "tag":
                yield from in_attributes(segment.text, segment.start)
            case "figure":
                yield from in_figure(segment.text, segment.start)


def outside(text: str, start: int, medium: str) -> Iterator[tuple[int, str]]:
    """The numbers of a text outside the forms of its medium."""
    numbers = list(NUMBER.finditer(text))
    if not numbers:
        return
    allowed = sorted(match.span() for form in FORMS[medium] for match in re.finditer(form, text))
    for number in numbers:
        # Only a form that begins no later can hold the number.
        before = allowed[: bisect_right(allowed, (number.start(), len(text)))]
        if not any(number.end() <= end for _, end in before):
            yield start + number.start(), number[0]


def in_attributes(tag: str, start: int) -> Iterator[tuple[int, str]]:
    """The numbers in those attributes of a tag that a reader meets."""
    for attribute in READ_ALOUD.finditer(tag):
        group = 1 if attribute[1] is not None else 2
        yield from outside(attribute[group], start + attribute.start(group), "words")


def in_title(address: str, start: int) -> Iterator[tuple[int, str]]:
    """The numbers in the title behind an address, which a reader sees: [text](address "title")."""
    title = re.search(r'\s"([^"]*)"', address)
    if title:
        yield from outside(title[1], start + title.start(1), "words")


def in_figure(figure: str, start: int) -> Iterator[tuple[int, str]]:
    """The numbers in the labels, title and description of a figure; coordinates are not numbers of the book."""
    tag_before = ""
    for part in markup.svg_labels(figure):
        if part.kind == "tag":
            yield from in_attributes(part.text, start + part.start)
            tag_before = part.text
        elif not (part.kind == "prose" and FIGURE_INDEX.search(tag_before)):
            yield from outside(part.text, start + part.start, "words")
