"""Whole numbers as they are written in words."""

from __future__ import annotations

from types import MappingProxyType

ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
"""As alternatives of a pattern."""

WORDS = (*ONES, *TEENS)
"""Each at the place that it counts."""
VALUES = MappingProxyType({word: value for value, word in enumerate(WORDS)})


def between(first: int, last: int) -> str:
    """The words for the numbers from the first to the last, below twenty, as alternatives of a pattern."""
    return "|".join(WORDS[first : last + 1])
