"""Guard digits: how many more digits the operands of a line need so that its printed result follows from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.numbers import digits
from generator.numbers.certified import Certified, Undecided
from generator.numbers.digits import Printed
from generator.numbers.traced import Traced, recomputed
from generator.quantities.quantity import Quantity
from generator.text import formula

MOST_GUARD_DIGITS = 6

Operands = Mapping[int, Printed]
"""What is printed for each named operand of a formula, by the id of its node."""


@dataclass(frozen=True)
class Guarded:
    """guard: the extra digits of the operands. exact: whether all operands are printed exactly. result: what a reader
    gets who computes the line from them. holds: whether that, rounded, is the printed result; if no number of guard
    digits helps, it is not, and guard is 0."""

    guard: int
    exact: bool
    result: Certified
    holds: bool


def guarded(quantity: Quantity, operands: Callable[[int], Operands], shown: Printed) -> Guarded:
    """As few guard digits as make the line hold, where `operands(guard)` says what is printed with so many."""
    for guard in range(MOST_GUARD_DIGITS + 1):
        printed = operands(guard)
        result = from_printed(quantity, printed)
        if follows(result, shown, quantity):
            return Guarded(guard, all(operand.exact for operand in printed.values()), result, True)
    printed = operands(0)
    return Guarded(0, all(operand.exact for operand in printed.values()), from_printed(quantity, printed), False)


def follows(result: Certified, shown: Printed, quantity: Quantity) -> bool:
    """Whether the printed result follows. What is only agreed may be too wide to tell, at any precision; then it does
    not."""
    try:
        return digits.certainly_rounds_to(result, shown)
    except Undecided:
        if not quantity.agreed:
            raise
        return False


def from_printed(quantity: Quantity, operands: Operands) -> Certified:
    """The quantity's expression computed from the printed numbers, and from the values of terms that are left out."""

    def is_operand(node: Traced) -> bool:
        return node is not quantity.node and id(node) in operands

    unseen = {id(node) for node in formula.left_out(quantity.node, is_operand)}

    def leaf(node: Traced) -> Certified | None:
        if is_operand(node):
            return Certified.of(operands[id(node)].value)
        return node.value if id(node) in unseen else None

    return recomputed(quantity.node, leaf)
