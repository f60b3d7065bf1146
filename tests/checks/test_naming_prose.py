r"""Prose: a number is what the symbol, the name, the word or the round before it says."""

from __future__ import annotations

import pytest

from generator.checks.equality import Fault
from generator.checks.named import faults
from generator.quantities.worked import Worked
from generator.text.stamps import stamp
from tests.checks.printed_numbers import shown

W1, W2 = r"\(w_{11}^{(1)}\)", r"\(w_{12}^{(1)}\)"
OF_THE_ERROR = r"\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{out}_{h_1}}"
BY_THE_WEIGHT = r"\frac{\partial \mathrm{out}_{h_1}}{\partial w_{11}^{(1)}}"
RIGHT = (
    rf"\({OF_THE_ERROR} {BY_THE_WEIGHT}\) is <dE_dw1>.",
    rf"\({OF_THE_ERROR} \cdot {BY_THE_WEIGHT}\) = <dE_dw1>",
    f"{W1} is <w1>.",
    f"{W1} = <w1>",
    f"{W1}: <w1>",
    f"- {W1}: <w1>\n- {W2}: <w2>",
    f"{W1}\n:   <w1>",
    f"{W1} is now <w1_new>.",
    f"The weight {W1} becomes <w1_new>.",
    f"After one update {W1} is <w1@2>.",
    r"\(o_1\) is <out_o1>, and \(\mathrm{out}_{o_1}\) ≈ <out_o1>",
    r"\(w_{11}^{(1)}\) is \(\approx <w1>\)",
    "`w1` = <w1>, w2: <w2>, and w₂ = <w2>",
    "`w1` is now <w1_new>",
    "```python\nw1 = <w1>\neta = <eta>\nlearning_rate = <eta>\n```",
    "with a learning rate of <eta>",
    "The error is <E_total>, the prediction <out_o1>, the target <target_o1>, the delta <delta_o1>.",
    "The derivative of the error is <dE_dw1>.",
    "The error of the prediction is <E_total>.",
    "The error after <round=3> updates is small.",
    "After one update the error is <E_total@2>.",
    "After <round=2> updates the error has fallen from <E_total> to <E_total@3>.",
    "After one update the error is <E_total@2> in place of <E_total>.",
    "In round <round=2> the error is <E_total@2>. In the first round it was <E_total>.",
    "In round <round=2> the weight becomes <w1_new@2>.",
    "After <round=3> epochs the error is <E_total@2>.",
    "<w2> < <w1>, \\(<w1>\\) > \\(<w2>\\), <w2> &lt; <w1>",
    "<w1> plus <w2> is 0.1",
    "<E_total> → <E_total@2>",
    r"\( <w1> \to <w1_new> \quad \text{and} \quad w_{12}^{(1)} \to <w2_new> \)",
    r"\( \text{error} \approx <E_total> \)",
    r"The error at \(o_1\) is <E_o1>, the target of \(o_1\) is <target_o1>.",
    f"The derivative with respect to {W1} is <dE_dw1>; the gradient for the weight {W1} is <dE_dw1>.",
    f"What comes of {W1} and {W2} is <net_h1>.",
    f"{W1} is <eta> times the gradient smaller, and `w1` is <dE_dw1> too large.",
    "The slope is <dout_dnet_h1>, the derivative is <delta_o1>, the desired output is <target_o1>.",
    "The net of <round=2> layers; the error is <round=3> times smaller.",
)
WRONG = (
    rf"\({OF_THE_ERROR} {BY_THE_WEIGHT}\) is <dE_dout_h1>.",
    rf"\({OF_THE_ERROR} \cdot {BY_THE_WEIGHT}\) is <dE_dw2>.",
    f"{W1} is <w2>.",
    f"{W1} = <w2>",
    f"{W1} = <w1_new>",
    f"{W1}: <w2>",
    f"- {W1}: <w2>\n- {W2}: <w2>",
    f"{W1}\n:   <w2>",
    f"**{W1}** is <w2>.",
    f"{W1} of <w2>",
    f"{W1} ≈ <w2>",
    f"{W1} is now <w2_new>.",
    f"{W1} is <dE_dw1>.",
    r"\(o_1\) is <out_o2>",
    r"\(w_{11}^{(1)}\) is \(\approx <w2>\)",
    "`w1` = <w2>",
    "w2: <w1>",
    "w₂ = <w1>",
    "w1 is <w2>.",
    "`out_h1` is <net_h1>",
    "```python\nw1 = <w2>\n```",
    "```python\neta = <w2>\n```",
    "```python\nlearning_rate = <w1>  # small\n```",
    "The error is <out_o1>.",
    f"The value of {W1} is <w2>.",
    f"{W1} is <w1> and {W2} is <w1>.",
    "The prediction is <target_o1>.",
    "with a learning rate of <w1>",
    "The actual output is <out_o1>.",
    "**The net:** <E_total>, and the net: <out_h1>",
    r"\( \text{error} \approx <out_o1> \)",
    "After one update the error is <E_total>.",
    "After one update the error is <E_total@3>.",
    "After <round=2> updates the error has fallen from <E_total> to <E_total@2>.",
    "In round <round=2> the error is <E_total@3>.",
    "In the first round the error is <E_total@2>.",
    "<w1> < <w2>",
    "<w2> > <w1>",
    "<w1> &lt; <w2>",
    "\\(<w1>\\) = \\(<w2>\\)",
    "<w1> plus <w2> is <w3>",
    "<w1> times <w2> is <w3>",
    "<E_total@2> → <E_total>",
    r"\( <w1> \to <w2> \)",
    r"\( w_{11}^{(1)} \mapsto <w2> \)",
    r"\( <E_total> \longrightarrow <out_o1> \)",
    r"\( <w1> + \cdots = <w2> \)",
)


def of(text: str, example: Worked) -> list[Fault]:
    return list(faults(*shown(text, example), [example]))


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_said_of_the_right_number_is_fine(network: Worked, text: str) -> None:
    assert not [fault.message for fault in of(text, network)]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_said_of_another_number_is_found(network: Worked, text: str) -> None:
    before = "Some words.\n\n"
    found = of(before + text, network)
    assert found and all(len(before) <= fault.start <= len(before) + len(shown(text, network)[0]) for fault in found)


def test_the_negative_of_a_number_is_not_that_number(network: Worked) -> None:
    slope = network.first["dE_dw1"]
    for quantity, count in ((slope, 0), (-slope, 1)):
        text = f"The derivative is {stamp(quantity.key, '0.01')}."
        assert len(list(faults(text, {quantity.key: quantity}, [network]))) == count
