"""Expressions over matrices as LaTeX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text import formula, stamps
from generator.text.formula import ATOM, FRACTION, POWER, PRODUCT, Piece
from generator.text.matrices import Applied, Axis, Constant, Expression, Matrix, Operation, Scalar

MATRIX = r"\begin{pmatrix}"
BRACED = r"\underbrace"
BETWEEN_FRACTIONS = r" \\[0.2em] "
BETWEEN = r" \\ "
NEXT_TERM = " \\\\[0.2em]\n&\\quad {} "

ENTRY_BY_ENTRY = ("add to each", "divide each", "square each", "root of each")
"""Operations whose signs are read otherwise between matrices, so that a line with one of them says how."""


@dataclass(frozen=True)
class Hand:
    """Writes numbers in one way: their symbols, or their digits. size: writes the number of rows of a matrix that is
    not written in full, None where that is not said."""

    number: Callable[[Traced], Piece]
    times: str
    size: Callable[[Quantity], str] | None = None


def written(expression: Expression, hand: Hand) -> Piece:
    """The LaTeX of an expression."""
    match expression:
        case Matrix(entries):
            return Piece(sized(expression, hand)) if expression.is_matrix else hand.number(entries[0, 0])
        case Scalar(node):
            return hand.number(node)
        case Constant(whole):
            return structural(whole)
        case Applied(name, _, argument, settings):
            below = ", ".join(hand.number(setting.node).latex for setting in settings)
            function = r"\operatorname{" + name.replace(" ", "\\ ") + "}" + (f"_{{{below}}}" if below else "")
            return Piece(function + in_parentheses(written(argument, hand).latex))
        case Operation("product", (a, b)) if not (a.is_matrix and b.is_matrix):
            return formula.product(written(a, hand), written(b, hand), hand.times)
        case Operation(name, arguments):
            return WRITERS[name](hand.times, *(written(argument, hand) for argument in arguments))


def side(expression: Expression, hand: Hand) -> str:
    """An expression as one side of an aligned block. The terms of one that is meant entry by entry, which are long,
    stand on rows of their own."""
    match expression:
        case Operation("add" | "subtract" as name, (a, b)) if is_by_entry(expression):
            sign = "+" if name == "add" else "-"
            return f"{side(a, hand)}{NEXT_TERM}{sign} {written(b, hand).within(PRODUCT, first=False)}"
    return written(expression, hand).latex


def is_by_entry(expression: Expression) -> bool:
    """Whether a line with the expression should say that it is meant entry by entry."""
    match expression:
        case Operation(name, arguments):
            return name in ENTRY_BY_ENTRY or any(map(is_by_entry, arguments))
        case Applied(argument=argument):
            return is_by_entry(argument)
    return False


def sized(matrix: Matrix, hand: Hand) -> str:
    """The matrix, and below it how many rows and columns it has if they are not all written."""
    axes = matrix.rows, matrix.columns
    if hand.size is None or all(None not in axis.places for axis in axes):
        return latex(matrix, hand)
    rows, columns = (counted(axis, hand.size) for axis in axes)
    return rf"{BRACED}{{{latex(matrix, hand)}}}_{{{rows} \times {columns}}}"


def counted(axis: Axis, size: Callable[[Quantity], str]) -> str:
    return size(axis.size) if isinstance(axis.size, Quantity) else structural(axis.size).latex


def latex(matrix: Matrix, hand: Hand) -> str:
    def entry(i: int | None, j: int | None) -> str:
        match i, j:
            case None, None:
                return r"\ddots"
            case None, _:
                return r"\vdots"
            case _, None:
                return r"\cdots"
        return hand.number(matrix.entries[i, j]).latex

    rows = [" & ".join(entry(i, j) for j in matrix.columns.places) for i in matrix.rows.places]
    between = BETWEEN_FRACTIONS if r"\frac" in "".join(rows) else BETWEEN
    return rf"{MATRIX} {between.join(rows)} \end{{pmatrix}}"


def structural(whole: int) -> Piece:
    return Piece(stamps.stamp(stamps.STRUCTURAL, str(whole)), ATOM, negative=whole < 0, number=True)


def in_parentheses(latex: str) -> str:
    """A matrix has parentheses of its own."""
    return latex if latex.startswith((MATRIX, BRACED)) else rf"\left({latex}\right)"


def joined(sign: str, left: int, right: int) -> Callable[..., Piece]:
    """Both operands with a sign between them, in parentheses where they do not bind as tightly as said."""
    return lambda _, a, b: Piece(f"{a.within(left)} {sign} {b.within(right, first=False)}", PRODUCT, a.negative)


def part(_: str, a: Piece, b: Piece) -> Piece:
    return Piece(rf"\frac{{{structural(1).latex}}}{{{b.latex}}}\,{a.within(PRODUCT, first=False)}", PRODUCT)


def raised(mark: str) -> Callable[..., Piece]:
    return lambda _, a: Piece(f"{{{a.within(ATOM)}}}^{{{mark}}}", POWER)


SQUARED = rf"\odot {structural(2).latex}"

WRITERS: dict[str, Callable[..., Piece]] = {
    "product": joined(r"\,", PRODUCT, PRODUCT),
    "transpose": raised(r"\mathsf{T}"),
    "diagonal": lambda _, a: Piece(rf"\operatorname{{diag}}{in_parentheses(a.latex)}"),
    "multiply": lambda times, a, b: formula.product(a, b, times),
    "take a part": part,
    "divide": lambda _, a, b: Piece(rf"\frac{{{a.latex}}}{{{b.latex}}}", FRACTION),
    "multiply each": joined(r"\odot", FRACTION, FRACTION),
    "divide each": joined(r"\oslash", PRODUCT, FRACTION),
    "square each": raised(SQUARED),
    "root of each": lambda _, a: formula.WRITERS["sqrt"](a),
    "add to each": lambda _, a, b: formula.WRITERS["add"](a, b),
    **{
        name: lambda _, *pieces, name=name: formula.WRITERS[name](*pieces)
        for name in ("add", "subtract", "negate", "power", "sqrt")
    },
}
