"""A round of training as a straight line of single operations, read off its trace.

A long training of a small network spends most of its time between the operations, not in them. The trace of one round
knows them all; run one after the other, on balls or on floats, they take a fifth of the time and give the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from generator.engine.network import Layer, Network
from generator.engine.training import Method, Sample, Step
from generator.numbers.traced import Traced

MOST_OPERATIONS = 5000
"""Above, the network is large enough for numpy to be faster."""

FUNCTIONS = ("exp", "log", "tanh")

Parameters = tuple[object, ...]
"""All weights and biases of a network: layer by layer, the weights row by row, then the biases."""


@dataclass(frozen=True)
class StraightLine:
    """`run(functions, rate, inputs, targets, parameters)` returns the total error and the parameters after the round;
    `functions` holds those of FUNCTIONS, for the kind of number that the others are."""

    run: Callable[..., tuple[object, Parameters]]
    operations: int


def straight_line(network: Network, method: Method, sample: Sample, step: Step) -> StraightLine:
    """The operations of one round, from a network, a method and a sample of traced numbers.

    What neither an update nor the error needs is left out.
    """
    done = step(network, method, sample)
    results = [done.errors.total, *flat(done.after)]
    names = {id(method.learning_rate): "rate"}
    for letter, leaves in (("x", sample.inputs), ("t", sample.targets), ("p", flat(network))):
        names.update({id(leaf): f"{letter}{i}" for i, leaf in enumerate(leaves)})
    lines: list[str] = []
    for node in in_order(results):
        if id(node) not in names and node.operation != "constant":
            lines.append(f"v{len(lines)} = {written(node, names)}")
            names[id(node)] = f"v{len(lines) - 1}"
    program = "\n    ".join(
        [
            "def run(functions, rate, inputs, targets, parameters):",
            f"{', '.join(FUNCTIONS)} = functions",
            unpacked("x", len(sample.inputs), "inputs"),
            unpacked("t", len(sample.targets), "targets"),
            unpacked("p", len(flat(network)), "parameters"),
            *lines,
            f"return {names[id(results[0])]}, ({', '.join(names[id(node)] for node in results[1:])},)",
        ]
    )
    scope: dict[str, Callable] = {}
    exec(program, scope)
    return StraightLine(scope["run"], len(lines))


def in_order(results: Sequence[Traced]) -> Iterator[Traced]:
    """Every node that the results are made from, each once and after its arguments."""
    seen: set[int] = set()
    waiting = [(node, False) for node in reversed(results)]
    while waiting:
        node, arguments_done = waiting.pop()
        if arguments_done:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.append((node, True))
            waiting.extend((argument, False) for argument in reversed(node.arguments))


OPERATIONS = {
    "add": "{} + {}",
    "subtract": "{} - {}",
    "multiply": "{} * {}",
    "divide": "{} / {}",
    "negate": "-{}",
    "same": "{}",
    **{function: f"{function}({{}})" for function in FUNCTIONS},
}


def written(node: Traced, names: dict[int, str]) -> str:
    """One operation on numbers that have names already. A power is a product: a ball's own is undefined around zero."""
    if node.operation == "power":
        return " * ".join([names[id(node.arguments[0])]] * int(node.arguments[1].value.exact.p))
    return OPERATIONS[node.operation].format(*(names.get(id(a)) or constant(a) for a in node.arguments))


def constant(node: Traced) -> str:
    return str(int(node.value.exact.p))


def unpacked(letter: str, count: int, source: str) -> str:
    return f"{', '.join(f'{letter}{i}' for i in range(count))}, = {source}"


def flat(network: Network) -> Parameters:
    """The parameters of a network one after the other."""
    arrays = [array for layer in network for array in (layer.weights, layer.biases) if array is not None]
    return tuple(number for array in arrays for number in array.ravel())


def shaped(parameters: Parameters, like: Network) -> Network:
    """The network with these parameters, in the shape of another."""
    remaining = iter(parameters)

    def filled(array: np.ndarray | None) -> np.ndarray | None:
        if array is None:
            return None
        fresh = np.empty_like(array)
        for index in np.ndindex(array.shape):
            fresh[index] = next(remaining)
        return fresh

    return tuple(Layer(filled(layer.weights), filled(layer.biases), layer.activation) for layer in like)
