"""One layer in one round as matrices: the engine's arrays, with their axes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from generator.engine.network import Backward, Forward, Layer
from generator.engine.training import Pass, Round
from generator.engine.updates import Move
from generator.numbers.traced import Traced, terms
from generator.quantities.labels import LayerNames, layers
from generator.quantities.worked import Worked
from generator.text.matrices import ONE, Axis, Matrix

Select = Callable[[Forward, Backward], np.ndarray]


@dataclass(frozen=True)
class LayerMatrices:
    """A layer of n neurons with m inputs in a round, with s of the round's samples: the one that is said, the whole
    batch, or the first. parameter: weights or biases, where a matrix can hold either.

    Of a network too large to be worked out in full, the rows of the matrices end where that ends.
    """

    worked: Worked
    index: int
    round_number: int
    sample: int | None
    batch: bool
    parameter: str

    @cached_property
    def done(self) -> Round:
        self.worked.at(self.round_number, self.sample)  # LookupError for a round or a sample that is not there
        return self.worked.engine_round(self.round_number)

    @cached_property
    def passes(self) -> tuple[Pass, ...]:
        positions = self.worked.positions(self.round_number)
        if self.batch and len(self.done.passes) < len(positions):
            raise LookupError("in a network so large, only the first sample of a batch is worked out")
        first = 0 if self.sample is None else self.sample - 1 - positions[0]
        return self.done.passes if self.batch else (self.done.passes[first],)

    @cached_property
    def names(self) -> LayerNames:
        return layers(self.worked.example)[self.index]

    @property
    def layer(self) -> Layer:
        return self.done.before.network[self.index]

    @property
    def after(self) -> LayerMatrices:
        """The next layer."""
        return replace(self, index=self.index + 1)

    @property
    def neurons(self) -> Axis:
        return Axis(self.worked.sizes[self.index + 1], len(self.names.neurons))

    @property
    def worked_out(self) -> Axis:
        """The neurons that are worked out in full."""
        return Axis(self.neurons.size, len(self.names.rows))

    @property
    def inputs(self) -> Axis:
        return Axis(self.worked.sizes[self.index], len(self.names.inputs))

    @property
    def samples(self) -> Axis:
        if not self.batch:
            return ONE
        size, count = self.worked.batch_size, len(self.passes)
        if not size == count:  # the last batch of an epoch has what is left
            size = self.worked.data_size - len(self.worked.example.data) // int(size) * size
        return Axis(size, count)

    def by_sample(self, select: Select, rows: Axis) -> Matrix:
        """What each sample has for each neuron or input: a column for each sample."""
        columns = [select(one.forward[self.index], one.backward[self.index]) for one in self.passes]
        return Matrix(np.stack(columns, axis=1)[: rows.count], rows, self.samples)

    def by_weight(self, array: np.ndarray) -> Matrix:
        return Matrix(array[: self.worked_out.count], self.worked_out, self.inputs)

    def by_parameter(self, array: np.ndarray) -> Matrix:
        """A number for each weight; or for each bias, of which a layer may share one."""
        if self.parameter == "weights":
            return self.by_weight(array)
        count = 1 if self.names.shares_bias else self.worked_out.count
        return Matrix(array[:count, np.newaxis], ONE if self.names.shares_bias else self.worked_out)

    @property
    def weights(self) -> Matrix:
        return self.by_weight(self.layer.weights)

    @property
    def biases(self) -> Matrix | None:
        """A bias for each neuron, each time its own or each time the one that the layer shares."""
        if self.layer.biases is None:
            return None
        each = np.broadcast_to(self.layer.biases[:, np.newaxis], (len(self.names.neurons), self.samples.count))
        return Matrix(each[: self.worked_out.count], self.worked_out, self.samples)

    @property
    def net(self) -> Matrix:
        return self.by_sample(lambda forward, _: forward.net, self.neurons)

    @property
    def out(self) -> Matrix:
        return self.by_sample(lambda forward, _: forward.out, self.neurons)

    @property
    def incoming(self) -> Matrix:
        return self.by_sample(lambda forward, _: forward.inputs, self.inputs)

    def delta(self, rows: Axis) -> Matrix:
        return self.by_sample(lambda _, backward: backward.delta, rows)

    def slope(self, rows: Axis) -> Matrix:
        """dout/dnet, of activations where each out depends on one net. LookupError for others."""
        if self.names.coupled:
            raise LookupError(f"the slopes of layer {self.index + 1} make a Jacobian")
        return self.by_sample(lambda _, backward: backward.dout_dnet, rows)

    @property
    def weights_back(self) -> Matrix:
        """The weights through which the deltas of the next layer came back: those that the sums for dE/dout were made
        with, which a mistake may have taken from elsewhere."""
        sums = self.passes[0].backward[self.index].dE_dout[: self.worked_out.count]
        back = [[term.arguments[1].arguments[0] for term in terms(total.arguments[0], never)] for total in sums]
        return Matrix(np.array(back, dtype=object).T, self.after.neurons, self.worked_out)

    @property
    def move(self) -> Move:
        """What the update did with the parameters. LookupError if they stay."""
        moves = self.done.moves[self.index]
        move = moves.weights if self.parameter == "weights" else moves.biases
        if move is None:
            raise LookupError(f"the biases of layer {self.names.index + 1} do not change")
        return move


def never(node: Traced) -> bool:
    return False
