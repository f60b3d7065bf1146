"""What numbers of a network belong to: a neuron, an edge, a layer, told by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.checks.named import spelled
from generator.quantities import notation
from generator.quantities.labels import LayerNames, layers
from generator.quantities.worked import Worked

Neuron = tuple[int, str]
"""The number of its column, inputs being 0, and its name."""

Edge = tuple[Neuron, Neuron]

BIAS, TOTAL = "1", "total"
"""What stands for a name at the nodes that are no neurons."""

OF_NEURON = ("net_{}", "out_{}", "E_{}", "dE_dout_{}", "delta_{}", "target_{}", "delta_{}_short", "dout_dnet_{}")
OF_BIAS = ("{}", "{}_new", "dE_d{}", "dE_d{}_batch")


@dataclass(frozen=True)
class Parts:
    """The parts of an example's network."""

    worked: Worked

    @cached_property
    def layers(self) -> tuple[LayerNames, ...]:
        return layers(self.worked.example)

    @cached_property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """The names in each column."""
        return (self.worked.example.inputs, *(names.neurons for names in self.layers))

    @cached_property
    def spelled(self) -> tuple[Mapping[str, str], ...]:
        """The names in each column by how they are written."""
        return tuple({spelled(notation.subscript(name)): name for name in names} for names in self.columns)

    @cached_property
    def neurons(self) -> Mapping[str, Neuron]:
        """Names of numbers of a neuron, and the neuron."""
        inputs = {name: (0, name) for name in self.columns[0]}
        return inputs | {
            pattern.format(name): (index, name)
            for index, names in enumerate(self.columns) if index
            for name in names
            for pattern in OF_NEURON
        }  # fmt: skip

    def edge(self, name: str) -> Edge | None:
        """The edge that a number stands at: a weight's, an own bias's, that of a derivative."""
        name = name.removeprefix("-")
        weight = re.fullmatch(r"(?:dE_d|dnet_d)?w(\d+)(?:_new|_batch)?", name)
        if weight:
            return self.of_weight(int(weight[1]))
        if name in self.passed_on:
            return self.passed_on[name]
        neuron = self.neurons.get(name)
        if neuron and neuron[0] == len(self.layers) and name.startswith(("dE_dout_", "delta_")):
            return neuron, (neuron[0] + 1, TOTAL)
        return self.biases.get(name)

    def of_weight(self, number: int) -> Edge | None:
        for names in self.layers:
            place, count = number - names.weights_before - 1, len(names.inputs) * len(names.neurons)
            if 0 <= place < count:
                row, column = divmod(place, len(names.inputs))
                return (names.index, names.inputs[column]), (names.index + 1, names.neurons[row])
        return None

    @cached_property
    def passed_on(self) -> Mapping[str, Edge]:
        """The factors by which a delta is handed on, dnet/dout."""
        return {
            f"dnet_{neuron}_dout_{source}": ((names.index, source), (names.index + 1, neuron))
            for names in self.layers
            for neuron in names.neurons
            for source in names.inputs
        }

    @cached_property
    def biases(self) -> Mapping[str, Edge]:
        """Of biases of their own, the edge from the constant."""
        return {
            pattern.format(f"b_{neuron}"): ((names.index, BIAS), (names.index + 1, neuron))
            for names in self.layers if not names.shares_bias
            for neuron in names.neurons
            for pattern in OF_BIAS
        }  # fmt: skip

    @cached_property
    def shared(self) -> Mapping[str, Neuron]:
        """Of shared biases, the constant that they stand under."""
        shared = [names for names in self.layers if names.shares_bias]
        return {p.format(f"b{names.index + 1}"): (names.index, BIAS) for names in shared for p in OF_BIAS}

    def symbols(self, rounds: Iterator[int]) -> Mapping[str, set[str]]:
        """Names by how their symbols are written, in these rounds, whichever sample they are of."""
        found: dict[str, set[str]] = {}
        for number in rounds:
            samples = () if self.worked.is_partial else (k + 1 for k in self.worked.positions(number))
            for each in (self.worked.at(number), *(self.worked.at(number, k) for k in samples)):
                for name, quantity in each.items():
                    found.setdefault(spelled(quantity.symbol), set()).add(name)
        for neuron in self.layers[-1].neurons:  # the factor at the net of a coupled layer
            total, net = (self.worked.first[name].symbol for name in ("E_total", f"net_{neuron}"))
            found.setdefault(spelled(notation.partial(total, net)), set()).add(f"delta_{neuron}")
        return found
