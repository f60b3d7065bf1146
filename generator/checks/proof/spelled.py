"""A symbol taken apart: its letter, what stands below it, what stands above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.checks.latex_tokens import Symbol, Unreadable, plain

BOLD = re.compile(r"\\mathbf(?:\{([^{}]*)\}|\s?([A-Za-z]))")
LETTER = re.compile(r"\\mathrm\{[^{}]*\}|\\hat\{?[A-Za-z]\}?|\\[A-Za-z]+|[A-Za-z]")
GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
SCRIPT = re.compile(rf"([_^])({GROUP}|[A-Za-z0-9])")
FRACTION = re.compile(r"\\[dt]?frac\{")


@dataclass(frozen=True)
class Spelled:
    """letter: as LaTeX. below: its index, such as ji or h_1. above: its marks: +, (2), [k]."""

    letter: str
    below: str = ""
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slope:
    """A derivative: of what (empty where that stands behind it), by what. Both as LaTeX."""

    of: str
    by: str


def letter_of(index: object) -> str:
    """The letter that an index is. Unreadable if it is none."""
    if not isinstance(index, Symbol):
        raise Unreadable("an index that is no letter")
    return index.latex


def light(latex: str) -> str:
    """A symbol without the weight of its letters, and in one way of setting it."""
    return plain(BOLD.sub(lambda found: found[1] or found[2], latex))


def spelled(latex: str) -> Spelled:
    """The parts of a symbol. Unreadable if it is built otherwise."""
    letter = LETTER.match(latex)
    if letter is None:
        raise Unreadable(f"what is {latex}?")
    below, above, done = "", "", letter.end()
    while done < len(latex):
        script = SCRIPT.match(latex, done)
        if script is None:
            raise Unreadable(f"what is {latex}?")
        inside = script[2][1:-1] if script[2].startswith("{") else script[2]
        if script[1] == "_":
            below += inside
        else:
            above += inside
        done = script.end()
    return Spelled(letter[0], below, tuple(mark for mark in above.split(",") if mark))


def slope(latex: str) -> Slope | None:
    """The two parts of a derivative; None for another symbol."""
    if not FRACTION.match(latex):
        return None
    above, rest = group(latex, latex.index("{"))
    below, rest = group(latex, rest)
    parts = (part.strip().removeprefix(r"\partial").strip() for part in (above, below))
    return Slope(*parts)


def group(latex: str, start: int) -> tuple[str, int]:
    """What stands in the braces that open there, and where it goes on behind them."""
    depth = 0
    for place in range(start, len(latex)):
        depth += {"{": 1, "}": -1}.get(latex[place], 0)
        if depth == 0:
            return latex[start + 1 : place], place + 1
    raise Unreadable(f"a brace is not closed in {latex}")
