"""The long training: every error, any state again, and the rounds at which it cannot go on."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest

from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import one_round, train
from generator.errors import ExampleError
from generator.example import Example
from generator.numbers import certified
from generator.numbers.certified import Undecided
from generator.quantities import history as module
from generator.quantities.history import DIVERGED, Diverged, OnAKink, history
from generator.quantities.setting import Setting, setting
from generator.quantities.straightline import flat
from generator.quantities.trainings import trained, trained_in_float64, trained_on_balls
from generator.quantities.worked import Worked
from tests import two_outputs
from tests.quantities import small_nets

ROUNDS = 23


@pytest.fixture(scope="module")
def start() -> Setting:
    two_samples = two_outputs.read().variant(
        data=[{"inputs": [0.05, 0.10], "targets": [0.01, 0.99]}, {"inputs": [0.5, 0.2], "targets": [0.7, 0.1]}],
        update="weights and biases", rounds=ROUNDS, table=[1],
    )  # fmt: skip
    return setting(two_samples, float, float)


@pytest.mark.parametrize("kept", [4_000_000, 10 * ROUNDS, 92, 46, 8, 1])
def test_every_round_can_be_had_again_however_few_states_are_kept(
    start: Setting, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_NUMBERS", kept)
    told = history(start, ROUNDS)
    rounds = list(islice(train(start.start, start.method, start.batches), ROUNDS + 1))
    assert told.errors == tuple(done.total for done in rounds)
    for number, done in enumerate(rounds, start=1):
        assert flat(told.start_of(number)) == flat(done.before), number
        assert told.batch(number)[0] is done.passes[0].sample


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_what_an_optimizer_remembers_is_had_again_too(optimizer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of two of three samples: a state that is kept stands now before a whole batch, now before the rest."""
    start = setting(small_nets.example(optimizer=optimizer, batch=2), float, float)
    monkeypatch.setattr(module, "KEPT_NUMBERS", 4 * len(flat(start.start)))
    told = history(start, 12)
    assert told.stride > 1
    for number, done in enumerate(islice(train(start.start, start.method, start.batches), 13), start=1):
        assert flat(told.start_of(number)) == flat(done.before) and len(told.batch(number)) == (2, 1)[(number - 1) % 2]
        again = told.round_at(number)
        assert flat(again.after) == flat(done.after) and again.t == number


