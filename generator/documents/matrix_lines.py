"""What a layer computes, written with matrices: the lines that a template finds under `matrix`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from generator.documents.layer_matrices import LayerMatrices
from generator.engine.network import net_input
from generator.errors import nearest
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text.matrices import Applied, Axis, Expression, Matrix, Operation, Scalar, in_terms_of
from generator.text.matrix_equation import Equation

PARAMETERS = ("weights", "biases")


def matrix_line(
    worked: Worked,
    kind: str,
    layer: Mapping[str, object],
    *,
    round: int | Quantity = 1,
    sample: int | Quantity | None = None,
    batch: bool = False,
    parameter: str = "weights",
    of: Worked | None = None,
) -> Equation:
    """A line of matrices of a layer, in the form of the example's notation.

    kind: one of KINDS, or what the optimizer calls a number that it computes for each parameter, such as velocity.
    sample: the number of one of the round's samples, the first if not said; batch: all of them, a column for each.
    parameter: weights or biases, where a line can be about either. of: a variant of the example, or a mistaken one.
    LookupError for what is not there."""
    worked = of or worked
    if not isinstance(layer, Mapping):
        raise TypeError(f"a line of matrices is about one of layers, such as layers[0]; found {layer!r}")
    if batch and sample is not None:
        raise ValueError("a line is about one sample or about the whole batch: say sample or batch, not both")
    if parameter not in PARAMETERS:
        raise LookupError(f"unknown parameter '{parameter}'. {nearest(parameter, PARAMETERS)}")
    number = None if sample is None else int(sample)
    here = LayerMatrices(worked, int(layer["index"]) - 1, int(round), number, bool(batch), parameter)
    optimizer = worked.method.optimizer
    if kind in (*optimizer.state, *optimizer.aside):
        equation = by_the_optimizer(here, kind)
    elif kind in KINDS:
        equation = KINDS[kind](here)
    else:
        known = (*KINDS, *optimizer.state, *optimizer.aside)
        raise LookupError(f"unknown kind of matrix line '{kind}'. {nearest(kind, known)}")
    return equation.in_rows if worked.example.notation.form == "rows" and kind not in SAME_IN_ROWS else equation


def forward(here: LayerMatrices) -> Equation:
    net = here.by_sample(lambda forward, _: forward.net, here.worked_out)
    return Equation(net, net_input(here.weights, here.biases, here.incoming))


def out(here: LayerMatrices) -> Equation:
    activation, settings = here.layer.activation, tuple(map(Scalar, here.layer.settings))
    if all(node.operation == "same" for node in here.out.entries.flat):
        return Equation(here.out, here.net)
    name = here.worked.example.layers[here.index].activation
    return Equation(here.out, Applied(name, activation.value, here.net, settings))


def delta(here: LayerMatrices) -> Equation:
    """The deltas of an output layer by the chain rule, those of another from the deltas of the layer after it."""
    if not here.names.is_output:
        passed_back = here.weights_back.T @ here.after.delta(here.after.neurons)
        return Equation(here.delta(here.worked_out), passed_back * here.slope(here.worked_out))
    dE_dout = here.by_sample(lambda _, backward: backward.dE_dout, here.neurons)
    if here.names.coupled:
        dE_dnet = Matrix(jacobian_of(here).T, here.neurons, here.neurons) @ dE_dout
    else:
        dE_dnet = dE_dout * here.slope(here.neurons)
    return Equation(here.delta(here.neurons), signed(here, dE_dnet))


def gradient(here: LayerMatrices) -> Equation:
    """The gradient of one sample, or of the batch's loss."""
    done = here.done.gradients[here.index] if here.batch else None
    one = here.passes[0].backward[here.index]
    if here.parameter == "weights":
        result = here.by_weight(done.weights if done else one.dE_dw)
        total = here.delta(here.worked_out) @ here.incoming.T
    else:
        if here.layer.biases is None:
            raise LookupError(f"layer {here.index + 1} has no biases")
        result = here.by_parameter(done.biases if done else one.dE_db)
        total = here.delta(here.neurons if here.names.shares_bias else here.worked_out)
        total = total @ ones(here.samples) if len(here.passes) > 1 else total
        total = ones(here.neurons).T @ total if here.names.shares_bias and here.neurons.count > 1 else total
    averages = here.worked.method.averages and len(here.passes) > 1
    return Equation(result, signed(here, total / len(here.passes) if averages else total))


def decayed_gradient(here: LayerMatrices) -> Equation:
    """The gradient with the weight decay, from which the optimizer takes it."""
    decay, made = here.worked.method.weight_decay, here.done
    if decay is None:
        raise LookupError("this example has no weight decay")
    plain = here.by_weight(made.gradients[here.index].weights)
    decayed = here.by_weight(made.moves[here.index].weights.gradient)
    return Equation(decayed, plain + Scalar(decay) * here.weights)


def by_the_optimizer(here: LayerMatrices, wanted: str = "update") -> Equation:
    """What the optimizer computes for each parameter. Its own function says how, in terms of the rest of it."""
    method, memory, move = here.worked.method, here.done.before.memory[here.index], here.move
    before = {"weights": (here.layer.weights, memory.weights), "biases": (here.layer.biases, memory.biases)}
    parameter, state = before[here.parameter]
    settings = {**method.settings, "t": here.done.t}
    results = method.optimizer.update(
        here.by_parameter(parameter),
        here.by_parameter(move.gradient),
        *(Scalar(settings[name]) for name in method.optimizer.settings),
        *map(here.by_parameter, state),
    )
    results = results if isinstance(results, tuple) else (results,)
    made = tuple(map(here.by_parameter, (move.parameter, *move.state, *move.aside)))
    place = ("update", *method.optimizer.state, *method.optimizer.aside).index(wanted)
    return Equation(made[place], in_terms_of(dict(zip(results, made, strict=True)), results[place]))


def jacobian(here: LayerMatrices) -> Equation:
    """How each out of a softmax changes with each net: a row for each out, in both traditions."""
    if not here.names.coupled:
        raise LookupError(f"layer {here.index + 1} has no Jacobian: each of its outs depends on one net only")
    every = Matrix(jacobian_of(here), here.neurons, here.neurons)
    return Equation(every, Operation("diagonal", (here.out,)) - here.out @ here.out.T)


def jacobian_of(here: LayerMatrices) -> np.ndarray:
    if len(here.passes) > 1:
        raise LookupError("a Jacobian belongs to one sample: say sample in place of batch")
    return here.passes[0].backward[here.index].dout_dnet


def signed(here: LayerMatrices, delta: Expression) -> Expression:
    """From dE/dnet to delta, or back."""
    return -delta if here.worked.method.negative_delta else delta


def ones(axis: Axis) -> Matrix:
    return Matrix(np.array([[Traced(1)] for _ in range(axis.count)], dtype=object), axis)


def given_biases(here: LayerMatrices) -> Equation:
    if here.biases is None:
        raise LookupError(f"layer {here.index + 1} has no biases")
    return Equation(here.biases)


KINDS: dict[str, Callable[[LayerMatrices], Equation]] = {
    "weights": lambda here: Equation(here.weights),
    "biases": given_biases,
    "inputs": lambda here: Equation(here.incoming),
    "forward": forward,
    "out": out,
    "slope": lambda here: Equation(here.slope(here.neurons)),
    "delta": delta,
    "gradient": gradient,
    "decayed gradient": decayed_gradient,
    "update": by_the_optimizer,
    "jacobian": jacobian,
}

SAME_IN_ROWS = ("jacobian",)
