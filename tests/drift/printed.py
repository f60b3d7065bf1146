"""The finished text with something in it exchanged: every printed number in turn, every symbol, every sign of equality.

This is what comes of a macro, a filter or a figure that goes wrong: nobody has typed anything. A number with fewer
digits, rightly rounded, is no other number, and is left to lines.py, where it may be too little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import pairwise
from pathlib import Path

from generator.documents import audit
from generator.documents.templating import Rendered
from generator.errors import Problem
from generator.numbers import certified
from generator.quantities.quantity import Quantity
from generator.text import stamps
from generator.text.stamps import Stamp
from tests.drift.bench import BITS, DOCUMENTS, Bench, spliced
from tests.drift.drift import Drift

Made = Iterator[tuple[str, int, str]]
"""What was done, where in the text, and the text that came of it."""


Rule = Callable[[Rendered], Iterable[Problem]]
RULES: Mapping[tuple[str, ...], Rule] = {
    ("digits",): audit.digits_that_are_not_the_value,
    ("source",): audit.numbers_without_source,
}
"""What the build asks for a kind of finding that one rule alone tells; for others, all of them are asked."""


def planted(bench: Bench, make: Callable[[Rendered], Made], kinds: tuple[str, ...]) -> Iterator[Drift]:
    """A drift for everything that can be made of each document, to be told in the line that it comes from. A displayed
    line that its author has typed on several may be named by any of them."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            rendered = chapter.clean[name]
            for what, position, text in make(rendered):
                file, first, last = lines(rendered, position, kinds not in RULES)
                ask = partial(asked, RULES[kinds]) if kinds in RULES else chapter.held
                where = f"{what}, {chapter.folder.name}/{name}, {bench.named(file)}:{first} at {position}"
                yield Drift(where, partial(ask, replace(rendered, text=text)), file, first, last, kinds)


def asked(rule: Rule, rendered: Rendered) -> tuple[Problem, ...]:
    with certified.precision(BITS):
        return tuple(rule(rendered))


def lines(rendered: Rendered, position: int, of_formula: bool) -> tuple[Path, int | None, int | None]:
    """File, first and last line that a place of the text comes from, or the displayed line around it in a formula."""
    file, line = rendered.place(position)
    if not of_formula:
        return Path(file), line, line
    start = max(rendered.text.rfind(sign, 0, position) for sign in (r"\[", r"\(", r"\\"))
    end = min(rendered.text.find(sign, position) % len(rendered.text) for sign in (r"\]", r"\)", r"\\"))
    places = [rendered.place(at) for at in (*range(start, end, 9), position)]
    of_file = [number for where, number in places if where == file and number]
    return Path(file), min(of_file, default=line), max(of_file, default=line)


def quantities(rendered: Rendered) -> Iterator[tuple[Stamp, Quantity]]:
    for stamp in stamps.stamps(rendered.text):
        source = rendered.sources.get(stamp.key)
        if isinstance(source, Quantity):
            yield stamp, source


def put(rendered: Rendered, stamp: Stamp, key: str, digits: str) -> str:
    return spliced(rendered.text, stamp.start, stamp.end, stamps.stamp(key, digits))


def one_digit(rendered: Rendered) -> Made:
    """Each number, with a digit changed that is another one each time."""
    for number, (stamp, _) in enumerate(quantities(rendered)):
        places = [i for i, sign in enumerate(stamp.text) if sign.isdigit()]
        place = places[number % len(places)]
        digits = stamp.text[:place] + str((int(stamp.text[place]) + 1 + number % 8) % 10) + stamp.text[place + 1 :]
        yield f"{stamp.text} became {digits}", stamp.start, put(rendered, stamp, stamp.key, digits)


def last_digit(rendered: Rendered) -> Made:
    """The last digit one higher, as if it had been rounded the wrong way."""
    for stamp, _ in quantities(rendered):
        mantissa, e, power = stamp.text.partition("e")
        if mantissa[-1] in "012345678":
            digits = f"{mantissa[:-1]}{int(mantissa[-1]) + 1}{e}{power}"
            yield f"{stamp.text} became {digits}", stamp.start, put(rendered, stamp, stamp.key, digits)


def sign(rendered: Rendered) -> Made:
    for stamp, quantity in quantities(rendered):
        if quantity.value.exact != 0 and re.search("[1-9]", stamp.text):
            digits = stamp.text[1:] if stamp.text.startswith("-") else f"-{stamp.text}"
            yield f"{stamp.text} became {digits}", stamp.start, put(rendered, stamp, stamp.key, digits)


def is_another(number: str, other: str) -> bool:
    """Whether a number is not the same one with fewer digits."""
    number, other = number.replace(",", ""), other.replace(",", "")
    half = Decimal(1).scaleb(Decimal(other).as_tuple().exponent) / 2
    unit = Decimal(1).scaleb(Decimal(number).as_tuple().exponent)
    return abs(Decimal(number) - Decimal(other)) > half + unit


def neighbours(rendered: Rendered) -> Made:
    """Two numbers that follow each other have changed places, each with its digits under the other's key."""
    for (one, a), (two, b) in pairwise(quantities(rendered)):
        if a.key != b.key and is_another(one.text, two.text):
            yield f"{two.text} under the key of {one.text}", one.start, put(rendered, one, one.key, two.text)


def of_another_round(rendered: Rendered) -> Made:
    """A number of the quantity with the same name in another round, under its key here."""
    by_name: dict[str, Stamp] = {}
    for stamp, quantity in quantities(rendered):
        other = by_name.get(quantity.name)
        if other is not None and other.key != stamp.key and is_another(stamp.text, other.text):
            what = f"{stamp.text} of {stamp.key} became {other.text}"
            yield what, stamp.start, put(rendered, stamp, stamp.key, other.text)
        by_name[quantity.name] = stamp


def unknown_key(rendered: Rendered) -> Made:
    for stamp, _ in quantities(rendered):
        key = stamp.key.replace("@", "_old@") if "@" in stamp.key else f"{stamp.key}_old"
        if key not in rendered.sources:
            yield f"a key {key}", stamp.start, put(rendered, stamp, key, stamp.text)


def without_its_stamp(rendered: Rendered) -> Made:
    """A number that has come round the door. In a formula 0, 1 and 2 may be of its form, and in code too."""
    for stamp, _ in quantities(rendered):
        if not re.fullmatch(r"-?[012]", stamp.text) and not in_a_name(rendered.text, stamp):
            text = spliced(rendered.text, stamp.start, stamp.end, stamp.text)
            yield f"{stamp.text} without its stamp", stamp.start, text


def in_a_name(text: str, stamp: Stamp) -> bool:
    """Whether digits there are read as part of a name: h in front, an index, an attribute that nobody reads."""
    before = text[max(0, stamp.start - 1) : stamp.start]
    behind_a_tag = text[max(text.rfind(">", 0, stamp.start), 0) : stamp.start]
    return before.isalpha() or before in ("_", "^", "{", "(") or "<" in behind_a_tag


DIGITS = ("digits",)

KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a printed digit changed": lambda bench: planted(bench, one_digit, DIGITS),
    "a last digit rounded the wrong way": lambda bench: planted(bench, last_digit, DIGITS),
    "a sign lost": lambda bench: planted(bench, sign, DIGITS),
    "a number in its neighbour's place": lambda bench: planted(bench, neighbours, DIGITS),
    "a number of another round": lambda bench: planted(bench, of_another_round, DIGITS),
    "a key of nothing": lambda bench: planted(bench, unknown_key, DIGITS),
    "a number that came round the door": lambda bench: planted(bench, without_its_stamp, ("source",)),
}
