"""Networks of every kind whose matrix lines are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from generator.documents.matrix_lines import matrix_line
from generator.numbers import certified
from generator.quantities.worked import Worked
from generator.text.matrix_equation import steps
from tests import two_outputs
from tests.two_outputs import BITS, worked, writer

HIDDEN = {"name": "hidden", "neurons": ["h1", "h2", "h3"], "activation": "tanh",
          "weights": [[0.3, -0.5], [0.25, 0.7], [-0.4, 0.1]], "biases": [0.1, -0.2, 0.35]}
OUTPUT = {"name": "output", "neurons": ["o1", "o2"], "activation": "logistic",
          "weights": [[0.6, -0.1, 0.2], [-0.3, 0.45, 0.8]], "biases": 0.15}
ONE_OUTPUT = {"name": "output", "neurons": ["y"], "activation": "identity",
              "weights": [[0.7, -0.4, 0.9]], "biases": 0.05}
SOFTMAX = {**OUTPUT, "activation": "softmax", "biases": "none"}
ONE = [{"inputs": [0.3, -0.7], "targets": [0.5]}]
FIVE = [{"inputs": [0.3, -0.7], "targets": [1, 0]}, {"inputs": [0.9, 0.4], "targets": [0, 1]},
        {"inputs": [-0.2, 0.55], "targets": [1, 0]}, {"inputs": [0.15, 0.2], "targets": [0, 1]},
        {"inputs": [1.1, -0.35], "targets": [1, 0]}]
ADAM = {"optimizer": "adam", "beta1": 0.9, "beta2": 0.999, "epsilon": "1e-8"}

EXAMPLES: dict[str, dict[str, object]] = {
    "as in the book": {"layers": None},
    "rows": {"form": "rows", "delta": "minus", "weights": "to from"},
    "one output": {"layers": [HIDDEN, ONE_OUTPUT], "data": ONE, "delta": "minus"},
    "one output in rows": {"layers": [HIDDEN, ONE_OUTPUT], "data": ONE, "form": "rows"},
    "momentum, summed batches": {"batch": 2, "batch_loss": "sum", "optimizer": "momentum", "momentum": 0.9},
    "nesterov, weight decay": {"layers": [{**HIDDEN, "activation": "leaky relu", "slope": 0.1}, OUTPUT],
                               "batch": "full", "optimizer": "nesterov", "momentum": 0.9, "weight_decay": 0.01,
                               "times": "cross"},
    "rmsprop in rows": {"layers": [{**HIDDEN, "activation": "relu", "biases": "none"}, OUTPUT], "batch": 2,
                        "optimizer": "rmsprop", "decay": 0.9, "epsilon": 0.001, "form": "rows", "delta": "minus"},
    "softmax, adam": {"layers": [{**HIDDEN, "activation": "softplus"}, SOFTMAX], "loss": "categorical cross-entropy",
                      "batch": 3, **ADAM},
    "softmax, adam, in rows": {"layers": [HIDDEN, SOFTMAX], "loss": "categorical cross-entropy", "batch": 3, **ADAM,
                               "form": "rows", "delta": "minus"},
}  # fmt: skip
NOTATION = ("form", "delta", "weights", "times")


@cache
def example(name: str) -> Worked:
    asked = EXAMPLES[name]
    if asked == {"layers": None}:
        return worked()
    notation = {key: asked[key] for key in NOTATION if key in asked}
    changes = {"layers": [HIDDEN, OUTPUT], "data": FIVE, "update": "weights and biases", "rounds": 3, "table": [1]}
    changes |= {key: value for key, value in asked.items() if key not in NOTATION}
    if "epsilon" in changes:
        changes["epsilon"] = float(changes["epsilon"])
    with certified.precision(BITS):
        return Worked(two_outputs.read().variant(notation=notation, **changes), BITS)


def layer(number: int) -> Mapping[str, object]:
    return {"index": str(number)}


def line(of: Worked, kind: str, number: int, rule: str = "9 decimals", **options: object) -> str:
    with certified.precision(BITS):
        shown = {key: options.pop(key) for key in ("symbols", "numbers", "coloured", "digits") if key in options}
        return steps(writer(rule, of), matrix_line(of, kind, layer(number), **options), **shown)


def pmatrix(*rows: str) -> str:
    return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"


T = r"^{\mathsf{T}}"
