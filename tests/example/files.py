"""Files made from the example of the book, and what is said about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import ExampleError, Problem
from generator.example import Example, read

FILE = Path(__file__).parents[2] / "content" / "3-two-outputs" / "example.yml"
TEXT = FILE.read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    file = folder / "example.yml"
    file.write_text(text, encoding="utf-8")
    return file


def accepted(folder: Path, text: str) -> Example:
    return read(written(folder, text))


def problems(folder: Path, text: str) -> tuple[Problem, ...]:
    file = written(folder, text)
    with pytest.raises(ExampleError) as error:
        read(file)
    assert all(problem.file == str(file) for problem in error.value.problems)
    return error.value.problems


def said(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """The line of the file, without blanks around it, what is said about it, and the way out, for each problem."""
    lines = text.split("\n")
    return [(lines[one.line - 1].strip(), one.message, one.way_out) for one in problems(folder, text)]


def changed(text: str, good: str, bad: str) -> tuple[str, int]:
    """The text with its only `good` made `bad`, and the line of that."""
    assert text.count(good) == 1, good
    return text.replace(good, bad), text[: text.index(good)].count("\n") + 1


def edited(*edits: tuple[str, str], text: str = TEXT) -> str:
    """The text with the first of each `good` made `bad`."""
    for good, bad in edits:
        assert good in text, good
        text = text.replace(good, bad, 1)
    return text


HIDDEN = "    neurons: [h1, h2]\n    activation: logistic"
OUTPUT = "    neurons: [o1, o2]\n    activation: logistic"
LOSS = "loss: half squared error"
TARGETS = "targets: [0.01, 0.99]"
SAMPLE = "  - inputs: [0.05, 0.10]\n    targets: [0.01, 0.99]\n"
OPTIMIZER = "optimizer: gradient descent"


def with_activation(place: str, name: str, *lines: str) -> tuple[str, str]:
    """The edit that gives a layer, HIDDEN or OUTPUT, another activation and keys behind it."""
    return place, "\n    ".join([place.replace("logistic", name), *lines])


def with_optimizer(name: str, *lines: str) -> tuple[str, str]:
    return OPTIMIZER, "\n".join([f"optimizer: {name}", *lines])
