"""The listings of an example: run as a reader runs them, they give the numbers of the book."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.documents.context import chapter_context
from generator.documents.program import program_context
from generator.documents.templating import Templates
from generator.errors import ExampleError
from generator.example import read
from generator.numbers import certified
from generator.numbers.certified import middle
from generator.numbers.digits import DigitRule
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text.derivation import Writer
from generator.text.publication import publish
from tests import two_outputs
from tests.quantities import small_nets
from tests.small_books import EXAMPLE, ROOT

PAGE = "{%% filter highlight %%}{%% include 'code/%s.py.jinja' %%}{%% endfilter %%}\n"
BITS = 256

TWO = two_outputs.FILE.read_text(encoding="utf-8").split("rounds:")[0] + "rounds: 30\ntable: [1]\n"
THREE = """\
title: Three layers
inputs: [x, y]
layers:
  - {name: first, neurons: [a1, a2, a3], activation: logistic, biases: none,
     weights: [[0.1, -0.4], [0.7, 0.2], [-0.3, 0.5]]}
  - {name: second, neurons: [c1, c2], activation: identity, biases: [0.1, -0.2],
     weights: [[0.3, -0.2, 0.9], [0.4, 0.1, -0.6]]}
  - {name: last, neurons: [o1, o2], activation: logistic, weights: [[-1.5, 0.25], [0.8, 1.1]], biases: 0.05}
loss: half squared error
data: [{inputs: [0.6, -1.2], targets: [0.2, 0.7]}]
optimizer: gradient descent
learning_rate: 0.3
update: weights
rounds: 30
table: [1]
"""
LEARNS_BIASES = "update: weights and biases"
EXAMPLES = {
    "two outputs": TWO,
    "two outputs, biases too": TWO.replace("update: weights ", LEARNS_BIASES + " "),
    "three layers": THREE,
    "three layers, biases too": THREE.replace("update: weights", LEARNS_BIASES),
    "own biases": TWO.replace("biases: 0.35", "biases: [0.35, -0.1]").replace("update: weights ", LEARNS_BIASES + " "),
    "one behind the other": EXAMPLE,
    "two samples": THREE.replace("data: [", "data: [{inputs: [0.1, 0.4], targets: [0.9, 0.1]}, "),
    **{small_nets.told(choices): choices for choices in small_nets.ONE_OF_EACH},
    "softmax, adam, full batch": {"loss": "categorical cross-entropy", "optimizer": "adam", "batch": "full"},
    "leaky relu, nesterov, batches with a rest": {"hidden": "leaky relu", "optimizer": "nesterov", "batch": 2},
    "rmsprop, sums over batches": {"optimizer": "rmsprop", "batch": 2, "batch_loss": "sum", "weight_decay": 0.05},
    "a shared bias, minus delta": {
        "biases": 0.1, "optimizer": "momentum", "notation": {"delta": "minus", "form": "rows"},
    },
    "biases that stay": {"optimizer": "adam", "update": "weights"},
}  # fmt: skip


def worked(folder: Path, text: str | Mapping[str, object]) -> Worked:
    if not isinstance(text, str):
        return small_nets.worked(**text)
    file = folder / "1-net" / "example.yml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with certified.precision(BITS):
        return Worked(read(file), BITS)


def program(folder: Path, of: Worked, kind: str) -> str:
    """The listing as it stands on the page."""
    (folder / "page.md").write_text(PAGE % kind, encoding="utf-8")
    with certified.precision(BITS):
        writer = Writer(of.named, r"\cdot", DigitRule(9, "decimals"))
        rendered = Templates(folder, ROOT / "templates").render("page.md", writer, chapter_context(of))
    return html.unescape(re.sub(r"<[^<>]*>", "", publish(rendered.text).text))


def number(quantity: Quantity) -> float:
    return middle(quantity.value.ball)


def holds(scope: Mapping[str, object], of: Worked, last: Mapping[str, float]) -> None:
    rounds = of.example.rounds
    errors = [float(error) for error in scope["errors"]]
    assert errors == pytest.approx([middle(of.error_of(r)) for r in range(1, rounds + 1)], rel=1e-12)
    expected = {name: number(of.after(rounds)[name]) for name in last}
    assert last == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_plain_program_gives_the_numbers_of_the_book(name: str, tmp_path: Path) -> None:
    of = worked(tmp_path, EXAMPLES[name])
    scope: dict = {}
    exec(program(tmp_path, of, "python"), scope)
    holds(scope, of, {name: scope[name] for name, q in of.first.items() if q.family in ("weight", "bias")})


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_numpy_program_gives_the_numbers_of_the_book(name: str, tmp_path: Path) -> None:
    of = worked(tmp_path, EXAMPLES[name])
    scope: dict = {}
    exec(program(tmp_path, of, "numpy"), scope)
    last: dict[str, float] = {}
    for index, layer in enumerate(chapter_context(of)["layers"], 1):
        for row, names in zip(scope[f"W{index}"], layer["matrix"], strict=True):
            last.update({q.name: float(value) for q, value in zip(names, row, strict=True)})
        last.update({q.name: float(v) for q, v in zip(layer["biases"], scope.get(f"b{index}", ()), strict=True)})
    assert len(last) == len([q for q in of.first.values() if q.family in ("weight", "bias")])
    holds(scope, of, last)


TAKEN = ("batch", "column", "data", "errors", "exp", "for", "lambda", "len", "np", "range", "samples", "sum", "zip")


@pytest.mark.parametrize("taken", TAKEN)
def test_a_name_that_python_needs_does_not_spoil_the_program(taken: str, tmp_path: Path) -> None:
    """Either the file may not use the name or the program copes with it."""
    text = EXAMPLE.replace("inputs: [x]", f"inputs: [{taken}]").replace("data:\n", "batch: full\ndata:\n")
    two = re.sub(r"(data:\n)( +- .*\n)", r"\1\2\2", text)
    try:
        of = worked(tmp_path, two)
    except ExampleError as error:
        assert "is taken" in str(error)
        return
    exec(program(tmp_path, of, "python"), {})


def test_what_nobody_needs_is_not_in_the_program(tmp_path: Path) -> None:
    of = worked(tmp_path, TWO)
    context = program_context(of)
    names = [quantity.name for quantity in (*context["each"], *context["afterwards"])]
    assert {"net_h1", "E_o1", "E_total", "dE_dw1", "w1_new", "dE_dout_h1"} <= set(names)
    assert not {"dE_db1", "dE_db2"} & set(names) and len(names) == len(set(names))
    assert context["updated"] == [(f"w{n}", f"w{n}_new") for n in (5, 6, 7, 8, 1, 2, 3, 4)]
    assert [q.name for q in context["given"]][:3] == ["i1", "i2", "target_o1"]
    assert (context["loss"], context["optimizer"]) == ("half_squared_error", "gradient_descent")
    assert context["updates_biases"] is False


def test_each_line_uses_only_what_stands_above_it(tmp_path: Path) -> None:
    of = worked(tmp_path, THREE)
    context = program_context(of)
    known = {quantity.name for quantity in context["given"]} | {"exp"}
    writer = Writer(of.named, "", DigitRule(9, "decimals"))
    for quantity in (*context["each"], *context["afterwards"]):
        assert set(re.findall(r"[A-Za-z_]\w*", writer.code(quantity))) <= known
        known.add(quantity.name)
