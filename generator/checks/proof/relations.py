"""Whether two sides stand in the relation that is printed between them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generator.checks.latex_tokens import Unreadable
from generator.checks.proof.scope import NoSense
from generator.checks.reckoning import Value, single
from generator.numbers.certified import Certified, middle

SAME_WITHIN = 1e-12
"""Relative to the larger side; the values come from roundings at 128 bits and more."""
NOTHING = 1e-25
"""So small is what a quotient of differences leaves of 0."""


def same(a: Certified, b: Certified) -> bool:
    gap, size = abs(middle((a - b).ball)), max(abs(middle(a.ball)), abs(middle(b.ball)))
    return gap <= SAME_WITHIN * size or gap <= NOTHING


RELATIONS: dict[str, Callable[[Certified, Certified], bool]] = {
    "=": same,
    "≈": same,
    r"\leftarrow": same,
    r"\equiv": same,
    "<": lambda a, b: not same(a, b) and middle((a - b).ball) < 0,
    ">": lambda a, b: not same(a, b) and middle((a - b).ball) > 0,
    r"\le": lambda a, b: same(a, b) or middle((a - b).ball) < 0,
    r"\leq": lambda a, b: same(a, b) or middle((a - b).ball) < 0,
    r"\ge": lambda a, b: same(a, b) or middle((a - b).ball) > 0,
    r"\geq": lambda a, b: same(a, b) or middle((a - b).ball) > 0,
    r"\ll": lambda a, b: not same(a, b) and middle((a - b).ball) < 0,
    r"\gg": lambda a, b: not same(a, b) and middle((a - b).ball) > 0,
    r"\neq": lambda a, b: not same(a, b),
    r"\ne": lambda a, b: not same(a, b),
}


def holds(left: Value, relation: str, right: Value) -> bool:
    """Whether it holds of each pair of entries. NoSense for matrices of different shapes."""
    if relation not in RELATIONS:
        raise Unreadable(f"what does {relation} say?")
    left, right = (single(side) for side in (left, right))
    if np.shape(left) != np.shape(right):
        raise NoSense("the sides are not of the same shape")
    pairs = zip(np.ravel(np.array(left, dtype=object)), np.ravel(np.array(right, dtype=object)), strict=True)
    return all(RELATIONS[relation](a, b) for a, b in pairs)
