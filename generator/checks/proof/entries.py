"""Operations on numbers and on matrices of numbers, entry by entry."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generator.checks.proof.scope import NoSense
from generator.checks.reckoning import OPERATIONS, Value, single


def operated(name: str, values: list[Value]) -> Value:
    """An operation of the table. NoSense for matrices that do not go together."""
    shapes = {np.shape(value) for value in values if np.shape(value)}
    if len(shapes) > 1 and name not in ("product", "diag"):
        raise NoSense("these are not of the same shape")
    try:
        return single(OPERATIONS[name](*values))
    except (ValueError, TypeError) as error:
        raise NoSense(str(error)) from error


def each(function: Callable, array: np.ndarray) -> np.ndarray:
    found = np.empty(array.shape, dtype=object)
    for place, one in np.ndenumerate(array):
        found[place] = function(one)
    return found


def number(value: Value) -> Value:
    """A value that has to be a number. NoSense for a matrix."""
    if np.shape(value):
        raise NoSense("a matrix stands where a number should")
    return value
