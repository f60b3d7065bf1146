"""Two expressions that are one computation are one number, though no ball can tell."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest

from generator.numbers.again import Again
from generator.numbers.certified import Certified, Undecided
from generator.numbers.sameness import are_same, order
from generator.numbers.traced import Traced


def leaf(text: str) -> Traced:
    return Traced.given(Certified.of(Decimal(text)))


def unknown() -> Traced:
    """The square root of two as a number without a formula."""
    return Traced.given(Certified(np.sqrt(leaf("2")).value.ball))


ONE = unknown()
SAME: dict[str, Callable[[], tuple[Traced, Traced]]] = {
    "the same numbers, written twice": lambda: (np.exp(leaf("0.30")) + 1, np.exp(leaf("0.3")) + 1),
    "another order of two terms": lambda: (ONE + np.exp(leaf("2")), np.exp(leaf("2")) + ONE),
    "nothing added": lambda: (np.exp(ONE + leaf("0")), np.exp(0 + ONE)),
    "nothing taken away": lambda: (np.tanh(ONE - leaf("0")), np.tanh(ONE)),
    "one time": lambda: (np.log(ONE * 1), np.log(ONE / 1)),
    "a new name": lambda: (+ONE, ONE),
    "the case that holds": lambda: (leaf("1").choose(ONE, leaf("7")), ONE),
    "computed over again": lambda: (np.exp(Again(unknown().value, ONE)), np.exp(ONE)),
    "over again, twice": lambda: (Again(unknown().value, ONE), Again(unknown().value, ONE)),
}
OTHER: dict[str, Callable[[], tuple[Traced, Traced]]] = {
    "two leaves of one ball": lambda: (unknown(), unknown()),
    "another one over again": lambda: (Again(unknown().value, unknown()), ONE),
    "equal by a law that is not known": lambda: (np.exp(ONE) * np.exp(-ONE), leaf("1")),
    "nothing less something": lambda: ((0 - ONE) * (0 - ONE), ONE * ONE),
}  # fmt: skip


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_one_computation_is_one_number(pair: Callable[[], tuple[Traced, Traced]]) -> None:
    a, b = pair()
    with pytest.raises(Undecided):
        (a.value - b.value).sign()
    assert are_same(a, b) and order(a, b) == order(b, a) == 0


@pytest.mark.parametrize("pair", OTHER.values(), ids=OTHER)
def test_what_may_be_equal_stays_undecided(pair: Callable[[], tuple[Traced, Traced]]) -> None:
    a, b = pair()
    assert not are_same(a, b)
    with pytest.raises(Undecided):
        order(a, b)


@pytest.mark.parametrize(("a", "b"), [
    (lambda: ONE - leaf("1"), lambda: leaf("1") - ONE),
    (lambda: ONE / leaf("3"), lambda: leaf("3") / ONE),
    (lambda: np.exp(ONE), lambda: np.tanh(ONE)),
    (lambda: ONE**2, lambda: ONE**3),
    (lambda: leaf("1") - ONE, lambda: ONE),
    (lambda: leaf("1") / ONE, lambda: ONE),
])  # fmt: skip
def test_other_computations_are_other_numbers(a: Callable[[], Traced], b: Callable[[], Traced]) -> None:
    assert not are_same(a(), b()) and order(a(), b()) == -order(b(), a()) != 0


def test_a_sum_of_thousands_of_terms_is_compared() -> None:
    def long() -> Traced:
        return sum((np.exp(leaf(str(k % 7))) for k in range(1, 5000)), start=ONE)

    assert are_same(long(), long()) and not are_same(long(), long() + ONE)
