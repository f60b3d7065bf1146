"""The two witnesses: they find a wrong derivative and a run that differs, however little."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from generator.engine import activations
from generator.engine.activations import ACTIVATIONS, Activation
from generator.engine.losses import LOSSES, Loss
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Round, one_round
from generator.example import Example, read
from generator.numbers import certified
from generator.quantities import witness
from generator.quantities.trainings import trained_in_float64
from generator.quantities.worked import Worked
from tests.quantities import small_nets
from tests.small_books import EXAMPLE
from tests.two_outputs import FILE

BITS = 256
MISTAKE = "updated weights on the way back"
Make = Callable[..., Worked]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """A worked example that nobody has trained yet, since training is remembered."""
    with certified.precision(BITS):
        yield lambda text="", rounds=20: Worked(written(tmp_path, text or two_outputs(rounds)), BITS)


def two_outputs(rounds: int) -> str:
    return FILE.read_text(encoding="utf-8").split("rounds:")[0] + f"rounds: {rounds}\ntable: [1]\n"


def written(folder: Path, text: str) -> Example:
    file = folder / "1-net" / "example.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return read(file)


def accused(told: witness.Testimony) -> set[str]:
    return {problem.message.split(" in round")[0] for problem in told.problems}


def test_a_right_training_is_witnessed_in_every_round_that_was_asked_for(make: Make) -> None:
    worked = make()
    worked.after(1), worked.at(7)
    told = witness.testimony(worked)
    assert told.problems == ()
    assert told.gradients == 3 * (8 + 2)  # three rounds, eight weights and two biases
    assert told.values == 3 * len([q for q in worked.first.values() if q.kind == "computed"])
    assert 0 < told.largest_float64_difference < 1e-14
    assert told.largest_quotient_difference < 1e-30


def test_variants_are_witnessed_too(make: Make) -> None:
    worked = make()
    before = witness.testimony(worked).gradients
    freed = worked.variant(update="weights and biases")
    freed.after(5)
    assert witness.testimony(worked).gradients == before + 2 * (8 + 2)


OUTPUT, HIDDEN = {"dE_dw5", "dE_dw6", "dE_dw7", "dE_dw8", "dE_db2"}, {"dE_dw1", "dE_dw2", "dE_dw3", "dE_dw4", "dE_db1"}


@pytest.mark.parametrize(("wrong", "expected"), [
    (lambda net, out: out * (1 + out), OUTPUT | HIDDEN),
    (lambda net, out: net * (1 - net), OUTPUT | HIDDEN),
    (lambda net, out: out * (1 - out) * (10**15 + 1) / 10**15, OUTPUT | HIDDEN),
    (lambda net, out: -(out * (1 - out)), OUTPUT),  # two slopes lie on the way to the hidden layer
], ids=["a sign", "net for out", "one part in a thousand million million", "the sign"])  # fmt: skip
def test_a_wrong_slope_is_found_by_the_difference_quotient(
    make: Make, wrong: Callable, expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ACTIVATIONS, "logistic", Activation(activations.logistic, wrong))
    told = witness.testimony(make(rounds=1))
    assert accused(told) == expected
    assert all("in round 1: the difference quotient differs by" in problem.message for problem in told.problems)
    assert all(problem.file.endswith("1-net/example.yml") for problem in told.problems)


def test_a_wrong_slope_of_the_loss_is_found(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(LOSSES["half squared error"], slope=lambda target, out: -(target - out) * 2)
    monkeypatch.setitem(LOSSES, "half squared error", wrong)
    assert {f"dE_dw{n}" for n in range(1, 9)} <= accused(witness.testimony(make()))


def test_a_wrong_gradient_of_one_layer_accuses_that_layer_alone(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    worked = make()
    done = worked.engine_round(1)
    (one,) = done.passes
    wrong = replace(one.backward[0], dE_dw=one.backward[0].dE_dw * 2)
    changed = replace(done, passes=(replace(one, backward=(wrong, one.backward[1])),))
    monkeypatch.setattr(worked, "engine_round", lambda number: changed)
    gaps = {name: gap for name, _, gap in witness.quotient_differences(worked, 1)}
    assert {name for name, gap in gaps.items() if gap > 1e-20} == {"dE_dw1", "dE_dw2", "dE_dw3", "dE_dw4"}


class Astray:
    """A float64 training whose first layer has weights that are so many times too large."""

    def __init__(self, example: Example, step: Callable, times: float) -> None:
        self.history, self.times = trained_in_float64(example, step), times

    def round_at(self, number: int) -> Round:
        start, setting = self.history.start_of(number), self.history.setting
        first, *rest = start.network
        network = (replace(first, weights=first.weights * self.times), *rest)
        return one_round(replace(start, network=network), setting.method, setting.batch(number), number)


@pytest.fixture
def floats_go_astray(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    return lambda times: monkeypatch.setattr(witness, "trained_in_float64", partial(Astray, times=times))


@pytest.mark.parametrize("by", [1e-9, -1e-10])
def test_a_float_run_that_differs_is_found(make: Make, floats_go_astray: Callable, by: float) -> None:
    worked = make()
    worked.at(15)
    floats_go_astray(1 + by)
    told = witness.testimony(worked)
    # net = 0.15 * 0.05 + 0.20 * 0.10 + 0.35: the weights make 0.0275 of it. Both factors of a product may be off, a
    # weight by so much of the largest beside it, which is 0.30.
    net_h1 = next(gap for name, number, gap in witness.float64_differences(worked, 1) if name == "net_h1")
    assert net_h1 == pytest.approx(abs(by) * 0.0275 / (0.0275 + 0.30 * (0.05 + 0.10) + 0.35), rel=1e-3)
    assert {"net_h1", "net_h2"} <= accused(told)
    assert all("float64 run" in problem.message for problem in told.problems)
    assert told.largest_float64_difference >= net_h1


def test_a_difference_says_its_quantity_its_round_and_its_size(make: Make, floats_go_astray: Callable) -> None:
    worked = make()
    floats_go_astray(2)
    (problem,) = [problem for problem in witness.testimony(worked).problems if problem.message.startswith("net_h1 ")]
    assert problem.message == "net_h1 in round 1: the float64 run differs by 6.5e-02 (relative)"


def test_a_value_that_is_not_a_number_is_no_agreement(make: Make, floats_go_astray: Callable) -> None:
    worked = make()
    floats_go_astray(float("nan"))
    assert "net_h1" in accused(witness.testimony(worked))


def test_a_mistake_is_not_held_against_the_quotient(make: Make) -> None:
    """Its gradient is wrong on purpose; what it computes must still be what it computes."""
    worked = make()
    told_before = witness.testimony(worked)
    wrong = worked.mistaken(MISTAKE)
    wrong.after(3)
    gaps = [gap for name, _, gap in witness.quotient_differences(wrong, 1) if name == "dE_dw1"]
    assert gaps[0] > 1e-3  # it would be found
    told = witness.testimony(worked)
    assert told.problems == () and told.gradients == told_before.gradients
    assert told.values > told_before.values


def test_a_mistake_is_held_against_its_own_float_run(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    worked = make()
    worked.mistaken(MISTAKE).after(3)
    monkeypatch.setattr(witness, "trained_in_float64", lambda example, step: trained_in_float64(example, one_round))
    told = witness.testimony(worked)
    assert told.problems and {"dE_dw1", "w1_new"} <= accused(told)
    assert all("float64 run" in problem.message for problem in told.problems)


def test_shared_and_own_biases_and_several_samples_are_witnessed(make: Make) -> None:
    text = EXAMPLE.replace("- {inputs: [0.80], targets: [0.9]}", "- {inputs: [0.8], targets: [0.9]}\n"
                           "  - {inputs: [-0.3], targets: [0.2]}")  # fmt: skip
    worked = make(text)
    for number in range(1, 6):
        worked.at(number)
    told = witness.testimony(worked)
    assert told.problems == () and told.gradients == 5 * 4


def test_each_of_several_biases_is_moved_for_itself(make: Make) -> None:
    """With the wrong one moved, the quotient would be another neuron's."""
    told = witness.testimony(make(two_outputs(3).replace("biases: 0.35 ", "biases: [0.35, -0.4] ")))
    assert told.problems == () and told.gradients == 8 + 3


