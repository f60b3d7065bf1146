"""Examples of numbers that are too large: one clear message each, with the line and a way out, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build
from generator.errors import Problem, TextbookError
from generator.project import Project
from tests.bare_examples import bare_book

REST = """\
optimizer: gradient descent
learning_rate: 0.1
update: weights and biases
rounds: 5
table: [1, 5]
"""
LARGER = "Measured in a larger unit"

REFUSED = {
    "saturated": ("""\
title: Saturated
inputs: [x]
layers:
  - {name: output, neurons: [y], activation: logistic, weights: [[-40]], biases: [0]}
loss: binary cross-entropy
data:
  - {inputs: [20], targets: [1]}
  - {inputs: [1], targets: [0]}
""", "data", "no loss comes out", LARGER),
    "flat": ("""\
title: Flat
inputs: [x1, x2]
layers:
  - {name: hidden, neurons: [h1, h2], activation: logistic, weights: [[-0.73, 0.69], [0.53, -0.49]], biases: none}
  - {name: output, neurons: [y], activation: logistic, weights: [[0.58, -0.81]], biases: [-0.94]}
loss: half squared error
data:
  - {inputs: [1000, -1000], targets: [0.13]}
  - {inputs: [-500, 700], targets: [0.52]}
""", "data", "the chapter's program stops: an exponential becomes too large", LARGER),
    "diverging": ("""\
title: Diverging
inputs: [area]
layers:
  - {name: output, neurons: [y], activation: softmax, weights: [[-0.18], [-0.07]], biases: none}
loss: categorical cross-entropy
data:
  - {inputs: [1200], targets: [1, 0]}
  - {inputs: [800], targets: [0, 1]}
""".replace("[y]", "[y1, y2]"), "learning_rate", "the training diverges: round 2", "such as 0.0001"),
    "far behind the point": ("""\
title: Far behind the point
inputs: [x]
layers:
  - {name: hidden, neurons: [h], activation: logistic, weights: [[90]], biases: none}
  - {name: output, neurons: [y], activation: identity, weights: [[1]], biases: none}
loss: half squared error
data:
  - {inputs: [-2000], targets: [0.5]}
""", "", "cannot be printed: its first digit stands more than 9999 places from the point", LARGER),
}


def problems(folder: Path, name: str) -> tuple[Problem, ...]:
    with pytest.raises(TextbookError) as error:
        build(Project(bare_book(folder / "book", {name: REFUSED[name][0] + REST})))
    return error.value.problems


@pytest.mark.parametrize("name", [name for name, (_, key, *_) in REFUSED.items() if key])
def test_numbers_that_are_too_large_are_refused_in_one_message(tmp_path: Path, name: str) -> None:
    text, key, told, way_out = REFUSED[name]
    (problem,) = problems(tmp_path, name)
    (line,) = (number for number, line in enumerate((text + REST).splitlines(), 1) if line.startswith(f"{key}:"))
    assert problem.file.endswith("example.yml") and told in problem.message and way_out in problem.way_out
    assert problem.line == line


def test_a_number_that_nobody_would_write_is_refused_by_name(tmp_path: Path) -> None:
    _, _, told, way_out = REFUSED["far behind the point"]
    (problem,) = problems(tmp_path, "far behind the point")
    assert problem.file.endswith("example.yml") and told in problem.message and way_out in problem.way_out
