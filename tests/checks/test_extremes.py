r"""The largest, the smallest and the sign of all. The network: w1 0.3, w2 -0.2, w3 0.5, w4 0.4; w5 and w6 behind."""

from __future__ import annotations

import pytest

from generator.checks.naming.extremes import faults
from generator.quantities.worked import Worked
from tests.checks.printed_numbers import shown

W1, W2, W3 = r"\(w_{11}^{(1)}\)", r"\(w_{12}^{(1)}\)", r"\(w_{21}^{(1)}\)"
RIGHT = (
    f"The smallest weight is {W2}.",
    "The smallest of all the weights is <w2>.",
    "`w2` is the smallest weight, and w₂ is the lowest of the weights.",
    f"{W3} is the largest weight of the layer.",
    "Is w₁ the largest weight?",
    f"If {W1} is the largest weight, all weights are negative.",
    f"After one update the largest weight is {W1}.",
    "The largest rate is <eta>. The largest weight of a large network is unknown.",
    f"After one update: the largest weight is {W1}.",
    "Not all weights are positive. Now all weights are negative.",
    "All hidden outputs are positive.",
)
WRONG = (
    f"The largest weight is {W1}.",
    f"The largest of the weights is {W2}.",
    "The smallest of the weights is <w1>.",
    "`w1` is the largest weight.",
    "w₂ is the largest weight.",
    "All weights are negative.",
    "No weight is positive.",
    "Every weight is negative.",
    "All four weights are negative.",
    "All of the weights are negative.",
)


def of(text: str, example: Worked) -> list[str]:
    return [fault.message for fault in faults(*shown(text, example), [example])]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_so_or_not_said_of_all_is_fine(network: Worked, text: str) -> None:
    assert of(text, network) == []


@pytest.mark.parametrize("text", WRONG)
def test_what_is_said_of_all_and_is_not_so_is_found(network: Worked, text: str) -> None:
    assert len(of(text, network)) == 1