def test_where_large_numbers_cancel_a_double_is_not_blamed(make: Make) -> None:
    """net = 0.3 * 1000.1 - 0.30006 * 999.9000000001 - 0.000006 is far below a millionth, made of numbers near 300."""
    text = EXAMPLE.replace("inputs: [x]", "inputs: [x, y]").replace("[[0.30]]", "[[0.3, -0.30006]]")
    text = text.replace("biases: 0.1", "biases: -0.000006").replace("learning_rate: 0.5", "learning_rate: 1e-9")
    text = text.replace("inputs: [0.80]", "inputs: [1000.1, 999.9000000001]")
    worked = make(text.replace("rounds: 40", "rounds: 1").replace("[1, 2, 40]", "[1]"))
    net = worked.first["net_h"].value.ball
    assert 0 < abs(certified.middle(net)) < 1e-10
    gaps = {name: gap for name, _, gap in witness.float64_differences(worked, 1)}
    assert gaps["net_h"] < 1e-15
    assert not [problem for problem in witness.testimony(worked).problems if problem.message.startswith("net_h ")]


@pytest.mark.parametrize("choices", small_nets.ONE_OF_EACH, ids=small_nets.told)
def test_each_activation_loss_and_optimizer_stands_before_the_witnesses(choices: dict) -> None:
    """In batches of two of three samples: the first round has gradients of two samples, the fourth of one."""
    worked = small_nets.worked(**choices, batch=2, notation={"delta": "minus"})
    worked.after(3)
    told = witness.testimony(worked)
    assert told.problems == () and told.gradients == (2 + 1) * (8 + 4)
    assert 0 < told.largest_float64_difference < 1e-13 and told.largest_quotient_difference < 1e-30


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_what_an_optimizer_computes_is_held_against_the_float_run(optimizer: str, floats_go_astray: Callable) -> None:
    """A state, and what is made of it, that differ by as little as the gradient."""
    worked = small_nets.worked(optimizer=optimizer, rounds=3, title=f"{optimizer} astray")
    floats_go_astray(1 + 1e-9)
    found = accused(witness.testimony(worked))
    entry = OPTIMIZERS[optimizer]
    made = (*(f"{state}_w1_new" for state in entry.state), *(f"{aside}_w1" for aside in entry.aside))
    assert {*made, "w1_new"} <= found