def test_few_states_are_kept_of_a_long_training(start: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    """The network has 8 weights and two biases."""
    assert history(start, ROUNDS).stride == 1
    for kept in (10 * 7, 10 * 3, 1):
        monkeypatch.setattr(module, "KEPT_NUMBERS", kept)
        assert 10 * (ROUNDS // history(start, ROUNDS).stride) <= kept


def test_there_is_one_error_more_than_rounds_to_see_what_the_last_update_did(start: Setting) -> None:
    assert [len(history(start, rounds).errors) for rounds in (1, 2, 5)] == [2, 3, 6]


def in_all_kinds(example: Example) -> list:
    """The training on balls, by straight lines and by the engine, and in float64."""
    with certified.precision(128):
        return [
            lambda: trained.__wrapped__(example, 128, one_round),
            lambda: history(setting(example, certified.ball), example.rounds),
            lambda: history(setting(example, float, float), example.rounds),
        ]


@pytest.mark.parametrize(("rate", "factor"), [(11, -10), ("0.5", None)])
def test_a_training_diverges_in_the_round_whose_loss_is_beyond_all_measure(rate: object, factor: int | None) -> None:
    """One weight, input 1: each update multiplies the distance from the target by one less the rate."""
    example = small_nets.one_weight("identity", 3, (1, 1), learning_rate=float(rate), rounds=20)
    losses = [Fraction(2) ** 2 / 2 * Fraction(factor or 0) ** (2 * r) for r in range(20)]
    beyond = [r for r, loss in enumerate(losses, 1) if loss > Fraction(DIVERGED) * (1 + losses[0])]
    for train_it in in_all_kinds(example):
        if factor is None:
            assert len(train_it().errors) == 21
            continue
        with pytest.raises(Diverged, match=f"^round {beyond[0]}: the loss is more than 1e.12 times") as stopped:
            train_it()
        assert stopped.value.round_number == beyond[0]


def test_the_author_is_told_that_the_training_diverges_and_what_to_try() -> None:
    example = small_nets.one_weight("identity", 3, (1, 1), learning_rate=11, rounds=20)
    with pytest.raises(ExampleError, match="round 8.*(?s:.)*smaller learning rate, such as 1.1") as error:
        Worked(example, 128)
    (problem,) = error.value.problems
    assert problem.line == example.line("learning_rate")


def test_the_learning_rate_that_is_proposed_is_small_enough() -> None:
    """With an input of 1000 a step is too long from 2 / 1000^2 on."""
    example = small_nets.one_weight("identity", 0.5, (1000, 1), learning_rate=0.3, rounds=20)
    with pytest.raises(ExampleError, match=r"such as 0\.0000003, or fewer"):
        Worked(example, 128)


@pytest.mark.parametrize(("weight", "sample", "rate", "where", "told"), [
    (-1, (-2000, 0), 0.1, "data", "round 1: numbers become too large for a float"),
    (1, (20, 100), 1000, "learning_rate", "the training diverges: round 2: numbers become too large for a float"),
])  # fmt: skip
def test_the_author_is_told_where_balls_can_go_on_and_floats_cannot(
    weight: float, sample: tuple[float, float], rate: float, where: str, told: str
) -> None:
    """The natural exponential of 710 is more than the largest double; balls know no largest number."""
    example = small_nets.one_weight("softplus", weight, sample, learning_rate=rate, rounds=1)
    Worked(example, 128)
    with pytest.raises(ExampleError, match=told) as error:
        trained_in_float64.__wrapped__(example, one_round)
    (problem,) = error.value.problems
    assert problem.line == example.line(where) and problem.way_out


KINKED = ["relu", "leaky relu"]


@pytest.mark.parametrize("activation", KINKED)
def test_a_net_input_of_exactly_zero_stops_the_first_round(activation: str) -> None:
    """0.3 * 0.2 - 0.06 is zero for the author's decimals, not for doubles."""
    hidden = small_nets.layer("hidden", ["h1"], activation, [[0.3, -0.06]], "none")
    output = small_nets.layer("output", ["y"], "identity", [[1]], "none")
    example = two_outputs.read().variant(
        layers=[hidden, output], data=[{"inputs": [0.2, 1], "targets": [1]}], rounds=2, table=[1]
    )
    with pytest.raises(OnAKink) as stopped:
        trained.__wrapped__(example, 128, one_round)
    assert stopped.value.round_number == 1
    with pytest.raises(ExampleError, match="round 1, sample 1: the net input of 'h1' is exactly 0") as error:
        Worked(example, 128)
    (problem,) = error.value.problems
    assert problem.line == example.line("layers", 0, "activation") and activation in problem.message


@pytest.mark.parametrize("activation", KINKED)
def test_a_net_input_that_an_update_makes_exactly_zero_stops_the_round_after_it(activation: str) -> None:
    """From 0.5 towards -0.5 at half the distance. In quarters and halves the balls have no width, so they can tell."""
    example = small_nets.one_weight(activation, 0.5, (1, -0.5), learning_rate=0.5, rounds=3)
    for train_it in in_all_kinds(example):
        with pytest.raises(OnAKink) as stopped:
            train_it()
        assert stopped.value.round_number == 2
        (layer,) = stopped.value.start.network
        assert layer.weights[0, 0] == 0
    with pytest.raises(ExampleError, match="round 2, sample 1: the net input of 'y' is exactly 0"):
        Worked(example, 128)


def test_a_net_input_that_balls_cannot_tell_from_zero_is_called_too_near() -> None:
    """From 0.3 towards -0.3: the weight becomes zero, but a ball around 0.3 has a width."""
    example = small_nets.one_weight("relu", 0.3, (1, -0.3), learning_rate=0.5, rounds=3)
    for bits in (128, certified.LAST_PRECISION):
        with pytest.raises(Undecided, match="round 2: a net input lies too near to the kink at zero") as undecided:
            trained_on_balls(example, bits, one_round)
        assert "Change a weight or a bias" in undecided.value.way_out
    with pytest.raises(ExampleError, match="round 2, sample 1: the net input of 'y'"):
        Worked(example, 128)


def test_the_sample_of_a_batch_that_lies_on_the_kink_is_named() -> None:
    data = [{"inputs": [x], "targets": [0.5]} for x in (1, 2, 3, 0)]
    example = small_nets.one_weight("relu", 0.5, (1, 0), rounds=2).variant(data=data, batch=2)
    with pytest.raises(ExampleError, match="round 2, sample 4: the net input of 'y' is exactly 0"):
        Worked(example, 128)


def test_a_smaller_last_batch_that_only_the_first_network_would_meet_on_a_kink_does_not_stop_the_training() -> None:
    """Its round starts from other weights than those from which a straight line is read off."""
    hidden = small_nets.layer("hidden", ["h1"], "relu", [[0.5, 0.25]], "none")
    output = small_nets.layer("output", ["y"], "identity", [[1]], "none")
    data = [{"inputs": x, "targets": [0.3]} for x in ([1, 1], [0.5, 2], [1, -2])]
    example = two_outputs.read().variant(
        layers=[hidden, output], data=data, batch=2, update="weights", rounds=3, table=[1], learning_rate=0.01
    )
    assert len(trained(example, 128, one_round).errors) == 4
