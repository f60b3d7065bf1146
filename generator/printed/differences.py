"""What is different in a printed formula: it is laid beside the formula that should stand there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.printed.expressions import Expression

INDICES = re.compile(r"(?:__[a-z]__|\d)+$")
INDEX_OF = re.compile(r"__[a-z]__|\d")


@dataclass(frozen=True)
class Difference:
    """One thing that is different: the verdict, what is printed, and what should stand there; both names, or empty."""

    verdict: str
    printed: str = ""
    right: str = ""


SIGN, INDEX, FACTOR = "wrong sign", "wrong index", "wrong factor"
ORDER = "indices in the other order"
PLACE, PRIME = "derivative taken at the wrong place", "derivative sign left out"
COLUMN = "denominators of another column"


def differences(printed: Expression, right: Expression) -> tuple[Difference, ...]:
    """Each difference once, in reading order. ValueError where the two are too different to be told apart in words."""
    return tuple(dict.fromkeys(walked(printed.tree, right.tree, "")))


def walked(printed: ast.expr, right: ast.expr, inside: str) -> Iterator[Difference]:
    """inside: "slope" in what a slope is taken at, "below" in a denominator."""
    match printed, right:
        case ast.UnaryOp(operand=one), ast.UnaryOp(operand=other):
            yield from walked(one, other, inside)
        case _, ast.UnaryOp(operand=other):
            yield Difference(SIGN)
            yield from walked(printed, other, inside)
        case ast.UnaryOp(operand=one), _:
            yield Difference(SIGN)
            yield from walked(one, right, inside)
        case ast.Name(id=name), ast.Name(id=other):
            yield from named(name, other, inside)
        case ast.Constant(), ast.Constant() if printed.value == right.value:
            return
        case ast.BinOp(left=a, op=op, right=b), ast.BinOp(left=c, op=other, right=d) if type(op) is type(other):
            yield from walked(a, c, inside)
            yield from walked(b, d, "below" if isinstance(op, ast.Div) else inside)
        case ast.Call(func=ast.Name(id=name)), ast.Call(func=ast.Name(id=other)):
            if (name, other) == ("sigma", "slope"):
                yield Difference(PRIME)
            elif name != other:
                raise ValueError(f"{name} stands where {other} should")
            for one, another in zip(printed.args, right.args, strict=True):
                yield from walked(one, another, name if name == "slope" else inside)
        case ast.List(elts=one), ast.List(elts=another) if len(one) == len(another):
            for entry, other in zip(one, another, strict=True):
                yield from walked(entry, other, inside)
        case _:
            raise ValueError(f"'{ast.unparse(printed)}' and '{ast.unparse(right)}' are not of one form")


def named(printed: str, right: str, inside: str) -> Iterator[Difference]:
    if printed == right:
        return
    stem, other = INDICES.sub("", printed), INDICES.sub("", right)
    if inside == "slope" and stem != other:
        yield Difference(PLACE, printed, right)
    elif inside == "below":
        yield Difference(COLUMN, printed, right)
    elif stem != other:
        yield Difference(FACTOR, printed, right)
    else:
        yield Difference(ORDER if turned(printed[len(stem):], right[len(other):]) else INDEX, printed, right)
    if inside == "slope" and stem != other and INDICES.search(printed) and printed[len(stem):] != right[len(other):]:
        yield Difference(INDEX, printed, right)


def turned(printed: str, right: str) -> bool:
    """Whether two rows of indices are the same, in another order."""
    return sorted(INDEX_OF.findall(printed)) == sorted(INDEX_OF.findall(right))
