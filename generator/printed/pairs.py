"""A printed line of numbers beside the expression that it is of: which number stands for what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.printed.expressions import Expression


@dataclass(frozen=True)
class Pair:
    """A printed number and what it stands for. inside: the functions around it."""

    printed: Decimal
    of: Expression
    inside: tuple[str, ...] = ()


def pairs(printed: Expression, of: Expression) -> Iterator[Pair]:
    """Every number of a printed side. ValueError where the two are not of one form."""
    yield from walked(printed.tree, of.tree, ())


def number(node: ast.expr) -> Decimal | None:
    match node:
        case ast.Constant():
            return Decimal(node.kind)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as size):
            return -Decimal(size.kind)
    return None


def walked(printed: ast.expr, of: ast.expr, inside: tuple[str, ...]) -> Iterator[Pair]:
    if (found := number(printed)) is not None:
        if number(of) is None:
            yield Pair(found, Expression.from_tree(of), inside)
        elif number(of) != found:
            raise ValueError(f"{found} is printed where the expression has {number(of)}")
        return
    match printed, of:
        case ast.Name(id=name), ast.Name(id=other) if name == other:
            return
        case ast.BinOp(op=op), ast.BinOp(op=other) if type(op) is type(other):
            yield from walked(printed.left, of.left, inside)
            yield from walked(printed.right, of.right, inside)
        case ast.UnaryOp(op=op), ast.UnaryOp(op=other) if type(op) is type(other):
            yield from walked(printed.operand, of.operand, inside)
        case ast.Call(func=ast.Name(id=name)), ast.Call(func=ast.Name(id=other)) if name == other:
            for one, another in zip(printed.args, of.args, strict=True):
                yield from walked(one, another, (*inside, name))
        case ast.List(elts=left), ast.List(elts=right) if len(left) == len(right):
            for one, another in zip(left, right, strict=True):
                yield from walked(one, another, inside)
        case _:
            raise ValueError(f"'{ast.unparse(printed)}' and '{ast.unparse(of)}' are not of one form")