def off_by_a_millionth(entry: Activation | Loss) -> Activation | Loss:
    """The same with a slope that is too steep by one part in a million."""
    return replace(entry, slope=lambda *arguments: entry.slope(*arguments) * (10**6 + 1) / 10**6)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_slope_of_any_activation_that_is_off_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the outputs, where the slope is passed once; relu passes nothing where it is zero."""
    monkeypatch.setitem(ACTIVATIONS, name, off_by_a_millionth(ACTIVATIONS[name]))
    worked = small_nets.worked(output=name, title=f"{name}, off")
    told = witness.testimony(worked)
    passing = {"o1", "o2"} if name != "relu" else {o for o in ("o1", "o2") if worked.first[f"net_{o}"] > 0}
    expected = {"o1": {"dE_dw5", "dE_dw6", "dE_db_o1"}, "o2": {"dE_dw7", "dE_dw8", "dE_db_o2"}}
    assert set().union(*(expected[o] for o in passing)) <= accused(told) <= OWN_BIASES
    assert all("difference quotient" in problem.message for problem in told.problems)


OWN_BIASES = {*(f"dE_dw{n}" for n in range(1, 9)), "dE_db_h1", "dE_db_h2", "dE_db_o1", "dE_db_o2"}


@pytest.mark.parametrize("name", LOSSES)
def test_a_slope_of_any_loss_that_is_off_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LOSSES, name, off_by_a_millionth(LOSSES[name]))
    told = witness.testimony(small_nets.worked(loss=name, batch="full", title=f"{name}, off"))
    assert accused(told) == OWN_BIASES
    assert all("difference quotient" in problem.message for problem in told.problems)


def test_a_jacobian_with_its_rows_and_columns_exchanged_is_no_other_but_a_wrong_sign_beside_its_diagonal_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The Jacobian of softmax is its own mirror image."""
    softmax = ACTIVATIONS["softmax"]
    mirrored = replace(softmax, slope=lambda net, out: softmax.slope(net, out).T)
    monkeypatch.setitem(ACTIVATIONS, "softmax", mirrored)
    assert witness.testimony(small_nets.worked(loss="categorical cross-entropy", title="mirrored")).problems == ()
    positive = replace(softmax, slope=lambda net, out: abs_of(softmax.slope(net, out)))
    monkeypatch.setitem(ACTIVATIONS, "softmax", positive)
    told = witness.testimony(small_nets.worked(loss="categorical cross-entropy", title="a wrong sign"))
    assert OUTPUT - {"dE_db2"} <= accused(told)


def abs_of(jacobian: np.ndarray) -> np.ndarray:
    """Without the minus beside the diagonal."""
    own = np.eye(len(jacobian), dtype=bool)
    return np.where(own, jacobian, -jacobian)
