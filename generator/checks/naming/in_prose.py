r"""Prose: "\(w_5\) is 0.21", "`w5`: 0.21" and "w₅ = 0.21" name the number as a formula would; code says w5 = 0.21."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from generator.checks.equality import Fault
from generator.checks.naming.symbols import (
    LOWERED,
    Sources,
    fault,
    held,
    is_another_derivative,
    symbol_of,
    without_marks,
)
from generator.quantities.quantity import Quantity
from generator.text import markup, stamps

NAME = r"`(?P<code>[A-Za-z]\w*)`|(?<![\w\\/.-])(?P<lowered>[A-Za-z]+[₀-₉]+)|(?<![\w\\/.-])(?P<plain>[A-Za-z]\w*)"
SAYS = (
    r"[*_]{0,2},?\s*(?:(?P<sign>[=≈:]|\n:)|(?P<word>is|was|of|equals|becomes|has the value)\b"
    r"(?:\s+(?P<now>now|then|afterwards|again|only|about))?(?:\s+(?:=|≈|:))?)\s*"
)
STAMP = rf"(?:\\\(\s*)?(?:(?:=|≈|\\approx)\s*)?{stamps.STAMP.pattern}"
SAID = re.compile(rf"(?:\\\((?P<formula>(?:(?!\\\)|\\\(|\n\n)[^{stamps.OPEN}]){{1,240}})\\\)|{NAME}){SAYS}{STAMP}")
ASSIGNED = re.compile(rf"(?<![\w.])(?P<name>[A-Za-z]\w*) *= *{stamps.STAMP.pattern}[ \t]*(?=$|[#;,)])", re.MULTILINE)
CALLED = {"learning_rate": "eta"}
ORDINARY = re.compile(r"[A-Za-z]+")
OF_IT = re.compile(
    r"(?<!value )\b(?:of|by|to|for|in|from|at|on|over|per|with respect to)\s+"
    r"(?:(?:the|its|this|that|each|an?|our)\s+)?(?:[\w-]+\s+)?$"
)
"""What is said of something else: the error at o_1, the derivative by w_5."""
ONE_OF_TWO = re.compile(r"(?:\\\)|[`\w])\s+(?:and|or|times|plus|minus|less)\s+$")
COMPARES = re.compile(
    r"\s*(?:\\\))?\s*"
    r"(?:times|larger|smaller|bigger|less|more|below|above|higher|lower|nearer|away|too|off|of|percent|%)(?!\w)"
)
COUNTS = ("count", "round")
NEAR = 60
NO_PROSE = ("figure", "comment", "tag", "address")


def faults(text: str, sources: Sources, names: Collection[str]) -> Iterator[Fault]:
    """Every number of a text that is said to be another. names: of the quantities of its examples."""
    seen = as_read(text)
    for found in SAID.finditer(seen):
        quantity, number = sources.get(found[found.lastindex - 1]), found[found.lastindex]
        if not isinstance(quantity, Quantity) or quantity.parts or is_count(quantity):
            continue
        if found["word"] is not None and is_of_another(seen, found):
            continue
        if found["formula"] is not None:
            yield from of_formula(found, quantity, number)
        else:
            name = (found["code"] or found["lowered"] or found["plain"]).translate(LOWERED)
            yield from of_name(name, found, quantity, number, names)
    for segment in markup.segments(text):
        for found in ASSIGNED.finditer(segment.text) if segment.kind == "code" else ():
            name, quantity = CALLED.get(found["name"], found["name"]), sources.get(found[2])
            if isinstance(quantity, Quantity) and not quantity.parts and name in names and name != quantity.name:
                yield fault(found["name"], found[3], quantity, segment.start + found.start())


def is_count(quantity: Quantity) -> bool:
    """Whether a number is a count without a symbol, which is said of anything."""
    return quantity.family in COUNTS and not quantity.symbol


def is_of_another(seen: str, found: re.Match[str]) -> bool:
    """Whether a sentence says its number of something else than what stands right before it, or compares with it."""
    before = seen[max(0, found.start() - NEAR) : found.start()].rstrip("*_")
    return bool(OF_IT.search(before) or ONE_OF_TWO.search(before) or COMPARES.match(seen, found.end()))


def of_formula(found: re.Match[str], quantity: Quantity, number: str) -> Iterator[Fault]:
    """Behind a sign, a symbol is of the number's own round; words may leave the round to the sentence."""
    symbol = symbol_of(found["formula"])
    if not symbol:
        if is_another_derivative(found["formula"], quantity):
            yield fault(found["formula"], number, quantity, found.start())
    elif found["word"] is None:
        yield from held({symbol}, symbol, number, quantity, found.start())
    elif quantity.symbol and without_marks(symbol) not in (own := without_marks(quantity.symbol), neuron_of(own)):
        yield fault(symbol, number, quantity, found.start())


def neuron_of(symbol: str) -> str:
    """The neuron whose output a symbol is: o_1 of out_{o_1}; one says its name for both."""
    return symbol.removeprefix(r"\mathrm{out}_").strip("{}") if symbol.startswith(r"\mathrm{out}_") else symbol


def of_name(
    name: str, found: re.Match[str], quantity: Quantity, number: str, names: Collection[str]
) -> Iterator[Fault]:
    if name not in names or (found["plain"] and ORDINARY.fullmatch(name) and name != "eta"):
        return
    own = {quantity.name} if found["word"] is None else {quantity.name, quantity.name.removesuffix("_new")}
    if name not in own:
        yield fault(name, number, quantity, found.start())


@lru_cache(maxsize=2)
def as_read(text: str) -> str:
    """The text with as many signs, without what no reader takes for prose."""
    return "".join(
        re.sub(r"[^\n]", "\0", one.text) if one.kind in NO_PROSE or is_block(one) else one.text
        for one in markup.segments(text)
    )


def is_block(segment: markup.Segment) -> bool:
    """Whether it is a displayed formula or a listing."""
    return segment.text.startswith(r"\[") or (segment.kind == "code" and "\n" in segment.text)
