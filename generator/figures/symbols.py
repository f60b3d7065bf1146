"""Symbols in figures: the LaTeX of a quantity's symbol as SVG text, so that figures follow the notation as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

SIZE = 12.0
"""The size of letters in the units of a figure, about a pixel on a phone and more on wider screens."""

SMALLER = 0.74
SHIFTS = {"main": 0.0, "sub": 0.24 * SIZE, "sub raised": -0.36 * SIZE, "sub lifted": -0.04 * SIZE}
LEVELS = {("main", "_"): "sub", ("main", "^"): "sub raised", ("sub", "^"): "sub lifted"}
"""Where an index and an exponent stand. On other levels they stand where the letters before them do."""

LETTERS = {
    "partial": "∂", "alpha": "α", "beta": "β", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "eta": "η",
    "cdot": "·", "cdots": "⋯", "times": "×", "theta": "θ", "lambda": "λ", "mu": "μ", "rho": "ρ", "sigma": "σ",
}
COMMANDS = ("mathrm", "hat")
HAT = "\u0302"
TOKEN = re.compile(
    r"\\text\{(?P<words>[^{}]*)\}|\\(?P<command>[A-Za-z]+)|(?P<mark>[{}_^])|(?P<space>\s+)|(?P<letter>.)"
)

EM = {
    **dict.fromkeys("fijlrtI()[] ", 0.38), **dict.fromkeys("mwMW", 0.82), **dict.fromkeys("+-\u2212=", 0.64),
    **dict.fromkeys(".,", 0.3), **dict.fromkeys("CEJLϵ", 0.7), HAT: 0.15,
}
"""Widths of characters in the widest of the usual fonts, in their own size; all others are 0.6 wide."""

BETWEEN_FRACTIONS = 0.2 * SIZE


@dataclass(frozen=True)
class Span:
    """Letters of one style on one level. shift: how far below the span before they stand (SVG's dy)."""

    text: str
    upright: bool
    level: str
    shift: str


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Part:
    """One row of spans, or two rows for a fraction. width: an estimate that is on the safe side."""

    rows: tuple[Spans, ...]
    width: float


@dataclass(frozen=True)
class Symbol:
    """A row, a fraction, or several fractions side by side."""

    parts: tuple[Part, ...]

    @property
    def width(self) -> float:
        return sum(part.width for part in self.parts) + BETWEEN_FRACTIONS * (len(self.parts) - 1)

    @property
    def row(self) -> Spans:
        """The only row. ValueError for a fraction."""
        if len(self.parts[0].rows) > 1:
            raise ValueError("a fraction has no place in this figure, where symbols are one row high")
        return self.parts[0].rows[0]


Tokens = list[re.Match[str]]
Piece = tuple[str, bool, str]
"""A letter, whether it is upright, and its level."""


def symbol(latex: str) -> Symbol:
    """The symbol as SVG can show it. ValueError for LaTeX that it cannot."""
    tokens = tokens_of(latex)
    if tokens and tokens[0]["command"] == "frac":
        return Symbol(tuple(fractions(tokens, latex)))
    row = list(pieces(tokens, latex))
    return Symbol((Part((spans(row),), width(row)),))


def base(latex: str) -> Symbol:
    """The symbol without its index, for a place that tells whose it is: net, out, E, ∂E/∂out."""
    tokens = tokens_of(latex)
    if tokens[0]["command"] == "frac":
        above, here = argument(tokens, 1, latex)
        below, _ = argument(tokens, here, latex)
        row = [*without_index(above, latex), ("/", True, "main"), *without_index(below, latex)]
    else:
        row = without_index(tokens, latex)
    return Symbol((Part((spans(row),), width(row)),))


def without_index(tokens: Tokens, latex: str) -> list[Piece]:
    return [piece for piece in pieces(tokens, latex) if piece[2] not in ("sub", "sub lifted")]


def tokens_of(latex: str) -> Tokens:
    return [match for match in TOKEN.finditer(latex) if match.lastgroup != "space"]


def fractions(tokens: Tokens, latex: str) -> Iterator[Part]:
    """The parts of a symbol that is nothing but fractions."""
    here = 0
    while here < len(tokens):
        if tokens[here]["command"] != "frac":
            raise refusal(latex, "beside a fraction there may only be others")
        above, here = argument(tokens, here + 1, latex)
        below, here = argument(tokens, here, latex)
        rows = [list(pieces(half, latex)) for half in (above, below)]
        yield Part(tuple(spans(row) for row in rows), max(map(width, rows)) + 0.3 * SIZE)


def pieces(tokens: Tokens, latex: str, upright: bool = False, level: str = "main") -> Iterator[Piece]:
    """The letters of a symbol one by one; an index of an index stands on the level of the index."""
    here = 0
    while here < len(tokens):
        token, here = tokens[here], here + 1
        if token["command"] in LETTERS:
            yield LETTERS[token["command"]], upright, level
        elif token["words"]:
            yield from ((letter, True, level) for letter in token["words"])
        elif token["letter"]:
            yield token[0], upright or not token[0].isalpha(), level
        elif token["command"] in COMMANDS or token["mark"] in ("_", "^"):
            inner, here = argument(tokens, here, latex)
            is_upright = upright or token["command"] == "mathrm"
            hat = HAT if token["command"] == "hat" else ""
            for letter, *style in pieces(inner, latex, is_upright, LEVELS.get((level, token["mark"]), level)):
                yield letter + hat, *style
        else:
            raise refusal(latex, f"'{token[0]}' is not among what it can draw")


def argument(tokens: Tokens, start: int, latex: str) -> tuple[Tokens, int]:
    """The tokens of the argument that begins there, without its braces, and where it has ended."""
    depth, end = 0, start
    while end < len(tokens):
        depth += {"{": 1, "}": -1}.get(tokens[end][0], 0)
        end += 1
        if depth == 0:
            return (tokens[start:end] if tokens[start][0] != "{" else tokens[start + 1 : end - 1]), end
    raise refusal(latex, "a brace is not closed")


def refusal(latex: str, reason: str) -> ValueError:
    return ValueError(f"a figure cannot show the symbol {latex}: {reason}")


def spans(row: list[Piece]) -> Spans:
    result, height = [], 0.0
    for (upright, level), letters in groupby(row, key=lambda piece: piece[1:]):
        shift = f"{SHIFTS[level] - height:.1f}"
        result.append(Span("".join(letter for letter, *_ in letters), upright, level, shift))
        height = SHIFTS[level]
    return tuple(result)


def back(row: Spans) -> str:
    """The shift that leads from the last span to the line again."""
    return f"{-SHIFTS[row[-1].level] if row else 0:.1f}"


def width(row: list[Piece]) -> float:
    return sum(text_width(letter, SIZE * (1 if level == "main" else SMALLER)) for letter, _, level in row)


def text_width(text: str, size: float = SIZE) -> float:
    return sum(EM.get(letter, 0.6) for letter in text) * size
