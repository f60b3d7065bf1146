"""The two witnesses of every certified value: a float64 run, and difference quotients for the gradients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from generator.engine.network import Layer, Network, errors, forward
from generator.engine.training import Round, Sample, Start
from generator.engine.updates import Method
from generator.errors import Problem
from generator.numbers import certified
from generator.numbers.certified import Ball
from generator.quantities import labels, naming, second_answers
from generator.quantities.scale import WITHIN, scales
from generator.quantities.straightline import arrays
from generator.quantities.trainings import overflow_is_no_fault, trained_in_float64
from generator.quantities.worked import Worked

QUOTIENT_AGREES_WITHIN = 1e-20
QUOTIENT_BITS = 512
MOST_OF_A_LARGE_NETWORK = 24
"""So many gradients of a network that is too large to be worked out in full are met by difference quotients, in its
first round."""
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
    """Both witnesses on every round of the example and its variants that the book has asked for, and on its answers."""
    seen = [(one, number) for one in worked.witnessed() for number in one.seen_rounds()]
    runs = [(one, *found) for one, number in seen for found in float64_differences(one, number)]
    asked = [(one, number) for one, number in seen if not one.is_mistaken and (number == 1 or not one.is_partial)]
    slopes = [(one, *found) for one, number in asked for found in quotient_differences(one, number)]
    problems = [
        Problem(
            one.example.path.as_posix(),
            None,
            f"{name} in round {number}: the {witness} differs by {gap:.1e} (relative)",
            kind="witness",
        )
        for witness, differences, limit in (
            ("float64 run", runs, WITHIN),
            ("difference quotient", slopes, WITHIN if worked.is_agreed(1) else QUOTIENT_AGREES_WITHIN),
        )
        for one, name, number, gap in differences
        if not gap <= limit
    ]
    problems += (problem for one in worked.witnessed() for problem in second_answers.problems(one))
    return Testimony(len(runs), len(slopes), largest(runs), largest(slopes), tuple(problems))


Differences = Iterator[tuple[str, int, float]]


def float64_differences(worked: Worked, number: int) -> Differences:
    """Each computed value of a round against the float64 run, relative to its scale."""
    history = trained_in_float64(worked.example, worked.history.step)
    with overflow_is_no_fault():
        done = history.round_at(number)
    engine_round = worked.engine_round(number)
    traced = list(computed(worked, engine_round))
    done = replace(done, passes=done.passes[: len(engine_round.passes)])  # of a large network the first sample only
    scale = scales((node for _, node in traced), least_scales(engine_round.before, worked.engine_round(1).before))
    for (label, value), (_, node) in zip(computed(worked, done), traced, strict=True):
        exact = certified.middle(node.value.ball)
        yield label.name, number, per(abs(float(value) - exact), scale[id(node)])


def least_scales(start: Start, first: Start) -> dict[int, float]:
    """What a round starts from was made in earlier rounds from numbers as large as those around it, then and now."""
    least: dict[int, float] = {}
    for now, then in zip(arrays(start), arrays(first), strict=True):
        largest_entry = max(abs(certified.middle(node.value.ball)) for node in (*now.flat, *then.flat))
        least.update({id(node): largest_entry for node in now.flat})
    return least


def computed(worked: Worked, done: Round) -> naming.Named:
    return naming.computed(worked.example, done, worked.method)


def quotient_differences(worked: Worked, number: int) -> Differences:
    """Each gradient of each sample of a round (what a mistake computes is none) against (E(p + h) - E(p - h)) / 2h in
    ball arithmetic at high precision."""
    done = worked.engine_round(number)
    first = worked.positions(number)[0]
    with certified.precision(QUOTIENT_BITS):
        network = tuple(layer_of_balls(layer) for layer in done.before.network)
        step = certified.ball(QUOTIENT_STEP)
        for mark, one in naming.marked(worked.example, done, first):
            gradients = {
                label.name: node
                for label, node in naming.backward(worked.example, one, mark)
                if label.family in ("gradient", "bias gradient")
            }
            scale = scales(gradients.values())
            sample = Sample(balls(one.sample.inputs), balls(one.sample.targets))
            for name, layer, index in some(parameters(worked), worked.is_partial):
                rise = [total_error(moved(network, layer, index, by), worked.method, sample) for by in (step, -step)]
                slope = (rise[0] - rise[1]) / (2 * step)
                node = gradients[f"dE_d{name}"]
                gap = certified.middle(abs(slope - node.value.ball))
                yield f"dE_d{name}", number, per(gap, scale[id(node)])


Parameter = tuple[str, int, tuple[str, tuple[int, ...]]]


def parameters(worked: Worked) -> Iterator[Parameter]:
    """Name, layer, and array and index of every weight and bias."""
    network = worked.engine_round(1).before.network
    for names, layer in zip(labels.layers(worked.example), network, strict=True):
        for label, _ in labels.weights_of(names, "weight", "w{}", layer.weights):
            yield label.name, names.index, ("weights", (label.row - 1, label.column - 1))
        for label, _ in labels.biases_of(names, "bias", "{}", layer.biases):
            yield label.name, names.index, ("biases", (label.row - 1,))


def some(parameters: Iterator[Parameter], is_partial: bool) -> list[Parameter]:
    """All parameters; of a large network, where each takes long, some from all over it."""
    every = list(parameters)
    return every[:: max(1, len(every) // MOST_OF_A_LARGE_NETWORK)] if is_partial else every


def moved(network: Network, layer: int, parameter: tuple[str, tuple[int, ...]], by: Ball) -> Network:
    """The network with one parameter changed."""
    array, index = parameter
    changed = getattr(network[layer], array).copy()
    changed[index] = changed[index] + by
    return (*network[:layer], replace(network[layer], **{array: changed}), *network[layer + 1 :])


def total_error(network: Network, method: Method, sample: Sample) -> Ball:
    return errors(method.loss, sample.targets, forward(network, sample.inputs)[-1].out).total


def layer_of_balls(layer: Layer) -> Layer:
    biases = None if layer.biases is None else balls(layer.biases)
    settings = tuple(certified.point(setting.value) for setting in layer.settings)
    return Layer(balls(layer.weights), biases, layer.activation, settings)


def balls(traced: np.ndarray) -> np.ndarray:
    """The middles of traced numbers, as points: the quotient is taken exactly there."""
    return np.vectorize(lambda node: certified.point(node.value), otypes=[object])(traced)


def per(gap: float, scale: float) -> float:
    return gap / scale if scale else gap


def largest(seen: list[tuple[Worked, str, int, float]]) -> float:
    return max((gap for *_, gap in seen), default=0.0)
