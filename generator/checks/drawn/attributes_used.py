"""What would show a drawing other than it is written: moved, mirrored, hidden, cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.drawn.finding import found
from generator.checks.drawn.shapes_read import ATTRIBUTE, TAG
from generator.checks.drawn.svg import DRAWING, FIGURE, Figure
from generator.checks.equality import Fault
from generator.text import stamps

HIDING = {
    "opacity", "fill-opacity", "stroke-opacity", "display", "visibility", "filter", "clip-path", "clip", "mask",
    "hidden", "textLength", "lengthAdjust", "rotate", "letter-spacing", "word-spacing", "writing-mode", "direction",
    "unicode-bidi", "preserveAspectRatio", "aria-hidden", "aria-roledescription",
    "stroke-dashoffset", "baseline-shift", "href", "xlink:href", "onload", "onclick",
}  # fmt: skip
ELEMENTS = {
    "use", "animate", "animateTransform", "animateMotion", "set", "style", "script", "foreignObject", "image", "symbol",
    "pattern", "clipPath", "mask", "filter", "switch",
}  # fmt: skip
ONLY_HIDING = ("opacity", "display", "visibility", "filter", "clip-path", "mask")
INVISIBLE = ("none", "transparent")
UNDERNEATH = {"edges", "axes", "areas", "curves"}
"""What is drawn before nodes and labels. A figure of several panels has these by the panel, and others."""
STYLE = re.compile(r"--width: [0-9.]+")
PATH = re.compile(r"[MLZ0-9. -]*(?:h0)?")
PLACED = {"text": ("x", "y"), "circle": ("cx", "cy"), "rect": ("x", "y", "width", "height")}
SMALLEST, LARGEST = 1.0, 8.0
"""The radius of a dot: it is to be seen, and to hide nothing."""
FARTHEST = {"dx": 6.0, "dy": 12.0}
"""So far a piece of a text may be moved from where it would stand."""

OURS, OUTSIDE = "data-search-exclude", 'Ask for it by {{ figure("...") }}.'

WAY_OUT = "Draw it where it is to be seen: only places and classes may be given."


def faults(figure: Figure) -> Iterator[Fault]:
    """The tags of a figure of the book, and whether its texts lie in what is shown of it."""
    for tag in TAG.finditer(figure.drawing):
        if tag["end"]:
            continue
        for attribute in refused(tag["name"], ATTRIBUTE.findall(tag["rest"]), tag["name"] == "svg"):
            yield found(figure.start + tag.start(), f"in a figure stands {attribute}, which shows it other than it is",
                        attribute, way_out=WAY_OUT)  # fmt: skip
    yield from cut_off(figure)
    yield from covered(figure)


def refused(name: str, attributes: Sequence[tuple[str, str]], outermost: bool) -> Iterator[str]:
    if name in ELEMENTS:
        yield f"<{name}>"
    keys = [key for key, _ in attributes]
    for key, value in attributes:
        written = f'{key}="{value}"'
        bad = key in HIDING or key == "transform" or keys.count(key) > 1
        bad = bad or key == "style" and not (outermost and STYLE.fullmatch(value))
        bad = bad or key in ("fill", "stroke", "color") and value in INVISIBLE
        bad = bad or key == "role" and value != "img" or key == "stroke-width" and decimal(value) == 0
        bad = bad or (name, key) == ("circle", "r") and not SMALLEST <= decimal(value) <= LARGEST
        bad = bad or key == "font-size" and not (outermost and value == "12")
        bad = bad or key == "d" and not PATH.fullmatch(value)
        bad = bad or key in FARTHEST and not abs(decimal(value)) <= FARTHEST[key]
        bad = bad or key in PLACED.get(name, ()) and decimal(value) != decimal(value)
        if bad:
            yield written
    for key in PLACED.get(name, ()):
        if key not in keys:
            yield f"<{name}> without {key}"


def decimal(text: str) -> float:
    return float(text) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else float("nan")


def cut_off(figure: Figure) -> Iterator[Fault]:
    """Texts and lines outside of the part of the plane that is shown."""
    view = re.search(r'viewBox="([^"]*)"', figure.drawing)
    sides = view[1].split() if view else []
    left, top, width, height = map(decimal, sides if len(sides) == 4 else [""] * 4)
    texts = [(text.at, text.start, text.words) for part in figure.parts for text in part.texts]
    lines = [(at, one.start, "a line") for one in figure.strokes for piece in one.pieces for at in piece]
    for (x, y), start, words in (*texts, *lines):
        if not (left <= x <= left + width and top <= y <= top + height):
            yield found(start, f"outside of what is shown of its figure lies {words}", words, way_out=WAY_OUT)
            return


def covered(figure: Figure) -> Iterator[Fault]:
    """Lines that are drawn over nodes and labels."""
    above = False
    for part in figure.parts:
        above = above or bool(part.kinds & {"node", "label"})
        if above and part.kinds & UNDERNEATH:
            yield found(part.start, "lines are drawn over what is written", " ".join(part.kinds), way_out=WAY_OUT)
            return


def elsewhere(text: str) -> Iterator[Fault]:
    """The drawings of authors: their numbers are not mirrored, turned or hidden. They may be moved."""
    ours = list(FIGURE.finditer(text))
    for one in ours:
        for key in re.findall(r"\b(style|hidden)\b", one[0][: one[0].index(">")]):
            yield found(one.start(), f"a figure has the attribute {key}", key, way_out=WAY_OUT)
    for drawing in DRAWING.finditer(text):
        numbers = any(stamp.key != stamps.STRUCTURAL for stamp in stamps.stamps(drawing[0]))
        if any(one.start() <= drawing.start() < one.end() for one in ours):
            continue
        if OURS in drawing[0]:
            yield found(drawing.start(), "a figure of the book stands where nobody looks for it", OURS, way_out=OUTSIDE)
        if not numbers:
            continue
        for tag in TAG.finditer(drawing[0]):
            attributes = dict(ATTRIBUTE.findall(tag["rest"])) if not tag["end"] else {}
            turned = re.sub(r"translate\([^()]*\)\s*", "", attributes.get("transform", ""))
            is_text = tag["name"] in ("text", "tspan")
            bad = [key for key in ONLY_HIDING if key in attributes]
            bad += ["transform"] if turned else []
            bad += ["fill"] if is_text and attributes.get("fill") in INVISIBLE else []
            for key in bad:
                written = f'{key}="{attributes[key]}"'
                message = f"in a drawing with numbers stands {written}"
                yield found(drawing.start() + tag.start(), message, written, way_out=WAY_OUT)
