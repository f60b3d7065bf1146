"""Right and wrong, decided a second time from float64 outputs: a decision that is turned is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from generator.quantities import predictions, second_answers, witness
from generator.quantities.predictions import Predictions
from generator.quantities.worked import Worked
from tests.quantities.test_predictions import CORNERS, samples, truth_table

EXCLUSIVE = [[a ^ b] for a, b in CORNERS]
ONE_OF_TWO = [[a ^ b, 1 - (a ^ b)] for a, b in CORNERS]
SIGNS = [[2 * (a | b) - 1] for a, b in CORNERS]


def halves() -> Worked:
    return truth_table("logistic", [[20, -20]], [-10], samples([[a | b] for a, b in CORNERS]))


def largest() -> Worked:
    return truth_table("softmax", [[20, -20], [-20, 20]], [-10, 10], samples(ONE_OF_TWO), loss="categorical cross-entropy")


def signs() -> Worked:
    return truth_table("tanh", [[20, -20]], [-10], samples(SIGNS))


KINDS: dict[str, Callable[[], Worked]] = {"halves": halves, "the largest": largest, "signs": signs}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_decided_rightly_is_confirmed(kind: str) -> None:
    worked = KINDS[kind]()
    for number in (1, 3):
        worked.predictions(number)
    assert second_answers.rule_of(worked.example) == kind and len(worked.predicted) == 2
    assert list(second_answers.problems(worked)) == [] and witness.testimony(worked).problems == ()


def changed(worked: Worked, **change: object) -> Sequence[str]:
    """What is said when the first prediction is another one."""
    made = worked.predictions(1)
    worked.predicted[1] = replace(made, each=(replace(made.each[0], **change), *made.each[1:]))
    return [problem.message for problem in second_answers.problems(worked)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_that_is_turned_is_found(kind: str) -> None:
    worked = KINDS[kind]()
    (told,) = changed(worked, is_right=not worked.predictions(1).each[0].is_right)
    assert "sample 1 in round 1" in told and "by the float64 run" in told


def test_another_name_for_the_answer_is_found() -> None:
    worked = largest()
    assert changed(worked, answer=worked.example.layers[-1].neurons[0])


def test_the_outputs_of_another_sample_are_found() -> None:
    worked = halves()
    (told,) = changed(worked, outs=worked.predictions(1).each[1].outs)
    assert "out_" in told


def test_another_count_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if those that are wrong were counted."""
    worked = halves()
    made: Predictions = worked.predictions(1)
    worked.predicted[1] = replace(made, correct=worked.counted("correct", 1))
    (problem,) = second_answers.problems(worked)
    assert problem.kind == "witness" and "1 answers are said to be right, and 3 are" in problem.message


def test_a_slip_in_the_decision_itself_is_told_by_the_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    turned = predictions.decided
    monkeypatch.setattr(predictions, "decided", lambda *of: replace(turned(*of), is_right=not turned(*of).is_right))
    worked = halves()
    worked.predictions(1)
    assert len(witness.testimony(worked).problems) == 4


def test_what_is_too_close_is_not_asked() -> None:
    assert second_answers.second("halves", [0.5 + 1e-9], [1.0]).is_right is None
    assert second_answers.second("the largest", [0.3, 0.3], [0.0, 1.0]).is_right is None
    assert second_answers.second("signs", [-0.2], [1.0]).is_right is False
