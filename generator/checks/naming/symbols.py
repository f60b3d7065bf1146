"""A symbol beside a number: whether the one is of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.equality import Fault
from generator.checks.latex_tokens import MARKS, Sign, Symbol, Unreadable, plain, tokens
from generator.quantities.quantity import Quantity

KIND = "name"
WAY_OUT = "Print the quantity of that symbol, or write its own symbol."

Sources = Mapping[str, object]

LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
"""From w₅ to w5."""

ONE_FORMULA = re.compile(r"\s*\\\((.+?)\\\)\s*")
TIMES = (Sign(r"\cdot"), Sign(r"\times"))
DERIVATIVE = re.compile(r"\\frac\{\\partial ?(?P<of>.+)\}\{\\partial ?(?P<by>.+)\}")


def held(allowed: set[str], symbol: str, number: str, quantity: object, place: int) -> Iterator[Fault]:
    """A finding unless one of some symbols is the quantity's own, its round's mark included."""
    if isinstance(quantity, Quantity) and quantity.symbol and not {bold(one) for one in allowed} & {
        bold(plain(quantity.symbol))
    }:
        yield fault(symbol, number, quantity, place)


def fault(symbol: str, number: str, quantity: Quantity, place: int) -> Fault:
    message = f"{number}, which is {called(quantity)}, stands where {symbol} is named"
    return Fault(KIND, place, message, number, f"the number of {symbol}", WAY_OUT)


def called(quantity: Quantity) -> str:
    return f"{quantity.name} ({quantity.symbol})" if quantity.symbol else quantity.name


def bold(latex: str) -> str:
    """A symbol without the weight of its letters."""
    return plain(re.sub(r"\\mathbf\{([^{}]*)\}", r"\1", latex))


def without_marks(symbol: str) -> str:
    """A symbol whichever round, layer or sample it is of."""
    return plain(re.sub(MARKS, "", bold(symbol)))


def is_about(own: str, name: str) -> bool:
    """Whether a symbol is this one, or has to do with it, as the derivative with respect to a weight has."""
    above = own.startswith(rf"\frac{{\partial{name}}}") or own.startswith(rf"\frac{{\partial {name}}}")
    return own == name or (name in own and not above and not name.startswith(r"\frac"))


def is_another_derivative(latex: str, quantity: Quantity) -> bool:
    """Whether a product of derivatives cannot be this derivative, for what it begins or ends with."""
    own, product = derivative(quantity.symbol), derivative(latex)
    return None not in (own, product) and own != product


def derivative(latex: str) -> tuple[str, str] | None:
    """What a derivative is of, and with respect to what; of a product of several the first and the last. None for
    anything else."""
    try:
        found = [one for one in tokens(latex) if one not in TIMES]
    except Unreadable:
        return None
    factors = [DERIVATIVE.fullmatch(without_marks(one.latex)) for one in found if isinstance(one, Symbol)]
    is_product = bool(factors) and len(factors) == len(found) and all(factors)
    return (factors[0]["of"], factors[-1]["by"]) if is_product else None


def symbol_in(cell: str) -> str:
    """The symbol that a text consists of, or nothing."""
    formula = ONE_FORMULA.fullmatch(cell)
    return symbol_of(formula[1]) if formula else ""


def symbol_of(latex: str) -> str:
    """The symbol that a formula consists of, or nothing."""
    try:
        found = list(tokens(latex))
    except Unreadable:
        return ""
    return found[0].latex if len(found) == 1 and isinstance(found[0], Symbol) else ""
