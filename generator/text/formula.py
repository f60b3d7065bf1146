"""Expressions as LaTeX: the formula that was executed, in whatever a leaf is written as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial, reduce

from generator.numbers.traced import Traced, is_one, terms
from generator.text import stamps

SUM, PRODUCT, FRACTION, POWER, ATOM = range(5)
PARENTHESIS = r"\left("

LONGEST_SUM = 9
"""Of a longer sum the first two terms and the last are written."""


@dataclass(frozen=True)
class Piece:
    """LaTeX, and how tightly its outermost operation binds. negative: it starts with a minus. number: it is one.
    cases: conditions under which the formula reads so, such as net_{h_1} > 0."""

    latex: str
    binding: int = ATOM
    negative: bool = False
    number: bool = False
    cases: tuple[str, ...] = ()

    def within(self, binding: int, first: bool = True) -> str:
        """The LaTeX as part of an operation that binds so tightly, in parentheses where it needs them."""
        if self.binding < binding or (self.negative and not first):
            return rf"{PARENTHESIS}{self.latex}\right)"
        return self.latex


Leaf = Callable[[Traced], Piece | None]


def written(node: Traced, leaf: Leaf, times: str) -> Piece:
    """The expression of a node. Where `leaf(node)` gives a piece, the expression ends there; `times` joins products."""
    parts = terms(node, lambda part: leaf(part) is not None)
    if len(parts) > LONGEST_SUM:
        pieces = [*(term(part, leaf, times) for part in parts[:2]), Piece(r"\cdots"), term(parts[-1], leaf, times)]
    else:
        pieces = [term(part, leaf, times) for part in parts]
    return reduce(partial(with_cases, WRITERS["add"]), pieces)


def left_out(node: Traced, is_leaf: Callable[[Traced], bool]) -> Iterator[Traced]:
    """The terms of an expression that are not written."""
    parts = terms(node, is_leaf)
    if len(parts) > LONGEST_SUM:
        yield from parts[2:-1]
        parts = [*parts[:2], parts[-1]]
    for part in parts:
        if not is_leaf(part):
            for argument in part.arguments:
                yield from left_out(argument, is_leaf)


def term(node: Traced, leaf: Leaf, times: str) -> Piece:
    """What is no sum."""
    piece = leaf(node)
    if piece is not None:
        return piece
    if node.operation == "constant":
        return constant(node)
    if node.operation == "choose":
        return case(node, leaf, times)
    return with_cases(partial(joined, node, times), *(written(argument, leaf, times) for argument in node.arguments))


def with_cases(join: Callable[..., Piece], *pieces: Piece) -> Piece:
    """Joined pieces, with the cases of all of them."""
    return replace(join(*pieces), cases=tuple(dict.fromkeys(case for piece in pieces for case in piece.cases)))


def joined(node: Traced, times: str, *pieces: Piece) -> Piece:
    """An operation over pieces."""
    if node.is_square:
        return WRITERS["power"](pieces[0], Piece(stamps.stamp(stamps.STRUCTURAL, "2")))
    if node.operation == "multiply":
        return product(*pieces, times)
    if node.operation == "divide":
        return quotient(node, *pieces)
    return WRITERS[node.operation](*pieces)


def case(node: Traced, leaf: Leaf, times: str) -> Piece:
    """Of two cases the one that holds, and the condition."""
    net = written(node.arguments[0], leaf, times)
    taken = written(node.taken, leaf, times)
    sign = ">" if node.taken is node.arguments[1] else "<"
    condition = f"{net.latex} {sign} {stamps.stamp(stamps.STRUCTURAL, '0')}"
    return replace(taken, cases=tuple(dict.fromkeys((*taken.cases, condition))))


def constant(node: Traced) -> Piece:
    """A whole number that stands in the engine's own formula."""
    whole = int(node.value.exact.p)
    return Piece(stamps.stamp(stamps.STRUCTURAL, str(whole)), ATOM, negative=whole < 0, number=True)


def product(a: Piece, b: Piece, times: str) -> Piece:
    left, right = a.within(PRODUCT), b.within(PRODUCT, first=False)
    joint = r"\," if right.startswith(PARENTHESIS) and not b.number else f" {times} "
    return Piece(f"{left}{joint}{right}", PRODUCT, a.negative and a.binding >= PRODUCT)


def quotient(node: Traced, a: Piece, b: Piece) -> Piece:
    """A fraction; a power over a whole number is written as a fraction times the power, as on paper, and a division by
    one not at all."""
    if is_one(node.arguments[1]):
        return a
    if node.arguments[1].operation == "constant" and a.binding == POWER:
        return Piece(rf"\tfrac{{{stamps.stamp(stamps.STRUCTURAL, '1')}}}{{{b.latex}}}\,{a.latex}", PRODUCT)
    return Piece(rf"\frac{{{a.latex}}}{{{b.latex}}}", FRACTION)


def negation(a: Piece) -> Piece:
    return Piece(f"-{a.within(PRODUCT, first=False)}", PRODUCT, negative=True)


def whole(piece: Piece) -> str:
    """A formula with the cases that it rests on behind it."""
    return piece.latex + since(piece)


def since(piece: Piece) -> str:
    return r"\quad\text{since } " + r",\ ".join(piece.cases) if piece.cases else ""


WRITERS: dict[str, Callable[..., Piece]] = {
    "add": lambda a, b: Piece(f"{a.within(SUM)} + {b.within(SUM, first=False)}", SUM, a.negative),
    "subtract": lambda a, b: Piece(f"{a.within(SUM)} - {b.within(PRODUCT, first=False)}", SUM, a.negative),
    "negate": negation,
    "power": lambda a, b: Piece(f"{a.within(ATOM, first=False)}^{{{b.latex}}}", POWER),
    "exp": lambda a: Piece(f"e^{{{a.latex}}}", POWER),
    "log": lambda a: Piece(rf"\ln{PARENTHESIS}{a.latex}\right)", FRACTION),
    "tanh": lambda a: Piece(rf"\tanh{PARENTHESIS}{a.latex}\right)", FRACTION),
    "sqrt": lambda a: Piece(rf"\sqrt{{{a.latex}}}", FRACTION),
    "floor": lambda a: Piece(rf"\left\lfloor {a.latex} \right\rfloor"),
    "same": lambda a: a,
}
