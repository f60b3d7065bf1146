"""What is displayed holds as displayed: every line of many networks, read back with a pocket calculator."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.numbers.digits import DigitRule
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text import stamps
from generator.text.derivation import Writer
from tests import two_outputs
from tests.quantities import small_nets
from tests.text.lines_read_back import REMARK, check, symbols
from tests.two_outputs import round_by_hand, to_mpmath, worked, writer

RULES = [f"{n} decimals" for n in range(3, 13)] + [f"{n} significant" for n in range(3, 11)]
EXPANSIONS = [(), ("delta",), ("dnet_dw", "dE_dout"), ("net",), ("out_o1", "out_o2"), ("E_o1",)]


TIES = ("net_h1", "net_h2", "out_h1", "out_h2")
"""net_h1 = 0.3775 and net_h2 = 0.3925 lie half way between numbers with three digits, and are printed for these."""


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
