"""A round of training as a straight line of single operations, read off its trace.

A long training of a small network spends most of its time between the operations, not in them. The trace of one round
knows them all; run one after the other, on balls or on floats, they take a fifth of the time and give the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from generator.engine.cases import choose
from generator.engine.network import Layer
from generator.engine.training import Batch, Memory, Start, Step
from generator.engine.updates import Method
from generator.numbers.ancestry import in_order
from generator.numbers.traced import Traced

MOST_OPERATIONS = 20_000
"""Above, the network is large enough for numpy to be faster."""

FUNCTIONS = ("exp", "floor", "log", "sqrt", "tanh")

Parameters = tuple[object, ...]
"""All that a round starts from: layer by layer the weights row by row, the biases, the optimizer's state of both."""


@dataclass(frozen=True)
class StraightLine:
    """`run(functions, t, numbers, parameters)` returns the batch's loss and the parameters after round t; `functions`
    holds those of FUNCTIONS for the kind of number that the others are, `numbers` is
    `flat_numbers(start, method, batch)`."""

    run: Callable[..., tuple[object, Parameters]]
    operations: int


def straight_line(start: Start, method: Method, batch: Batch, step: Step, t: Traced) -> StraightLine:
    """The operations of a round, from a start, a method and a batch of traced numbers.

    What neither an update nor the loss needs is left out.
    """
    done = step(start, method, batch, t)
    results = [done.total, *flat(done.after)]
    numbers, parameters = flat_numbers(start, method, batch), flat(start)
    names = {id(t): "t"}
    for letter, leaves in (("n", numbers), ("p", parameters)):
        names.update({id(leaf): f"{letter}{i}" for i, leaf in enumerate(leaves)})
    lines: list[str] = []
    for node in in_order(results):
        if id(node) not in names and node.operation != "constant":
            lines.append(f"v{len(lines)} = {written(node, names)}")
            names[id(node)] = f"v{len(lines) - 1}"
    program = "\n    ".join(
        [
            "def run(functions, t, numbers, parameters):",
            f"{', '.join(FUNCTIONS)} = functions",
            unpacked("n", len(numbers), "numbers"),
            unpacked("p", len(parameters), "parameters"),
            *lines,
            f"return {names[id(results[0])]}, ({', '.join(names[id(node)] for node in results[1:])},)",
        ]
    )
    scope: dict[str, Callable] = {"choose": choose}
    exec(program, scope)
    return StraightLine(scope["run"], len(lines))


OPERATIONS = {
    "add": "{} + {}",
    "subtract": "{} - {}",
    "multiply": "{} * {}",
    "divide": "{} / {}",
    "negate": "-{}",
    "same": "{}",
    "choose": "choose({}, {}, {})",
    **{function: f"{function}({{}})" for function in FUNCTIONS},
}


def written(node: Traced, names: dict[int, str]) -> str:
    """One operation on numbers that have names already. A power is a product: a ball's own is undefined around zero."""
    if node.operation == "power":
        below, exponent = (names.get(id(a)) or constant(a) for a in node.arguments)
        return f"{below} ** {exponent}" if exponent == "t" else " * ".join([below] * int(exponent))
    return OPERATIONS[node.operation].format(*(names.get(id(a)) or constant(a) for a in node.arguments))


def constant(node: Traced) -> str:
    return str(int(node.value.exact.p))


def unpacked(letter: str, count: int, source: str) -> str:
    return f"{', '.join(f'{letter}{i}' for i in range(count))}, = {source}"


def flat_numbers(start: Start, method: Method, batch: Batch) -> tuple[object, ...]:
    """The numbers of a method, of the activations and of a batch one after the other."""
    settings = [*method.settings.values(), *([] if method.weight_decay is None else [method.weight_decay])]
    settings += [number for layer in start.network for number in layer.settings]
    return (*settings, *(number for sample in batch for array in (sample.inputs, sample.targets) for number in array))


def flat(start: Start) -> Parameters:
    """The parameters of a network and the optimizer's state, one after the other."""
    return tuple(number for array in arrays(start) for number in array.ravel())


def arrays(start: Start) -> Iterator[np.ndarray]:
    for layer, memory in zip(start.network, start.memory, strict=True):
        yield layer.weights
        if layer.biases is not None:
            yield layer.biases
        yield from memory.weights
        yield from memory.biases


def shaped(parameters: Parameters, like: Start) -> Start:
    """What a round starts from with these parameters, in the shape of another."""
    remaining = iter(parameters)

    def filled(array: np.ndarray) -> np.ndarray:
        fresh = np.empty_like(array)
        for index in np.ndindex(array.shape):
            fresh[index] = next(remaining)
        return fresh

    layers, memories = [], []
    for layer, memory in zip(like.network, like.memory, strict=True):
        weights = filled(layer.weights)
        biases = None if layer.biases is None else filled(layer.biases)
        layers.append(Layer(weights, biases, layer.activation, layer.settings))
        memories.append(Memory(tuple(map(filled, memory.weights)), tuple(map(filled, memory.biases))))
    return Start(tuple(layers), tuple(memories))
