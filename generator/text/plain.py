"""Expressions as Python: the formula that was executed, as a line of code that can be executed again."""

from __future__ import annotations

from collections.abc import Callable

from generator.numbers.traced import Traced, is_one, terms

CHOICE, SUM, PRODUCT, SIGN, POWER, ATOM = range(6)

Text = tuple[str, int]
"""Code, and how tightly its outermost operation binds."""

WRITERS: dict[str, Callable[..., Text]] = {
    "add": lambda a, b: (f"{within(a, SUM)} + {within(b, PRODUCT)}", SUM),
    "subtract": lambda a, b: (f"{within(a, SUM)} - {within(b, PRODUCT)}", SUM),
    "multiply": lambda a, b: (f"{within(a, PRODUCT)} * {within(b, SIGN)}", PRODUCT),
    "divide": lambda a, b: (f"{within(a, PRODUCT)} / {within(b, SIGN)}", PRODUCT),
    "negate": lambda a: (f"-{within(a, SIGN)}", SIGN),
    "power": lambda a, b: (f"{within(a, ATOM)}**{within(b, ATOM)}", POWER),
    "exp": lambda a: (f"exp({a[0]})", ATOM),
    "log": lambda a: (f"log({a[0]})", ATOM),
    "tanh": lambda a: (f"tanh({a[0]})", ATOM),
    "sqrt": lambda a: (f"sqrt({a[0]})", ATOM),
    "floor": lambda a: (f"floor({a[0]})", ATOM),
    "choose": lambda net, a, b: (
        f"{within(a, CHOICE + 1)} if {within(net, CHOICE + 1)} > 0 else {within(b, CHOICE)}",
        CHOICE,
    ),
    "same": lambda a: a,
}


Name = Callable[[Traced], str | None]
Whole = Callable[[int], str]


def written(node: Traced, name: Name, whole: Whole = str) -> str:
    """The expression of a node. Where `name(node)` gives a name, the expression ends there. whole: writes the whole
    numbers of the engine's own formulas."""
    return text(node, name, whole)[0]


def text(node: Traced, name: Name, whole: Whole) -> Text:
    first, *more = terms(node, lambda part: name(part) is not None)
    total = term(first, name, whole)
    for one in more:
        total = WRITERS["add"](total, term(one, name, whole))
    return total


def term(node: Traced, name: Name, whole: Whole) -> Text:
    called = name(node)
    if called is not None:
        return called, ATOM
    if node.operation == "constant":
        number = int(node.value.exact.p)
        return whole(number), ATOM if number >= 0 else SIGN
    if node.operation == "divide" and is_one(node.arguments[1]):
        return text(node.arguments[0], name, whole)
    if node.is_square:
        return WRITERS["power"](text(node.arguments[0], name, whole), ("2", ATOM))
    return WRITERS[node.operation](*(text(argument, name, whole) for argument in node.arguments))


def within(part: Text, binding: int) -> str:
    return part[0] if part[1] >= binding else f"({part[0]})"
