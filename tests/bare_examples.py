"""Examples without a chapter and a deck of their own, each of another kind: the default walk-through shows them."""

from __future__ import annotations

import shutil
from pathlib import Path

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
}


def slug(name: str) -> str:
    return name.replace(" ", "-")


def bare_book(root: Path) -> Path:
    """A book of all of them, with the repository's templates and settings."""
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for number, (name, text) in enumerate(BARE.items(), 1):
        folder = root / "content" / f"{number}-{slug(name)}"
        folder.mkdir(parents=True)
        (folder / "example.yml").write_text(text, encoding="utf-8")
    (root / "content" / "index.md").write_text("# Book\n", encoding="utf-8")
    return root
