"""What the cards of the numbers say, held against the numbers themselves: value, kind, name, where each was given, what
it was made from; and each formula computed again."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from generator.checks import equality, formulas
from generator.checks.published.numbers_behind import is_all_of_it
from generator.documents.audit import within_half_a_digit
from generator.documents.families import about
from generator.errors import Problem
from generator.numbers import certified
from generator.quantities.quantity import Quantity
from generator.text import stamps

KIND = "site"
WAY_OUT = "generator/documents/provenance.py writes the cards: it may say of a number what the number says of itself."
DIGITS = 12
MOST_STEPS = 300
"""So many lines of cards that only lead to others are read; all of them are written by the same code."""
BITS = 256
NUMBER = re.compile(r"\\q\{([^{}]*)\}\{((?:[^{}]|\{[^{}]*\})*)\}")
BEHIND, APPROX = r"\quad\text", r"\approx"
POWER = re.compile(r" \\times 10\^\{(-?\d+)\}")

Card = Mapping[str, object]
Known = Mapping[str, object]
Lines = Mapping[str, Sequence[str]]


def read(script: str) -> Mapping[str, object]:
    """The places and the cards of a page's numbers.js. ValueError if it is no call of textbookNumbers."""
    call = re.fullmatch(r"textbookNumbers\((.*)\);\n", script, re.DOTALL)
    if call is None:
        raise ValueError("it does not hand over numbers")
    return json.loads(call[1])


def findings(uri: str, cards: Mapping[str, Card], known: Known, lines: Lines) -> Iterator[Problem]:
    """What is wrong with the cards of a page. lines: of each example.yml, by the name that a place has for it."""
    with certified.precision(BITS):
        for key, card in cards.items():
            for what, found, expected in of_card(key, card, cards, known, lines):
                yield problem(uri, key, what, found, expected)
                break
        yield from of_formulas(uri, cards, known)


def problem(uri: str, key: str, what: str, found: object, expected: object = "") -> Problem:
    return Problem(uri, None, f"the card of {key} is wrong: {what}", WAY_OUT, KIND, str(found), str(expected))


Wrong = Iterator[tuple[str, object, object]]
"""What it is, what the card has, what it should have."""


def of_card(key: str, card: Card, cards: Mapping[str, Card], known: Known, lines: Lines) -> Wrong:
    source = known.get(key)
    if source is None:
        yield "there is no such number", key, ""
    elif isinstance(source, Quantity):
        expected = {
            "kind": source.kind,
            "name": "" if source.family == "derived" else source.name,
            "title": title(card, source),
            "about": about(source),
        }
        shown = {name: card.get(name, "") for name in expected}
        yield from ((name, shown[name], right) for name, right in expected.items() if shown[name] != right)
        yield from value(card, source)
        yield from given(card, source, lines) if source.place else left_by(card, source)
        yield from made_from(key, card, cards)
    elif (card["value"], card["kind"], card["place"]) != (source.text, "stated", source.reason):
        yield "it is stated otherwise", card["value"], source.text


def title(card: Card, source: Quantity) -> object:
    """What stands above a card: the symbol; of what has none its formula, and of a count nothing."""
    return {"derived": card.get("formula", ""), "count": ""}.get(source.family, source.symbol)


def value(card: Card, source: Quantity) -> Wrong:
    """Twelve digits of the value, or all that it has; of a given number those that were written."""
    text, says_exact = str(card["value"]), card.get("exact", False)
    if source.written is not None:
        if (Decimal(text), places(Decimal(text))) != (source.written, places(source.written)) or not says_exact:
            yield "it is not as it was written", text, source.written
    elif not within_half_a_digit(text, source.value):
        yield "its value", text, format(certified.middle(source.value.ball), f".{DIGITS}g")
    elif says_exact != is_all_of_it(text, source):
        yield "whether it is exact", says_exact, not says_exact
    elif len(text.partition("e")[0].replace(".", "").lstrip("-0")) < DIGITS and not says_exact and not source.agreed:
        yield "its digits", text, DIGITS


def places(written: Decimal) -> int:
    """How many digits stand behind the point."""
    return max(0, -written.as_tuple().exponent)


def given(card: Card, source: Quantity, lines: Lines) -> Wrong:
    """The line of the example that has the number."""
    if card.get("place") != source.place:
        yield "its place", card.get("place"), source.place
    file, _, line = source.place.rpartition(":")
    text = lines[file][int(line) - 1] if file in lines else ""
    shown = str(card.get("line", "")).removesuffix(" ...")
    if not " ".join(text.split()).startswith(shown) or (not shown and "+" not in source.key.partition("/")[0] and text):
        yield "its line", shown, text.strip()


