"""Mistakes that worked examples make, so that a book can show what comes of them. Nothing trains with these."""

from __future__ import annotations

from dataclasses import replace

from generator.engine.activations import logistic
from generator.engine.cases import floor
from generator.engine.network import Backward, Layer, backward_layer, error_before, passed_back
from generator.engine.training import (
    Batch,
    Pass,
    Round,
    Start,
    Step,
    batch_total,
    gradient_of,
    moved,
    one_round,
    there_and_back,
)
from generator.engine.updates import Gradient, Method, Move, Moves, move_layer


def updated_weights_on_the_way_back(start: Start, method: Method, batch: Batch, t: object) -> Round:
    """A round that updates each layer at once, and passes the deltas back through weights that are already new."""
    passes = tuple(there_and_back(start.network, method, sample) for sample in batch)
    gradients: list[Gradient] = []
    moves: list[Moves] = []
    for index in reversed(range(len(start.network))):
        if moves:
            passes = tuple(with_derivatives(one, start, method, index, moves[0]) for one in passes)
        gradients.insert(0, gradient_of([one.backward[index] for one in passes], method))
        moves.insert(0, move_layer(start.network[index], gradients[0], method, start.memory[index], t))
    total, after = batch_total(passes, method), moved(start, moves)
    return Round(t, start, len(batch), passes, total, tuple(gradients), tuple(moves), after)


def with_derivatives(done: Pass, start: Start, method: Method, index: int, later: Moves) -> Pass:
    """The pass with the derivatives of one layer made from what the layer behind it, already moved, passes back."""
    behind = passed_through(done.backward[index + 1], later, method)
    here = done.forward[index]
    layer = backward_layer(start.network[index], here, error_before(behind), index == 0, method.negative_delta)
    return replace(done, backward=(*done.backward[:index], layer, behind, *done.backward[index + 2 :]))


def passed_through(derived: Backward, moved: Moves, method: Method) -> Backward:
    """The derivatives of a layer, which passes its deltas back through its new weights."""
    dE_dnet = -derived.delta if method.negative_delta else derived.delta
    dnet_dinput, via = passed_back(dE_dnet, moved.weights.parameter)
    return replace(derived, dnet_dinput=dnet_dinput, dE_dinput_via=via)


def parameters_with_two_decimals(start: Start, method: Method, batch: Batch, t: object) -> Round:
    """A round that writes its new weights and biases down with two decimals, and loses the rest."""
    done = one_round(start, method, batch, t)
    moves = tuple(
        Moves(to_two_decimals(to.weights), None if to.biases is None else to_two_decimals(to.biases))
        for to in done.moves
    )
    return replace(done, moves=moves, after=moved(start, moves))


def to_two_decimals(move: Move) -> Move:
    """The move with its result rounded, half a hundredth up."""
    return replace(move, parameter=floor((200 * move.parameter + 1) / 2) / 100)


def slope_taken_at_the_output(start: Start, method: Method, batch: Batch, t: object) -> Round:
    """A round that takes the slope of the logistic function where the out is, as if that were the net."""
    misled = replace(start, network=tuple(with_slope_at_the_output(layer) for layer in start.network))
    done = one_round(misled, method, batch, t)
    activations = [layer.activation for layer in start.network]
    network = tuple(replace(layer, activation=own) for layer, own in zip(done.after.network, activations, strict=True))
    return replace(done, before=start, after=replace(done.after, network=network))


def with_slope_at_the_output(layer: Layer) -> Layer:
    """The layer with a slope that is wrong, if it is logistic."""
    right = layer.activation
    if right.value is not logistic:
        return layer
    return replace(layer, activation=replace(right, slope=lambda net, out: right.slope(out, right.value(out))))


def added_in_place_of_subtracted(start: Start, method: Method, batch: Batch, t: object) -> Round:
    """A round whose steps lead uphill: errors with the sign of target minus out, and subtracted all the same."""
    done = one_round(start, method, batch, t)
    uphill = tuple(Gradient(-one.weights, None if one.biases is None else -one.biases) for one in done.gradients)
    moves = tuple(
        move_layer(layer, gradient, method, memory, t)
        for layer, gradient, memory in zip(start.network, uphill, start.memory, strict=True)
    )
    return replace(done, gradients=uphill, moves=moves, after=moved(start, moves))


MISTAKES: dict[str, Step] = {
    "added in place of subtracted": added_in_place_of_subtracted,
    "parameters with two decimals": parameters_with_two_decimals,
    "slope taken at the output": slope_taken_at_the_output,
    "updated weights on the way back": updated_weights_on_the_way_back,
}
