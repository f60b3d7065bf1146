"""A round worked again, on balls, with any of its numbers nudged: what a derivative is the quotient of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

import numpy as np

from generator.engine.network import Network, errors, net_input
from generator.engine.training import Sample
from generator.numbers.certified import Ball, Certified, ball
from generator.quantities.quotients import QUOTIENT_STEP, balls, layer_of_balls
from generator.quantities.worked import Worked

BITS = 1024
"""Enough for a quotient of quotients."""


@dataclass(frozen=True)
class Node:
    """A number of a round that others depend on. kind: weight, bias, net, out, target, error, total, batch, delta; free
    for a letter of which nothing is known, by its name. layer 0 has the inputs, as out. sample is counted from 1."""

    kind: str
    layer: int = 0
    row: int = 0
    column: int = 0
    sample: int = 0
    name: str = ""


Nudges = tuple[tuple[Node, int], ...]
"""Numbers that are changed, each by so many steps."""

ORDER = {"weight": 0, "bias": 0, "net": 1, "out": 2, "error": 3, "total": 4, "batch": 5, "delta": 6}


class Replay:
    """One round of an example. network: as it starts. samples: by their numbers."""

    def __init__(self, worked: Worked, network: Network, samples: Mapping[int, Sample]) -> None:
        self.example, self.method = worked.example, worked.method
        self.network, self.samples = network, samples
        self._passed: dict[tuple[int, Nudges], Mapping[str, object]] = {}

    @classmethod
    def of(cls, worked: Worked, number: int) -> Replay:
        done = worked.engine_round(number)
        network = tuple(layer_of_balls(layer) for layer in done.before.network)
        numbered = zip(worked.positions(number), done.passes, strict=False)
        samples = {position + 1: one.sample for position, one in numbered}
        return cls(worked, network, {k: Sample(balls(one.inputs), balls(one.targets)) for k, one in samples.items()})

    def shaken(self, worked: Worked, seed: int = 1) -> Replay:
        """The same network with numbers a little different, so that nothing is 0, or equal, by chance."""
        chance = Random(seed)

        def other(array: np.ndarray | None) -> np.ndarray | None:
            if array is None:
                return None
            return np.vectorize(lambda number: number + ball_of(chance) / 1000, otypes=[object])(array)

        def shares(targets: np.ndarray) -> np.ndarray:
            return targets / targets.sum() if self.method.loss.targets == "distribution" else targets

        network = (replace(one, weights=other(one.weights), biases=other(one.biases)) for one in self.network)
        samples = {k: Sample(other(one.inputs), shares(other(one.targets))) for k, one in self.samples.items()}
        return Replay(worked, tuple(network), samples)

    @cached_property
    def step(self) -> Ball:
        return ball(QUOTIENT_STEP)

    def slope(self, above: Node, below: Node, nudges: Nudges = ()) -> Ball:
        """How fast one number changes with another, everything between them following."""
        there, back = (self.value(above, (*nudges, (below, way))) for way in (1, -1))
        return (there - back) / (2 * self.step)

    def value(self, node: Node, nudges: Nudges = ()) -> Ball:
        match node.kind:
            case "weight" | "bias":
                layer = self.network[node.layer - 1]
                own = layer.weights[node.row, node.column] if node.kind == "weight" else layer.biases[node.row]
                return own + self.by(node, nudges)
            case "batch":
                each = [self.passed(number, nudges)["total"] for number in self.samples]
                return sum(each[1:], start=each[0]) / (len(each) if self.method.averages else 1)
            case "delta":
                slope = self.slope(Node("total", sample=node.sample), replace(node, kind="net"), nudges)
                return -slope if self.method.negative_delta else slope
            case "target":
                return self.samples[node.sample].targets[node.row]
            case "total":
                return self.passed(node.sample, nudges)["total"]
            case "error":
                return self.passed(node.sample, nudges)["error"][node.row]
            case _:
                return self.passed(node.sample, nudges)[node.kind][node.layer][node.row]

    def by(self, node: Node, nudges: Nudges) -> Ball | int:
        return sum((way * self.step for one, way in nudges if one == node), start=0)

    def passed(self, sample: int, nudges: Nudges) -> Mapping[str, object]:
        key = sample, nudges
        if key not in self._passed:
            self._passed[key] = self.forward(sample, nudges)
        return self._passed[key]

    def forward(self, sample: int, nudges: Nudges) -> Mapping[str, object]:
        """net and out of each layer, error of each output, and the total."""
        changed = {node for node, _ in nudges}

        def nudged(array: np.ndarray, kind: str, layer: int) -> np.ndarray:
            ours = {node for node in changed if (node.kind, node.layer) == (kind, layer) and node.sample in (0, sample)}
            if not ours:
                return array
            array = array.copy()
            for node in ours:
                place = (node.row, node.column) if kind == "weight" else node.row
                array[place] = array[place] + self.by(node, nudges)
            return array

        outs, nets = [nudged(self.samples[sample].inputs, "out", 0)], [np.array([])]
        for number, layer in enumerate(self.network, 1):
            biases = None if layer.biases is None else nudged(layer.biases, "bias", number)
            weights = nudged(layer.weights, "weight", number)
            nets.append(nudged(net_input(weights, biases, outs[-1]), "net", number))
            outs.append(nudged(layer.activation.value(nets[-1], *layer.settings), "out", number))
        error = errors(self.method.loss, self.samples[sample].targets, outs[-1])
        return {"net": nets, "out": outs, "error": error.each, "total": error.total}


def depends(above: Node, below: Node) -> bool:
    """Whether one number comes after another in the round, so that its derivative by that means something."""
    if "free" in (above.kind, below.kind) or "target" in (above.kind, below.kind):
        return above.kind == below.kind
    if above.sample and below.sample and above.sample != below.sample:
        return False
    if below.kind in ("error", "total", "batch", "delta"):
        return above == below
    if above.kind in ("error", "total", "batch", "delta"):
        return True
    return (above.layer, ORDER[above.kind]) >= (below.layer, ORDER[below.kind])


def ball_of(chance: Random) -> Ball:
    """A number between 0 and 1."""
    return Certified.of(chance.randint(1, 999)).ball / 1000
