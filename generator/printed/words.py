"""Sentences with numbers in them, in pieces that a template prints: words, printed numbers, quantities."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from generator.quantities.quantity import Quantity


@dataclass(frozen=True)
class Quoted:
    """A number as a source prints it."""

    text: str


@dataclass(frozen=True)
class Shown:
    """A quantity, with so many digits."""

    quantity: Quantity
    digits: str


Piece = str | Quoted | Shown
Words = tuple[Piece, ...]

SIGNS = {ast.Add: (" + ", 1), ast.Sub: (" - ", 1), ast.Mult: (r" \cdot ", 2), ast.MatMult: (r"\,", 2)}
ATOM, SIGNED = 5, 2


def text_of(number: Decimal) -> str:
    """A decimal as it was written."""
    return format(number, "f")


def in_math(tree: ast.expr, rounded: Callable[[ast.Call], Shown] | None = None) -> Words:
    """A printed expression as LaTeX between \\( and \\). rounded: what is shown for round(x, n)."""
    return (r"\(", *latex(tree, rounded)[0], r"\)")


def latex(node: ast.expr, rounded: Callable[[ast.Call], Shown] | None) -> tuple[Words, int]:
    """The pieces, and how tightly the outermost operation binds."""
    write = partial(latex, rounded=rounded)
    match node:
        case ast.Constant():
            return (Quoted(node.kind),), ATOM
        case ast.Call(func=ast.Name(id="round")):
            return (rounded(node),), ATOM
        case ast.Name(id=name):
            return (symbol(name),), ATOM
        case ast.UnaryOp(operand=operand):
            return ("-", *within(operand, 2, write)), SIGNED
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return (r"\frac{", *write(left)[0], "}{", *write(right)[0], "}"), ATOM
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return (*within(left, ATOM, write), "^{", *write(right)[0], "}"), 3
        case ast.BinOp(left=left, op=op, right=right):
            sign, binding = SIGNS[type(op)]
            right_side = within(right, binding + (not isinstance(op, ast.Add)), write)
            return (*within(left, binding, write), sign, *right_side), binding
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return (*CALLS[name], r"\left(", *write(arguments[0])[0], r"\right)"), ATOM
        case ast.List(elts=entries):
            rows = [entry.elts if isinstance(entry, ast.List) else [entry] for entry in entries]
            return (r"\begin{pmatrix}", *joined([row_of(row, write) for row in rows], r" \\ "), r"\end{pmatrix}"), ATOM
    raise ValueError(f"'{ast.unparse(node)}' cannot be written")


CALLS: dict[str, Words] = {"sigma": (r"\sigma",), "slope": (r"\sigma'",), "exp": (r"\exp",)}


def row_of(entries: list[ast.expr], write: Callable[[ast.expr], tuple[Words, int]]) -> Words:
    return joined([write(entry)[0] for entry in entries], " & ")


def joined(parts: list[Words], between: str) -> Words:
    found: list[Piece] = []
    for part in parts:
        found += [between, *part] if found else part
    return tuple(found)


def within(node: ast.expr, binding: int, write: Callable[[ast.expr], tuple[Words, int]]) -> Words:
    pieces, own = write(node)
    if own < binding or isinstance(node, ast.UnaryOp):
        return (r"\left(", *pieces, r"\right)")
    return pieces


def symbol(name: str) -> str:
    """A name as LaTeX: w__i____j__ and w12 have their indices below."""
    bare = re.sub(r"__at_\d+", "", name)
    indices = re.sub(r"^[A-Za-z_]*?(?=(?:__[a-z]__|\d)|$)", "", bare)
    stem = bare[: len(bare) - len(indices)].replace("_", r"\,")
    shown = re.sub(r"__([a-z])__", r"\1", indices)
    stem = stem if len(stem) == 1 else rf"\mathit{{{stem}}}"
    return f"{stem}_{{{shown}}}" if shown else stem
