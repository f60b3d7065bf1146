"""The kinds of value in an example.yml, each with the sentence that is said when something else comes.

`generator.example.faults` puts file, line and place before the sentence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from string import ascii_letters
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, StringConstraints, Tag, WithJsonSchema

from generator.example.reserved import LETTERS, meaning
from generator.example.wording import came, fault, meant
from generator.numbers.digits import DigitRule

NAME = r"[A-Za-z]+[0-9]*"
GREEK = ("eta", "alpha", "epsilon")
RATES = (*GREEK, *(letter for letter in ascii_letters if letter not in LETTERS))
"""What can stand for the learning rate."""

BATCHES = ("online", "full")

MOST_ROUNDS = 1_000_000
"""A longer training takes minutes even on floats, and no table and no curve shows more of it."""


def number(value: Any) -> Decimal:
    if not isinstance(value, Decimal):
        raise fault(f"expected a number, found {came(value)}", how_to_write_a_number(value))
    double = float(value)
    if math.isinf(double) or (value and not double):
        raise fault(f"expected a number of ordinary size, found {came(value)}",
                    "It must fit in double precision: at most 1.8e308, and not closer to zero than 5e-324.")
    return value if value else value.copy_abs()


def how_to_write_a_number(value: Any) -> str:
    text = value.strip().lower() if isinstance(value, str) else ""
    if re.fullmatch(r"[-+]?[0-9]*\.?[0-9]+", text):
        return "Write it without quotation marks and without zeros at its beginning."
    if re.fullmatch(r"[-+]?[0-9]+,[0-9]+", text):
        return "Write a point instead of the comma."
    if text.lstrip("+-.") in ("nan", "inf", "infinity"):
        return "Only a finite number can be computed with."
    return "Write a decimal such as 0.15 or 1e-3."


def whole(value: Any) -> int:
    value = number(value)
    if value != value.to_integral_value():
        raise fault(f"expected a whole number, found {came(value)}", "Write a number without a point.")
    return int(value)


def free_name(value: str) -> str:
    if not re.fullmatch(NAME, value, re.ASCII):
        way_out = "A name is letters from a to z, small or large, then digits if any: x, h1, out2."
        raise fault(f"expected a name, found {came(value)}", way_out)
    if reason := meaning(value):
        raise fault(f"the name '{value}' is taken: it {reason}", "Choose another, such as i1, h1 or o1.")
    return value


def rate_letter(value: Any) -> str:
    if isinstance(value, str) and value in LETTERS:
        raise fault(f"the letter '{value}' is taken: it stands for {LETTERS[value]}", "Choose another, such as eta.")
    if value not in RATES:
        raise fault(f"expected {', '.join(GREEK)} or a single letter, found {came(value)}",
                    meant(value, GREEK, say_all=False))
    return value


def batch(value: Any) -> str | int:
    if value in BATCHES:
        return value
    if not isinstance(value, Decimal) or value < 1 or value != value.to_integral_value():
        raise fault(f"expected online, full or a whole number, at least 1, found {came(value)}",
                    "It says how many samples make an update: online one, full all of them, else so many.")
    return whole(value)


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        way_out = "Write one of these words, without quotation marks."
        raise fault(f"expected true or false, found {came(value)}", way_out)
    return value


def one_of(known: Iterable[str]) -> Any:
    """The type of a text that must be one of the known names."""
    names = tuple(known)

    def known_name(value: Any) -> str:
        if value in names:
            return value
        few = len(names) <= 4
        wanted = " or ".join(f"'{name}'" for name in names) if few else "a name that is known here"
        raise fault(f"expected {wanted}, found {came(value)}", meant(value, names, say_all=not few))

    return Annotated[str, BeforeValidator(known_name), WithJsonSchema({"type": "string", "enum": list(names)})]


def number_within(expected: str, such_as: str, fits: Callable[[Decimal], bool], **limits: int) -> Any:
    """The type of a number that fits, with the sentence for one that does not, one that does, and its limits in JSON
    Schema."""

    def within(value: Decimal) -> Decimal:
        if not fits(value):
            raise fault(f"expected a number {expected}, found {came(value)}", f"Such as {such_as}.")
        return value

    return Annotated[Number, AfterValidator(within), WithJsonSchema({"type": "number", **limits})]


def digit_rule(value: Any) -> DigitRule:
    try:
        return DigitRule.parse(value if isinstance(value, str) else came(value))
    except ValueError as error:
        raise fault(str(error), "Such as 6 decimals, or 4 significant.") from None


def listed(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


def biases(value: Any) -> Any:
    if value is None or isinstance(value, (bool, dict)) or (isinstance(value, str) and value != "none"):
        raise fault(f"expected none, a number or a list of numbers, found {came(value)}",
                    "Write 'none', one number for the whole layer, or a list with one number for each neuron.")
    return None if value == "none" else value


def _kind_of_biases(value: Any) -> str:
    return "none" if value is None else "list" if isinstance(value, (list, tuple)) else "number"


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Name = Annotated[str, AfterValidator(free_name), WithJsonSchema({"type": "string", "pattern": f"^{NAME}$"})]
Number = Annotated[Decimal, BeforeValidator(number), WithJsonSchema({"type": "number"})]
Positive = number_within("above 0", "0.1", lambda value: value > 0, exclusiveMinimum=0)
Share = number_within("from 0 to below 1", "0.9", lambda value: 0 <= value < 1, minimum=0, exclusiveMaximum=1)
Between = number_within(
    "above 0 and below 1", "0.01", lambda value: 0 < value < 1, exclusiveMinimum=0, exclusiveMaximum=1)
Whole = Annotated[int, BeforeValidator(whole), WithJsonSchema({"type": "integer"})]
Count = Annotated[Whole, Field(ge=1), WithJsonSchema({"type": "integer", "minimum": 1})]
Rounds = Annotated[Whole, Field(ge=1, le=MOST_ROUNDS), WithJsonSchema(
    {"type": "integer", "minimum": 1, "maximum": MOST_ROUNDS})]
Batch = Annotated[str | int, BeforeValidator(batch), WithJsonSchema(
    {"anyOf": [{"enum": list(BATCHES)}, {"type": "integer", "minimum": 1}]})]
YesOrNo = Annotated[bool, BeforeValidator(yes_or_no), WithJsonSchema({"type": "boolean"})]
RateLetter = Annotated[str, BeforeValidator(rate_letter), WithJsonSchema(
    {"anyOf": [{"enum": list(GREEK)}, {"type": "string", "pattern": f"^[{''.join(RATES[len(GREEK):])}]$"}]})]
Rule = Annotated[DigitRule, BeforeValidator(digit_rule), WithJsonSchema(
    {"type": "string", "pattern": "^([1-9]|[12][0-9]|30) (decimals|significant)$"})]
Biases = Annotated[
    Annotated[None, Tag("none")] | Annotated[Number, Tag("number")] | Annotated[tuple[Number, ...], Tag("list")],
    Discriminator(_kind_of_biases), BeforeValidator(biases), WithJsonSchema(
        {"anyOf": [{"const": "none"}, {"type": "number"}, {"type": "array", "items": {"type": "number"}}]})]
