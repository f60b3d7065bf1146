"""Two cases of a function, on every kind of number, and the kink between them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest

from generator.engine.cases import OnTheKink, choose, constants, floor, where_positive
from generator.numbers import certified
from generator.numbers.certified import Ball, Certified, ball
from generator.numbers.traced import Traced

Kind = Callable[[str], object]


def traced(text: str) -> Traced:
    return Traced.given(Certified.of(Decimal(text)))


KINDS = pytest.mark.parametrize(
    "kind", [np.float64, lambda text: ball(Decimal(text)), traced], ids=["float64", "balls", "traced"]
)
A_THIRD = Ball(1) / 3


def row(kind: Kind, *texts: str) -> np.ndarray:
    return np.array([kind(text) for text in texts])


def as_float(number: object) -> float:
    return float(number.value.ball if isinstance(number, Traced) else number)


@KINDS
def test_each_entry_is_of_the_case_of_its_own_net(kind: Kind) -> None:
    net, positive, negative = row(kind, "-2", "1e-300", "-1e-300"), row(kind, "1", "2", "3"), row(kind, "4", "5", "6")
    chosen = where_positive(net, positive, negative)
    assert [as_float(number) for number in chosen] == [4, 2, 6]
    assert chosen.dtype == net.dtype and {type(number) for number in chosen} == {type(number) for number in net}


@KINDS
@pytest.mark.parametrize("zero", ["0", "-0.0"])
def test_on_the_kink_the_entry_is_named(kind: Kind, zero: str) -> None:
    net = row(kind, "1", "-1", zero, "0")
    with pytest.raises(OnTheKink, match="lies on the kink") as raised:
        where_positive(net, net, net)
    assert (raised.value.index, raised.value.exact) == (2, True)


def test_a_ball_around_zero_is_too_near_to_the_kink() -> None:
    net = np.array([Ball(1), A_THIRD - A_THIRD])
    with pytest.raises(OnTheKink, match="too near to the kink") as raised:
        where_positive(net, net, net)
    assert (raised.value.index, raised.value.exact) == (1, False)


def test_a_ball_that_is_no_number_has_no_case() -> None:
    with pytest.raises(OnTheKink) as raised:
        choose(Ball("nan"), Ball(1), Ball(2))
    assert not raised.value.exact


def test_a_traced_number_whose_sign_is_not_known_stays_undecided() -> None:
    unknown = Traced.given(Certified(A_THIRD - A_THIRD))
    with pytest.raises(certified.Undecided):
        where_positive(np.array([unknown]), np.array([unknown]), np.array([unknown]))


@pytest.mark.parametrize(("net", "chosen"), [("0.5", "1"), ("-0.5", "2")])
@KINDS
def test_one_number_is_chosen_by_its_sign(kind: Kind, net: str, chosen: str) -> None:
    assert as_float(choose(kind(net), kind("1"), kind("2"))) == float(chosen)


@KINDS
def test_one_number_on_the_kink_has_no_index(kind: Kind) -> None:
    with pytest.raises(OnTheKink) as raised:
        choose(kind("0"), kind("1"), kind("2"))
    assert (raised.value.index, raised.value.exact) == (None, True)


@KINDS
def test_the_floor_of_each_number_is_the_whole_number_at_or_below_it(kind: Kind) -> None:
    numbers = np.array([row(kind, "2.5", "-2.5", "3"), row(kind, "-3", "0.99", "-0.01")])
    whole = floor(numbers)
    assert whole.shape == (2, 3) and whole.dtype == numbers.dtype
    assert [as_float(number) for number in whole.flat] == [2, -3, 3, -3, 0, -1]


@KINDS
@pytest.mark.parametrize("shape", [(2,), (2, 3), (0,)])
def test_constants_are_of_the_kind_and_shape_that_is_asked_for(kind: Kind, shape: tuple[int, ...]) -> None:
    like = np.full(shape, kind("2.5"))
    for number, expected in ((0, 0.0), (1, 1.0), (kind("0.5"), 0.5)):
        made = constants(number, like)
        assert made.shape == like.shape and made.dtype == like.dtype
        assert {type(entry) for entry in made.flat} == {type(entry) for entry in like.flat}
        assert all(as_float(entry) == expected for entry in made.flat)
