"""The course of a training that a curve draws."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.figures import course as drawn
from generator.figures.course import Course, course, course_of_epochs, loss_of
from generator.numbers import certified
from generator.quantities.setting import setting
from generator.quantities.worked import Worked
from tests.quantities import small_nets


def exact(of: Worked, found: Course) -> list[float]:
    """The certified losses over all samples at the same rounds."""
    with certified.precision(small_nets.BITS):
        return [certified.middle(of.loss(number).value.ball) for number in found.rounds]


@pytest.mark.parametrize("loss", ["mean", "sum"])
def test_with_batches_smaller_than_the_data_the_loss_over_all_is_drawn_at_the_beginning_of_epochs(loss: str) -> None:
    of = small_nets.worked(batch=2, batch_loss=loss, rounds=8)
    found = course(of)
    assert found.rounds == (1, 3, 5, 7, 8)
    assert found.losses == pytest.approx(exact(of, found), rel=1e-12)


def test_online_an_epoch_has_as_many_rounds_as_there_are_samples() -> None:
    of = small_nets.worked(rounds=10)
    found = course(of)
    assert found.rounds == (1, 4, 7, 10) and found.last == 10
    assert found.losses == pytest.approx(exact(of, found), rel=1e-12)


def test_where_a_round_sees_all_samples_every_round_is_drawn() -> None:
    of = small_nets.worked(batch="full", rounds=6)
    found = course(of)
    assert found.rounds == (1, 2, 3, 4, 5, 6)
    assert found.losses == pytest.approx(exact(of, found), rel=1e-12)


def test_a_training_of_one_round_has_a_course_all_the_same() -> None:
    assert course(small_nets.worked(batch="full", rounds=1)).rounds == (1, 2)
    assert course(small_nets.worked(rounds=1)).rounds == (1, 2)


@pytest.mark.parametrize(("scale", "far"), [("log", False), ("linear", True)])
def test_of_many_epochs_some_are_drawn_evenly_along_the_scale(
    scale: str, far: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn, "MOST_POINTS", 9)
    monkeypatch.setattr(drawn, "FEWEST_POINTS", 2)
    rounds = course(small_nets.worked(rounds=120), scale).rounds
    assert len(rounds) <= 10 and (rounds[0], rounds[-1]) == (1, 120)
    assert all(number % 3 == 1 for number in rounds[:-1])
    assert (rounds[2] > 12) is far


@pytest.mark.parametrize(
    ("batch", "epochs"), [("online", [0, 1 / 3, 2 / 3, 1, 4 / 3, 5 / 3, 2]), ("full", [*range(7)])]
)
def test_counted_in_epochs_a_course_goes_from_none_to_what_the_last_update_made(
    batch: str, epochs: list[float]
) -> None:
    of = small_nets.worked(batch=batch, rounds=6)
    found = course_of_epochs(of)
    assert found.epochs == pytest.approx(epochs) and found.rounds == tuple(range(1, 8))
    assert found.losses == pytest.approx(exact(of, found), rel=1e-12)


def test_of_many_updates_those_at_the_beginning_of_epochs_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn, "MOST_POINTS", 9)
    monkeypatch.setattr(drawn, "FEWEST_POINTS", 2)
    found = course_of_epochs(small_nets.worked(rounds=120))
    assert (found.epochs[0], found.epochs[-1]) == (0, 40) and len(found.epochs) <= 10
    assert all(done == int(done) for done in found.epochs)


def test_a_net_input_of_zero_is_passed_over() -> None:
    """It has no slope there; a drawing does without the point."""
    silent = [{"inputs": [0, 0], "targets": [0, 1]}]
    example = small_nets.example(hidden="relu", biases="none", data=[*small_nets.DATA, *silent])
    floats = setting(example, float, float)
    assert loss_of(floats.start.network, floats) is None
    assert loss_of(floats.start.network, replace(floats, samples=floats.samples[:-1])) > 0


SATURATED = [{"inputs": [1], "targets": [0]}, {"inputs": [20], "targets": [1]}]
"""With a weight of -40 the second output is the natural exponential of -800, which floats cannot tell from 0."""


def test_where_floats_know_no_logarithm_of_an_output_balls_do() -> None:
    changes = {"loss": "binary cross-entropy", "data": SATURATED, "learning_rate": 0.0001, "rounds": 4}
    with certified.precision(small_nets.BITS):
        of = Worked(small_nets.one_weight("logistic", -40, (1, 0), **changes), small_nets.BITS)
        found = course(of)
    assert found.rounds == (1, 3, 4)
    assert found.losses[0] == pytest.approx(800 / 2, rel=1e-12)
    assert found.losses[-1] < found.losses[0]
    assert found.losses == pytest.approx(exact(of, found), rel=1e-12)
