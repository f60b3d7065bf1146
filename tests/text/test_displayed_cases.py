"""Lines of functions with cases and of optimizers with memory, as one writes them by hand."""

from __future__ import annotations

import pytest

from generator.numbers import certified
from generator.quantities.worked import Worked
from generator.text import stamps
from tests.quantities import small_nets
from tests.two_outputs import writer

NET_BELOW = r"\quad\text{since } \mathrm{net}_{y} < 0"
NET_ABOVE = r"\quad\text{since } \mathrm{net}_{y} > 0"
SLOPE = r"\frac{\partial \mathrm{out}_{y}}{\partial \mathrm{net}_{y}}"
CASES = [
    ("leaky relu", -0.5, "out_y", r"\mathrm{out}_{y} = \mathrm{leak}_{1} \cdot \mathrm{net}_{y}"
                                  rf" = 0.125 \cdot \left(-0.15\right) = -0.01875{NET_BELOW}"),
    ("leaky relu", -0.5, "dout_dnet_y", rf"{SLOPE} = \mathrm{{leak}}_{{1}} = 0.125{NET_BELOW}"),
    ("leaky relu", 0.5, "out_y", rf"\mathrm{{out}}_{{y}} = \mathrm{{net}}_{{y}} = 0.15{NET_ABOVE}"),
    ("leaky relu", 0.5, "dout_dnet_y", rf"{SLOPE} = 1{NET_ABOVE}"),
    ("relu", 0.5, "out_y", rf"\mathrm{{out}}_{{y}} = \mathrm{{net}}_{{y}} = 0.15{NET_ABOVE}"),
    ("relu", -0.5, "out_y", rf"\mathrm{{out}}_{{y}} = 0{NET_BELOW}"),
    ("relu", -0.5, "dout_dnet_y", rf"{SLOPE} = 0{NET_BELOW}"),
]  # fmt: skip


def one_neuron(activation: str, weight: float) -> Worked:
    """Its net input is the weight times 0.3."""
    with certified.precision(small_nets.BITS):
        return Worked(small_nets.one_weight(activation, weight, (0.3, 1), rounds=2), small_nets.BITS)


@pytest.mark.parametrize(("activation", "weight", "name", "expected"), CASES, ids=lambda value: str(value)[:20])
def test_of_two_cases_the_one_that_holds_is_displayed_and_why(
    activation: str, weight: float, name: str, expected: str
) -> None:
    made = one_neuron(activation, weight)
    assert stamps.without(writer(of=made).derivation(made.first[name])) == expected


def test_a_case_that_is_a_number_of_the_formula_is_one_line() -> None:
    made = one_neuron("relu", -0.5)
    for name in ("out_y", "dout_dnet_y"):
        (line,) = writer(of=made).lines(made.first[name])
        assert (line.relation, stamps.without(line.latex), stamps.without(line.since)) == ("=", "0", NET_BELOW)
        (stamp, *_) = stamps.stamps(line.latex)
        assert stamp.key == made.first[name].key


def test_a_case_is_given_once_even_where_several_operands_rest_on_it() -> None:
    made = one_neuron("leaky relu", -0.5)
    expand = ("dE_dout", "out", "dout_dnet")
    assert stamps.without(writer(of=made).derivation(made.first["delta_y"], expand)) == (
        r"\delta_{y} = -\left(\mathrm{target}_{y} - \mathrm{leak}_{1} \cdot \mathrm{net}_{y}\right)"
        r" \cdot \mathrm{leak}_{1}"
        rf" = -\left(1 - 0.125 \cdot \left(-0.15\right)\right) \cdot 0.125 = -0.12734375{NET_BELOW}"
    )


def test_a_case_is_given_in_symbols_and_in_numbers() -> None:
    made = one_neuron("leaky relu", -0.5)
    write, out = writer(of=made), made.first["out_y"]
    assert stamps.without(write.formula(out)) == rf"\mathrm{{leak}}_{{1}} \cdot \mathrm{{net}}_{{y}}{NET_BELOW}"
    assert stamps.without(write.substituted(out)) == (
        r"0.125 \cdot \left(-0.15\right)\quad\text{since } -0.15 < 0"
    )
    rows = stamps.without(write.steps(out)).split("\n")
    assert [r"\text{since } \mathrm" in row for row in rows] == [True, False, False]
    assert [r"\text{since } -0.15 < 0" in row for row in rows] == [False, True, False]


def test_two_cases_stand_side_by_side() -> None:
    made = small_nets.worked(hidden="relu")
    shown = stamps.without(writer(of=made).formula(made.first["net_o1"], ("out",)))
    assert shown == (
        r"w_{5} \cdot \mathrm{net}_{h_1} + w_{6} \cdot \mathrm{net}_{h_2} + b_{o_1}"
        r"\quad\text{since } \mathrm{net}_{h_1} > 0,\ \mathrm{net}_{h_2} > 0"
    )


def test_adam_is_displayed_as_by_hand() -> None:
    """From 5 towards 1: the gradient is 4, the mean 0.3 * 4 and the mean square 0.05 * 16."""
    with certified.precision(small_nets.BITS):
        example = small_nets.one_weight(
            "identity", 5, (1, 1), optimizer="adam", beta1=0.7, beta2=0.95, epsilon=0.001, learning_rate=0.1, rounds=2
        )
        made = Worked(example, small_nets.BITS)
        lines = [stamps.without(writer("6 decimals", of=made).derivation(made.first[name])) for name in (
            "mean_w1_new", "square_w1_new", "mean_corrected_w1", "w1_new",
        )]  # fmt: skip
        gradient = r"\frac{\partial E_{\mathrm{total}}}{\partial w_{1}}"
        assert lines == [
            rf"m_{{w_{{1}}}}^{{+}} = \beta_1 \cdot m_{{w_{{1}}}} + \left(1 - \beta_1\right) \cdot {gradient}"
            r" = 0.7 \cdot 0 + \left(1 - 0.7\right) \cdot 4 = 1.2",
            r"s_{w_{1}}^{+} = \beta_2 \cdot s_{w_{1}} + \left(1 - \beta_2\right)\,"
            rf"\left({gradient}\right)^{{2}} = 0.95 \cdot 0 + \left(1 - 0.95\right) \cdot 4^{{2}} = 0.8",
            r"\hat{m}_{w_{1}}^{+} = \frac{m_{w_{1}}^{+}}{1 - \beta_1^{t}} = \frac{1.2}{1 - 0.7^{1}} = 4",
            r"w_{1}^{+} = w_{1} - \frac{\eta \cdot \hat{m}_{w_{1}}^{+}}{\sqrt{\hat{s}_{w_{1}}^{+}} + \epsilon}"
            r" = 5 - \frac{0.1 \cdot 4}{\sqrt{16} + 0.001} \approx 4.900025",
        ]
        second = stamps.without(writer("6 decimals", of=made).substituted(made.at(2)["square_corrected_w1"]))
        assert second.endswith(r"{1 - 0.95^{2}}")
