"""What changed in an example.yml, key by key."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.comparing.edition import Sheet
from generator.comparing.keys import LONGEST, KeyChange, key_changes
from generator.example.yaml_lines import read_yaml

TEXT = """\
title: A net
inputs: [x1, x2]
layers:
  - name: hidden
    neurons: [h1, h2]
    weights:
      - [0.1, 0.2]
      - [0.3, 0.4]
    biases: [1, 2]
  - name: output
    neurons: [o]
    weights: [[0.5, 0.6]]
    biases: 0.7
data:
  - {inputs: [0, 1], targets: [1]}
  - {inputs: [1, 0], targets: [0]}
"""


def sheet(folder: Path, text: str) -> Sheet:
    file = folder / "example.yml"
    file.write_text(text, "utf-8")
    return Sheet("content/1-net/example.yml", read_yaml(file))


def changes(folder: Path, old: str, new: str) -> list[KeyChange]:
    return list(key_changes(sheet(folder, old), sheet(folder, new)))


@pytest.mark.parametrize(("old", "new", "path", "line"), [
    ("[0.3, 0.4]", "[0.3, 0.9]", "layers[hidden].weights[h2][x2]", 8),
    ("[[0.5, 0.6]]", "[[0.9, 0.6]]", "layers[output].weights[o][h1]", 12),
    ("biases: [1, 2]", "biases: [1, 9]", "layers[hidden].biases[h2]", 9),
    ("biases: 0.7", "biases: 0.9", "layers[output].biases", 13),
    ("{inputs: [1, 0], targets", "{inputs: [1, 9], targets", "data[2].inputs[x2]", 16),
    ("targets: [0]", "targets: [9]", "data[2].targets[o]", 16),
    ("title: A net", "title: Another net", "title", 1),
])  # fmt: skip
def test_a_value_is_called_as_in_the_book(tmp_path: Path, old: str, new: str, path: str, line: int) -> None:
    (change,) = changes(tmp_path, TEXT, TEXT.replace(old, new))
    assert (change.path, change.line, change.file) == (path, line, "content/1-net/example.yml")


def test_0_2_and_0_20_are_written_differently(tmp_path: Path) -> None:
    (change,) = changes(tmp_path, TEXT, TEXT.replace("0.2]", "0.20]"))
    assert (change.old, change.new) == ("0.2", "0.20")


@pytest.mark.parametrize("new", [
    TEXT.replace("title: A net\n", "") + "title: A net\n", "# A remark\n" + TEXT.replace("A net", "'A net'   # here"),
    TEXT.replace("    weights:\n      - [0.1, 0.2]\n      - [0.3, 0.4]\n", "    weights: [[0.1,0.2],[0.3,0.4]]\n"),
], ids=["order", "remark", "layout"])  # fmt: skip
def test_how_a_file_is_laid_out_is_no_change(tmp_path: Path, new: str) -> None:
    assert changes(tmp_path, TEXT, new) == []


def test_one_more_sample_changes_no_other(tmp_path: Path) -> None:
    first = "  - {inputs: [0, 1], targets: [1]}\n"
    (change,) = changes(tmp_path, TEXT, TEXT.replace(first, "  - {inputs: [0, 0], targets: [0]}\n" + first))
    assert (change.path, change.old, change.new) == ("data[1]", "", "{inputs: [0, 0], targets: [0]}")
    (change,) = changes(tmp_path, TEXT, TEXT.replace(first, ""))
    assert (change.path, change.old, change.new, change.line) == ("data[1]", "{inputs: [0, 1], targets: [1]}", "", 15)


def test_one_more_layer_is_one_change(tmp_path: Path) -> None:
    layer = "  - name: middle\n    neurons: [m]\n"
    found = changes(tmp_path, TEXT, TEXT.replace("  - name: output", layer + "  - name: output"))
    assert [(one.path, one.old, one.new) for one in found] == [("layers[middle]", "", "{name: middle, neurons: [m]}")]


def test_a_key_that_comes_and_one_that_goes(tmp_path: Path) -> None:
    found = changes(tmp_path, TEXT, TEXT.replace("title: A net", "rounds: 3"))
    assert [(one.path, one.old, one.new, one.line) for one in found] == [
        ("rounds", "", "3", 1), ("title", "A net", "", 1),
    ]  # fmt: skip


def test_of_a_long_value_the_part_that_differs_is_shown(tmp_path: Path) -> None:
    words = "a very long title " * 10
    (change,) = changes(tmp_path, TEXT.replace("A net", words + "one"), TEXT.replace("A net", words + "two"))
    assert change.old.endswith("one") and change.new.endswith("two") and len(change.new) <= LONGEST
    assert change.old.startswith("... ")


def test_a_network_that_does_not_fit_together_is_no_traceback(tmp_path: Path) -> None:
    broken = TEXT.replace("neurons: [h1, h2]", "neurons: h1").replace("[0.3, 0.4]", "[0.3, 0.9]")
    found = {one.path: one.new for one in changes(tmp_path, TEXT, broken)}
    assert found.keys() == {"layers[hidden].neurons", "layers[hidden].weights[2][x2]"}
