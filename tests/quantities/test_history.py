"""The long training: every error, and any network again."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from generator.engine.training import train
from generator.quantities import history as module
from generator.quantities.history import history
from generator.quantities.setting import Setting, biases_of, setting
from tests import two_outputs

ROUNDS = 23


@pytest.fixture(scope="module")
def start() -> Setting:
    two_samples = two_outputs.read().variant(
        data=[{"inputs": [0.05, 0.10], "targets": [0.01, 0.99]}, {"inputs": [0.5, 0.2], "targets": [0.7, 0.1]}],
        update="weights and biases", rounds=ROUNDS, table=[1],
    )  # fmt: skip
    return setting(two_samples, float, float)


@pytest.mark.parametrize("kept", [4_000_000, 8 * ROUNDS, 92, 46, 8, 1])
def test_every_round_can_be_had_again_however_few_networks_are_kept(
    start: Setting, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_NUMBERS", kept)
    told = history(start, ROUNDS)
    rounds = list(islice(train(start.network, start.method, start.samples), ROUNDS + 1))
    assert told.errors == tuple(done.errors.total for done in rounds)
    for number, done in enumerate(rounds, start=1):
        again = told.network_before(number)
        for ours, theirs in zip(again, done.before, strict=True):
            assert (ours.weights == theirs.weights).all() and (ours.biases == theirs.biases).all(), number
        assert told.sample(number) is done.sample


def test_few_networks_are_kept_of_a_long_training(start: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    """The network has 8 weights."""
    assert history(start, ROUNDS).stride == 1
    for kept in (8 * 7, 8 * 3, 1):
        monkeypatch.setattr(module, "KEPT_NUMBERS", kept)
        assert 8 * (ROUNDS // history(start, ROUNDS).stride) <= kept


def test_there_is_one_error_more_than_rounds_to_see_what_the_last_update_did(start: Setting) -> None:
    assert [len(history(start, rounds).errors) for rounds in (1, 2, 5)] == [2, 3, 6]


def test_a_setting_has_the_examples_numbers_in_their_places() -> None:
    start = setting(two_outputs.read(), str)
    hidden, output = start.network
    assert hidden.weights.tolist() == [["0.15", "0.20"], ["0.25", "0.30"]] and hidden.biases.tolist() == ["0.35"]
    assert output.weights.tolist() == [["0.40", "0.45"], ["0.50", "0.55"]] and output.biases.tolist() == ["0.60"]
    (sample,) = start.samples
    assert (sample.inputs.tolist(), sample.targets.tolist()) == (["0.05", "0.10"], ["0.01", "0.99"])
    assert start.method.learning_rate == "0.5" and start.method.update_biases is False
    assert setting(two_outputs.read().variant(update="weights and biases"), str).method.update_biases is True


def test_a_setting_keeps_layers_without_biases_and_biases_of_their_own() -> None:
    layers = [
        {"name": "a", "neurons": ["h1", "h2"], "activation": "identity", "weights": [[1, 2], [3, 4]], "biases": "none"},
        {"name": "b", "neurons": ["o1", "o2"], "activation": "logistic", "weights": [[5, 6], [7, 8]], "biases": [1, 2]},
    ]
    first, second = setting(two_outputs.read().variant(layers=layers), float, float).network
    assert first.biases is None and second.biases.tolist() == [1.0, 2.0] and second.weights.dtype == np.float64
    assert biases_of((1, 2)) == (1, 2)
