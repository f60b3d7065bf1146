"""The forms of a number that needs no source: an index, an exponent, the small numbers of a formula.

Whatever digit is neither stamped nor part of one of these forms is a number that somebody typed. The numbers of
equations, figures and chapters have no form: they come when all this is done, in place of a mark
(`generator.text.marks`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from generator.text import attributes, markup, worded

OF_A_DIGIT = r"&#(?:0*(?:4[89]|5[0-7])|[xX]0*3[0-9]|[xX]0*[fF]{2}1[0-9]|0*(?:6529[6-9]|6530[0-5]));"
ENTITY = rf"(?!{OF_A_DIGIT})&#[xX]?[0-9A-Fa-f]+;"
"""A sign by its number, which is no digit itself."""

VALUED = ("error", "loss", "prediction", "output", "target", "delta", "derivative", "gradient", "slope", "weight")
NO_VALUE = "".join(rf"(?<!{word}{sign})" for word in VALUED for sign in (": ", ":", " is ", "="))

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
        r"\[\^[0-9]{1,2}\]",  # the mark of a footnote
        r"(?<![\w.,])[23]D(?!\w)",
        r"(?<=[A-Za-z_])[0-9]+(?![.,]?[0-9])",  # the index in a name: h1
        r"(?<=[A-Za-z])[\u2080-\u2089]+",  # the same, lowered
        r"(?<=[A-Za-z])[²³](?!\w)",  # a square: m², w²
        ENTITY,
    ),
    "code": (
        r"[A-Za-z_][A-Za-z0-9_]*",  # a name
        # but no value: eta = 1, "loss: 1" in a comment, a line of an output, the label of an edge
        rf"(?m:(?!^[012][ \t]*$))(?<![0-9.|])(?<![^=!<>]= ){NO_VALUE}[012](?![.0-9eE])|(?:(?<==)|(?<== ))0(?![.0-9eE])",
    ),
    "words": (
        r"(?<=[A-Za-z_])[0-9]+(?![.,]?[0-9])",
        r"(?<=[A-Za-z])[\u2080-\u2089]+",
        r"(?<=[A-Za-z])[²³](?!\w)",
        ENTITY,
    ),
}

NUMBER = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*"
    r"|(?:[^\D0-9]|[²³¹¼½¾\u2070\u2074-\u2079\u2080-\u2089\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
    r"\u3007\u3021-\u3029\u3192-\u3195\u3220-\u3229\u3248-\u325f\u3280-\u3289\u32b1-\u32bf\U0001d2c0-\U0001d378"
    r"\U00012400-\U0001246e\U0001f100-\U0001f10c])+"
    rf"|&(?:frac[0-9]+|sup[123]|half);|{OF_A_DIGIT}"
)
"""Digits as they are typed; those of other scripts, raised, lowered, circled, and fractions of one sign; entities."""

FIGURE_INDEX = re.compile(r"\bclass=\"[^\"]*\bsub\b[^\"]*\"")


def unsourced(document: str) -> Iterator[tuple[int, str]]:
    """Position and digits of every number in a document (stamps already removed) that has no structural form."""
    above: dict[int, int] = {}
    for segment in markup.segments(document):
        match segment.kind:
            case "math":
                yield from in_formula(segment.text, segment.start)
            case "prose":
                yield from outside(segment.text, segment.start, "prose")
                yield from no_items(document, segment.start, segment.start + len(segment.text), above)
            case "code":
                yield from outside(segment.text, segment.start, "code")
            case "image":
                yield from outside(segment.text.partition("](")[0], segment.start, "words")
                yield from told(attributes.titles(segment.text), segment.start)
            case "address":
                said = attributes.said if segment.text.startswith("{") else attributes.titles
                yield from told(said(segment.text), segment.start)
            case "tag":
                yield from told(attributes.said(segment.text), segment.start)
            case "figure":
                yield from in_figure(segment.text, segment.start)


IN_OTHER_SIGNS: dict[str, Callable[[str], Iterator[tuple[int, str]]]] = {
    "math": worded.in_pieces, "prose": worded.in_words, "words": worded.in_words,
}  # fmt: skip


def outside(text: str, start: int, medium: str) -> Iterator[tuple[int, str]]:
    """The numbers of a text outside the forms of its medium."""
    numbers = [(found.start(), found[0]) for found in NUMBER.finditer(text)]
    if medium in IN_OTHER_SIGNS:
        numbers += IN_OTHER_SIGNS[medium](text)
    if not numbers:
        return
    allowed = sorted(match.span() for form in FORMS[medium] for match in re.finditer(form, text))
    furthest = list(accumulate((end for _, end in allowed), max, initial=0))
    done = 0
    for place, number in sorted(numbers, key=lambda one: (one[0], -len(one[1]))):
        # Only a form that begins no later can hold the number.
        held_to = furthest[bisect_right(allowed, (place, len(text)))]
        if place >= done and held_to < place + len(number):
            yield start + place, number
            done = place + len(number)


def told(said: Iterable[tuple[int, str]], start: int) -> Iterator[tuple[int, str]]:
    """The numbers in what an element says to a reader."""
    for place, words in said:
        yield from outside(words, start + place, "words")


ITEM = re.compile(r"^[ >]*([0-9]{1,2})\.[ \t]", re.MULTILINE)
BEFORE_AN_ITEM = re.compile(r"\s*$|[ >]*(?:[0-9]{1,2}\.|[-*+])[ \t]|[ \t]+\S|#|\?\?\?|--|///|>|[^A-Za-z]*$")


def no_items(document: str, start: int, end: int, above: dict[int, int]) -> Iterator[tuple[int, str]]:
    """Numbers that look like the marks of a list, and stand in the midst of a paragraph or are not in their turn.
    above: the last mark of each column, which is kept here."""
    for item in ITEM.finditer(document, start, end):
        begun = item.start() > 0 and document[item.start() - 1] == "\n"
        before = document[document.rfind("\n", 0, max(item.start() - 1, 0)) + 1 : max(item.start() - 1, 0)]
        number, column = int(item[1]), item.start(1) - item.start()
        in_turn = number in (0, 1, above.get(column, 0), above.get(column, 0) + 1)
        if (begun and not BEFORE_AN_ITEM.match(before)) or not in_turn:
            yield item.start(1), item[1]
        above[column] = number


def in_formula(formula: str, start: int) -> Iterator[tuple[int, str]]:
    """The numbers of a formula, and of the words in it; or the formula, if it is a number and nothing else."""
    found = [*outside(formula, start, "math"), *told(worded.words(formula), start)]
    yield from sorted(set(found)) or ((start + place, digits) for place, digits in worded.alone(formula))


def in_figure(figure: str, start: int) -> Iterator[tuple[int, str]]:
    """The numbers in the labels, title and description of a figure; coordinates are not numbers of the book."""
    tag_before = ""
    for part in markup.svg_labels(figure):
        if part.kind == "tag":
            yield from told(attributes.said(part.text), start + part.start)
            tag_before = part.text
        elif not (part.kind == "prose" and FIGURE_INDEX.search(tag_before)):
            yield from outside(part.text, start + part.start, "words")
