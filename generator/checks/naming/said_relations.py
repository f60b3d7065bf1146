"""Relations in prose: what is said of two printed numbers has to be so."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from generator.checks.equality import Fault
from generator.checks.naming.in_prose import as_read
from generator.text import stamps

KIND = "equality"
WAY_OUT = r"Mend it, and put it between \( and \)."

ONE = rf"(?:\\\(\s*)?{stamps.STAMP.pattern}(?:\s*\\\))?"
SIGNS = {"<": "<", ">": ">", "&lt;": "<", "&gt;": ">", "=": "=", "≤": "≤", "≥": "≥"}
HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, ">": operator.gt, "=": operator.eq, "≤": operator.le, "≥": operator.ge,
}  # fmt: skip
RELATION = re.compile(rf"{ONE}\s*(?P<sign>{'|'.join(SIGNS)})\s*{ONE}")

WORDS = {"plus": "+", "minus": "-", "times": "*"}
DONE: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip
RECKONED = re.compile(rf"{ONE}\s+(?P<word>{'|'.join(WORDS)})\s+{ONE}\s+(?:is|gives|makes|equals)\s+{ONE}")


def faults(text: str) -> Iterator[Fault]:
    """Each relation between two numbers in the prose of a text that is false, and each sum in words."""
    seen = as_read(text)
    for found in RELATION.finditer(seen):
        a, b = numbers(found[0])
        in_one_formula = found[0].count(r"\(") == found[0].count(r"\)") == 1 and found[0].startswith(r"\(")
        if not in_one_formula and not HOLDS[SIGNS[found["sign"]]](a, b):
            yield wrong(found)
    for found in RECKONED.finditer(seen):
        a, b, said = numbers(found[0])
        half = [Decimal((0, (5,), one.as_tuple().exponent - 1)) for one in (a, b, said)]
        factor = max(abs(a), abs(b), Decimal(1)) if found["word"] == "times" else 1
        if abs(DONE[WORDS[found["word"]]](a, b) - said) > half[2] + factor * (half[0] + half[1]):
            yield wrong(found)


def numbers(text: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(stamp.text.replace(",", "")) for stamp in stamps.stamps(text))


def wrong(found: re.Match[str]) -> Fault:
    line = " ".join(stamps.without(found[0]).split())
    return Fault(KIND, found.start(), f"this does not hold as printed: {line}", line, "", WAY_OUT)
