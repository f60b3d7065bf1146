"""Expressions as Python: the line of code computes what was computed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.numbers.certified import Certified, middle
from generator.numbers.traced import Traced
from generator.text import plain
from tests.exact_numbers import fraction
from tests.strategies import decimals, quick
from tests.two_outputs import worked, writer

NAMES = ("a", "b", "c")


def leaves(*numbers: object) -> tuple[Traced, ...]:
    return tuple(Traced.given(Certified.of(number)) for number in numbers)


def code(build: Callable[..., Traced]) -> str:
    named = leaves(2, 3, 5)
    names = {id(leaf): name for leaf, name in zip(named, NAMES, strict=True)}
    return plain.written(build(*named), lambda node: names.get(id(node)))


@pytest.mark.parametrize(("build", "written"), [
    (lambda a, b, c: a + b + c, "a + b + c"),
    (lambda a, b, c: a - b - c, "a - b - c"),
    (lambda a, b, c: a - (b - c), "a - (b - c)"),
    (lambda a, b, c: a - (b + c), "a - (b + c)"),
    (lambda a, b, c: a * b * c, "a * b * c"),
    (lambda a, b, c: (a + b) * c, "(a + b) * c"),
    (lambda a, b, c: a * (b + c), "a * (b + c)"),
    (lambda a, b, c: a + b * c, "a + b * c"),
    (lambda a, b, c: a / b / c, "a / b / c"),
    (lambda a, b, c: a / (b / c), "a / (b / c)"),
    (lambda a, b, c: a / (b * c), "a / (b * c)"),
    (lambda a, b, c: a * b / c, "a * b / c"),
    (lambda a, b, c: -(a + b), "-(a + b)"),
    (lambda a, b, c: -a + b, "-a + b"),
    (lambda a, b, c: (-a) ** 2, "(-a)**2"),
    (lambda a, b, c: -(a**2), "-a**2"),
    (lambda a, b, c: (a + b) ** 2 / 2, "(a + b)**2 / 2"),
    (lambda a, b, c: (a * b) ** 2, "(a * b)**2"),
    (lambda a, b, c: (a**2) ** 2, "(a**2)**2"),
    (lambda a, b, c: 1 / (1 + (-a).exp()), "1 / (1 + exp(-a))"),
    (lambda a, b, c: a * (1 - a), "a * (1 - a)"),
    (lambda a, b, c: +a, "a"),
    (lambda a, b, c: (+(a - b)) * c, "(a - b) * c"),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_an_expression_has_the_parentheses_it_needs_and_no_others(build: Callable, written: str) -> None:
    assert code(build) == written
    values = dict(zip(NAMES, map(Fraction, (2, 3, 5)), strict=True))
    if "exp" not in written:
        assert eval(written, values) == build(*map(Fraction, (2, 3, 5)))


@pytest.mark.parametrize("build", [
    lambda a, b, c: a - (-b), lambda a, b, c: a * (-b), lambda a, b, c: a / (-b), lambda a, b, c: -(-a),
    lambda a, b, c: -(a * b), lambda a, b, c: (-a) * b, lambda a, b, c: a - (-b - c), lambda a, b, c: -(-a) ** 2,
    lambda a, b, c: -1 * a,
])  # fmt: skip
def test_signs_keep_their_sense(build: Callable) -> None:
    numbers = tuple(map(Fraction, (2, 3, 5)))
    assert eval(code(build), dict(zip(NAMES, numbers, strict=True))) == build(*numbers)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 4) -> Traced:
    kind = draw(st.sampled_from("given integer + - * / negate square same".split() if depth else ["given", "integer"]))
    if kind == "given":
        return leaves(draw(decimals(-300, 300)))[0]
    if kind == "integer":
        return Traced(draw(st.integers(0, 3)))
    a = draw(expressions(depth - 1))
    if kind in ("negate", "square", "same"):
        return -a if kind == "negate" else a**2 if kind == "square" else +a
    b = draw(expressions(depth - 1))
    if kind == "/":
        return a if b.value.exact == 0 else a / b
    return a + b if kind == "+" else a - b if kind == "-" else a * b


@given(expressions())
@quick(300)
def test_any_expression_evaluates_to_the_value_of_its_node(node: Traced) -> None:
    values: dict[str, Fraction] = {}

    def name(part: Traced) -> str | None:
        if part.operation != "given":
            return None
        values[f"v{id(part)}"] = fraction(part.value)
        return f"v{id(part)}"

    # Integers stand for themselves; only a quotient of two would leave the fractions.
    text = re.sub(r"(?<![\w*])[0-9]+", r"F(\g<0>)", plain.written(node, name))
    assert eval(text, {"F": Fraction, **values}) == fraction(node.value)


@pytest.mark.parametrize("name", list(worked().first))
def test_each_quantity_s_code_gives_its_value(name: str) -> None:
    first = worked().first
    values = {n: float(middle(q.value.ball)) for n, q in first.items()}
    text = writer().code(first[name])
    assert eval(text, {"exp": math.exp, "__builtins__": {}}, values) == pytest.approx(values[name], rel=1e-13)
    if first[name].kind == "computed":
        assert text != name


def test_a_name_ends_the_expression() -> None:
    assert writer().code(worked().first["delta_o1"]) == "dE_dout_o1 * dout_dnet_o1"
    assert writer().code(worked().first["out_h1"]) == "1 / (1 + exp(-net_h1))"
    assert writer().code(worked().first["E_o1"]) == "(target_o1 - out_o1)**2 / 2"
