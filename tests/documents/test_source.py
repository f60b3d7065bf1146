"""The engine's functions as a reader sees them: what is shown runs, and does what the engine does."""

from __future__ import annotations

import ast
import re

import numpy as np
import pytest

from generator.documents import source
from generator.engine import activations, training
from generator.engine.activations import ACTIVATIONS, Activation
from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS, Optimizer

NET, GRADIENT = np.array([-1.5, -0.25, 0.25, 2.0]), np.array([0.1, 0.9, -0.4, 0.5])
TARGET, OUT = np.array([0.0, 0.25, 0.75, 0.0]), np.array([0.1, 0.2, 0.3, 0.4])
NUMBERS = {"slope": 0.125, "learning_rate": 0.5, "momentum": 0.9, "decay": 0.8, "beta1": 0.7, "beta2": 0.95,
           "epsilon": 1e-3, "t": 3}  # fmt: skip


def settings(entry: Activation | Optimizer) -> list[float]:
    return [NUMBERS[name] for name in entry.settings]


SHOWN = {
    **{f"value of {n}": (a.value, (NET, *settings(a))) for n, a in ACTIVATIONS.items()},
    **{f"slope of {n}": (a.slope, (NET, a.value(NET, *settings(a)), *settings(a))) for n, a in ACTIVATIONS.items()},
    **{n: (loss.value, (TARGET, OUT)) for n, loss in LOSSES.items()},
    **{f"slope of {n}": (loss.slope, (TARGET, OUT)) for n, loss in LOSSES.items()},
    **{n: (o.update, (NET, GRADIENT, *settings(o), *(GRADIENT**2 for _ in o.state))) for n, o in OPTIMIZERS.items()},
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_runs_and_gives_what_the_engine_gives(name: str) -> None:
    function, arguments = SHOWN[name]
    scope: dict = {"np": np}
    shown = "\n\n".join(source.functions([function]))
    exec(shown, scope)
    assert np.array_equal(scope[function.__name__](*arguments), function(*arguments))
    assert not re.search("constants|where_positive", shown)


def test_the_engines_functions_for_all_kinds_of_number_are_numpys_own() -> None:
    assert source.functions([activations.relu]) == (
        "def relu(net):\n    return np.where(net > 0, net, np.full_like(net, 0))",
    )
    (slope,) = source.functions([activations.leaky_relu_slope])
    assert slope.endswith("return np.where(net > 0, np.full_like(net, 1), np.full_like(net, slope))")


def test_annotations_and_words_are_left_out() -> None:
    (shown,) = source.functions([activations.logistic])
    assert shown == "def logistic(net):\n    return 1 / (1 + np.exp(-net))"
    (update,) = source.functions([OPTIMIZERS["gradient descent"].update])
    assert update == "def gradient_descent(parameter, gradient, learning_rate):\n" \
                     "    return parameter - learning_rate * gradient"  # fmt: skip


def test_what_a_function_calls_comes_before_it() -> None:
    shown = source.functions([training.batch_total])
    assert [ast.parse(text).body[0].name for text in shown] == ["over_batch", "batch_total"]


def test_each_function_comes_once() -> None:
    shown = source.functions([training.batch_total, training.gradient_of, activations.logistic, training.batch_total])
    assert [ast.parse(text).body[0].name for text in shown] == ["over_batch", "batch_total", "gradient_of", "logistic"]


def test_a_function_of_another_module_is_not_followed() -> None:
    """What training takes from network.py would drag the whole engine in."""
    assert len(source.functions([training.there_and_back])) == 1


def test_two_functions_of_one_name_are_not_taken_for_one() -> None:
    def logistic(net):
        return net

    with pytest.raises((ValueError, OSError, IndentationError)):
        source.functions([activations.logistic, logistic])
