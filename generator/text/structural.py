"""The forms of a number that needs no source: an index, an exponent, the small numbers of a formula.

Whatever digit is neither stamped nor part of one of these forms is a number that somebody typed. The numbers of
equations, figures and chapters have no form: they come when all this is done, in place of a mark
(`generator.text.marks`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.text import markup

OF_A_DIGIT = r"&#(?:0*(?:4[89]|5[0-7])|[xX]0*3[0-9]|[xX]0*[fF]{2}1[0-9]|0*(?:6529[6-9]|6530[0-5]));"
ENTITY = rf"(?!{OF_A_DIGIT})&#[xX]?[0-9A-Fa-f]+;"
"""A sign by its number, which is no digit itself."""

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
        r"(?<=[A-Za-z])[\u2080-\u2089]+",  # the same, lowered
        ENTITY,
    ),
    "code": (
        r"[A-Za-z_][A-Za-z0-9_]*",  # a name
        r"(?<![0-9.])[012](?![.0-9eE])",
    ),
    "words": (
        r"(?<=[A-Za-z_])[0-9]+(?![.,]?[0-9])",
        r"(?<=[A-Za-z])[\u2080-\u2089]+",
        ENTITY,
    ),
}

NUMBER = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*"
    r"|(?:[^\D0-9]|[²³¹¼½¾\u2070\u2074-\u2079\u2080-\u2089\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793])+"
    rf"|&(?:frac[0-9]+|sup[123]|half);|{OF_A_DIGIT}"
)
"""Digits as they are typed; those of other scripts, raised, lowered, circled, and fractions of one sign; entities."""

READ_ALOUD = re.compile(r"\b(?:alt|title|aria-label|aria-description|content)=(?:\"([^\"]*)\"|'([^']*)')")
FIGURE_INDEX = re.compile(r"\bclass=\"[^\"]*\bsub\b[^\"]*\"")


def unsourced(document: str) -> Iterator[tuple[int, str]]:
    """Position and digits of every number in a document (stamps already removed) that has no structural form."""
    for segment in markup.segments(document):
        match segment.kind:
            case "math" | "prose" | "code":
                yield from outside(segment.text, segment.start, segment.kind)
                if segment.kind == "prose":
                    yield from no_items(document, segment.start, segment.start + len(segment.text))
                elif segment.kind == "math":
                    yield from alone(segment.text, segment.start)
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


ITEM = re.compile(r"^[ >]*([0-9]{1,2})\.[ \t]", re.MULTILINE)
BEFORE_AN_ITEM = re.compile(r"\s*$|[ >]*(?:[0-9]{1,2}\.|[-*+])[ \t]|[ \t]+\S|#|\?\?\?|--|///|>|[^A-Za-z]*$")


def no_items(document: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Numbers that look like the marks of a list, and stand at the start of a line in the midst of a paragraph."""
    for item in ITEM.finditer(document, start, end):
        before = document[document.rfind("\n", 0, max(item.start() - 1, 0)) + 1 : max(item.start() - 1, 0)]
        if item.start() > 0 and document[item.start() - 1] == "\n" and not BEFORE_AN_ITEM.match(before):
            yield item.start(1), item[1]


def alone(formula: str, start: int) -> Iterator[tuple[int, str]]:
    r"""The 2 of a formula that has nothing else in it. 0 and 1 alone are the ends of a range that a function has."""
    if found := re.fullmatch(r"\\[(\[]\s*-?(2)\s*\\[)\]]", formula):
        yield start + found.start(1), found[1]


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
