"""Every optimizer of the table: steps on paper, and the sums over all gradients that its state stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.optimizers import OPTIMIZERS
from generator.numbers import certified
from generator.numbers.certified import ball
from tests.engine.unrolled import STEPS
from tests.strategies import SETTINGS, Learning, decimals, learnings, quick

TABLE = pytest.mark.parametrize("name", OPTIMIZERS)


def run(name: str, parameter: np.ndarray, gradients: list, settings: Mapping[str, object]) -> list[tuple]:
    """What `update` returns in each round, with a state that starts at zero."""
    optimizer, done = OPTIMIZERS[name], []
    state = tuple(parameter * 0 for _ in optimizer.state)
    for t, gradient in enumerate(gradients, 1):
        numbers = {**settings, "t": t}
        result = optimizer.update(parameter, gradient, *(numbers[key] for key in optimizer.settings), *state)
        done.append(result if optimizer.state else (result,))
        assert len(done[-1]) == 1 + len(optimizer.state) + len(optimizer.aside)
        parameter, state = done[-1][0], done[-1][1 : 1 + len(state)]
    return done


# Name, settings, the parameter, gradients; then by round the parameter, the state, and what else a reader meets.
ON_PAPER = [
    ("gradient descent", {"learning_rate": 0.25}, 1, [2, -2], [(0.5,), (1,)]),
    # The tutorial: w5 and w7. Its digits for the gradients, its digits for the new weights.
    ("gradient descent", {"learning_rate": 0.5}, 0.4, [0.082167041], [(0.35891648,)]),
    ("gradient descent", {"learning_rate": 0.5}, 0.5, [-0.022602540], [(0.511301270,)]),
    # v = -0.1, then 0.9 * -0.1 - 0.1 * 2 = -0.29
    ("momentum", {"learning_rate": 0.1, "momentum": 0.9}, 1, [1, 2], [(0.9, -0.1), (0.61, -0.29)]),
    # The same v; 1 - 0.09 - 0.1 = 0.81, then 0.81 - 0.261 - 0.2 = 0.349
    ("nesterov", {"learning_rate": 0.1, "momentum": 0.9}, 1, [1, 2], [(0.81, -0.1), (0.349, -0.29)]),
    # s = 0.25 * 4 = 1, step 0.5 * 2 / 1.5; then s = 0.75 + 0.25 = 1, step 0.5 * -1 / 1.5
    ("rmsprop", {"learning_rate": 0.5, "decay": 0.75, "epsilon": 0.5}, 1, [2, -1],
     [(Fraction(1, 3), 1), (Fraction(2, 3), 1)]),
    # m = 1, s = 1, corrected 1/0.5 and 1/0.25, step 0.5 * 2 / 2.5 = 0.4;
    # m = 0.5 - 1 = -0.5, s = 0.75 + 1, corrected -0.5/0.75 and 1.75/0.4375, step 0.5 * -2/3 / 2.5 = -2/15
    ("adam", {"learning_rate": 0.5, "beta1": 0.5, "beta2": 0.75, "epsilon": 0.5}, 1, [2, -2],
     [(0.6, 1, 1, 2, 4), (Fraction(11, 15), -0.5, 1.75, Fraction(-2, 3), 4)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "settings", "parameter", "gradients", "results"), ON_PAPER)
def test_each_round_is_the_one_on_paper(
    name: str, settings: Mapping[str, float], parameter: float, gradients: list[float], results: list[tuple]
) -> None:
    done = run(name, np.array([float(parameter)]), [np.array([float(g)]) for g in gradients], settings)
    for made, expected in zip(done, results, strict=True):
        assert [float(array[0]) for array in made] == pytest.approx([float(x) for x in expected], abs=6e-10)


def test_every_optimizer_stands_on_paper_and_is_unrolled() -> None:
    assert {name for name, *_ in ON_PAPER} == set(STEPS) == set(OPTIMIZERS)


def trainings(name: str) -> st.SearchStrategy[tuple]:
    """A parameter, one to six gradients, and settings."""
    number = decimals(-999, 999)
    return st.tuples(number, st.lists(number, min_size=1, max_size=6), learnings(name))


@TABLE
def test_every_step_is_the_sum_over_all_gradients_so_far(name: str) -> None:
    @given(trainings(name))
    @quick(40)
    def holds(drawn: tuple[Decimal, list[Decimal], Learning]) -> None:
        start, gradients, learning = drawn
        with certified.precision(300), mpmath.workdps(60):
            settings = {key: ball(value) for key, value in learning.settings.items()}
            done = run(name, np.array([ball(start)]), [np.array([ball(g)]) for g in gradients], settings)
            plain = {key: mpmath.mpf(str(value)) for key, value in learning.settings.items()}
            expected = mpmath.mpf(str(start))
            for n, made in enumerate(done, 1):
                expected += STEPS[name]([mpmath.mpf(str(g)) for g in gradients[:n]], **plain)
                assert abs(mpmath.mpf(made[0][0].mid().str(60, radius=False)) - expected) < mpmath.mpf(10) ** -50
                assert certified.width(made[0][0]) < 1e-50

    holds()


@TABLE
def test_float64_meets_the_certified_values(name: str) -> None:
    @given(trainings(name))
    @quick(40)
    def holds(drawn: tuple[Decimal, list[Decimal], Learning]) -> None:
        start, gradients, learning = drawn
        doubles, balls = (
            run(name, np.array([kind(start)]), [np.array([kind(g)]) for g in gradients],
                {key: kind(value) for key, value in learning.settings.items()})
            for kind in (float, ball)
        )  # fmt: skip
        for made, exact in zip(doubles, balls, strict=True):
            middles = [certified.middle(array[0]) for array in exact]
            assert [array[0] for array in made] == pytest.approx(middles, rel=1e-12, abs=1e-12)

    holds()


def test_the_parameter_that_nesterov_moves_is_the_point_that_his_own_method_looks_at() -> None:
    rate, kept, x, v, seen = 0.1, 0.8, 3.0, 0.0, []
    for _ in range(6):  # on the parabola x**2 / 2, whose gradient is x
        ahead = x + kept * v
        seen.append(ahead)
        v = kept * v - rate * ahead
        x = x + v
    parameter, velocity = np.array([3.0]), np.array([0.0])
    for ahead in seen:
        assert parameter[0] == pytest.approx(ahead, rel=1e-14)
        parameter, velocity = OPTIMIZERS["nesterov"].update(parameter, parameter, rate, kept, velocity)


@pytest.mark.parametrize("gradient", [0.03, -250.0])
def test_adam_walks_at_the_same_pace_down_a_gentle_slope_and_a_steep_one(gradient: float) -> None:
    settings = {"learning_rate": 0.125, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-12}
    done = run("adam", np.array([5.0]), [np.array([gradient])] * 7, settings)
    paces = [5 - np.sign(gradient) * 0.125 * t for t in range(1, 8)]
    assert [made[0][0] for made in done] == pytest.approx(paces, rel=1e-9)


SOME = {setting: float(Decimal((low + high) // 2).scaleb(-places)) for setting, (low, high, places) in SETTINGS.items()}
BOWL = np.array([[3.0, -2.0], [0.5, 1.0]])
"""A start on the bowl x**2 / 2, whose gradient is x."""


@TABLE
def test_the_first_small_step_goes_down_the_hill(name: str) -> None:
    ((after, *_),) = run(name, BOWL, [BOWL], {**SOME, "learning_rate": 0.01})
    assert after.shape == BOWL.shape and (np.abs(after) < np.abs(BOWL)).all()


@TABLE
def test_on_level_ground_nothing_moves(name: str) -> None:
    for made in run(name, BOWL, [BOWL * 0] * 3, SOME):
        assert (made[0] == BOWL).all() and all((array == 0).all() for array in made[1:])


@TABLE
def test_what_is_given_is_left_as_it_was(name: str) -> None:
    optimizer = OPTIMIZERS[name]
    arrays = [BOWL.copy(), BOWL.copy(), *(BOWL.copy() ** 2 for _ in optimizer.state)]
    before = [array.copy() for array in arrays]
    optimizer.update(*arrays[:2], *({**SOME, "t": 2}[key] for key in optimizer.settings), *arrays[2:])
    assert all((new == old).all() for new, old in zip(arrays, before, strict=True))


@TABLE
def test_every_entry_goes_its_own_way(name: str) -> None:
    gradients = [BOWL, -2 * BOWL, BOWL**2]
    together = run(name, BOWL, gradients, SOME)
    for place in np.ndindex(BOWL.shape):
        alone = run(name, BOWL[place][np.newaxis], [gradient[place][np.newaxis] for gradient in gradients], SOME)
        for made, single in zip(together, alone, strict=True):
            assert [array[place] for array in made] == [array[0] for array in single]


AFTER_ONE_ROUND: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "velocity": lambda gradient: -SOME["learning_rate"] * gradient,
    "mean": lambda gradient: (1 - SOME["beta1"]) * gradient,
    "square": lambda gradient: (1 - SOME["beta2"]) * gradient**2,
    "mean_corrected": lambda gradient: gradient,
    "square_corrected": lambda gradient: gradient**2,
}
"""What a state and an aside are after the first round."""


@TABLE
def test_states_and_asides_are_what_they_are_called(name: str) -> None:
    optimizer = OPTIMIZERS[name]
    ((_, *made),) = run(name, BOWL, [BOWL - 0.1], {**SOME, "decay": SOME["beta2"]})
    for called, array in zip([*optimizer.state, *optimizer.aside], made, strict=True):
        assert array == pytest.approx(AFTER_ONE_ROUND[called](BOWL - 0.1), rel=1e-12)


@TABLE
def test_the_names_of_settings_state_and_asides_are_all_different(name: str) -> None:
    optimizer = OPTIMIZERS[name]
    names = [*optimizer.settings, *optimizer.state, *optimizer.aside]
    assert len(set(names)) == len(names)
    assert "learning_rate" in optimizer.settings and set(optimizer.settings) <= {*SETTINGS, "t"}
