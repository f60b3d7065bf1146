"""Several curves of one figure, above rounds or above epochs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.figures.curve import error_curve
from generator.figures.parts import Line
from generator.numbers.digits import DigitRule
from generator.quantities.worked import Worked
from tests.quantities import small_nets

RULE = DigitRule.parse("4 significant")
ROUNDS = {"online": 12, 2: 8, "full": 4}
"""So many rounds are four epochs of three samples."""


def regime(batch: str | int) -> Worked:
    return small_nets.worked(batch=batch, rounds=ROUNDS[batch])


def scene(**options: object) -> Mapping[str, object]:
    return error_curve(regime("online"), RULE, other=[regime(2), regime("full")], names=["a", "b", "c"], **options)


def points(curve: Line) -> list[tuple[float, ...]]:
    return [tuple(map(float, point.split())) for point in curve.path.removeprefix("M").split("L")]


def test_counted_in_epochs_curves_of_unlike_batches_begin_and_end_above_the_same_places() -> None:
    curves = [points(curve) for curve in scene(by="epoch", x="linear")["curves"]]
    assert len(curves) == 3 and [len(curve) for curve in curves] == [13, 9, 5]
    assert {curve[0] for curve in curves} == {curves[0][0]}
    assert {curve[-1][0] for curve in curves} == {curves[0][-1][0]}


def test_counted_in_rounds_the_curve_with_more_updates_is_the_longer_one() -> None:
    ends = [points(curve)[-1][0] for curve in scene(x="linear")["curves"]]
    assert ends[0] > ends[1] > ends[2]


def test_a_figure_says_what_is_counted() -> None:
    assert scene(by="epoch", x="linear")["title"] == "The loss over all samples by epoch"
    assert scene()["title"] == "The loss over all samples by round"


def test_the_first_curve_may_be_of_another_example() -> None:
    of = error_curve(small_nets.worked(), RULE, of=regime("full"), by="epoch", x="linear")
    own = error_curve(regime("full"), RULE, by="epoch", x="linear")
    assert points(of["curves"][0]) == points(own["curves"][0])


@pytest.mark.parametrize(
    ("options", "kind", "words"),
    [
        ({"by": "epochs"}, LookupError, "does not go by 'epochs'"),
        ({"by": "epoch"}, ValueError, "no place for 0 epochs"),
        ({"other": [regime("full")] * 4, "names": list("abcde")}, ValueError, "only 4 kinds of line"),
        ({"other": [regime("full")] * 2}, ValueError, "3 curve(s) and 0 name(s)"),
    ],
)
def test_what_cannot_be_drawn_is_said(options: Mapping[str, object], kind: type, words: str) -> None:
    with pytest.raises(kind) as caught:
        error_curve(regime("online"), RULE, **options)
    assert words in str(caught.value)
