"""A quantity written out for a reader: symbol = formula = formula with numbers ≈ value, each line true as displayed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from generator.numbers import digits
from generator.numbers.certified import Certified
from generator.numbers.digits import DigitRule, Printed
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text import formula, plain, stamps
from generator.text.formula import ATOM, PRODUCT, Piece, since, whole
from generator.text.guard import guarded
from generator.text.operands import is_written_out, made_by, repeated_by, symbol_piece

ALIGNED = "&"


@dataclass(frozen=True)
class Line:
    """One more side of a derivation, the relation that leads to it, and the cases that it rests on."""

    relation: str
    latex: str
    since: str = ""


@dataclass(frozen=True)
class Writer:
    """Writes quantities in one document's notation and number of digits.

    named: the quantity that a node is, if it has a name. times: the LaTeX of a product. rule: the digits of values.
    coloured: whether symbols and numbers carry the class of their family. note: is told of every quantity whose
    digits are printed. widens: whether a number that lies half way between two is shown with a digit more, which is all
    of it; else it is refused, unless its key is among `tied`.
    """

    named: Callable[[Traced], Quantity | None]
    times: str
    rule: DigitRule
    coloured: bool = False
    note: Callable[[Quantity], None] = lambda quantity: None
    widens: bool = False
    tied: Collection[str] = frozenset()

    def symbol(self, quantity: Quantity) -> str:
        """The symbol; of a quantity without a name, its formula."""
        if not quantity.symbol:
            return self.formula(quantity)
        return self._classed(quantity, quantity.symbol)

    def number(self, quantity: Quantity, rule: DigitRule | None = None, guard: int = 0) -> Printed:
        """What is printed for a quantity: a given number as written, a computed one in certified digits."""
        written = self._original(quantity).written
        if written is not None and rule is None:
            return digits.given(written)
        try:
            printed = digits.widened if self.widens or quantity.key in self.tied else digits.printed
            show = digits.as_far_as_known if quantity.agreed else printed
            return show(quantity.value, rule or self.rule, guard)
        except digits.Tie as tie:
            raise tie.named(quantity.name, quantity.key) from tie
        except digits.OutOfSight as error:
            raise digits.OutOfSight(f"{quantity.name} cannot be printed: {error}") from error

    def value(self, quantity: Quantity, rule: DigitRule | None = None, guard: int = 0) -> str:
        """The stamped digits of a quantity: the door that every printed number passes."""
        self.note(quantity)
        return stamps.stamp(quantity.key, self.number(quantity, rule, guard).text)

    def grouped(self, count: Quantity) -> str:
        """The stamped digits of a count, thousands set apart: 10,000."""
        self.note(count)
        return stamps.stamp(count.key, f"{int(count):,}")

    def formula(self, quantity: Quantity, expand: Collection[str] = ()) -> str:
        """The expression that made the quantity, in symbols. Operands whose name or family is in `expand` are
        written out too."""
        return whole(self._piece(quantity, expand, self._symbol_piece))

    def code(self, quantity: Quantity, number: Callable[[int], str] = str) -> str:
        """The expression as a line of Python, in the names that authors type."""

        def name(node: Traced) -> str | None:
            named = self.named(node)
            return None if named is None or made_by(node, quantity) else named.name

        return plain.written(quantity.node, name, number)

    def substituted(self, quantity: Quantity, expand: Collection[str] = (), guard: int = 0) -> str:
        """The same expression with the operands' printed numbers in place of their symbols."""
        return whole(self._piece(quantity, expand, partial(self._number_piece, guard=guard)))

    def relation(self, quantity: Quantity, rule: DigitRule | None = None) -> str:
        """= where the printed digits are the value, ≈ where they are the value rounded."""
        return "=" if self.number(quantity, rule).exact else r"\approx"

    def equation(self, quantity: Quantity, rule: DigitRule | None = None) -> str:
        """symbol = value, or symbol ≈ value where the value is rounded."""
        shown = self._classed(quantity, self.value(quantity, rule))
        return f"{self.symbol(quantity)} {self.relation(quantity, rule)} {shown}"

    def derivation(self, quantity: Quantity, expand: Collection[str] = (), rule: DigitRule | None = None) -> str:
        """symbol = formula = formula with numbers ≈ value, in one line."""
        return self.row(quantity, expand, rule).replace(ALIGNED, "", 1)

    def row(self, quantity: Quantity, expand: Collection[str] = (), rule: DigitRule | None = None) -> str:
        """The same as one row of an aligned block."""
        lines = self.lines(quantity, expand, rule)
        symbol = self.symbol(quantity) if quantity.symbol else ""
        sides = " ".join(f"{line.relation} {line.latex}".lstrip() for line in lines)
        return f"{symbol} {ALIGNED}".lstrip() + sides + lines[0].since

    def steps(self, quantity: Quantity, expand: Collection[str] = (), rule: DigitRule | None = None) -> str:
        """The same as rows of an aligned block, one for each side (without its \\begin and \\end)."""
        first, *rest = self.lines(quantity, expand, rule)
        symbol = self.symbol(quantity) if quantity.symbol else ""
        rows = [f"{symbol} {ALIGNED}{first.relation} {first.latex}{first.since}"]
        rows += [f"{ALIGNED}{line.relation} {line.latex}{line.since}" for line in rest]
        return " \\\\[0.3em]\n".join(rows)

    def lines(
        self, quantity: Quantity, expand: Collection[str] = (), rule: DigitRule | None = None
    ) -> tuple[Line, ...]:
        """The right-hand sides of a derivation. Where the printed operands do not give the printed result, the
        operands show guard digits; where that does not help, the line says that it was computed unrounded."""
        shown = self.number(quantity, rule)
        result = Line(self.relation(quantity, rule), self._classed(quantity, self.value(quantity, rule)))
        if not quantity.node.arguments:
            return (result,)
        symbols = self._piece(quantity, expand, self._symbol_piece)
        if quantity.node.operation == "choose" and quantity.node.taken.operation == "constant":
            return (Line(result.relation, result.latex, since(symbols)),)
        formula_line = Line("=" if quantity.symbol else "", symbols.latex, since(symbols))
        if self._original(quantity) is not quantity and not is_written_out(self._repeated(quantity), expand):
            return formula_line, result
        line = guarded(quantity, partial(self._operands, quantity, expand), shown)
        reached = line.result.exact is not None and line.result.equals(Certified.of(shown.value))
        remark = "" if line.holds else r"\quad\text{(computed unrounded)}"
        numbers = self._piece(quantity, expand, partial(self._number_piece, guard=line.guard))
        return (
            formula_line,
            Line("=" if line.exact else r"\approx", numbers.latex, since(numbers)),
            Line("=" if reached else r"\approx", result.latex + remark),
        )

    def _operands(self, quantity: Quantity, expand: Collection[str], guard: int) -> dict[int, Printed]:
        """What is printed for each named operand of the formula, by node."""
        found: dict[int, Printed] = {}

        def note(operand: Quantity) -> Piece:
            found[id(operand.node)] = self.number(operand, guard=guard)
            return Piece("")

        self._piece(quantity, expand, note)
        return found

    def _piece(self, quantity: Quantity, expand: Collection[str], operand: Callable[[Quantity], Piece]) -> Piece:
        def leaf(node: Traced) -> Piece | None:
            named = self.named(node)
            if named is None or made_by(node, quantity):
                return None
            if node.arguments and is_written_out(named, expand):
                return None
            return operand(named)

        return formula.written(quantity.node, leaf, self.times)

    def _symbol_piece(self, operand: Quantity) -> Piece:
        return symbol_piece(operand, self.symbol(operand))

    def _number_piece(self, operand: Quantity, guard: int) -> Piece:
        shown = self.number(operand, guard=guard)
        binding = PRODUCT if "e" in shown.text else ATOM  # 3.5e-12 is printed as a product with a power of ten
        latex = self._classed(operand, self.value(operand, guard=guard))
        return Piece(latex, binding, negative=shown.whole < 0, number=True)

    def _original(self, quantity: Quantity) -> Quantity:
        """The quantity that this one merely repeats, as dnet_o1/dout_h1 repeats w5; otherwise itself."""
        while quantity.node.operation in ("same", "choose"):
            repeated = self._repeated(quantity)
            if repeated is None:
                break
            quantity = repeated
        return quantity

    def _repeated(self, quantity: Quantity) -> Quantity | None:
        return self.named(repeated_by(quantity.node))

    def _classed(self, quantity: Quantity, latex: str) -> str:
        return rf"\class{{k-{quantity.family.replace(' ', '-')}}}{{{latex}}}" if self.coloured else latex
