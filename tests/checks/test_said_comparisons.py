r"""Comparisons in words: what is said to be larger is larger. The numbers: w1 0.3, w2 -0.2, w3 0.5, w4 0.4, eta 0.5."""

from __future__ import annotations

import pytest

from generator.checks.equality import Fault
from generator.checks.naming.said_comparisons import faults
from generator.quantities.worked import Worked
from tests.checks.printed_numbers import shown

W1, W2, W3 = r"\(w_{11}^{(1)}\)", r"\(w_{12}^{(1)}\)", r"\(w_{21}^{(1)}\)"
RIGHT = (
    "<w3> is larger than <w1>.",
    f"{W3} is larger than {W1}, and {W2} is much smaller than {W1}.",
    "`w2` is smaller than `w1`, and w₃ is greater than w₁.",
    f"{W1} is not larger than {W3}.",
    "The error falls from <E_total> to <E_total@2>.",
    f"The sum of {W1} and {W2} is 0.1, that of <w1> and <w3> is another.",
    f"{W3} exceeds {W1}.",
    f"{W2} is negative, and {W1} is positive.",
    "<w1> lies between <w2> and <w3>.",
    "<eta> is the same as <w3>.",
    "Is <w1> larger than <w3>?",
    "If <w1> is larger than <w3>, something has changed.",
    "<w1> would be larger than <w3>. When <w1> is larger than <w3>, stop.",
    f"The derivative by {W1} is larger than {W3}.",
    f"{W2} and {W1} are larger than {W3} times {W2}.",
    "A larger rate is better than a smaller one; twice as many rounds, half the error.",
    r"\(w_{99}\) is larger than \(w_{98}\).",
    "The number <w1> is larger than <w3> was.",
    "<w3> is more than half of <w1>.",
)
WRONG = (
    "<w1> is larger than <w3>.",
    f"{W1} is larger than {W3}.",
    f"{W1} is smaller than {W2}.",
    "`w1` is larger than `w3`.",
    "w₁ is greater than w₃.",
    f"{W3} is not larger than {W1}.",
    r"\(w_{21}^{(1)} = <w3>\) is smaller than \(w_{11}^{(1)} = <w1>\).",
    "The error falls from <E_total@2> to <E_total>.",
    "The error rises from <E_total> to <E_total@2>.",
    "The sum of <w1> and <w3> is <w4>.",
    "The difference between <w3> and <w1> is <w4>.",
    f"{W1} times {W3} is <w4>.",
    "<w1> divided by <w3> is <w4>.",
    "<w1> squared is <w4>.",
    f"{W1} exceeds {W3}.",
    f"{W2} is positive.",
    "The weight <w1> is negative.",
    "<w3> lies between <w2> and <w1>.",
    "<w1> is the same as <w3>.",
    "<w1> equals <w3>.",
    "<w3> is twice <w1>.",
    "<w1> is half of <w3>.",
    "<w3> is nearer to <w2> than <w1>.",
    "<w1> is at least <w3>.",
    "The prediction <w1> is above the target <w3>.",
)


def of(text: str, example: Worked) -> list[Fault]:
    return list(faults(*shown(text, example), [example]))


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_so_or_only_supposed_or_not_known_is_fine(network: Worked, text: str) -> None:
    assert not [fault.message for fault in of(text, network)]


@pytest.mark.parametrize("text", WRONG)
def test_a_comparison_that_is_not_so_is_found_in_its_place(network: Worked, text: str) -> None:
    before = "Some words.\n\n"
    found = of(before + text, network)
    assert found and all(len(before) <= fault.start <= len(before) + len(shown(text, network)[0]) for fault in found)


def test_without_an_example_printed_numbers_are_still_compared(network: Worked) -> None:
    text, sources = shown(f"<w1> is larger than <w3>. {W1} is larger than {W3}.", network)
    assert [fault.stands for fault in faults(text, sources, [])] == ["0.3 is larger than 0.5"]
