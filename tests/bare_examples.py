"""Examples without a chapter and a deck of their own, each of another kind: the default walk-through shows them."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.book import Book
from tests import publishing
from tests.small_books import EXAMPLE, ROOT

BARE = {
    "one behind one": EXAMPLE,
    "two outputs": (ROOT / "content/3-two-outputs/example.yml").read_text(encoding="utf-8"),
    "four samples": """\
title: Exclusive or
inputs: [x1, x2]
layers:
  - {name: hidden, neurons: [h1, h2], activation: tanh, weights: [[-4, -4], [-1, 1]], biases: [-1, 2]}
  - {name: output, neurons: [y], activation: logistic, weights: [[-3, -2]], biases: 3}
loss: half squared error
data:
  - {inputs: [0, 0], targets: [0]}
  - {inputs: [0, 1], targets: [1]}
  - {inputs: [1, 0], targets: [1]}
  - {inputs: [1, 1], targets: [0]}
optimizer: gradient descent
learning_rate: 1
update: weights and biases
rounds: 40
table: [1, 2, 3, 4, 40]
digits: {chapter: 6 decimals, deck: 4 significant}
notation: {learning_rate: alpha, error: L, times: cross}
""",
    "three layers": """\
title: Three layers
inputs: [a1, a2, a3]
layers:
  - name: first
    neurons: [p1, p2, p3, p4]
    activation: softplus
    weights: [[0.1, 0.2, -0.3], [0.4, -0.5, 0.6], [0.7, 0.8, 0.9], [-0.11, 0.12, 0.13]]
    biases: none
  - name: second
    neurons: [q1, q2]
    activation: tanh
    weights: [[0.3, -0.2, 0.1, 0.25], [0.15, 0.35, -0.45, 0.05]]
    biases: 0.2
  - {name: last, neurons: [r1, r2], activation: identity, weights: [[0.6, 0.7], [-0.8, 0.9]], biases: none}
loss: squared error
data:
  - {inputs: [1, 0.5, -1], targets: [0.2, 0.8]}
optimizer: gradient descent
learning_rate: 0.05
update: weights
rounds: 60
table: [1, 10, 60]
""",
    "three classes": """\
title: Three classes
inputs: [x1, x2]
layers:
  - name: hidden
    neurons: [h1, h2, h3]
    activation: relu
    weights: [[0.5, 0.4], [-0.3, -0.2], [-0.6, 0.9]]
    biases: [-1.5, 1.5, 0.2]
  - name: output
    neurons: [o1, o2, o3]
    activation: softmax
    weights: [[0.4, -0.3, 0.2], [-0.5, 0.6, 0.3], [0.2, 0.1, -0.4]]
    biases: [0.1, 0.2, -0.25]
loss: categorical cross-entropy
data:
  - {inputs: [1.4, 0.2], targets: [1, 0, 0]}
  - {inputs: [4.5, 1.5], targets: [0, 1, 0]}
  - {inputs: [6.0, 2.5], targets: [0, 0, 1]}
  - {inputs: [1.7, 0.4], targets: [1, 0, 0]}
  - {inputs: [4.0, 1.3], targets: [0, 1, 0]}
batch: full
optimizer: adam
learning_rate: 0.1
beta1: 0.9
beta2: 0.999
epsilon: 1e-8
update: weights and biases
rounds: 30
table: [1, 2, 5, 10, 30]
digits: {chapter: 6 decimals, deck: 4 significant}
notation: {learning_rate: alpha, error: J, weights: to from}
""",
    "exclusive or in batches": """\
title: Exclusive or, three at a time
inputs: [x1, x2]
layers:
  - {name: hidden, neurons: [h1, h2], activation: logistic, weights: [[3, -3], [-2, 2.5]], biases: -1}
  - {name: output, neurons: [y], activation: logistic, weights: [[2, 2]], biases: -1.5}
loss: binary cross-entropy
data:
  - {inputs: [0, 0], targets: [0]}
  - {inputs: [0, 1], targets: [1]}
  - {inputs: [1, 0], targets: [1]}
  - {inputs: [1, 1], targets: [0]}
batch: 3
optimizer: momentum
learning_rate: 0.5
momentum: 0.9
update: weights and biases
rounds: 40
table: [1, 2, 3, 10, 40]
digits: {chapter: 5 significant, deck: 4 significant}
notation: {error: C, times: cross}
""",
    "a curve": """\
