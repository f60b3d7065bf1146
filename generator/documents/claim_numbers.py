"""The numbers that the condition of a claim compares: what they are made of, and what becomes of one thing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import permutations

from generator.numbers import certified
from generator.quantities.quantity import Quantity
from generator.text.number_words import VALUES, WORDS

Compared = Collection[Quantity]
NUMBERS = {word: VALUES[word] for word in WORDS[2:13]}
"""Words for small counts."""


def simple(quantity: Quantity) -> Iterator[Quantity]:
    """The named numbers that a quantity is made of; itself, if it is one."""
    if not quantity.parts:
        yield quantity
    for part in quantity.parts:
        yield from simple(part)


def pairs(compared: Compared) -> list[tuple[Quantity, Quantity]]:
    """One thing in two rounds of a training, the earlier first."""
    rounds = [(*moment_of(one), one) for one in compared if not one.parts]
    return [(a, b) for (x, m, a), (y, n, b) in permutations(rounds, 2) if x == y and m < n]


def moment_of(quantity: Quantity) -> tuple[str, int]:
    """What a key names, but for the round; and the round, 0 for what was given."""
    name, _, rest = quantity.key.partition("@")
    digits, _, sample = rest.partition(":")
    return f"{name}:{sample}", int(digits) if digits.isdigit() else 0


def name_of(quantity: Quantity) -> str:
    """Its name with its round and sample."""
    return quantity.key.partition("/")[2]


def is_variant(quantity: Quantity) -> bool:
    """Whether it is of a training with other settings than the example's own."""
    return not quantity.parts and "+" in quantity.key.partition("/")[0]


def without_variant(quantity: Quantity) -> str:
    """The address of the same number in the example's own training."""
    series, _, name = quantity.key.partition("/")
    return f"{series.partition('+')[0]}/{name}"


def number(quantity: Quantity) -> float:
    """Its value, near enough to be compared with another."""
    return float(format(certified.middle(quantity.value.ball), ".17g"))


def sign_of(difference: float) -> int:
    """1, 0 or -1."""
    return (difference > 0) - (difference < 0)
