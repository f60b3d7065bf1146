r"""Lines of the network in words. h1 is fed by w1 and w2, h2 by w3 and w4; o1 by w5 and w6, o2 by w7 and w8."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.naming.leads import faults
from generator.numbers import certified
from generator.quantities.worked import Worked
from tests.checks.test_proof import worked

W1, W2, W3, W4 = (rf"\(w_{{{index}}}^{{(1)}}\)" for index in ("11", "12", "21", "22"))
RIGHT = (
    rf"The weight {W1} leads from \(x_1\) to \(h_1\).",
    rf"{W1} and {W2} lead into \(h_1\), {W3} and {W4} into \(h_2\).",
    r"`w6` leads from `h2` to `o1`, and w₇ comes from h₁.",
    rf"The weight {W4} comes from the input \(x_2\) and leads to the hidden neuron \(h_2\).",
    r"The weight \(w_{ij}\) leads to neuron number \(i\), from input or neuron number \(j\).",
    r"The **input layer**, with the two inputs \(x_1\) and \(x_2\); the hidden neurons \(h_1\) and \(h_2\).",
    r"The error leads from \(o_1\) back to \(h_1\). Everything leads to \(o_1\).",
    rf"If {W1} led from \(x_2\), it would be another. Would it help if {W1} leads to \(h_2\)?",
    r"The inputs of \(h_1\) and the output neurons \(o_1\) and \(o_2\).",
    rf"{W1} goes up, \(z\) leads to \(q\).",
)
WRONG = (
    rf"The weight {W1} leads from \(x_2\) to \(h_1\).",
    rf"The weight {W1} leads from \(x_1\) to \(h_2\).",
    rf"{W1} and {W2} lead into \(h_1\), {W3} and {W4} into \(h_1\).",
    rf"{W1} and {W3} lead into \(h_1\).",
    "`w6` leads from `h1` to `o1`.",
    "w₇ comes from h₂.",
    r"The weight \(w_{ij}\) leads to neuron number \(j\), from input or neuron number \(i\).",
    r"The **input layer**, with the two inputs \(h_1\) and \(h_2\).",
    r"The hidden neurons \(h_1\) and \(o_2\).",
    r"The output neuron \(h_1\).",
)


@pytest.mark.parametrize("text", RIGHT)
def test_lines_that_are_there_may_be_told(network: Worked, text: str) -> None:
    assert [fault.message for fault in faults(text, [network])] == []


@pytest.mark.parametrize("text", WRONG)
def test_a_line_that_is_not_there_is_found(network: Worked, text: str) -> None:
    assert [fault for fault in faults(f"Some words.\n\n{text}", [network]) if fault.start >= 13]


def test_which_index_comes_first_depends_on_the_notation(tmp_path: Path) -> None:
    text = r"The weight \(w_{ij}\) leads from neuron \(i\) to neuron \(j\)."
    for order, count in (("from to", 0), ("to from", 2), ("numbered", 0)):
        with certified.precision(128):
            assert len(list(faults(text, [worked(tmp_path, weights=order)]))) == count
