"""A line of matrices: symbols = formula = formula with numbers ≈ values, proved, and true as displayed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.numbers.digits import DigitRule
from generator.numbers.traced import Traced
from generator.text.derivation import ALIGNED, Line, Writer, symbol_piece
from generator.text.formula import ATOM, PRODUCT, Piece
from generator.text.matrices import Expression, Matrix, turned
from generator.text.matrix_latex import NEXT_TERM, Hand, is_by_entry, side, structural
from generator.text.matrix_proof import guarded, named, prove, shown_of

MOST_BESIDE = 2
"""What a line gives stands on a row of its own if it has more columns: beside it too little room would be left."""

UNROUNDED = r"\quad\text{(computed unrounded)}"
BY_ENTRY = r"\quad\text{(entry by entry)}"


@dataclass(frozen=True, eq=False)
class Equation:
    """A matrix of quantities, and the expression that is said to give it; None where it is given."""

    result: Matrix
    expression: Expression | None = None

    @property
    def in_rows(self) -> Equation:
        """The same in the tradition that writes the numbers of a layer in a row."""
        return Equation(turned(self.result), None if self.expression is None else turned(self.expression))


def steps(
    writer: Writer,
    equation: Equation,
    symbols: bool = True,
    numbers: bool = True,
    digits: str | None = None,
    coloured: bool = False,
) -> str:
    """The sides of an equation as rows of an aligned block, without its \\begin and \\end.

    symbols, numbers: whether the formula is shown in symbols, and with numbers. digits: the rule for all computed
    numbers, such as "4 significant". coloured: as in a derivation. Raises NotWhatWasExecuted, Tie, and Undecided where
    more precision is needed."""
    if not isinstance(equation, Equation):
        raise TypeError(f"this filter takes a line of matrices, found {type(equation).__name__} {equation!r}")
    rule = writer.rule if digits is None else DigitRule.parse(digits)
    lines = Lines(replace(writer, rule=rule, coloured=coloured), equation)
    left = lines.symbols(equation.result)
    rows = [f"{ALIGNED}{line.relation} {line.latex}" for line in lines.sides(symbols, numbers)]
    if lines.is_long or len(equation.result.columns.places) > MOST_BESIDE:
        rows.insert(0, ALIGNED + left)
    else:
        rows[0] = f"{left} {rows[0]}"
    return " \\\\[0.6em]\n".join(rows)


@dataclass(frozen=True)
class Lines:
    """Writes the sides of one equation."""

    writer: Writer
    equation: Equation

    @property
    def is_long(self) -> bool:
        """Whether each term has a row of its own."""
        return self.equation.expression is not None and is_by_entry(self.equation.expression)

    def sides(self, symbols: bool, numbers: bool) -> Iterator[Line]:
        """The right-hand sides, each with the relation that leads to it."""
        result, expression = self.equation.result, self.equation.expression
        values = self.numbers(result)
        if expression is not None:
            prove(self.writer, result, expression)
            if symbols:
                yield Line("=", self.symbols(expression))
        if expression is None or isinstance(expression, Matrix) or not numbers:
            exact = all(number.exact for number in shown_of(self.writer, result).values())
            yield Line("=" if exact else r"\approx", values)
            return
        line = guarded(self.writer, result, expression)
        yield Line("=" if line.exact else r"\approx", self.numbers(expression, line.guard))
        yield Line("=" if line.reached else r"\approx", values + ("" if line.holds else UNROUNDED))

    def symbols(self, expression: Expression) -> str:
        def symbol(node: Traced) -> Piece:
            quantity = named(self.writer, node)
            return constant(node) if quantity is None else symbol_piece(quantity, self.writer.symbol(quantity))

        first, *terms = side(expression, Hand(symbol, self.writer.times, size=self.writer.value)).split(NEXT_TERM)
        return NEXT_TERM.join((first + (BY_ENTRY if is_by_entry(expression) else ""), *terms))

    def numbers(self, expression: Expression, guard: int = 0) -> str:
        def number(node: Traced) -> Piece:
            quantity = named(self.writer, node)
            if quantity is None:
                return constant(node)
            shown = self.writer.number(quantity, guard=guard)
            latex = self.writer.value(quantity, guard=guard)
            if self.writer.coloured:
                latex = rf"\class{{k-{quantity.family.replace(' ', '-')}}}{{{latex}}}"
            binding = PRODUCT if "e" in shown.text else ATOM  # 3.5e-12 is printed as a product with a power of ten
            return Piece(latex, binding, negative=shown.whole < 0, number=True)

        return side(expression, Hand(number, self.writer.times))


def constant(node: Traced) -> Piece:
    return structural(int(node.value.exact))
