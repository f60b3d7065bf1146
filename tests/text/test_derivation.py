"""Derivations as one writes them by hand: each side, each stamp, each colour."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.numbers.digits import DigitRule, Tie
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text import stamps
from generator.text.derivation import Writer
from tests import pocket_calculator, two_outputs
from tests.text.lines_read_back import CLASSED
from tests.two_outputs import worked, writer

BY_HAND = [
    ("net_h1", (), r"\mathrm{net}_{h_1} = w_{1} \cdot i_1 + w_{2} \cdot i_2 + b_{1}"
                   r" = 0.15 \cdot 0.05 + 0.20 \cdot 0.10 + 0.35 = 0.3775"),
    ("out_h1", (), r"\mathrm{out}_{h_1} = \frac{1}{1 + e^{-\mathrm{net}_{h_1}}}"
                   r" = \frac{1}{1 + e^{-0.3775}} \approx 0.593269992"),
    ("dE_dw5", (), r"\frac{\partial E_{\mathrm{total}}}{\partial w_{5}}"
                   r" = \delta_{o_1} \cdot \frac{\partial \mathrm{net}_{o_1}}{\partial w_{5}}"
                   r" \approx 0.138498562 \cdot 0.593269992 \approx 0.082167041"),
    ("dE_dw5", ("delta", "dnet_dw"),
     r"\frac{\partial E_{\mathrm{total}}}{\partial w_{5}} = "
     r"\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{out}_{o_1}} \cdot "
     r"\frac{\partial \mathrm{out}_{o_1}}{\partial \mathrm{net}_{o_1}} \cdot \mathrm{out}_{h_1}"
     r" \approx 0.741365070 \cdot 0.186815602 \cdot 0.593269992 \approx 0.082167041"),
    ("delta_o2", ("dout_dnet_o2",),
     r"\delta_{o_2} = \frac{\partial E_{\mathrm{total}}}{\partial \mathrm{out}_{o_2}}"
     r" \cdot \mathrm{out}_{o_2}\,\left(1 - \mathrm{out}_{o_2}\right)"
     r" \approx -0.217071535 \cdot 0.772928465\,\left(1 - 0.772928465\right) \approx -0.038098237"),
    ("dE_dout_o1", (), r"\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{out}_{o_1}}"
                       r" = -\left(\mathrm{target}_{o_1} - \mathrm{out}_{o_1}\right)"
                       r" \approx -\left(0.01 - 0.751365070\right) = 0.741365070"),
    ("dnet_o1_dout_h1", (), r"\frac{\partial \mathrm{net}_{o_1}}{\partial \mathrm{out}_{h_1}} = w_{5} = 0.40"),
    ("w7_new", (), r"w_{7}^{+} = w_{7} - \eta \cdot \frac{\partial E_{\mathrm{total}}}{\partial w_{7}}"
                   r" \approx 0.50 - 0.5 \cdot \left(-0.022602540\right) = 0.511301270"),
    ("i2", (), "i_2 = 0.10"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "expand", "expected"), BY_HAND, ids=[name for name, _, _ in BY_HAND])
def test_a_derivation_is_displayed_as_by_hand(name: str, expand: tuple[str, ...], expected: str) -> None:
    assert stamps.without(writer().derivation(worked().first[name], expand)) == expected


def test_steps_are_the_same_sides_in_rows() -> None:
    for quantity in worked().first.values():
        rows = re.split(r" \\\\(?:\[[^\]]*\])?\n", writer().steps(quantity))
        assert all(row.count("&") == 1 for row in rows)
        assert " ".join(" ".join(rows).replace("&", " ").split()) == " ".join(writer().derivation(quantity).split())


def test_an_equation_says_whether_its_number_is_rounded() -> None:
    names = ("net_h1", "out_h1", "w2", "dnet_o1_dout_h1")
    told = {name: stamps.without(writer().equation(worked().first[name])) for name in names}
    assert told["net_h1"] == r"\mathrm{net}_{h_1} = 0.3775"
    assert told["out_h1"] == r"\mathrm{out}_{h_1} \approx 0.593269992"
    assert told["w2"] == "w_{2} = 0.20" and told["dnet_o1_dout_h1"].endswith(" = 0.40")


def test_a_rule_of_its_own_holds_for_one_equation_only() -> None:
    out = worked().first["out_h1"]
    assert stamps.without(writer().equation(out, DigitRule(3, "significant"))).endswith(r"\approx 0.593")
    assert stamps.without(writer().value(worked().first["w2"], DigitRule(3, "significant"))) == "0.2"  # written 0.20
    assert stamps.without(writer().derivation(out, rule=DigitRule(12, "decimals"))).endswith(r"\approx 0.593269992107")


def test_every_number_of_a_derivation_is_stamped_with_the_quantity_it_is_of() -> None:
    line = writer().derivation(worked().first["w5_new"])
    keys = [(stamp.key, stamp.text) for stamp in stamps.stamps(line)]
    assert [key for key, _ in keys] == [f"two-outputs/{k}" for k in ("w5", "eta", "dE_dw5@1", "w5_new@1")]
    assert not re.search(r"\d\.\d", stamps.STAMP.sub("", line))


def test_whoever_is_told_of_the_printed_quantities_misses_none() -> None:
    told: list[str] = []
    write = Writer(worked().named, r"\cdot", DigitRule(9, "decimals"), note=lambda quantity: told.append(quantity.key))
    keys = {stamp.key for q in worked().first.values() for stamp in stamps.stamps(write.derivation(q))}
    assert keys - {stamps.STRUCTURAL} <= set(told)


def test_colours_are_classes_of_the_family_around_symbols_and_numbers() -> None:
    write = Writer(worked().named, r"\cdot", DigitRule(9, "decimals"), coloured=True)
    assert stamps.without(write.equation(worked().first["dE_db1"])) == (
        r"\class{k-bias-gradient}{\frac{\partial E_{\mathrm{total}}}{\partial b_{1}}}"
        r" \approx \class{k-bias-gradient}{0.018725609}"
    )
    for quantity in worked().first.values():
        assert CLASSED.sub(r"\1", write.derivation(quantity)) == writer().derivation(quantity)


def test_the_sign_of_a_product_is_the_writers() -> None:
    assert r" \times " in writer(times=r"\times").derivation(worked().first["net_h1"])


def test_a_quantity_without_a_symbol_is_shown_by_its_formula() -> None:
    fall = worked().first["E_total"] - worked().after(1)["E_total"]
    with certified.precision(two_outputs.BITS):
        assert writer().symbol(fall) == r"E_{\mathrm{total}} - E_{\mathrm{total}}^{+}"
        shown = stamps.without(writer().equation(fall))
        assert shown == r"E_{\mathrm{total}} - E_{\mathrm{total}}^{+} \approx 0.007343335"
        assert stamps.without(writer().derivation(fall)) == (
            r"E_{\mathrm{total}} - E_{\mathrm{total}}^{+} \approx 0.298371109 - 0.291027774 = 0.007343335"
        )


def test_a_tie_names_the_quantity_and_the_way_out() -> None:
    write, net = writer("3 decimals"), worked().first["net_h1"]  # 0.3775
    for show in (write.value, write.equation, write.derivation, write.steps):
        with pytest.raises(Tie, match="net_h1 cannot be rounded: .* show one digit more"):
            show(net)


def test_a_small_number_has_parentheses_where_its_power_of_ten_would_be_squared() -> None:
    small = Traced.given(Certified.of(Decimal("3.5e-12")))
    operand = Quantity("x/a@1", "a", "net", "a", small)
    write = Writer(lambda node: operand if node is small else None, r"\cdot", DigitRule(9, "decimals"))
    latex = write.substituted(Quantity("x/b@1", "b", "net", "b", small**2))
    assert pocket_calculator.read(latex) == Fraction("3.5e-12") ** 2


def test_a_symbol_with_a_superscript_has_parentheses_where_it_is_squared() -> None:
    """TeX refuses w^{+}^{2}; a penalty on weights would write it."""
    weight = worked().after(1)["w5"]
    square = Quantity("x/b@1", "b", "net", "b", weight.node**2)
    assert writer().formula(square).startswith(r"\left(w_{5}^{+}\right)^{")
