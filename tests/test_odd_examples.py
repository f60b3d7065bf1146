"""Networks that a teacher may invent and nobody foresees: an example alone gives a chapter and a deck for each."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from generator.build import Book, build
from generator.project import Project
from generator.quantities.labels import MOST_WEIGHTS_IN_FULL
from tests.bare_examples import bare_book, slug

REST = """\
optimizer: gradient descent
learning_rate: {rate}
update: weights and biases
rounds: {rounds}
table: [1, {rounds}]
digits: {{chapter: 6 decimals, deck: 4 decimals}}
"""
IN, BEHIND = 45, 24
assert IN * BEHIND > MOST_WEIGHTS_IN_FULL
LARGE_WEIGHTS = [[(7 * j + 3 * i + i * j) % 19 / 100 for i in range(IN)] for j in range(BEHIND)]
LARGE_INPUTS = [i % 5 / 4 for i in range(IN)]

ODD = {
    "nothing moves": """\
title: All weights are zero
inputs: [x1, x2]
layers:
  - {name: hidden, neurons: [h1, h2], activation: logistic, weights: [[0, 0], [0, 0]], biases: none}
  - {name: output, neurons: [y], activation: logistic, weights: [[0, 0]], biases: [0]}
loss: binary cross-entropy
data:
  - {inputs: [0, 1], targets: [1]}
  - {inputs: [1, 0], targets: [0]}
batch: full
""" + REST.format(rate=0.5, rounds=3),
    "softmax alone": """\
title: Softmax alone
inputs: [x1, x2]
layers:
  - {name: output, neurons: [y1, y2, y3], activation: softmax, weights: [[1, 0.5], [0, 0.25], [-1, 1]], biases: none}
loss: categorical cross-entropy
data:
  - {inputs: [0.5, 1], targets: [0, 1, 0]}
""" + REST.format(rate=0.5, rounds=3),
    "half way": """\
title: Half way
inputs: [x]
layers:
  - {name: output, neurons: [y], activation: identity, weights: [[0.125]], biases: none}
loss: half squared error
data:
  - {inputs: [0.0001], targets: [0.5]}
""" + REST.format(rate=0.5, rounds=3),
    "never wrong": """\
title: Never wrong
inputs: [x]
layers:
  - {name: output, neurons: [y], activation: identity, weights: [[0.5]], biases: [0]}
loss: half squared error
data:
  - {inputs: [2], targets: [1]}
""" + REST.format(rate=0.5, rounds=3),
    "a bias that stays at one": """\
title: A bias that stays at one
inputs: [x]
layers:
  - {name: output, neurons: [y1, y2], activation: softmax, weights: [[0.3], [-0.4]], biases: -1.0}
loss: squared error
data:
  - {inputs: [0.7], targets: [1, 0]}
""" + REST.format(rate=0.5, rounds=3),
    "large": f"""\
title: Large, with usual decimals
inputs: [{", ".join(f"x{i}" for i in range(1, IN + 1))}]
layers:
  - name: hidden
    neurons: [{", ".join(f"h{i}" for i in range(1, BEHIND + 1))}]
    activation: relu
    weights: {LARGE_WEIGHTS}
    biases: 0.05
  - name: output
    neurons: [y1, y2]
    activation: identity
    weights: {[[((5 * i + j) % 7 * 5 - 15) / 100 for i in range(BEHIND)] for j in range(2)]}
    biases: none
loss: half squared error
data:
  - inputs: {LARGE_INPUTS}
    targets: [0.5, 0.25]
""" + REST.format(rate=0.001, rounds=3),
}

ODD["large and dead"] = f"""\
title: Large and dead
inputs: [{", ".join(f"x{i}" for i in range(1, IN + 1))}]
layers:
  - name: hidden
    neurons: [{", ".join(f"h{i}" for i in range(1, BEHIND + 1))}]
    activation: relu
    weights: {LARGE_WEIGHTS}
    biases: -100
  - name: output
    neurons: [y1, y2]
    activation: softmax
    weights: {[[0.25] * BEHIND] * 2}
    biases: none
loss: categorical cross-entropy
data:
  - {{inputs: {LARGE_INPUTS}, targets: [1, 0]}}
  - {{inputs: {LARGE_INPUTS[::-1]}, targets: [0, 1]}}
batch: full
""" + REST.format(rate=0.5, rounds=3)
ODD["too little to be seen"] = """\
title: Too little to be seen
inputs: [x]
layers:
  - {name: output, neurons: [y], activation: logistic, weights: [[0.5]], biases: [0]}
loss: half squared error
data:
  - {inputs: [1], targets: [0.5]}
""" + REST.format(rate="1e-12", rounds=3)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return build(Project(bare_book(tmp_path_factory.mktemp("odd") / "book", ODD)))


def page(book: Book, name: str, suffix: str = ".md") -> str:
    return next(file.text for file in book.files if file.uri == slug(name) + suffix)


def test_where_an_update_changes_nothing_the_loss_is_as_it_was(book: Book) -> None:
    """With all outs one half, the derivatives of a target one and a target zero cancel."""
    assert "as it was before" in page(book, "nothing moves")
    assert "as it was before" in page(book, "nothing moves", "/deck.html")


def test_a_layer_whose_neurons_depend_on_each_other_has_no_function_of_one_net(book: Book) -> None:
    assert "f(" not in page(book, "softmax alone", "/deck.html").split("# Outline")[1].split("# Forward")[0]


def test_a_number_half_way_between_two_is_shown_whole(book: Book) -> None:
    """0.125 times 0.0001 is 0.0000125; with the three digits that a small number keeps there is no more of it."""
    assert Decimal("0.125") * Decimal("0.0001") == Decimal("0.0000125")
    assert re.search(r"=[^=]*0\.0000125", page(book, "half way"))


def test_a_network_that_is_never_wrong_has_no_curve_of_errors(book: Book) -> None:
    assert "round by round" not in page(book, "never wrong")


def test_a_number_that_may_be_a_power_of_ten_is_printed(book: Book) -> None:
    """The deltas of a softmax layer add up to zero, so that a shared bias stays; no ball tells that it does."""
    assert "-1.000000" in page(book, "a bias that stays at one")


@pytest.mark.parametrize("suffix", [".md", "/deck.html"])
def test_a_table_of_one_weight_is_not_made(book: Book, suffix: str) -> None:
    """What would stand in it has just been worked out."""
    told = page(book, "half way", suffix)
    assert "The new weights" not in told and "All weights:" not in told
    assert "The new weights" in page(book, "softmax alone", "/deck.html")
    assert "All weights:" in page(book, "softmax alone")


def test_where_nothing_moves_it_is_said(book: Book) -> None:
    assert "nothing of this moves" in page(book, "large and dead")
    assert "The loss over all samples is as it was before" in page(book, "large and dead")
    assert "so nothing moves" in page(book, "nothing moves") and "so nothing moves" not in page(book, "half way")


def test_a_change_that_the_digits_do_not_show_is_told_by_its_size(book: Book) -> None:
    told = page(book, "too little to be seen")
    assert re.search(r"It has fallen by .*<sup>−15</sup></span> only, too little to be seen in ", told)
    assert "has fallen from" not in told


def test_a_large_network_of_usual_decimals_is_worked_out(book: Book) -> None:
    terms = zip(LARGE_WEIGHTS[0], LARGE_INPUTS, strict=True)
    net = sum(Decimal(str(w)) * Decimal(str(x)) for w, x in terms) + Decimal("0.05")
    assert f"{net.normalize()}" in page(book, "large")
