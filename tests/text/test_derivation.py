"""Derivations read back with a pocket calculator: what is displayed must hold as displayed."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import mpmath
import pytest

from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.numbers.digits import DigitRule, Tie
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import stamps
from generator.text.derivation import Writer
from generator.text.formula import LONGEST_SUM
from tests import pocket_calculator, two_outputs
from tests.quantities import small_nets
from tests.two_outputs import round_by_hand, rounded, to_mpmath, worked, writer

RULES = [f"{n} decimals" for n in range(3, 13)] + [f"{n} significant" for n in range(3, 11)]
REMARK = r"\quad\text{(computed unrounded)}"
RELATION = re.compile(r" (=|\\approx) ")
IN_BRACES = r"[^{}]"
for _ in range(3):
    IN_BRACES = rf"(?:[^{{}}]|\{{{IN_BRACES}*\}})"
CLASSED = re.compile(rf"\\class\{{[^{{}}]*\}}\{{({IN_BRACES}*)\}}")
EXPANSIONS = [(), ("delta",), ("dnet_dw", "dE_dout"), ("net",), ("out_o1", "out_o2"), ("E_o1",)]


TIES = ("net_h1", "net_h2", "out_h1", "out_h2")
"""net_h1 = 0.3775 and net_h2 = 0.3925 lie half way between numbers with three digits, and are printed for these."""


def sides(derivation: str) -> tuple[list[str], list[str]]:
    """What stands between the relations, and the relations."""
    parts = RELATION.split(derivation)
    return parts[::2], parts[1::2]


def symbols(quantities: dict[str, Quantity]) -> dict[str, mpmath.mpf]:
    return {quantity.symbol: to_mpmath(quantity.value) for quantity in quantities.values()}


def bare(number: str) -> Decimal:
    return Decimal(stamps.without(number))


def check(
    write: Writer, quantity: Quantity, expand: tuple[str, ...], known: dict[str, mpmath.mpf], true: mpmath.mpf
) -> str:
    """Everything a reader can check about one displayed line. Returns how it ended."""
    line, since, cases = write.derivation(quantity, expand).partition(pocket_calculator.SINCE)
    if since:
        pocket_calculator.read(f"0{since}{cases}", known)  # refuses what is not so
    (symbol, *rest), relations = sides(line)
    assert symbol == quantity.symbol
    result, remark = rest[-1].removesuffix(REMARK), rest[-1].endswith(REMARK)
    shown = bare(result)
    half = Fraction(1, 2) * Fraction(10) ** shown.as_tuple().exponent
    with mpmath.workdps(60):
        tolerance = mpmath.mpf(10) ** -45
        # The printed number is the value, correctly rounded.
        assert abs(true - pocket_calculator.real(Fraction(shown))) <= pocket_calculator.real(half) + tolerance
        if len(rest) == 1:
            assert (relations == ["="]) == (abs(true - pocket_calculator.real(Fraction(shown))) < tolerance)
            return "value"
        # The formula in symbols is the value.
        assert relations[0] == "="
        assert abs(pocket_calculator.real(pocket_calculator.read(rest[0], known)) - true) < tolerance
        if len(rest) == 2:
            assert (relations[1] == "=") == (abs(true - pocket_calculator.real(Fraction(shown))) < tolerance)
            return "repeated"
        reached = pocket_calculator.read(rest[1])
        # The formula with numbers is the value where the relation says so, and only there.
        agrees = abs(pocket_calculator.real(reached) - true) < tolerance
        # 0 times a rounded number is 0
        by_zero = agrees and re.search(r"(?<![\d.])0(?![\d.])", stamps.without(rest[1]))
        assert (relations[1] == "=") == agrees or by_zero, line
        # Who computes it gets the printed result: exactly under =, rounded under ≈, or else a remark says so.
        assert (relations[2] == "=") == (isinstance(reached, Fraction) and reached == Fraction(shown)), line
        difference = abs(pocket_calculator.real(reached) - pocket_calculator.real(Fraction(shown)))
        holds = difference < pocket_calculator.real(half)
        assert remark is not bool(holds), line
        return "remark" if remark else "holds"


@pytest.mark.parametrize("rule", RULES)
def test_every_line_of_the_first_round_holds_as_displayed(rule: str) -> None:
    true = round_by_hand()
    with certified.precision(two_outputs.BITS):
        known = symbols(worked().first)
        for expand in EXPANSIONS:
            shown = {name: q for name, q in worked().first.items() if not (rule[:2] == "3 " and name in TIES)}
            ends = [check(writer(rule), q, expand, known, true[name]) for name, q in shown.items()]
            assert ends.count("value") == 15 and ends.count("repeated") == 12 and len(ends) >= 57
            assert ends.count("remark") <= 6


@pytest.mark.parametrize("number", [2, 3, 10_000, 10_001])
@pytest.mark.parametrize("rule", ["9 decimals", "3 decimals", "5 significant"])
def test_every_line_of_a_later_round_holds_as_displayed(rule: str, number: int) -> None:
    with certified.precision(two_outputs.BITS):
        quantities = worked().at(number)
        known = symbols(quantities)
        for quantity in quantities.values():
            if quantity.node.arguments and not quantity.name.endswith("_new") or number > 2:
                check(writer(rule), quantity, (), known, to_mpmath(quantity.value))


OTHER_NETWORKS = [
    {"hidden": "leaky relu", "output": "softplus", "optimizer": "nesterov", "loss": "mean squared error",
     "batch": "full"},
    {"loss": "categorical cross-entropy", "optimizer": "adam", "batch": 2, "weight_decay": 0.05},
    {"loss": "binary cross-entropy", "optimizer": "rmsprop", "batch_loss": "sum", "batch": 2, "biases": 0.1,
     "notation": {"weights": "to from", "delta": "minus"}},
    {"hidden": "relu", "output": "relu", "optimizer": "momentum"},
]  # fmt: skip


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("choices", OTHER_NETWORKS, ids=lambda choices: choices["optimizer"])
def test_every_line_of_any_other_network_holds_as_displayed(choices: dict, number: int) -> None:
    made = small_nets.worked(**choices)
    with certified.precision(small_nets.BITS):
        batch = [made.at(number, sample=k + 1) for k in made.positions(number)]
        known = {symbol: value for part in (made.at(number), *batch) for symbol, value in symbols(part).items()}
        expand = ("delta", "dout_dnet") if number == 1 else ()
        for quantity in made.at(number).values():
            if quantity.node.arguments and f"@{number}" in quantity.key:
                check(writer("5 significant", of=made), quantity, expand, known, to_mpmath(quantity.value))


def test_the_remark_is_rare_under_the_books_own_rules() -> None:
    with certified.precision(two_outputs.BITS):
        for rule in ("9 decimals", "5 significant"):
            lines = [writer(rule).derivation(q) for q in worked().first.values()]
            assert sum(REMARK in line for line in lines) == 0


def test_a_line_that_no_guard_digits_mend_says_that_it_was_computed_unrounded() -> None:
    """A difference of two nearly equal numbers: 1/3 - 0.333333333333 at three decimals."""
    third = Traced(1) / Traced(3)
    near = Traced.given(Certified.of(Decimal("0.33333333333333")))
    a, b = Quantity("x/a@1", "a", "net", "a", third), Quantity("x/b@1", "b", "net", "b", near)
    operands = {id(third): a, id(near): b}
    difference = Quantity("x/c@1", "c", "net", "c", third - near)
    with certified.precision(256):
        line = Writer(lambda node: operands.get(id(node)), r"\cdot", DigitRule(3, "decimals")).derivation(difference)
    assert stamps.without(line) == rf"c = a - b \approx 0.333 - 0.333 \approx 3.33e-15{REMARK}"


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


def many(count: int) -> tuple[Writer, Quantity]:
    """A sum of so many thirds and sevenths, each with a name."""
    nodes = [Traced(1) / Traced(3 if k % 2 else 7) for k in range(count)]
    operands = {id(node): Quantity(f"x/a{k}@1", f"a{k}", "net", f"a_{{{k}}}", node) for k, node in enumerate(nodes)}
    total = nodes[0]
    for node in nodes[1:]:
        total = total + node
    return Writer(lambda node: operands.get(id(node)), r"\cdot", DigitRule(3, "decimals")), Quantity(
        "x/s@1", "s", "net", "s", total
    )


@pytest.mark.parametrize("count", [LONGEST_SUM, LONGEST_SUM + 1, 3000])
def test_a_long_sum_is_shortened_and_holds_with_what_is_left_out(count: int) -> None:
    with certified.precision(256):
        write, total = many(count)
        line = stamps.without(write.derivation(total))
        shortened = count > LONGEST_SUM
        assert (rf"s = a_{{0}} + a_{{1}} + \cdots + a_{{{count - 1}}} \approx" in line) == shortened
        assert line.count("a_{") == (3 if shortened else count)
        exact = Fraction(count // 2, 3) + Fraction(count - count // 2, 7)
        assert line.rpartition(r"\approx ")[2] == f"{float(exact):.3f}"
        assert write.code(total) == " + ".join(f"a{k}" for k in range(count))


def test_terms_that_are_left_out_are_not_worked_out_again_from_the_start() -> None:
    """In the second round each operand leads back through the whole first one, by more ways than can be gone."""
    size = 24
    names = [f"h{k}" for k in range(1, size + 1)]
    rows = [[Decimal((7 * j + 3 * i) % 19 - 9) / 10 for i in range(2)] for j in range(size)]
    layers = [
        small_nets.layer("hidden", names, "tanh", rows, 0.1),
        small_nets.layer("output", ["y"], "identity", [[row[0] / 7 for row in rows]], "none"),
    ]
    data = [{"inputs": [0.3, -0.7], "targets": [1]}]
    example = two_outputs.read().variant(layers=layers, data=data, update="weights and biases", rounds=2, table=[1])
    with certified.precision(128):
        made = Worked(example, 128)
        for number in (1, 2):
            line = writer(of=made).derivation(made.at(number)["net_y"])
            assert r"\cdots" in line and REMARK not in line
            value = stamps.without(line).rpartition(" ")[2]
            assert rounded(to_mpmath(made.at(number)["net_y"].value), 9) == value