title: Two measurements
inputs: [x]
layers:
  - name: layer 1
    neurons: [g1, g2]
    activation: leaky relu
    slope: 0.1
    weights: [[0.8], [-0.5]]
    biases: [-0.2, 0.3]
  - {name: layer 2, neurons: [h], activation: tanh, weights: [[0.9, -0.7]], biases: none}
  - {name: output, neurons: [o1, o2], activation: identity, weights: [[0.6], [-0.4]], biases: 0.1}
loss: mean squared error
data:
  - {inputs: [-0.75], targets: [0.4, 0.9]}
  - {inputs: [0.35], targets: [1.2, 0.4]}
batch: full
batch_loss: sum
optimizer: nesterov
learning_rate: 0.05
momentum: 0.8
weight_decay: 0.01
update: weights and biases
rounds: 25
table: [1, 2, 25]
digits: {chapter: 6 decimals, deck: 4 significant}
notation: {learning_rate: a, error: L, weights: from to, form: rows, delta: minus}
""",
    "one layer": """\
title: A line through points
inputs: [x]
layers:
  - {name: output, neurons: [y], activation: identity, weights: [[0.5]], biases: [0.1]}
loss: squared error
data:
  - {inputs: [1], targets: [0.7]}
  - {inputs: [2], targets: [1.1]}
  - {inputs: [4], targets: [2.3]}
optimizer: rmsprop
learning_rate: 0.01
decay: 0.9
epsilon: 1e-8
update: weights and biases
rounds: 30
table: [1, 2, 3, 30]
digits: {chapter: 6 decimals, deck: 4 significant}
notation: {weights: to from, layer_index: false}
""",
}

BARE["one weight"] = """\
title: From grams to euros
inputs: [g]
layers:
  - {name: price, neurons: [p], activation: identity, weights: [[0.5]], biases: none}
loss: mean squared error
data:
  - {inputs: [2], targets: [3]}
optimizer: gradient descent
learning_rate: 0.05
update: weights
rounds: 12
table: [1, 2, 3, 12]
"""
BARE["many numbers"] = """\
title: Four in, three out
inputs: [x1, x2, x3, x4]
layers:
  - name: hidden
    neurons: [h1, h2, h3, h4]
    activation: logistic
    weights: [[0.2, -0.4, 0.6, -0.8], [0.5, 0.3, -0.1, 0.7], [0.4, -0.9, 0.2, 0.1], [-0.3, 0.8, -0.6, 0.5]]
    biases: 0.1
  - name: output
    neurons: [y1, y2, y3]
    activation: identity
    weights: [[1.1, -0.5, 0.3, 0.2], [-0.7, 0.9, 0.4, -0.6], [0.3, 0.2, -0.8, 0.5]]
    biases: [0.1, -0.2, 0.3]
loss: half squared error
data:
  - {inputs: [0.1, 0.9, 0.3, 0.2], targets: [0.7, 0.1, 0.4]}
  - {inputs: [0.8, 0.2, 0.5, 0.6], targets: [0.3, 0.6, 0.2]}
  - {inputs: [0.4, 0.4, 0.9, 0.1], targets: [0.5, 0.2, 0.9]}
optimizer: gradient descent
learning_rate: 0.1
update: weights and biases
rounds: 20
table: [1, 2, 3, 20]
digits: {chapter: 6 decimals, deck: 4 significant}
"""


def slug(name: str) -> str:
    return name.replace(" ", "-")


def bare_book(root: Path, examples: Mapping[str, str] = BARE) -> Path:
    """A book of all of them, or of others, with the repository's templates and settings."""
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for number, (name, text) in enumerate(examples.items(), 1):
        folder = root / "content" / f"{number}-{slug(name)}"
        folder.mkdir(parents=True)
        (folder / "example.yml").write_text(text, encoding="utf-8")
    (root / "content" / "index.md").write_text("# Book\n", encoding="utf-8")
    return root


class Bare(NamedTuple):
    """root: the folder of a book of all of them. book: what was built from it."""

    root: Path
    book: Book

    @property
    def site(self) -> Path:
        return self.root / "site"


def publish(folder: Path) -> None:
    """Put the book of all of them into a folder, and publish it there."""
    root = bare_book(folder / "root")
    book = publishing.built(root, root / "site")
    (folder / publishing.KEPT).write_bytes(pickle.dumps(publishing.without_documents(book)))


def read(folder: Path) -> Bare:
    return Bare(folder / "root", pickle.loads((folder / publishing.KEPT).read_bytes()))