def left_by(card: Card, source: Quantity) -> Wrong:
    """How many updates have left a number that has no formula."""
    said = re.fullmatch(r"left by ([\d,]+) updates", str(card.get("place", "")))
    number = re.search(r"@(\d+)", source.key)
    if said and (number is None or int(said[1].replace(",", "")) != int(number[1]) - 1):
        yield "how many updates have left it", said[1], int(number[1]) - 1 if number else ""


def made_from(key: str, card: Card, cards: Mapping[str, Card]) -> Wrong:
    """What it says that the number was made from are the numbers of its formula, and these have cards too."""
    there = list(card.get("made_from", ()))
    if "numbers" in card:
        keys = dict.fromkeys(found[1] for found in NUMBER.finditer(str(card["numbers"])))
        right = [one for one in keys if one != key]
        if there != right:
            yield "what it was made from", ", ".join(there), ", ".join(right)
    elif "formula" in card and len(there) != 1:
        yield "what it repeats", ", ".join(there), "one number"
    elif "formula" not in card and any(one != key.partition("@")[0] for one in there):
        yield "what it began as", ", ".join(there), key.partition("@")[0]
    for one in there:
        if one not in cards:
            yield "there is no card of what it was made from", one, ""


def of_formulas(uri: str, cards: Mapping[str, Card], known: Known) -> Iterator[Problem]:
    """The lines of the cards, as if they stood on a page: equal as printed, and computed again from their symbols."""
    pieces, starts, keys, length = [], [], [], 0
    for key, card in read_again(cards):
        pieces.append(line(key, card, known) + "\n\n")
        starts.append(length)
        keys.append(key)
        length += len(pieces[-1])
        # Its symbols are those of its own operands, whatever else of the book has the same.
        own = {one: known[one] for one in (key, *card.get("made_from", ())) if one in known}
        for fault in formulas.faults(pieces[-1], own)[0]:
            yield problem(uri, key, fault.message, fault.stands, fault.should)
    text = "".join(pieces)
    for fault in equality.reading(text, known).faults:
        yield problem(uri, keys[bisect_right(starts, fault.start) - 1], fault.message, fault.stands, fault.should)
    for stamp in stamps.stamps(text):
        source = known.get(stamp.key)
        if isinstance(source, Quantity) and not within_half_a_digit(stamp.text, source.value):
            here = keys[bisect_right(starts, stamp.start) - 1]
            yield problem(uri, here, f"the number {stamp.text} for {stamp.key}", stamp.text)


def read_again(cards: Mapping[str, Card]) -> list[tuple[str, Card]]:
    """The cards whose lines are read: of those that only lead to others, some from all over."""
    with_lines = [(key, card) for key, card in cards.items() if "formula" in card]
    printed = [one for one in with_lines if one[1].get("used")]
    behind = [one for one in with_lines if not one[1].get("used")]
    return [*printed, *behind[:: 1 + len(behind) // MOST_STEPS]]


def line(key: str, card: Card, known: Known) -> str:
    """title = formula = numbers = value; behind it the cases that the formula rests on, and that it is unrounded."""
    formula, *cases = str(card["formula"]).split(BEHIND)
    title = f"{card['title']} = " if card.get("title", "") != card["formula"] else ""
    if not is_clear(card, known):
        title = formula = ""
    numbers, *remarks = NUMBER.sub(stamped, str(card.get("numbers", ""))).split(BEHIND)
    sides = [
        title, formula, f" {card['relation'] if title + formula else ''} {numbers}" if numbers else "",
        f" {'=' if card.get('exact') else APPROX} {stamps.stamp(key, str(card['value']))}",
    ]  # fmt: skip
    return rf"\[ {''.join(sides)}{''.join(BEHIND + one for one in remarks or cases)} \]"


def is_clear(card: Card, known: Known) -> bool:
    """Whether each symbol of a formula is one number: where two trainings are compared it is two, and a count is named
    in words."""
    operands = [known.get(one) for one in card.get("made_from", ())]
    symbols = [one.symbol for one in operands if isinstance(one, Quantity) and one.symbol]
    return len(set(symbols)) == len(symbols) and r"\text{" not in str(card["formula"]).split(BEHIND)[0]


def stamped(number: re.Match[str]) -> str:
    return stamps.stamp(number[1], POWER.sub(r"e\1", number[2]))
