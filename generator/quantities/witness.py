"""The two witnesses of every certified value: a float64 run, and difference quotients for the gradients."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.engine.training import Round
from generator.errors import Problem
from generator.numbers import certified
from generator.quantities import naming, second_answers
from generator.quantities.quotients import QUOTIENT_AGREES_WITHIN, quotient_differences
from generator.quantities.rounding import full_scales, least_scales
from generator.quantities.scale import WITHIN, scales
from generator.quantities.trainings import overflow_is_no_fault, trained_in_float64
from generator.quantities.worked import Worked


@dataclass(frozen=True)
class Testimony:
    """How many values were met by both witnesses, and the largest relative differences that they saw."""

    values: int
    gradients: int
    largest_float64_difference: float
    largest_quotient_difference: float
    problems: tuple[Problem, ...]


def called(worked: Worked) -> None:
    """ExampleError where the training cannot be run in float64: nothing of it would be witnessed."""
    trained_in_float64(worked.example, worked.history.step)


def testimony(worked: Worked) -> Testimony:
    """Both witnesses on every round of the example and its variants that the book has asked for, and on its answers."""
    seen = [(one, number) for one in worked.witnessed() for number in one.seen_rounds()]
    runs = [(one, *found) for one, number in seen for found in float64_differences(one, number)]
    asked = [(one, number) for one, number in seen if not one.is_mistaken and (number == 1 or not one.is_partial)]
    slopes = [(one, *found) for one, number in asked for found in quotient_differences(one, number)]
    problems = [
        Problem(
            one.example.path.as_posix(),
            None,
            f"{name} in round {number}: the {witness} differs by {gap:.1e} (relative)",
            kind="witness",
        )
        for witness, differences, limit in (
            ("float64 run", runs, WITHIN),
            ("difference quotient", slopes, WITHIN if worked.is_agreed(1) else QUOTIENT_AGREES_WITHIN),
        )
        for one, name, number, gap in differences
        if not gap <= limit
    ]
    problems += (problem for one in worked.witnessed() for problem in second_answers.problems(one))
    return Testimony(len(runs), len(slopes), largest(runs), largest(slopes), tuple(problems))


Differences = Iterator[tuple[str, int, float]]


def float64_differences(worked: Worked, number: int) -> Differences:
    """Each computed value of a round against the float64 run, relative to its scale. Where one differs by too much, all
    is found out about the rounding errors in what the round is made from, which takes longer."""
    history = trained_in_float64(worked.example, worked.history.step)
    with overflow_is_no_fault():
        done = history.round_at(number)
    found = list(compared(worked, number, done, least_scales(worked, number)))
    if any(not gap <= WITHIN for *_, gap in found):
        found = list(compared(worked, number, done, full_scales(worked, number)))
    yield from found


def compared(worked: Worked, number: int, done: Round, least: Mapping[int, float]) -> Differences:
    """The values of the float64 run, and how far each is from what was certified. least: as `scales` takes it."""
    engine_round = worked.engine_round(number)
    done = replace(done, passes=done.passes[: len(engine_round.passes)])  # of a large network the first sample only
    traced = list(computed(worked, engine_round))
    scale = scales((node for _, node in traced), least)
    for (label, value), (_, node) in zip(computed(worked, done), traced, strict=True):
        exact = certified.middle(node.value.ball)
        yield label.name, number, per(abs(float(value) - exact), scale[id(node)])


def computed(worked: Worked, done: Round) -> naming.Named:
    return naming.computed(worked.example, done, worked.method)


def per(gap: float, scale: float) -> float:
    return gap / scale if scale else gap


def largest(seen: list[tuple[Worked, str, int, float]]) -> float:
    return max((gap for *_, gap in seen), default=0.0)
