"""A training that cannot go on, in words: which round, where, and what to try."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np

from generator.engine.cases import OnTheKink
from generator.engine.network import forward_layer
from generator.engine.training import Batch, Start
from generator.errors import ExampleError, Problem
from generator.example import Example
from generator.quantities.history import Diverged, OnAKink, Stopped, TooLarge, history
from generator.quantities.setting import setting

ROUNDS_TRIED = 200


def example_error(example: Example, stopped: Stopped, first: int) -> ExampleError:
    """The error for the author of the example. first: the position of the round's first sample."""
    file = str(example.path)
    if isinstance(stopped, OnAKink):
        layer, neuron, sample = place_of_kink(stopped.start, stopped.batch)
        found = example.layers[layer]
        message = (
            f"round {stopped.round_number}, sample {first + sample + 1}: the net input of '{found.neurons[neuron]}' is "
            f"exactly 0, where the activation '{found.activation}' has no derivative"
        )
        way_out = "Change a weight or a bias of this neuron a little, or the sample, so that it lies on one side."
        return ExampleError([Problem(file, example.line("layers", layer, "activation"), message, way_out)])
    if isinstance(stopped, TooLarge) and stopped.round_number == 1:
        way_out = "Make inputs and weights smaller. Measured in a larger unit, inputs are smaller numbers."
        return ExampleError([Problem(file, example.line("data"), str(stopped), way_out)])
    assert isinstance(stopped, Diverged | TooLarge)
    message = f"the training diverges: {stopped}"
    way_out = f"Try a smaller learning rate, such as {smaller_rate(example):f}, or fewer rounds."
    return ExampleError([Problem(file, example.line("learning_rate"), message, way_out)])


def smaller_rate(example: Example) -> Decimal:
    """The largest of some smaller learning rates with which the first rounds go well; the first, if none does."""
    start = setting(example, float, float)
    rates = [(example.learning_rate / 10**power).normalize() for power in range(1, 13)]
    for rate in rates:
        method = replace(start.method, settings={**start.method.settings, "learning_rate": float(rate)})
        try:
            with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
                history(replace(start, method=method), min(example.rounds, ROUNDS_TRIED))
        except Stopped:
            continue
        return rate
    return rates[0]


def place_of_kink(start: Start, batch: Batch) -> tuple[int, int, int]:
    """Layer, neuron and sample at which the forward pass stops."""
    for number, sample in enumerate(batch):
        inputs = sample.inputs
        for index, layer in enumerate(start.network):
            try:
                inputs = forward_layer(layer, inputs).out
            except OnTheKink as kink:
                return index, kink.index or 0, number
    raise AssertionError("the round stopped at a kink that its forward passes do not meet")
