"""Expressions as LaTeX: the formula that was executed, in whatever a leaf is written as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.numbers.traced import Traced
from generator.text import stamps

SUM, PRODUCT, FRACTION, POWER, ATOM = range(5)
PARENTHESIS = r"\left("


@dataclass(frozen=True)
class Piece:
    """LaTeX, and how tightly its outermost operation binds. negative: it starts with a minus. number: it is one."""

    latex: str
    binding: int = ATOM
    negative: bool = False
    number: bool = False

    def within(self, binding: int, first: bool = True) -> str:
        """The LaTeX as part of an operation that binds so tightly, in parentheses where it needs them."""
        if self.binding < binding or (self.negative and not first):
            return rf"{PARENTHESIS}{self.latex}\right)"
        return self.latex


Leaf = Callable[[Traced], Piece | None]


def written(node: Traced, leaf: Leaf, times: str) -> Piece:
    """The expression of a node. Where `leaf(node)` gives a piece, the expression ends there; `times` joins products."""
    piece = leaf(node)
    if piece is not None:
        return piece
    if node.operation == "constant":
        return constant(node)
    arguments = [written(argument, leaf, times) for argument in node.arguments]
    if node.is_square:
        return WRITERS["power"](arguments[0], Piece(stamps.stamp(stamps.STRUCTURAL, "2")))
    if node.operation == "multiply":
        return product(*arguments, times)
    if node.operation == "divide":
        return quotient(node, *arguments)
    return WRITERS[node.operation](*arguments)


def constant(node: Traced) -> Piece:
    """A whole number that stands in the engine's own formula."""
    whole = int(node.value.exact.p)
    return Piece(stamps.stamp(stamps.STRUCTURAL, str(whole)), ATOM, negative=whole < 0, number=True)


def product(a: Piece, b: Piece, times: str) -> Piece:
    left, right = a.within(PRODUCT), b.within(PRODUCT, first=False)
    joint = r"\," if right.startswith(PARENTHESIS) and not b.number else f" {times} "
    return Piece(f"{left}{joint}{right}", PRODUCT, a.negative and a.binding >= PRODUCT)


def quotient(node: Traced, a: Piece, b: Piece) -> Piece:
    """A fraction; a power over a whole number is written as a fraction times the power, as on paper."""
    if node.arguments[1].operation == "constant" and a.binding == POWER:
        return Piece(rf"\tfrac{{{stamps.stamp(stamps.STRUCTURAL, '1')}}}{{{b.latex}}}\,{a.latex}", PRODUCT)
    return Piece(rf"\frac{{{a.latex}}}{{{b.latex}}}", FRACTION)


def negation(a: Piece) -> Piece:
    return Piece(f"-{a.within(PRODUCT, first=False)}", PRODUCT, negative=True)


WRITERS: dict[str, Callable[..., Piece]] = {
    "add": lambda a, b: Piece(f"{a.within(SUM)} + {b.within(SUM, first=False)}", SUM, a.negative),
    "subtract": lambda a, b: Piece(f"{a.within(SUM)} - {b.within(PRODUCT, first=False)}", SUM, a.negative),
    "negate": negation,
    "power": lambda a, b: Piece(f"{a.within(ATOM, first=False)}^{{{b.latex}}}", POWER),
    "exp": lambda a: Piece(f"e^{{{a.latex}}}", POWER),
    "log": lambda a: Piece(rf"\ln{PARENTHESIS}{a.latex}\right)", FRACTION),
    "tanh": lambda a: Piece(rf"\tanh{PARENTHESIS}{a.latex}\right)", FRACTION),
    "same": lambda a: a,
}
