"""A sum too long to be read is shortened, and holds with what is left out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from generator.numbers import certified
from generator.numbers.digits import DigitRule
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import stamps
from generator.text.derivation import Writer
from generator.text.formula import LONGEST_SUM
from tests import two_outputs
from tests.quantities import small_nets
from tests.text.lines_read_back import REMARK
from tests.two_outputs import rounded, to_mpmath, writer


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
