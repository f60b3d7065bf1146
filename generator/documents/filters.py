"""What an author can write behind a quantity: {{ net_h1 | derivation }}."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from jinja2 import Undefined

from generator.numbers.digits import DigitRule, certainly_rounds_to, given
from generator.quantities.quantity import Quantity
from generator.text.derivation import Writer
from generator.text.listing import highlighted


def filters(writer: Writer) -> dict[str, Callable[..., str]]:
    """The filters of a document.

    `expand` names operands, or families of operands such as "delta", that are written out in turn. `digits` overrides
    the document's rule: "12 significant". `coloured` gives each symbol and number the colour of its family.
    """

    def of(coloured: bool) -> Writer:
        return replace(writer, coloured=coloured)

    def symbol(quantity: Quantity, coloured: bool = False) -> str:
        return of(coloured).symbol(expected(quantity))

    def formula(quantity: Quantity, *expand: str, coloured: bool = False) -> str:
        return of(coloured).formula(expected(quantity), expand)

    def substituted(quantity: Quantity, *expand: str, coloured: bool = False) -> str:
        return of(coloured).substituted(expected(quantity), expand)

    def value(quantity: Quantity, digits: str | None = None) -> str:
        return writer.value(expected(quantity), rule(digits))

    def derivation(quantity: Quantity, *expand: str, digits: str | None = None, coloured: bool = False) -> str:
        return of(coloured).derivation(expected(quantity), expand, rule(digits))

    def row(quantity: Quantity, *expand: str, digits: str | None = None, coloured: bool = False) -> str:
        return of(coloured).row(expected(quantity), expand, rule(digits))

    def steps(quantity: Quantity, *expand: str, digits: str | None = None, coloured: bool = False) -> str:
        return of(coloured).steps(expected(quantity), expand, rule(digits))

    def equation(quantity: Quantity, digits: str | None = None, coloured: bool = False) -> str:
        return of(coloured).equation(expected(quantity), rule(digits))

    def relation(quantity: Quantity, digits: str | None = None) -> str:
        return writer.relation(expected(quantity), rule(digits))

    def grouped(count: Quantity) -> str:
        return writer.grouped(expected(count))

    return {
        "symbol": symbol,
        "formula": formula,
        "substituted": substituted,
        "value": value,
        "relation": relation,
        "grouped": grouped,
        "equation": equation,
        "derivation": derivation,
        "row": row,
        "steps": steps,
        "code": lambda quantity: writer.code(expected(quantity)),
        "highlight": highlighted,
    }


def rounded_to(quantity: Quantity, text: str) -> bool:
    """The test in {{ x is rounded_to("0.29") }}: whether the value, rounded to as many decimals, is that number."""
    return certainly_rounds_to(expected(quantity).value, given(Decimal(text)))


def rule(digits: str | None) -> DigitRule | None:
    return None if digits is None else DigitRule.parse(digits)


def expected(quantity: object) -> Quantity:
    if isinstance(quantity, Undefined):
        str(quantity)  # says which name is missing
    if not isinstance(quantity, Quantity):
        raise TypeError(f"this filter takes a quantity of the example, found {type(quantity).__name__} {quantity!r}")
    return quantity
