"""What an author can write behind a quantity: {{ net_h1 | derivation }}."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import pairwise

from jinja2 import Undefined

from generator.numbers.certified import Certified
from generator.numbers.digits import DigitRule, certainly_rounds_to, given
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text import matrix_equation, stamps, structural
from generator.text.derivation import Writer
from generator.text.listing import highlighted


def filters(writer: Writer, texts: Collection[str] = ()) -> dict[str, Callable[..., object]]:
    """The filters of a document. texts: those of its examples' files.

    `expand` names operands, or families of operands such as "delta", that are written out in turn. `digits` overrides
    the document's rule: "12 significant". `coloured` gives each symbol and number the colour of its family.
    `as_printed` is for claims: the digits without their stamp, which no page may print. `quoted` is for the texts of an
    example's file, such as its title: the numbers in them are given there.
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

    def code(quantity: Quantity) -> str:
        return writer.code(expected(quantity), lambda whole: stamps.stamp(stamps.STRUCTURAL, str(whole)))

    def quoted(text: str) -> str:
        if isinstance(text, str) and text not in texts and next(structural.outside(text, 0, "words"), None):
            raise ValueError(f"no example says '{text}'. Quote what stands in its file; else write stated(...)")
        done, pieces = 0, []
        for position, digits in structural.outside(text, 0, "words"):
            number = number_of_a_text(text, position, Decimal(digits.replace(",", "")))
            writer.note(number)
            pieces += [text[done:position], stamps.stamp(number.key, digits)]
            done = position + len(digits)
        return "".join([*pieces, text[done:]])

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
        "as_printed": lambda quantity: writer.number(expected(quantity)).text,
        "code": code,
        "highlight": highlighted,
        "quoted": quoted,
        "matrix_steps": partial(matrix_equation.steps, writer),
        "evenly": evenly,
        "in_pages": in_pages,
    }


def number_of_a_text(text: str, position: int, number: Decimal) -> Quantity:
    key = f"text/{re.sub('[^A-Za-z0-9]+', '-', text)}/{position}"
    return Quantity(key, text, "count", "", Traced.given(Certified.of(number)), "example.yml", number)


def evenly(things: Iterable[object], most: int) -> list[list[object]]:
    """Things in groups of at most so many, about equally large."""
    whole = list(things)
    count = math.ceil(len(whole) / most)
    ends = [len(whole) * number // count for number in range(count + 1)] if count else []
    return [whole[start:end] for start, end in pairwise(ends)]


def in_pages(listing: str, most: int) -> list[str]:
    """A listing in pieces of at most so many lines, about equally long, each begun as far to the left as can be."""
    lines = listing.strip("\n").split("\n")
    if len(lines) <= most:
        return ["\n".join(lines)]
    middle = math.ceil(len(lines) / math.ceil(len(lines) / most))
    end = min(range(most // 2, most + 1), key=lambda number: (depth(lines[number]), abs(number - middle)))
    return ["\n".join(lines[:end]).rstrip("\n"), *in_pages("\n".join(lines[end:]), most)]


def depth(line: str) -> int:
    """How far from the left a line begins; an empty one is the best place for a cut, a closing bracket a bad one."""
    if not line.strip():
        return -1
    return len(line) - len(line.lstrip()) + (100 if line.lstrip()[0] in ")]" else 0)


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
