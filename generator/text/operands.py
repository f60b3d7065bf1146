"""What the operands of a formula are to the quantity that it makes."""

from __future__ import annotations

from collections.abc import Collection

from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text.formula import ATOM, FRACTION, Piece


def repeated_by(node: Traced) -> Traced:
    """The number that a node hands on as it is."""
    return node.taken if node.operation == "choose" else node.arguments[0]


def is_written_out(operand: Quantity, expand: Collection[str]) -> bool:
    return operand.name in expand or operand.family in expand


def made_by(node: Traced, quantity: Quantity) -> bool:
    """Whether the node is the one that made the quantity, so that its expression is what is asked for."""
    return node is quantity.node and node.operation != "given"


def symbol_piece(quantity: Quantity, latex: str) -> Piece:
    """A symbol as part of a formula: a fraction or a mark above needs parentheses where it is squared."""
    return Piece(latex, FRACTION if "^" in quantity.symbol or quantity.symbol.startswith(r"\frac") else ATOM)
