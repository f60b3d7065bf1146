"""Digits on which independent runs agree: never more than are true, and told apart from proved ones."""

from __future__ import annotations

import numpy as np
import pytest

from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import one_round
from generator.example import Example
from generator.numbers import certified, digits
from generator.numbers.certified import Ball
from generator.numbers.digits import DigitRule
from generator.quantities import agreement
from generator.quantities.agreement import (
    LEAST,
    MARGIN,
    AgreedHistory,
    agreed,
    agreed_training,
    reversed_setting,
    too_long_for_balls,
    turned,
)
from generator.quantities.history import history
from generator.quantities.setting import setting
from generator.quantities.straightline import flat
from generator.quantities.trainings import trained, trained_on_balls
from generator.quantities.worked import Worked
from tests.quantities import small_nets

ROUNDS = 40


def long(**choices: object) -> Example:
    return small_nets.example(rounds=ROUNDS, batch=2, **choices)


@pytest.fixture
def worked_on_floats(monkeypatch: pytest.MonkeyPatch) -> Worked:
    """Adam in batches of two of three samples, as if it were too long for balls."""
    monkeypatch.setattr(agreement, "MOST_BALL_OPERATIONS", 0)
    with certified.precision(128):
        return Worked(long(optimizer="adam", title="on floats"), 128)


def test_the_ball_of_three_floats_holds_all_of_them_and_more() -> None:
    ball = agreed(1.0, 1.0 + 2**-40, np.longdouble(1.0))
    assert certified.middle(ball) == 1 and certified.width(ball) == pytest.approx(MARGIN * 2**-40 + LEAST)
    assert all(ball.contains(Ball(run)) for run in (1.0, 1.0 + 2**-40, 1.0 - 2**-40))


def test_runs_that_give_the_same_double_are_not_trusted_to_its_last_digit() -> None:
    with certified.precision(128):
        ball = agreed(0.1, 0.1, np.longdouble(0.1))
        shown = digits.as_far_as_known(certified.Certified(ball), DigitRule(20, "significant"))
    assert certified.width(ball) == pytest.approx(LEAST * 0.1)
    assert 12 <= len(shown.text) - 2 <= 14 and float(shown.text) == 0.1


def test_the_middle_has_the_digits_of_the_widest_run() -> None:
    with certified.precision(128):
        ball = agreed(1 / 3, 1 / 3, np.longdouble(1) / 3)
        assert abs(ball.mid() - Ball(1) / 3) < 2 * float(np.finfo(np.longdouble).eps)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_what_is_agreed_on_is_true(optimizer: str) -> None:
    """Held against the same training on balls, which is proved."""
    example = long(optimizer=optimizer, weight_decay=0.05)
    with certified.precision(256):
        proved, told = trained_on_balls(example, 256, one_round), agreed_training(example)
        assert all(a.overlaps(b) for a, b in zip(told.errors, proved.errors, strict=True))
        for number in (1, 2, 3, ROUNDS + 1):
            ours, theirs = flat(told.start_of(number)), flat(proved.start_of(number))
            assert all(a.overlaps(b) for a, b in zip(ours, theirs, strict=True))
            assert all(certified.width(a) < 1e-10 for a in ours)


def test_in_reverse_the_training_is_the_same_but_for_the_order_of_its_sums() -> None:
    example = long(loss="categorical cross-entropy")
    plain = setting(example, float, float)
    back = reversed_setting(plain)
    assert [len(batch) for batch in back.batches] == [2, 1]
    assert back.start.network[0].weights.tolist() == [[0.2, 0.9], [-0.7, 0.4]]
    one, other = history(plain, ROUNDS), history(back, ROUNDS)
    assert other.errors == pytest.approx(one.errors, rel=1e-13)
    for number in (2, ROUNDS):
        ours, theirs = flat(turned(other.start_of(number))), flat(one.start_of(number))
        assert ours == pytest.approx(theirs, rel=1e-12)
    assert flat(turned(turned(plain.start))) == flat(plain.start)


def test_the_rounds_of_all_runs_are_in_the_order_of_the_example() -> None:
    told = agreed_training(long(loss="categorical cross-entropy"))
    for number in (1, 2, 9):
        plain, reverse, wide = told.rounds_at(number)
        for one in (reverse, wide):
            for k, done in enumerate(plain.passes):
                assert one.passes[k].sample.inputs.astype(float).tolist() == done.sample.inputs.tolist()
                again = one.passes[k].backward[0].dE_dw.astype(float)
                assert again.tolist() == [pytest.approx(row) for row in done.backward[0].dE_dw.tolist()]
            assert flat(one.after) == pytest.approx(flat(plain.after))
        networks = told.networks_of(number)
        assert len(networks) == 3 and all(len(samples) == 3 for _, samples in networks)


@pytest.mark.parametrize(("rounds", "batch", "is_too_long"), [
    (208_333, 1, False), (208_334, 1, True), (69_444, "full", False), (69_445, "full", True),
])  # fmt: skip
def test_a_training_is_too_long_by_its_weights_samples_and_rounds(
    rounds: int, batch: object, is_too_long: bool
) -> None:
    """Eight weights, six operations for each weight and sample, and ten million in all."""
    assert too_long_for_balls(small_nets.example(rounds=rounds, batch=batch)) is is_too_long


def test_later_rounds_of_a_long_training_are_agreed_and_say_so(worked_on_floats: Worked) -> None:
    made = worked_on_floats
    with certified.precision(128):
        proved = Worked(long(optimizer="adam", title="proved"), 128, step=one_round)
        for number in (1, 2, 3, ROUNDS + 1):
            kinds = {q.kind for q in made.at(number).values()}
            assert kinds == ({"given", "computed"} if number < 3 else {"given", "agreed"})
            assert made.is_agreed(number) == (number > 2)
            for name, quantity in made.at(number).items():
                assert quantity.value.ball.overlaps(proved.at(number)[name].value.ball), name
    assert isinstance(made.history, AgreedHistory)


def test_what_is_made_of_an_agreed_number_is_agreed(worked_on_floats: Worked) -> None:
    third, first = worked_on_floats.at(3)["E_batch"], worked_on_floats.first["E_batch"]
    assert {(third - first).kind, (first / third).kind, (-third).kind, (2 * third).kind} == {"agreed"}
    assert (first * first).kind == "computed" and third < first


def test_where_balls_grow_too_wide_a_training_is_agreed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certified, "LAST_PRECISION", 64)
    assert isinstance(trained.__wrapped__(long(title="too wide"), 128, one_round), AgreedHistory)
