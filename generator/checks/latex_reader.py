"""Reads one side of a displayed line as a reader does, who knows nothing of how it was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.checks.latex_signs import (
    BEGIN, BRACKETS, DERIVED_BY, DOTS, END, FRACTIONS, FUNCTION_LETTERS, FUNCTIONS, TIMES, TRANSPOSED,
)  # fmt: skip
from generator.checks.latex_tokens import Number, Sign, Symbol, Token, Unreadable


@dataclass(frozen=True)
class Operation:
    """name: add, subtract, negate, multiply, divide, power, transpose, ..., or of a function."""

    name: str
    arguments: tuple[Tree, ...]


@dataclass(frozen=True)
class Matrix:
    """Rows of entries."""

    rows: tuple[tuple[Tree, ...], ...]


@dataclass(frozen=True)
class Dots:
    """Something that is left out."""


Tree = Number | Symbol | Operation | Matrix | Dots

def read(tokens: Sequence[Token]) -> Tree:
    """The tree of one side of a line. Raises Unreadable where it is no expression."""
    reader = Reader(list(tokens))
    tree = reader.sum()
    if reader.left:
        raise Unreadable(f"cannot go on at '{reader.left[0]}'")
    return tree


class Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self.left = tokens

    def next(self) -> str:
        """The sign that comes next; empty if it is a number or a symbol, or if there is none."""
        return self.left[0].text if self.left and isinstance(self.left[0], Sign) else ""

    def takes(self, *signs: str) -> str:
        return self.left.pop(0).text if self.next() in signs and self.left else ""

    def needs(self, sign: str) -> None:
        if not self.takes(sign):
            raise Unreadable(f"expected '{sign}', found '{self.left[0] if self.left else 'the end'}'")

    def sum(self) -> Tree:
        tree = Operation("negate", (self.product(),)) if self.takes("-") else self.product()
        while (sign := self.takes("+", "-")) or self.is_negative():
            tree = Operation("subtract" if sign == "-" else "add", (tree, self.product()))
        return tree

    def is_negative(self) -> bool:
        """Whether a number with a minus of its own comes next: behind a term it is taken off."""
        return bool(self.left) and isinstance(self.left[0], Number) and self.left[0].text.startswith("-")

    def product(self) -> Tree:
        tree = self.power()
        while True:
            if sign := self.takes(*TIMES):
                tree = Operation(TIMES[sign], (tree, self.power()))
            elif self.begins_a_factor():
                tree = Operation("product", (tree, self.power()))
            else:
                return tree

    def begins_a_factor(self) -> bool:
        if not self.left or self.is_negative():
            return False
        sign = self.next()
        openers = (*BRACKETS, *FRACTIONS, *FUNCTIONS, BEGIN, r"\sqrt", "e^", r"\underbrace", r"\sum")
        return not sign or sign in openers or sign.startswith(r"\operatorname")

    def power(self) -> Tree:
        tree = self.atom()
        if isinstance(tree, Symbol) and DERIVED_BY.match(tree.latex):
            return Operation("derivative", (tree, self.product()))
        while True:
            if self.takes(TRANSPOSED):
                tree = Operation("transpose", (tree,))
            elif self.takes("'"):
                tree = Operation("prime", (tree,))
            elif self.takes("_"):
                tree = Operation("entry", (tree, self.exponent()))
            elif self.takes("^"):
                tree = Operation("power", (tree, self.exponent()))
            else:
                return tree

    def exponent(self) -> Tree:
        if not self.takes("{"):
            return self.atom()
        self.takes(r"\odot")  # the square of each entry
        tree = self.sum()
        self.needs("}")
        return tree

    def atom(self) -> Tree:
        if not self.left:
            raise Unreadable("something is missing at the end")
        if not isinstance(self.left[0], Sign):
            tree = self.left.pop(0)
            is_function = isinstance(tree, Symbol) and FUNCTION_LETTERS.match(tree.latex) and self.next() == "("
            return Operation("of", (tree, self.atom())) if is_function else tree
        sign = self.left.pop(0).text
        if sign in BRACKETS:
            tree = self.sum()
            self.needs(BRACKETS[sign])
            return Operation("floor", (tree,)) if sign == r"\lfloor" else tree
        if sign in FRACTIONS:
            return Operation("divide", (self.group(), self.group()))
        if sign == "e^":
            return Operation("exp", (self.exponent(),))
        if sign == r"\sqrt":
            return Operation("sqrt", (self.group(),))
        if sign == BEGIN:
            return self.matrix()
        if sign == r"\underbrace":
            return self.underbraced()
        if sign == r"\sum":
            return self.summed()
        if sign in DOTS:
            return Dots()
        return self.applied(sign)

    def group(self) -> Tree:
        self.needs("{")
        tree = self.sum()
        self.needs("}")
        return tree

    def underbraced(self) -> Tree:
        tree = self.group()
        self.needs("_")
        self.needs("{")
        depth = 1
        while depth:
            if not self.left:
                raise Unreadable("a brace is not closed")
            depth += {"{": 1, "}": -1}.get(self.next(), 0)
            self.left.pop(0)
        return tree

    def summed(self) -> Tree:
        """What is summed, over which letter, and: from where to where, or which other letter's place is left out."""
        self.needs("_")
        braced = self.takes("{")
        index, bounds, name = self.atom(), (), "sum"
        if braced and self.takes(r"\neq"):
            name, bounds = "sum of the others", (self.atom(),)
        elif braced and self.takes("="):
            bounds = (self.sum(),)
        if braced:
            self.needs("}")
        if self.takes("^"):
            name, bounds = "sum up to", (*bounds, self.exponent())
        return Operation(name, (self.product(), index, *bounds))

    def applied(self, sign: str) -> Tree:
        """A function: in its name's place, \\operatorname{leaky\\ relu}_{0.01}."""
        if sign.startswith(r"\operatorname"):
            name = sign.removeprefix(r"\operatorname{").removesuffix("}").replace("\\ ", " ")
        elif sign in FUNCTIONS:
            name = FUNCTIONS[sign]
        else:
            raise Unreadable(f"what is '{sign}'?")
        setting: tuple[Tree, ...] = ()
        if self.takes("_"):
            setting = (self.group(),)
        arguments = [self.atom()]
        return Operation(name, (*arguments, *setting))

    def matrix(self) -> Tree:
        rows: list[list[Tree]] = [[]]
        while True:
            rows[-1].append(self.sum())
            if self.takes("&"):
                continue
            if self.takes(r"\\"):
                rows.append([])
                continue
            self.needs(END)
            break
        if len({len(row) for row in rows}) != 1:
            raise Unreadable("the rows of a matrix are not equally long")
        return Matrix(tuple(map(tuple, rows)))
