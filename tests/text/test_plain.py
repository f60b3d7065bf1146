"""Expressions as Python: the line of code computes what was computed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from generator.numbers.certified import Certified, middle
from generator.numbers.traced import Traced
from generator.quantities.straightline import FUNCTIONS
from generator.quantities.worked import Worked
from generator.text import plain
from tests.exact_numbers import fraction
from tests.quantities import small_nets
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
    (lambda a, b, c: a / (b.sqrt() + c), "a / (sqrt(b) + c)"),
    (lambda a, b, c: -(a * b.log()), "-(a * log(b))"),
    (lambda a, b, c: 1 - b.tanh() * c, "1 - tanh(b) * c"),
    (lambda a, b, c: a / (1 - b**c), "a / (1 - b**c)"),
    (lambda a, b, c: (a - b) ** c, "(a - b)**c"),
    (lambda a, b, c: -(a**c), "-a**c"),
    (lambda a, b, c: (a + b) / 1 * c, "(a + b) * c"),
    (lambda a, b, c: a.choose(b, c), "b if a > 0 else c"),
    (lambda a, b, c: a.choose(b, c) + a, "(b if a > 0 else c) + a"),
    (lambda a, b, c: 2 * a.choose(b, c), "2 * (b if a > 0 else c)"),
    (lambda a, b, c: a.choose(b - c, a * c), "b - c if a > 0 else a * c"),
    (lambda a, b, c: (a - b).choose(b, -c), "b if a - b > 0 else -c"),
    (lambda a, b, c: a.choose(b, b.choose(c, a)), "b if a > 0 else c if b > 0 else a"),
    (lambda a, b, c: a.choose(b.choose(c, a), b), "(c if b > 0 else a) if a > 0 else b"),
    (lambda a, b, c: a.choose(b, c).choose(b, c), "b if (b if a > 0 else c) > 0 else c"),
    (lambda a, b, c: a.choose(b, c).exp(), "exp(b if a > 0 else c)"),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_an_expression_has_the_parentheses_it_needs_and_no_others(build: Callable, written: str) -> None:
    assert code(build) == written
    values = dict(zip(NAMES, map(Fraction, (2, 3, 5)), strict=True))
    value = build(*leaves(2, 3, 5)).value
    if value.exact is not None:
        assert eval(written, values) == fraction(value)


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
    kinds = "given integer + - * / negate square same power choose"
    kind = draw(st.sampled_from(kinds.split() if depth else ["given", "integer"]))
    if kind == "given":
        return leaves(draw(decimals(-300, 300)))[0]
    if kind == "integer":
        return Traced(draw(st.integers(0, 3)))
    a = draw(expressions(depth - 1))
    if kind == "power":
        return a ** draw(st.sampled_from([Traced(0), Traced(3), leaves(2)[0]]))
    if kind == "choose":
        return a.choose(draw(expressions(depth - 1)), draw(expressions(depth - 1)))
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


MATH = {name: getattr(math, name) for name in FUNCTIONS}


@pytest.mark.parametrize("choices", small_nets.ONE_OF_EACH, ids=small_nets.told)
def test_the_code_of_each_quantity_of_any_network_gives_its_value(choices: dict) -> None:
    """In the third round, which starts from numbers of its own: each name means one number."""
    made = small_nets.worked(**choices)
    quantities, write = made.at(3), writer(of=made)
    values = {name: float(middle(quantity.value.ball)) for name, quantity in quantities.items()}
    for name, quantity in quantities.items():
        found = eval(write.code(quantity), {**MATH, "__builtins__": {}}, values) if quantity.node.arguments else None
        assert found is None or found == pytest.approx(values[name], rel=1e-11, abs=1e-13), name


@pytest.mark.parametrize("count", [2, 12, 20_000])
def test_a_sum_is_complete_however_long_it_is(count: int) -> None:
    nodes = leaves(*range(count))
    names = {id(node): f"x{k}" for k, node in enumerate(nodes)}
    total = nodes[0]
    for node in nodes[1:]:
        total = total + node
    assert plain.written(total, lambda node: names.get(id(node))) == " + ".join(f"x{k}" for k in range(count))


def symbolic(made: Worked, name: str) -> sympy.Expr:
    """A quantity in nothing but nets and targets."""

    def leaf(node: Traced) -> str | None:
        named = made.named(node)
        return named.name if named is not None and named.family in ("net", "target") else None

    return sympy.sympify(plain.written(made.first[name].node, leaf))


def test_the_delta_of_softmax_and_categorical_cross_entropy_is_the_short_one() -> None:
    """The sum over the Jacobian is out less target, where the targets add up to 1."""
    made = small_nets.worked(loss="categorical cross-entropy")
    one = {sympy.Symbol("target_o2"): 1 - sympy.Symbol("target_o1")}
    for name in ("o1", "o2"):
        short, long = symbolic(made, f"delta_{name}_short"), symbolic(made, f"delta_{name}")
        assert sympy.simplify((long - short).subs(one)) == 0
        assert sympy.simplify(long - short) != 0  # whatever the targets are, it is not
        assert short == symbolic(made, f"out_{name}") - sympy.Symbol(f"target_{name}")


def test_the_delta_of_logistic_and_binary_cross_entropy_is_the_short_one() -> None:
    made = small_nets.worked(loss="binary cross-entropy")
    for name in ("o1", "o2"):
        assert sympy.simplify(symbolic(made, f"delta_{name}_short") - symbolic(made, f"delta_{name}")) == 0


def test_the_derivatives_of_softmax_are_those_of_its_formula() -> None:
    made = small_nets.worked(output="softmax")
    for out in ("o1", "o2"):
        for net in ("o1", "o2"):
            derivative = sympy.diff(symbolic(made, f"out_{out}"), sympy.Symbol(f"net_{net}"))
            assert sympy.simplify(derivative - symbolic(made, f"dout_{out}_dnet_{net}")) == 0


def test_a_name_ends_the_expression() -> None:
    assert writer().code(worked().first["delta_o1"]) == "dE_dout_o1 * dout_dnet_o1"
    assert writer().code(worked().first["out_h1"]) == "1 / (1 + exp(-net_h1))"
    assert writer().code(worked().first["E_o1"]) == "(target_o1 - out_o1)**2 / 2"
