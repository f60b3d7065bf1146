"""The two witnesses of every certified value: a float64 run, and difference quotients for the gradients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from generator.engine.network import Layer, Network, errors, forward
from generator.engine.training import Method, Sample
from generator.errors import Problem
from generator.numbers import certified
from generator.numbers.certified import Ball
from generator.quantities import naming
from generator.quantities.scale import WITHIN, scales
from generator.quantities.trainings import overflow_is_no_fault, trained_in_float64
from generator.quantities.worked import Worked

QUOTIENT_AGREES_WITHIN = 1e-20
QUOTIENT_BITS = 512
QUOTIENT_STEP = Decimal(1).scaleb(-40)


@dataclass(frozen=True)
class Testimony:
    """How many values were met by both witnesses, and the largest relative differences that they saw."""

    values: int
    gradients: int
    largest_float64_difference: float
    largest_quotient_difference: float
    problems: tuple[Problem, ...]


def testimony(worked: Worked) -> Testimony:
    """Both witnesses on every round of the example and its variants that the book has asked for."""
    seen = [(one, number) for one in worked.witnessed() for number in one.seen_rounds()]
    runs = [found for one, number in seen for found in float64_differences(one, number)]
    slopes = [found for one, number in seen if not one.is_mistaken for found in quotient_differences(one, number)]
    file = worked.example.path.as_posix()
    problems = [
        Problem(file, None, f"{name} in round {number}: the {witness} differs by {gap:.1e} (relative)")
        for witness, differences, limit in (
            ("float64 run", runs, WITHIN),
            ("difference quotient", slopes, QUOTIENT_AGREES_WITHIN),
        )
        for name, number, gap in differences
        if not gap <= limit
    ]
    return Testimony(len(runs), len(slopes), largest(runs), largest(slopes), tuple(problems))


Differences = Iterator[tuple[str, int, float]]


def float64_differences(worked: Worked, number: int) -> Differences:
    """Each computed value of a round against the float64 run, relative to its scale."""
    history = trained_in_float64(worked.example, worked.history.step)
    with overflow_is_no_fault():
        done = history.step(history.network_before(number), history.setting.method, history.sample(number))
    scale = scales(node for _, node in naming.computed(worked.example, worked.engine_round(number)))
    floats = naming.computed(worked.example, done)
    balls = naming.computed(worked.example, worked.engine_round(number))
    for (label, value), (_, node) in zip(floats, balls, strict=True):
        exact = certified.middle(node.value.ball)
        yield label.name, number, per(abs(float(value) - exact), scale[id(node)])


def quotient_differences(worked: Worked, number: int) -> Differences:
    """Each gradient of a round (what a mistake computes is none) against (E(p + h) - E(p - h)) / 2h in ball arithmetic at high precision."""
    done = worked.engine_round(number)
    gradients = {
        label.name: node
        for label, node in naming.computed(worked.example, done)
        if label.family in ("gradient", "bias gradient")
    }
    with certified.precision(QUOTIENT_BITS):
        network = tuple(layer_of_balls(layer) for layer in done.before)
        sample = Sample(balls(done.sample.inputs), balls(done.sample.targets))
        step = certified.ball(QUOTIENT_STEP)
        for name, layer, index in parameters(worked):
            rise = [total_error(moved(network, layer, index, by), worked.method, sample) for by in (step, -step)]
            slope = (rise[0] - rise[1]) / (2 * step)
            node = gradients[f"dE_d{name}"]
            gap = certified.middle(abs(slope - node.value.ball))
            yield f"dE_d{name}", number, per(gap, scales([node])[id(node)])


def parameters(worked: Worked) -> Iterator[tuple[str, int, tuple[str, tuple[int, ...]]]]:
    """Name, layer, and array and index of every weight and bias."""
    for names in naming.layers(worked.example):
        for j, i, weight, _, _ in naming.weights_of(names):
            yield f"w{weight}", names.index, ("weights", (j, i))
        biases = worked.engine_round(1).before[names.index].biases
        for label, _ in naming.bias_labels(names, biases, "bias", "{}"):
            yield label.name, names.index, ("biases", (names.neurons.index(label.neuron) if label.neuron else 0,))


def moved(network: Network, layer: int, parameter: tuple[str, tuple[int, ...]], by: Ball) -> Network:
    """The network with one parameter changed."""
    array, index = parameter
    changed = getattr(network[layer], array).copy()
    changed[index] = changed[index] + by
    return (*network[:layer], replace(network[layer], **{array: changed}), *network[layer + 1 :])


def total_error(network: Network, method: Method, sample: Sample) -> Ball:
    return errors(method.loss, sample.targets, forward(network, sample.inputs)[-1].out).total


def layer_of_balls(layer: Layer) -> Layer:
    return Layer(balls(layer.weights), None if layer.biases is None else balls(layer.biases), layer.activation)


def balls(traced: np.ndarray) -> np.ndarray:
    """The middles of traced numbers, as points: the quotient is taken exactly there."""
    return np.vectorize(lambda node: certified.point(node.value), otypes=[object])(traced)


def per(gap: float, scale: float) -> float:
    return gap / scale if scale else gap


def largest(seen: list[tuple[str, int, float]]) -> float:
    return max((gap for _, _, gap in seen), default=0.0)
