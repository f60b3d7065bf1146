"""What a network answers, decided once more from the outputs of the float64 run: the witness of right and wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.engine.activations import ACTIVATIONS
from generator.engine.network import Network, forward
from generator.errors import Problem
from generator.example import Example
from generator.numbers import certified
from generator.quantities.predictions import Prediction, Predictions
from generator.quantities.setting import Setting
from generator.quantities.trainings import overflow_is_no_fault, trained_in_float64
from generator.quantities.worked import Worked

TOO_CLOSE = 1e-6
"""An output that is so near to where the answer changes is not asked."""
WITHIN = 1e-6

Rule = Literal["signs", "the largest", "halves", "nothing"]


@dataclass(frozen=True)
class Second:
    """Outputs for a sample in float64, whether they are right (None: too close), and the places of answer and target
    where one of several is to win."""

    outs: tuple[float, ...]
    is_right: bool | None
    answer: int | None = None
    want: int | None = None


def problems(worked: Worked) -> Iterator[Problem]:
    """Where the predictions that the book has asked for are not those of the float64 run."""
    for number, made in worked.predicted.items():
        with overflow_is_no_fault():
            history = trained_in_float64(worked.example, worked.history.step)
            seconds = list(answers(worked.example, history.setting, history.start_of(number).network))
        names = worked.example.layers[-1].neurons
        for position, (one, second) in enumerate(zip(made.each, seconds, strict=False), 1):
            if told := difference(one, second, names):
                yield problem(worked, f"sample {position} in round {number}: {told}")
        if told := miscounted(made, seconds):
            yield problem(worked, f"round {number}: {told}")


def problem(worked: Worked, told: str) -> Problem:
    return Problem(worked.example.path.as_posix(), None, told, kind="witness")


def answers(example: Example, setting: Setting, network: Network) -> Iterator[Second]:
    rule = rule_of(example)
    for sample in setting.samples:
        outs = tuple(map(float, forward(network, sample.inputs)[-1].out))
        yield second(rule, outs, tuple(map(float, sample.targets)))


def rule_of(example: Example) -> Rule:
    """How outputs are to be read, by what the targets are and what the last layer can give."""
    rows = [[float(target) for target in sample.targets] for sample in example.data]
    every = {target for row in rows for target in row}
    last = example.layers[-1].activation
    if last == "tanh":
        return "signs" if every <= {-1.0, 1.0} else "nothing"
    if not ACTIVATIONS[last].probabilities or not every <= {0.0, 1.0}:
        return "nothing"
    one_hot = len(rows[0]) > 1 and all(row.count(1.0) == 1 for row in rows)
    return "the largest" if one_hot else "halves"


def second(rule: Rule, outs: Sequence[float], targets: Sequence[float]) -> Second:
    """The decision about one sample."""
    match rule:
        case "the largest":
            ranked = sorted(range(len(outs)), key=lambda place: -outs[place])
            is_close = outs[ranked[0]] - outs[ranked[1]] < TOO_CLOSE
            want = targets.index(1.0)
            return Second(outs, None) if is_close else Second(outs, ranked[0] == want, ranked[0], want)
        case "signs" | "halves":
            border = 0.0 if rule == "signs" else 0.5
            is_close = any(abs(out - border) < TOO_CLOSE for out in outs)
            right = all((out > border) == (target > border) for out, target in zip(outs, targets, strict=True))
            return Second(outs, None if is_close else right)
    return Second(outs, None)


def difference(made: Prediction, second: Second, names: Sequence[str]) -> str:
    """What a prediction says that the float64 run does not confirm; empty if there is nothing."""
    for quantity, out in zip(made.outs, second.outs, strict=True):
        gap = abs(certified.middle(quantity.value.ball) - out) - certified.width(quantity.value.ball)
        if not gap <= WITHIN * max(1.0, abs(out)):
            return f"{quantity.name} is {out:.12g} in the float64 run"
    if second.is_right is None or made.is_right is None:
        return ""
    if made.is_right != second.is_right:
        return f"by the float64 run the answer is {'right' if second.is_right else 'wrong'}"
    if made.answer is not None and second.answer is not None:
        said = names[second.answer], names[second.want]
        if (made.answer, made.want) != said:
            return f"by the float64 run the answer is {said[0]}, and {said[1]} is wanted"
    return ""


def miscounted(made: Predictions, seconds: Sequence[Second]) -> str:
    """What is wrong with the number of right answers; empty if nothing is."""
    if made.correct is None:
        return ""
    right, close = (sum(one.is_right is state for one in seconds) for state in (True, None))
    counted = round(certified.middle(made.correct.value.ball))
    return "" if right <= counted <= right + close else f"{counted} answers are said to be right, and {right} are"
