"""Expressions over quantities and over printed numbers: read, computed, and laid beside each other.

The syntax is Python's; "E_total@300" is a quantity of round 300, and "w{i}{j}" a name with general indices.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

import numpy as np

from generator.engine.activations import logistic, logistic_slope
from generator.numbers.certified import Certified
from generator.numbers.traced import Traced

Value = object
"""A traced number, or an array of them."""
Resolve = Callable[[str], Value]

AT = re.compile(r"(?<=\w)@(\d+)")
INDEX = re.compile(r"\{([a-z])\}")


def slope(net: Value) -> Value:
    return logistic_slope(net, logistic(net))


def rounded(number: Traced, decimals: Traced) -> Traced:
    """A number written down with so many decimals."""
    places = int(decimals.value.exact.p)
    return Traced.given(Certified.of(Decimal(nearest_whole(number.value, places)).scaleb(-places)))


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "sigma": logistic,
    "slope": slope,
    "exp": np.exp,
    "round": rounded,
    "T": np.transpose,
}
"""What an expression may call. slope: the derivative of sigma."""

OPERATORS: Mapping[type, Callable[[Value, Value], Value]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.MatMult: lambda a, b: a @ b,
    ast.Pow: lambda a, b: a**b,
}


@dataclass(frozen=True)
class Expression:
    """An expression: what its author wrote, and its tree."""

    written: str
    tree: ast.expr

    @classmethod
    def of(cls, written: str) -> Expression:
        """ValueError for what is none."""
        text = INDEX.sub(r"__\1__", AT.sub(r"__at_\1", written.strip()))
        try:
            tree = ast.parse(text, mode="eval").body
        except SyntaxError:
            raise ValueError(f"'{written}' is no expression") from None
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant):
                node.kind = text[node.col_offset : node.end_col_offset]  # 0.20 keeps its zero
        return cls(written, tree)

    @classmethod
    def from_tree(cls, tree: ast.expr) -> Expression:
        """The expression of a part of another, written as an author would."""
        return cls(re.sub(r"__([a-z])__", r"{\1}", ast.unparse(tree).replace("__at_", "@")), tree)

    def value(self, resolve: Resolve) -> Value:
        """ValueError for what cannot be computed, LookupError for a name that is none."""
        return computed(self.tree, resolve)


def indexed(text: str, each: Mapping[str, tuple[int, ...]] | None) -> Iterator[str]:
    """A text once for each value of its general indices."""
    letters = tuple(each or ())
    for values in product(*(each[letter] for letter in letters)):
        chosen = dict(zip(letters, values, strict=True))
        yield INDEX.sub(lambda match, chosen=chosen: str(chosen[match[1]]), text)


def computed(node: ast.expr, resolve: Resolve) -> Value:
    match node:
        case ast.Constant():
            return constant(node.kind)
        case ast.Name(id=name):
            return resolve(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -computed(operand, resolve)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return OPERATORS[type(op)](computed(left, resolve), computed(right, resolve))
        case ast.Call(func=ast.Name(id=name), args=arguments) if name in FUNCTIONS:
            return FUNCTIONS[name](*(computed(argument, resolve) for argument in arguments))
        case ast.List(elts=entries):
            return np.array([computed(entry, resolve) for entry in entries], dtype=object)
    raise ValueError(f"'{ast.unparse(node)}' cannot be computed")


def constant(text: str) -> Traced:
    return Traced(int(text)) if text.isdigit() else Traced.given(Certified.of(Decimal(text)))


def entries_of(value: Value) -> list[Traced]:
    """The numbers of a value, row by row."""
    return list(np.asarray(value, dtype=object).flat)


def alike(a: Value, b: Value) -> bool:
    """Whether two values are of one shape and equal, as far as their balls can tell. Matrices and vectors of the same
    numbers in one row or column are of one shape."""
    left, right = entries_of(a), entries_of(b)
    return len(left) == len(right) and all(same(x.value, y.value) for x, y in zip(left, right, strict=True))


def same(a: Certified, b: Certified) -> bool:
    if a.exact is not None and b.exact is not None:
        return a.exact == b.exact
    return bool((a - b).ball.contains(0))


def nearest_whole(value: Certified, decimals: int) -> int:
    """The whole number nearest to value * 10**decimals; half way between two, the one farther from zero."""
    size, sign = (-value, -1) if value.sign() < 0 else (value, 1)
    return sign * size.floor_of_scaled(decimals)[0]
