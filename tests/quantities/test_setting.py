"""An example as the engine takes it: its numbers in their places, its batches, its method."""

from __future__ import annotations

import numpy as np
import pytest

from generator.engine.losses import LOSSES, out_less_target
from generator.engine.optimizers import OPTIMIZERS
from generator.quantities.setting import biases_of, positions, setting
from tests import two_outputs
from tests.quantities import small_nets


def test_a_setting_has_the_examples_numbers_in_their_places() -> None:
    start = setting(two_outputs.read(), str)
    hidden, output = start.start.network
    assert hidden.weights.tolist() == [["0.15", "0.20"], ["0.25", "0.30"]] and hidden.biases.tolist() == ["0.35"]
    assert output.weights.tolist() == [["0.40", "0.45"], ["0.50", "0.55"]] and output.biases.tolist() == ["0.60"]
    (sample,) = start.samples
    assert (sample.inputs.tolist(), sample.targets.tolist()) == (["0.05", "0.10"], ["0.01", "0.99"])
    assert start.method.settings == {"learning_rate": "0.5"} and start.method.update_biases is False
    assert setting(two_outputs.read().variant(update="weights and biases"), str).method.update_biases is True


def test_a_setting_keeps_layers_without_biases_and_biases_of_their_own() -> None:
    first, second = setting(small_nets.example(biases="none"), float, float).start.network
    assert first.biases is None and second.biases.tolist() == [0.2, 0.0] and second.weights.dtype == np.float64
    assert biases_of((1, 2)) == (1, 2)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_an_optimizer_gets_its_settings_by_name_and_remembers_zeros(optimizer: str) -> None:
    start = setting(small_nets.example(optimizer=optimizer, weight_decay=0.05), float, float)
    expected = {name: small_nets.SETTINGS.get(name, 0.1) for name in OPTIMIZERS[optimizer].settings if name != "t"}
    assert start.method.settings == expected and start.method.weight_decay == 0.05
    for layer, memory in zip(start.start.network, start.start.memory, strict=True):
        assert [state.tolist() for state in memory.weights] == [[[0, 0], [0, 0]]] * len(OPTIMIZERS[optimizer].state)
        assert [state.shape for state in memory.biases] == [layer.biases.shape] * len(OPTIMIZERS[optimizer].state)


def test_biases_that_stay_are_not_remembered() -> None:
    start = setting(small_nets.example(optimizer="momentum", update="weights"), float, float).start
    assert [memory.biases for memory in start.memory] == [(), ()]


def test_an_activation_gets_its_setting() -> None:
    leaky, plain = setting(small_nets.example("leaky relu"), str).start.network
    assert (leaky.settings, plain.settings) == (("0.125",), ())


@pytest.mark.parametrize(("batch", "sizes"), [
    ("online", [1, 1, 1]), (1, [1, 1, 1]), (2, [2, 1]), (3, [3]), ("full", [3]),
])  # fmt: skip
def test_the_data_is_cut_into_batches_of_which_the_last_may_be_smaller(batch: object, sizes: list[int]) -> None:
    start = setting(small_nets.example(batch=batch), float, float)
    assert [len(one) for one in start.batches] == sizes
    assert [sample for one in start.batches for sample in one] == list(start.samples)
    for number in range(1, 8):
        assert start.batch(number) == start.batches[(number - 1) % len(sizes)]
        assert [start.samples[k] for k in positions(number, max(sizes), 3)] == list(start.batch(number))


def test_the_method_says_what_the_example_chooses() -> None:
    plain = setting(small_nets.example(), float, float).method
    assert (plain.averages, plain.negative_delta, plain.weight_decay, plain.short_delta) == (True, False, None, None)
    other = setting(small_nets.example(batch_loss="sum", notation={"delta": "minus"}), float, float).method
    assert (other.averages, other.negative_delta) == (False, True)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("output", ["logistic", "softmax"])
def test_only_a_cross_entropy_with_the_activation_that_it_belongs_to_has_a_short_delta(loss: str, output: str) -> None:
    belongs = {("logistic", "binary cross-entropy"), ("softmax", "categorical cross-entropy")}
    method = setting(small_nets.example(output=output, loss=loss), float, float).method
    assert method.short_delta is (out_less_target if (output, loss) in belongs else None)
