"""The engine's functions as a reader sees them: what is shown runs, and does what the engine does."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from generator.documents import source
from generator.engine import activations, training
from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS

X, Y = np.array([-1.5, 0.0, 0.25, 2.0]), np.array([0.1, 0.9, -0.4, 0.5])
SHOWN = {
    **{f"value of {n}": (a.value, (X,)) for n, a in ACTIVATIONS.items()},
    **{f"slope of {n}": (a.slope, (X, a.value(X))) for n, a in ACTIVATIONS.items()},
    **{f"{n}": (loss.value, (Y, X)) for n, loss in LOSSES.items()},
    **{f"slope of {n}": (loss.slope, (Y, X)) for n, loss in LOSSES.items()},
    **{n: (optimizer, (X, Y, 0.5)) for n, optimizer in OPTIMIZERS.items()},
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_runs_and_gives_what_the_engine_gives(name: str) -> None:
    function, arguments = SHOWN[name]
    scope: dict = {"np": np}
    exec("\n\n".join(source.functions([function])), scope)
    assert np.array_equal(scope[function.__name__](*arguments), function(*arguments))


def test_annotations_and_words_are_left_out() -> None:
    (shown,) = source.functions([activations.logistic])
    assert shown == "def logistic(net):\n    return 1 / (1 + np.exp(-net))"
    (update,) = source.functions([OPTIMIZERS["gradient descent"]])
    assert update == "def gradient_descent(parameter, gradient, learning_rate):\n" \
                     "    return parameter - learning_rate * gradient"  # fmt: skip


def test_what_a_function_calls_comes_before_it() -> None:
    shown = source.functions([activations.identity_slope])
    assert [ast.parse(text).body[0].name for text in shown] == ["ones", "identity_slope"]


def test_each_function_comes_once() -> None:
    slope = activations.identity_slope
    shown = source.functions([slope, activations.logistic, slope, activations.logistic])
    assert [ast.parse(text).body[0].name for text in shown] == ["ones", "identity_slope", "logistic"]


def test_a_function_of_another_module_is_not_followed() -> None:
    """What training takes from network.py would drag the whole engine in."""
    assert len(source.functions([training.updated])) == 1


def test_two_functions_of_one_name_are_not_taken_for_one() -> None:
    def logistic(net):
        return net

    with pytest.raises((ValueError, OSError, IndentationError)):
        source.functions([activations.logistic, logistic])
