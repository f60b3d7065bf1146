"""Whether there are as many weights, biases, inputs and targets as the network has places for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.example.enumerating import counted, in_a_row
from generator.example.plain_data import Finding, at, entries, has_no_rows
from generator.example.yaml_lines import Place


def weights_fit(data: Any) -> Iterator[Finding]:
    """One row per neuron, and in it one weight per input of the layer."""
    feeding, kind = entries(data, "inputs"), "input"
    for layer in range(len(entries(data, "layers"))):
        here: Place = ("layers", layer, "weights")
        neurons, rows = entries(data, "layers", layer, "neurons"), entries(data, *here)
        if has_no_rows(rows):
            yield (here, f"expected a list with a row for each neuron, found a list of {counted(len(rows), 'number')}",
                   "Put the weights of each neuron in brackets of their own: [[0.1, 0.2], [0.3, 0.4]].")
        if neurons and rows and len(rows) != len(neurons) and all(isinstance(row, list) for row in rows):
            yield (here, f"expected {counted(len(neurons), 'row')} (one per neuron: {in_a_row(neurons)}), "
                   f"found {len(rows)}", "Write one row of weights for each neuron.")
        for number, row in enumerate(rows):
            if feeding and isinstance(row, list) and len(row) != len(feeding):
                yield ((*here, number), f"expected {counted(len(feeding), 'weight')} (one per {kind}: "
                       f"{in_a_row(feeding)}), found {len(row)}", f"Write one weight for each {kind}, in this order.")
        feeding, kind = neurons, "neuron of the layer before"


def biases_fit(data: Any) -> Iterator[Finding]:
    for layer in range(len(entries(data, "layers"))):
        neurons, biases = entries(data, "layers", layer, "neurons"), at(data, "layers", layer, "biases")
        if neurons and isinstance(biases, list) and len(biases) != len(neurons):
            yield (("layers", layer, "biases"), f"expected {counted(len(neurons), 'bias', 'biases')} (one per neuron: "
                   f"{in_a_row(neurons)}), found {len(biases)}",
                   "A bias that the whole layer shares is written as one number without brackets.")


def data_fit(data: Any) -> Iterator[Finding]:
    """One number per input and one target per neuron of the last layer."""
    outputs = entries(data, "layers", len(entries(data, "layers")) - 1, "neurons")
    for sample in range(len(entries(data, "data"))):
        for key, names, kind in (("inputs", entries(data, "inputs"), "input"), ("targets", outputs, "output")):
            given = at(data, "data", sample, key)
            if names and isinstance(given, list) and len(given) != len(names):
                yield (("data", sample, key), f"expected {counted(len(names), 'number')} (one per {kind}: "
                       f"{in_a_row(names)}), found {len(given)}", f"Write one number for each {kind}.")
