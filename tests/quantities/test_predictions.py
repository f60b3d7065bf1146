"""What a network makes of its data: the answers by hand, the loss in fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import mpmath
import pytest

from generator.errors import ExampleError
from generator.example import Example
from generator.numbers import certified
from generator.quantities.decisions import decision
from generator.quantities.predictions import Predictions
from generator.quantities.worked import Worked
from tests import two_outputs
from tests.exact_numbers import fraction
from tests.quantities import small_nets
from tests.two_outputs import to_mpmath

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


def net(example: Example) -> Worked:
    with certified.precision(small_nets.BITS):
        return Worked(example, small_nets.BITS)


def truth_table(activation: str, weights: Sequence, biases: Sequence, data: list[dict], **changes: object) -> Worked:
    """Two inputs, a hidden layer that finds "or" and "and", and an output layer."""
    neurons = ["yes", "no", "maybe"][: len(weights)]
    layers = [
        small_nets.layer("hidden", ["h1", "h2"], "logistic", [[20, 20], [20, 20]], [-10, -30]),
        small_nets.layer("output", neurons, activation, weights, biases),
    ]
    return net(two_outputs.read().variant(layers=layers, data=data, rounds=4, table=[1], **changes))


def samples(targets: Sequence) -> list[dict]:
    return [{"inputs": list(x), "targets": t} for x, t in zip(CORNERS, targets, strict=True)]


def answers(made: Predictions) -> list[list[int]]:
    return [[int(fraction(answer.value)) for answer in one.answers] for one in made.each]


def test_a_probability_answers_yes_above_one_half() -> None:
    """Or without and is the exclusive or."""
    exclusive = [[a ^ b] for a, b in CORNERS]
    made = truth_table("logistic", [[20, -20]], [-10], samples(exclusive)).predictions()
    assert answers(made) == exclusive and [one.is_right for one in made.each] == [True] * 4
    assert fraction(made.correct.value) == 4 and [one.answer for one in made.each] == [None] * 4
    assert [[int(t.written) for t in one.wanted] for one in made.each] == exclusive


def test_a_wrong_answer_is_not_counted() -> None:
    """The same network held against or, which differs for two ones."""
    made = truth_table("logistic", [[20, -20]], [-10], samples([[a | b] for a, b in CORNERS])).predictions()
    assert [one.is_right for one in made.each] == [True, True, True, False] and fraction(made.correct.value) == 3


def test_exactly_one_half_is_no_yes() -> None:
    made = truth_table("logistic", [[0, 0]], [0], samples([[0], [0], [1], [1]])).predictions()
    assert answers(made) == [[0]] * 4 and fraction(made.correct.value) == 2


def test_several_probabilities_answer_for_themselves_where_they_exclude_nothing() -> None:
    targets = [[a | b, a & b] for a, b in CORNERS]
    made = truth_table("logistic", [[20, 0], [0, 20]], [-10, -10], samples(targets)).predictions()
    assert answers(made) == targets and fraction(made.correct.value) == 4


@pytest.mark.parametrize("activation", ["softmax", "logistic"])
def test_of_several_classes_the_largest_wins_and_gives_its_name(activation: str) -> None:
    """Yes for the exclusive or, maybe for two ones, no for two zeros."""
    names = ["no", "yes", "yes", "maybe"]
    targets = [[int(name == neuron) for neuron in ("yes", "no", "maybe")] for name in names]
    weights, biases = [[4, -8], [-8, -1], [0, 5]], [0, 3, -2]
    made = truth_table(activation, weights, biases, samples(targets)).predictions()
    assert [one.answer for one in made.each] == [one.want for one in made.each] == names
    assert answers(made) == targets and fraction(made.correct.value) == 4


def test_a_class_that_is_largest_below_one_half_wins_too() -> None:
    """At two ones the nets are about 1, 0.9 and 0.8: the outs are near a third each."""
    weights, biases = [[1, 0], [0.9, 0], [0.8, 0]], [0, 0, 0]
    made = truth_table("softmax", weights, biases, samples([[0, 1, 0]] * 4)).predictions()
    assert [one.answer for one in made.each][1:] == ["yes"] * 3 and fraction(made.correct.value) == 0
    assert all(mpmath.mpf("0.3") < to_mpmath(out.value) < mpmath.mpf("0.4") for out in made.each[3].outs)


def test_tanh_answers_by_its_sign() -> None:
    exclusive = [[1 if a ^ b else -1] for a, b in CORNERS]
    made = truth_table("tanh", [[20, -20]], [-10], samples(exclusive)).predictions()
    assert answers(made) == exclusive and fraction(made.correct.value) == 4


@pytest.mark.parametrize(("activation", "targets"), [
    ("logistic", [[0.01], [0.99], [1], [0]]), ("tanh", [[1], [0], [1], [-1]]), ("identity", [[0], [1], [1], [0]]),
    ("relu", [[0], [1], [1], [0]]),
])  # fmt: skip
def test_measurements_are_not_taken_for_answers(activation: str, targets: list) -> None:
    made = truth_table(activation, [[20, -20]], [-10], samples(targets)).predictions()
    assert made.correct is None and decision(net_example(activation, targets)) is None
    assert {(one.answers, one.wanted, one.is_right, one.answer, one.want) for one in made.each} == {(None,) * 5}


def net_example(activation: str, targets: list) -> Example:
    output = small_nets.layer("output", ["y"], activation, [[1, 1]], "none")
    return two_outputs.read().variant(layers=[output], data=samples(targets))


def test_each_prediction_has_the_numbers_of_its_sample() -> None:
    worked = small_nets.worked(batch=2)
    for number in (1, 2, 3):
        made = worked.predictions(number)
        assert worked.predictions(number) is made and len(made.each) == 3
        for k, one in enumerate(made.each):
            assert fraction(one.sample.value) == k + 1
            assert [float(q.written) for q in one.inputs] == small_nets.DATA[k]["inputs"]
            assert [float(q.written) for q in one.targets] == small_nets.DATA[k]["targets"]
            assert [q.name for q in one.outs] == ["out_o1", "out_o2"] and one.E_total.name == "E_total"
            if k in worked.positions(number):
                of_sample = worked.at(number, sample=k + 1)
                assert one.outs[0] is of_sample["out_o1"] and one.E_total is of_sample["E_total"]
            else:
                assert one.outs[0].key == f"two-outputs/out_o1@{number}:{k + 1}"
                assert worked.named(one.outs[0].node.arguments[0]).name == "net_o1"


def test_the_number_of_a_sample_leads_to_its_round() -> None:
    worked = small_nets.worked(batch=2)
    second = worked.predictions(1).each[1]
    assert worked.at(1, sample=second.sample)["E_total"] is second.E_total
    with pytest.raises(LookupError, match="sample 2 is not in the batch of round 2, which has 3$"):
        worked.at(2, sample=second.sample)


def test_a_sample_that_lies_on_a_kink_before_its_own_round_is_named() -> None:
    """0.5 * 1 + 0.25 * -2 is zero, until the first update has changed the weights."""
    layers = [
        small_nets.layer("hidden", ["h1"], "relu", [[0.5, 0.25]], "none"),
        small_nets.layer("output", ["y"], "identity", [[1]], "none"),
    ]
    data = [{"inputs": x, "targets": [0.3]} for x in ([1, 1], [1, -2])]
    worked = net(two_outputs.read().variant(layers=layers, data=data, update="weights", rounds=3, table=[1]))
    assert len(worked.predictions(2).each) == 2
    with pytest.raises(ExampleError, match="round 1, sample 2: the net input of 'h1' is exactly 0"):
        worked.predictions(1)


def trained_by_hand(batch: int, mean: bool, rounds: int) -> list[tuple[Fraction, list[Fraction]]]:
    """One weight from 1/2 on, rate 1/8, half the squared error: what each round sees over all data, and over its batch,
    each as a mean or a sum."""
    points = [(Fraction(1), Fraction(2)), (Fraction(-1, 2), Fraction(1)), (Fraction(3, 2), Fraction(1, 4))]
    batches = [points[k : k + batch] for k in range(0, 3, batch)]
    weight, seen = Fraction(1, 2), []
    for number in range(rounds):
        now = batches[number % len(batches)]
        losses = [(t - weight * x) ** 2 / 2 for x, t in points]
        seen.append((sum(losses) / (3 if mean else 1), losses))
        gradient = sum((weight * x - t) * x for x, t in now) / (len(now) if mean else 1)
        weight -= gradient / 8
    return seen


@pytest.mark.parametrize("batch_loss", ["mean", "sum"])
@pytest.mark.parametrize("batch", [1, 2, 3])
def test_the_loss_over_all_data_is_what_the_example_makes_of_its_samples(batch: int, batch_loss: str) -> None:
    data = [{"inputs": [x], "targets": [t]} for x, t in ((1, 2), (-0.5, 1), (1.5, 0.25))]
    example = small_nets.one_weight("identity", 0.5, (1, 2), learning_rate=0.125, rounds=3).variant(
        data=data, batch=batch, batch_loss=batch_loss
    )
    worked = net(example)
    by_hand = trained_by_hand(batch, batch_loss == "mean", 4)
    for number in (1, 2, 3, 4):
        loss, each = by_hand[number - 1]
        assert two_ways_agree(worked, number, loss)
        for one, expected in zip(worked.predictions(number).each, each, strict=True):
            assert abs(to_mpmath(one.E_total.value) - to_mpf(expected)) < 1e-40
        assert worked.loss(number).name == ("E_batch" if batch == 3 else "E_data")


def two_ways_agree(worked: Worked, number: int, loss: Fraction) -> bool:
    """loss(r) and the loss of the predictions."""
    ours = [to_mpmath(q.value) for q in (worked.loss(number), worked.predictions(number).loss)]
    return all(abs(one - to_mpf(loss)) < 1e-40 for one in ours)


def to_mpf(number: Fraction) -> mpmath.mpf:
    with mpmath.workdps(60):
        return mpmath.mpf(number.numerator) / number.denominator


def test_with_one_sample_the_loss_is_its_total_error() -> None:
    worked = two_outputs.worked()
    assert worked.loss(1) is worked.first["E_total"] and worked.predictions(1).loss is worked.first["E_total"]
    assert worked.loss(worked.rounds) is worked.at(10_000)["E_total"]


def test_predictions_outside_the_training_are_refused() -> None:
    with pytest.raises(LookupError, match="round 9 is outside the training"):
        small_nets.worked(rounds=7).predictions(9)
