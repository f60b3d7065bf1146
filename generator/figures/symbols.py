"""Symbols in figures: the LaTeX of a quantity's symbol as SVG text, so that figures follow the notation as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

SIZE = 12.0
"""The size of letters in the units of a figure, about a pixel on a phone and more on wider screens."""

SMALLER = 0.74
SHIFTS = {"main": 0.0, "sub": 0.24 * SIZE, "sub raised": -0.36 * SIZE}

LETTERS = {
    "partial": "∂", "alpha": "α", "delta": "δ", "varepsilon": "ε", "eta": "η", "theta": "θ", "lambda": "λ",
    "sigma": "σ",
}
UPRIGHT = ("mathrm", "text")
TOKEN = re.compile(r"\\(?P<command>[A-Za-z]+)|(?P<mark>[{}_^])|(?P<space>\s+)|(?P<letter>.)")

EM = {
    **dict.fromkeys("fijlrtI() ", 0.38), **dict.fromkeys("mwMW", 0.82), **dict.fromkeys("+-\u2212=", 0.64),
    **dict.fromkeys(".,", 0.3), **dict.fromkeys("CEJL", 0.7),
}
"""Widths of characters in the widest of the usual fonts, in their own size; all others are 0.6 wide."""


@dataclass(frozen=True)
class Span:
    """Letters of one style on one level. shift: how far below the span before they stand (SVG's dy)."""

    text: str
    upright: bool
    level: str
    shift: str


@dataclass(frozen=True)
class Symbol:
    """One row of spans, or two rows for a fraction. width: an estimate that is on the safe side."""

    rows: tuple[tuple[Span, ...], ...]
    width: float

    @property
    def row(self) -> tuple[Span, ...]:
        """The only row. ValueError for a fraction."""
        if len(self.rows) > 1:
            raise ValueError("a fraction has no place in this figure, where symbols are one row high")
        return self.rows[0]


Piece = tuple[str, bool, str]
"""A letter, whether it is upright, and its level."""


def symbol(latex: str) -> Symbol:
    """The symbol as SVG can show it. ValueError for LaTeX that it cannot."""
    tokens = [match for match in TOKEN.finditer(latex) if match.lastgroup != "space"]
    if tokens and tokens[0]["command"] == "frac":
        above, below = groups(tokens[1:], latex)
        return fraction(list(pieces(above, latex)), list(pieces(below, latex)))
    row = list(pieces(tokens, latex))
    return Symbol((spans(row),), width(row))


def base(latex: str) -> Symbol:
    """The symbol without its index, for a place that tells whose it is: net, out, E."""
    row = [piece for piece in pieces(list(TOKEN.finditer(latex)), latex) if piece[2] != "sub"]
    return Symbol((spans(row),), width(row))


def fraction(above: list[Piece], below: list[Piece]) -> Symbol:
    return Symbol((spans(above), spans(below)), max(width(above), width(below)) + 0.3 * SIZE)


def pieces(tokens: list[re.Match[str]], latex: str, upright: bool = False, level: str = "main") -> Iterator[Piece]:
    """The letters of a symbol one by one; an index of an index stands on the level of the index."""
    here = 0
    while here < len(tokens):
        token, here = tokens[here], here + 1
        inner_upright, inner_level = upright, level
        if token["command"] in UPRIGHT:
            inner_upright = True
        elif token["mark"] in ("_", "^"):
            inner_level = level if level != "main" else "sub" if token["mark"] == "_" else "sub raised"
        elif token["command"] in LETTERS:
            yield LETTERS[token["command"]], upright, level
            continue
        elif token["letter"]:
            yield token[0], upright or not token[0].isalpha(), level
            continue
        else:
            raise ValueError(f"a figure cannot show the symbol {latex}: '{token[0]}' is not among what it can draw")
        argument = group(tokens, here, latex)
        here += len(argument) + (2 if tokens[here][0] == "{" else 0)
        yield from pieces(argument, latex, inner_upright, inner_level)


def groups(tokens: list[re.Match[str]], latex: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """The two arguments of a fraction that is all of the symbol."""
    above = group(tokens, 0, latex)
    below = group(tokens, len(above) + 2, latex)
    if len(above) + len(below) + 4 != len(tokens):
        raise ValueError(f"a figure cannot show the symbol {latex}: it is more than one fraction")
    return above, below


def group(tokens: list[re.Match[str]], start: int, latex: str) -> list[re.Match[str]]:
    """The tokens of the argument that begins there, without its braces."""
    depth, end = 0, start
    while end < len(tokens):
        depth += {"{": 1, "}": -1}.get(tokens[end][0], 0)
        end += 1
        if depth == 0:
            return tokens[start:end] if tokens[start][0] != "{" else tokens[start + 1 : end - 1]
    raise ValueError(f"a figure cannot show the symbol {latex}: a brace is not closed")


def spans(row: list[Piece]) -> tuple[Span, ...]:
    result, height = [], 0.0
    for (upright, level), letters in groupby(row, key=lambda piece: piece[1:]):
        shift = f"{SHIFTS[level] - height:.1f}"
        result.append(Span("".join(letter for letter, *_ in letters), upright, level, shift))
        height = SHIFTS[level]
    return tuple(result)


def back(row: tuple[Span, ...]) -> str:
    """The shift that leads from the last span to the line again."""
    return f"{-SHIFTS[row[-1].level] if row else 0:.1f}"


def width(row: list[Piece]) -> float:
    return sum(text_width(letter, SIZE * (1 if level == "main" else SMALLER)) for letter, _, level in row)


def text_width(text: str, size: float = SIZE) -> float:
    return sum(EM.get(letter, 0.6) for letter in text) * size
