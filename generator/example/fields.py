"""The kinds of value in an example.yml, each with the sentence that is said when something else comes.

A sentence leaves out where it is said; `generator.example.faults` puts file, line and place before it.
"""

from __future__ import annotations

import keyword
import math
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, StringConstraints, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.errors import nearest
from generator.numbers.digits import DigitRule

NAME = r"[A-Za-z]+[0-9]*"

RESERVED = (
    (r"w[0-9]+", "is the name of a weight"),
    (r"b[0-9]+", "is the name of a bias"),
    (r"eta", "is the name of the learning rate"),
    (r"E", "is the name of the error"),
    (r"total", "would make E_total, the total error, mean two things"),
    (r"at|after|rounds|table", "is a word that chapters use for the rounds of the training"),
    (
        r"example|first|layers|mistaken|named|program|samples|scene|sizes|slug|sources|variant",
        "is a word that chapters use for something else",
    ),
    (r"and|or|not|in|is|if|else|true|false|none|loop|range|self|super|stated", "is a word of the template language"),
    ("|".join(keyword.kwlist), "is a word of Python, in which each chapter shows its program"),
    (r"exp|log|tanh|errors|data|round|len|zip", "is a name in the program that each chapter shows"),
)
"""Names that mean something else wherever an author types the name of a quantity."""


def fault(message: str, way_out: str = "") -> PydanticCustomError:
    return PydanticCustomError("fault", "{message}", {"message": message, "way_out": way_out})


def came(value: Any) -> str:
    """What stands in the file, in words."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case dict():
            return "keys and values"
        case list():
            return "a list"
        case str():
            return f"the text '{shortened(value)}'"
    return shortened(str(value))


def shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


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
        raise fault(f"expected a whole number, found {came(value)}")
    return int(value)


def free_name(value: str) -> str:
    if not re.fullmatch(NAME, value, re.ASCII):
        raise fault(f"expected a name, found {came(value)}", "A name is letters, then digits if any: x, h1, out2.")
    for pattern, reason in RESERVED:
        if re.fullmatch(pattern, value):
            raise fault(f"the name '{value}' is taken: it {reason}", "Choose another, such as i1, h1 or o1.")
    return value


def one_of(known: Iterable[str]) -> Any:
    """The type of a text that must be one of the known names."""
    names = tuple(known)

    def known_name(value: Any) -> str:
        if value not in names:
            quoted = " or ".join(f"'{name}'" for name in names)
            wanted = f"expected {quoted}, found" if len(names) <= 4 else "unknown:"
            raise fault(f"{wanted} {came(value)}", nearest(value, names) if isinstance(value, str) else "")
        return value

    return Annotated[str, BeforeValidator(known_name), WithJsonSchema({"type": "string", "enum": list(names)})]


def digit_rule(value: Any) -> DigitRule:
    try:
        return DigitRule.parse(value if isinstance(value, str) else came(value))
    except ValueError as error:
        raise fault(str(error)) from None


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
Whole = Annotated[int, BeforeValidator(whole), WithJsonSchema({"type": "integer"})]
Count = Annotated[Whole, Field(ge=1), WithJsonSchema({"type": "integer", "minimum": 1})]
Rule = Annotated[DigitRule, BeforeValidator(digit_rule), WithJsonSchema(
    {"type": "string", "pattern": "^([1-9]|[12][0-9]|30) (decimals|significant)$"})]
Biases = Annotated[
    Annotated[None, Tag("none")] | Annotated[Number, Tag("number")] | Annotated[tuple[Number, ...], Tag("list")],
    Discriminator(_kind_of_biases), BeforeValidator(biases), WithJsonSchema(
        {"anyOf": [{"const": "none"}, {"type": "number"}, {"type": "array", "items": {"type": "number"}}]})]
