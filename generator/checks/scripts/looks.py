"""What the looks of figures mean: a dashed line, a hollow dot, a shade. Colours and widths are free as long as what is
drawn can be seen, and what differs looks different."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from generator.checks.scripts.css import Declaration

FIGURE = ".worked-figure "
DASHED = re.compile(r"(?:(?:0?\.[5-9]|[1-9]|[12]\d)(?:\.\d+)?(?:px)?[ ,]*){1,6}")
SHADED = re.compile(r"color-mix\(.*\b(?:[1-9]|[1-9]\d)(?:\.\d+)?%.*\)")
HOLLOW = re.compile(r"var\(--ground\)|none")
PALE = re.compile(r".+")

MEANT: Mapping[tuple[str, str], tuple[re.Pattern[str], str]] = {
    (".constant", "stroke-dasharray"): (DASHED, "the line of a bias is dashed"),
    (".second", "stroke-dasharray"): (DASHED, "the second curve is dashed"),
    (".third", "stroke-dasharray"): (DASHED, "the third curve is dashed"),
    (".fourth", "stroke-dasharray"): (DASHED, "the fourth curve is dashed"),
    ("path.another", "stroke-dasharray"): (DASHED, "the second way is dashed"),
    (".off", "stroke"): (PALE, "a line by which nothing passes is pale"),
    (".dead rect", "stroke"): (PALE, "a neuron that is off is pale"),
    ("circle.unwanted", "fill"): (HOLLOW, "the points that should not be answered by yes are hollow"),
    ("circle.another", "fill"): (HOLLOW, "the dots of the second way are hollow"),
    ("path.yes", "fill"): (SHADED, "where the answer is yes there is a shade"),
    ("path.deep", "fill"): (SHADED, "the lower the loss, the stronger the shade"),
}  # fmt: skip
"""What stands in captions and in the book of what figures mean, by selector and property."""

UNLIKE = (
    (".second", ".third", ".fourth"), ("path", ".off"), (".node rect", ".dead rect"), ("path.level", "path.steps"),
)  # fmt: skip
"""Selectors that may not look the same."""

GONE = re.compile(r"none|transparent|var\(--ground\)|(?:rgba?|hsla?)\(.*[,/] *0(?:\.0*)?%? *\)")
NO_WIDTH = re.compile(r"0+(?:\.0*)?(?:px|em|rem)?|\.0+\w*")
WHITE = re.compile(r"white|#fff(?:fff)?|rgb\(255[, ]+255[, ]+255\)", re.IGNORECASE)
A_TEXT = re.compile(r"\b(?:text|tspan)\b|\.(?:number|letter|word|name|sub|q)\b(?!-)")
A_COLOUR = re.compile(r"\.k-(\w+)")

Found = Iterator[tuple[Declaration | None, str]]
"""A declaration, None for one that is missing, and what is wrong with it."""


def faults(all_of_them: Sequence[Declaration]) -> Found:
    """What in a style sheet takes from a figure what it says."""
    for _, block in groupby(all_of_them, key=lambda one: one.selectors):
        yield from vanishing(list(block))
    outside = [one for one in all_of_them if len(one.selectors) == 1]  # of a condition such as @media
    drawn = {(name, one.name): one for one in outside for name in names(one.selectors[0])}
    if any(name == ".curve" for name, _ in drawn):
        yield from meant(drawn)
        yield from alike(drawn)
    yield from of_colours(all_of_them)


def names(selector: str) -> Iterator[str]:
    """The selectors of a list as they are within a figure."""
    return (one.strip().removeprefix(FIGURE) for one in selector.split(",") if one.strip().startswith(FIGURE))


def vanishing(block: Sequence[Declaration]) -> Found:
    """Lines and letters of a block that nobody could see."""
    selector = block[0].selectors[-1] if block[0].selectors else ""
    values = {one.name: one for one in block}
    fill, is_text = values.get("fill"), bool(A_TEXT.search(selector))
    is_filled = fill is not None and not GONE.fullmatch(fill.value)
    for name, pattern in (("stroke", GONE), ("stroke-width", NO_WIDTH)):
        one = values.get(name)
        if one is not None and pattern.fullmatch(one.value) and not is_filled and not is_text:
            yield one, "takes a line away"
    for name in ("fill", "color"):
        one = values.get(name)
        if one is not None and is_text and (GONE.fullmatch(one.value) or WHITE.fullmatch(one.value)):
            yield one, "hides letters or numbers"


def meant(drawn: Mapping[tuple[str, str], Declaration]) -> Found:
    for key, (pattern, what) in MEANT.items():
        one = drawn.get(key)
        if one is None or not pattern.fullmatch(one.value):
            yield one, f"takes from figures what they mean: {what} ({' '.join(key)})"


def alike(drawn: Mapping[tuple[str, str], Declaration]) -> Found:
    looks = {
        selector: {(name, one.value) for (of, name), one in drawn.items() if of == selector}
        for selectors in UNLIKE for selector in selectors
    }  # fmt: skip
    for selectors in UNLIKE:
        for place, selector in enumerate(selectors):
            for other in selectors[:place]:
                if looks[selector] and looks[selector] <= looks[other]:
                    one = next(one for (of, _), one in drawn.items() if of == selector)
                    yield one, f"makes '{selector}' look like '{other}'"


def of_colours(all_of_them: Sequence[Declaration]) -> Found:
    """Each kind of derivative has its own colour, everywhere the same."""
    for one in all_of_them:
        selector = one.selectors[-1] if one.selectors else ""
        kinds = A_COLOUR.findall(selector)
        variable = re.fullmatch(r"var\(--k-(\w+)\)", one.value)
        if one.name == "color" and variable and kinds and variable[1] not in kinds:
            yield one, f"gives the colour of '{variable[1]}' to '{kinds[0]}'"
    for _, block in groupby(all_of_them, key=lambda one: one.selectors):
        seen: dict[str, str] = {}
        for one in block:
            if one.name.startswith("--k-") and seen.setdefault(one.value, one.name) != one.name:
                yield one, f"is the colour of {seen[one.value]} too"
