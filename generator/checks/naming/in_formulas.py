"""Formulas: a number in the place of a symbol is the number of that symbol."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.equality import Fault, ReadSide, every_chain
from generator.checks.latex_reader import Matrix, Operation, Tree
from generator.checks.latex_tokens import Number, Symbol, Unreadable
from generator.checks.naming.symbols import Sources, held


def faults(text: str, sources: Sources) -> Iterator[Fault]:
    """symbol = number; and a formula in symbols beside the same with numbers, place by place. Of several sides that are
    built alike, one has to name the number: dE/db = delta = 0.14."""
    for start, chain in every_chain(text):
        sides = [ReadSide(side) for side in chain.sides]
        for place, printed in enumerate(sides):
            before = [k for k in range(place) if set(chain.relations[k:place]) <= {"=", "≈", ":"}]
            named = [pairs(tree_of(sides[k]), tree_of(printed)) for k in before]
            for together in zip(*filter(None, named), strict=False):
                symbol, number = together[-1]
                allowed, quantity = {one.latex for one, _ in together}, sources.get(number.key)
                yield from held(allowed, symbol.latex, number.text, quantity, start + printed.start)


def tree_of(side: ReadSide) -> Tree | None:
    try:
        return side.tree if side.latex else None
    except Unreadable:
        return None


def pairs(named: Tree | None, printed: Tree | None) -> list[tuple[Symbol, Number]]:
    """The symbols of a formula, each with the number in its place; none if the two are not built alike."""
    found: list[tuple[Symbol, Number]] = []
    return found if alike(named, printed, found) else []


def alike(a: Tree | None, b: Tree | None, found: list[tuple[Symbol, Number]]) -> bool:
    match a, b:
        case Symbol(), Number():
            found.append((a, b))
            return True
        case Operation(), Operation():
            same = a.name == b.name or {a.name, b.name} <= {"multiply", "product"}
            both = list(zip(a.arguments, b.arguments, strict=False))
            return same and len(a.arguments) == len(b.arguments) and all(alike(x, y, found) for x, y in both)
        case Matrix(), Matrix():
            rows = list(zip(a.rows, b.rows, strict=False))
            same = len(a.rows) == len(b.rows) and all(len(x) == len(y) for x, y in rows)
            return same and all(alike(x, y, found) for left, right in rows for x, y in zip(left, right, strict=True))
        case Number(), Number():
            return a.key == b.key == "" and a.text == b.text
    return a is not None and a == b
