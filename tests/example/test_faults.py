"""Each kind of bad input: the line it stands in, what is said about it, and that nothing else is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS
from tests.example.files import SAMPLE, TEXT, changed, problems, read, written

WRONG_VALUES = [
    # the only text of its kind in the file, what is put there, the message, a piece of the way out
    ("title: Two outputs, step by step", "title: 1984", "title: expected text, found 1984", "quotation marks"),
    ("title: Two outputs, step by step", "title: ' '", "title: expected text, found the text ' '", "some text"),
    ("year: 2017", "year: 2017.5", "source, entry 2, year: expected a whole number, found 2017.5", ""),
    ("author: Matt Mazur", "author:", "source, entry 1, author: expected a value, found nothing", "remove the key"),
    ("author: Matt Mazur", "auther: Matt Mazur", "source, entry 1: unknown key 'auther'", "'author'"),
    ("inputs: [i1, i2]", "inputs: i1", "inputs: expected a list, found the text 'i1'", "brackets"),
    ("inputs: [i1, i2]", "inputs: []", "inputs: expected a list with at least one entry, found an empty list", ""),
    ("[0.15, 0.20]", "[0.15, .nan]", "layer 'hidden', neuron 'h1', weight 2: expected a number, found the text '.nan'",
     "finite"),
    ("[0.15, 0.20]", "0.15", "layer 'hidden', neuron 'h1': expected a list, found 0.15", "brackets"),
    ("[0.15, 0.20]", "[0.15, 0.20, 1]",
     "layer 'hidden', neuron 'h1': expected 2 weights (one per input: i1, i2), found 3", "in this order"),
    ("[0.40, 0.45]", "[0.40]", "layer 'output', neuron 'o1': expected 2 weights "
     "(one per neuron of the layer before: h1, h2), found 1", "in this order"),
    ("biases: 0.35", "biases: [0.35]",
     "layer 'hidden', biases: expected 2 biases (one per neuron: h1, h2), found 1", "without brackets"),
    ("biases: 0.35", "biases: [1, x]", "layer 'hidden', biases, entry 2: expected a number, found the text 'x'", ""),
    ("biases: 0.35", "biases: shared", "layer 'hidden', biases: expected none, a number or a list of numbers, "
     "found the text 'shared'", "for the whole layer"),
    ("biases: 0.35", "biases:",
     "layer 'hidden', biases: expected none, a number or a list of numbers, found nothing", "'none'"),
    ("learning_rate: 0.5", "learning_rate: 0", "learning_rate: expected a number above 0, found 0", "Such as 0.1"),
    ("learning_rate: 0.5", "learning_rate:", "learning_rate: expected a number, found nothing", "such as 0.15"),
    ("learning_rate: 0.5", "weight_decay: 0\nlearning_rate: 0.5",
     "weight_decay: expected a number above 0, found 0", ""),
    ("learning_rate: 0.5", "weight_decay:\nlearning_rate: 0.5",
     "weight_decay: expected a value, found nothing", "remove the key"),
    ("learning_rate: 0.5", "batch_loss: average\nlearning_rate: 0.5",
     "batch_loss: expected 'mean' or 'sum', found the text 'average'", ""),
    ("update: weights ", "update: weight ",
     "update: expected 'weights' or 'weights and biases', found the text 'weight'", "mean 'weights'?"),
    ("rounds: 10000", "rounds: 0", "rounds: expected a whole number, at least 1, found 0", "Write 1, or a larger"),
    ("rounds: 10000", "rounds: -1", "rounds: expected a whole number, at least 1, found -1", ""),
    ("rounds: 10000", "rounds: 2000000",
     "rounds: expected a whole number, at most 1000000, found 2000000", "Write 1000000, or a smaller"),
    ("rounds: 10000", "rounds: 10000.5", "rounds: expected a whole number, found 10000.5", "without a point"),
    ("rounds: 10000", "rounds: many", "rounds: expected a number, found the text 'many'", ""),
    ("[1, 300, 600,", "[0, 300, 600,", "table, entry 1: expected a whole number, at least 1, found 0", ""),
    ("[1, 300, 600,", "[1, 600, 300,", "table, entry 3: round 300 stands behind round 600", "Order"),
    ("targets: [0.01, 0.99]", "targets: [1]",
     "sample 1, targets: expected 2 numbers (one per output: o1, o2), found 1", "one number for each output"),
    ("inputs: [0.05, 0.10]", "inputs: [1, 2, 3]",
     "sample 1, inputs: expected 2 numbers (one per input: i1, i2), found 3", "one number for each input"),
    ("chapter: 9 decimals", "chapter: 31 decimals", "digits, chapter: expected '<n> decimals' or '<n> significant' "
     "with n from 1 to 30, found '31 decimals'", ""),
    ("chapter: 9 decimals", "chapter: 9", "digits, chapter: expected '<n> decimals' or '<n> significant' "
     "with n from 1 to 30, found '9'", "Such as 6 decimals"),
    ("error: E ", "error: F ", "notation, error: expected 'E' or 'L' or 'J' or 'C', found the text 'F'", ""),
    ("name: output", "name: hidden", "layer 'hidden', name: the name 'hidden' is used a second time", "own name"),
    ("[o1, o2]", "[o1, h1]", "layer 'output', neurons, entry 2: the name 'h1' is used a second time", "own name"),
    ("[o1, o2]", "[i1, o2]", "layer 'output', neurons, entry 1: the name 'i1' is used a second time", "own name"),
    ("[o1, o2]", "[o_1, o2]",
     "layer 'output', neurons, entry 1: expected a name, found the text 'o_1'", "then digits"),
    ("[o1, o2]", "[1, o2]", "layer 'output', neurons, entry 1: expected text, found 1", ""),
]


@pytest.mark.parametrize(("good", "bad", "message", "way_out"), WRONG_VALUES)
def test_a_wrong_value_gives_one_problem_at_its_line(
    tmp_path: Path, good: str, bad: str, message: str, way_out: str,
) -> None:
    text, line = changed(TEXT, good, bad)
    (problem,) = problems(tmp_path, text)
    assert (problem.line, problem.message) == (line, message)
    assert way_out in problem.way_out


@pytest.mark.parametrize(("good", "bad"), [
    ("layers:\n", "layer:\n"), ("learning_rate: 0.5", "lerning_rate: 0.5"), ("data:\n", "date:\n"),
    ("rounds: 10000", "round: 10000"), ("targets: [0.01, 0.99]", "target: [0.01, 0.99]"),
    ("biases: 0.35", "bias: 0.35"),
])
def test_a_misspelt_key_is_unknown_at_its_line_and_missing_where_it_belongs(
    tmp_path: Path, good: str, bad: str,
) -> None:
    text, line = changed(TEXT, good, bad)
    right, wrong = good.split(":")[0], bad.split(":")[0]
    found = problems(tmp_path, text)
    unknown = next(problem for problem in found if problem.line == line)
    assert unknown.message.endswith(f"unknown key '{wrong}'") and unknown.way_out == f"Did you mean '{right}'?"
    (missing,) = (problem for problem in found if problem.message.endswith(f"the key '{right}' is missing"))
    assert missing.line < line and missing.way_out.startswith("It is for: ")


def test_each_key_without_a_default_is_missed(tmp_path: Path) -> None:
    required = "title inputs layers loss data optimizer learning_rate update rounds table".split()
    messages = {problem.message for problem in problems(tmp_path, "digits: {}\n")}
    assert messages == {f"the key '{key}' is missing" for key in required}


@pytest.mark.parametrize(("key", "table"), [("activation", ACTIVATIONS), ("loss", LOSSES), ("optimizer", OPTIMIZERS)])
def test_a_misspelt_choice_is_answered_with_the_nearest_known_one(
    tmp_path: Path, key: str, table: Mapping[str, object],
) -> None:
    for known in table:
        text = re.sub(rf"{key}: .*", f"{key}: {known}x", TEXT, count=1)
        (problem,) = problems(tmp_path, text)
        assert f"{key}: {known}x" in text.split("\n")[problem.line - 1]
        assert problem.message.endswith(f"{key}: expected a name that is known here, found the text '{known}x'")
        assert problem.way_out == f"Did you mean '{known}'? Known: {', '.join(table)}."


@pytest.mark.parametrize(("key", "written", "meant"), [
    ("activation", "sigmoid", "logistic"), ("activation", "sigmod", "logistic"), ("activation", "ReLU", "relu"),
    ("activation", "Leaky_ReLU", "leaky relu"),
    ("activation", "linear", "identity"), ("loss", "MSE", "mean squared error"),
    ("loss", "binary_cross-entropy", "binary cross-entropy"), ("optimizer", "SGD", "gradient descent"),
])
def test_what_other_programs_call_it_is_understood_well_enough_to_say_the_name_here(
    tmp_path: Path, key: str, written: str, meant: str,
) -> None:
    (problem,) = problems(tmp_path, re.sub(rf"{key}: .*", f"{key}: {written}", TEXT, count=1))
    assert problem.way_out.startswith(f"Did you mean '{meant}'? Known: ")


def test_a_name_that_resembles_none_is_answered_with_all_of_them(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, TEXT.replace("optimizer: gradient descent", "optimizer: lbfgsxyz"))
    assert problem.way_out == "Known: adam, gradient descent, momentum, nesterov, rmsprop."


@pytest.mark.parametrize("value", ["", "[logistic]", "{a: 1}", "1", "true"])
def test_a_choice_that_is_no_text_is_said_as_it_came(tmp_path: Path, value: str) -> None:
    text, line = changed(TEXT, "loss: half squared error", f"loss: {value}")
    (problem,) = problems(tmp_path, text)
    assert problem.line == line and problem.message.startswith("loss: expected ")


def test_weights_in_one_list_are_one_problem_however_many_there_are(tmp_path: Path) -> None:
    flow = TEXT.replace("      - [0.40, 0.45]\n      - [0.50, 0.55]\n", "      [0.40, 0.45, 0.50, 0.55]\n")
    assert flow != TEXT
    (problem,) = problems(tmp_path, flow)
    assert problem.message == (
        "layer 'output', weights: expected a list with a row for each neuron, found a list of 4 numbers"
    )
    assert "brackets of their own" in problem.way_out


def test_a_row_too_many_is_a_problem_of_the_weights(tmp_path: Path) -> None:
    text, line = changed(TEXT, "[0.25, 0.30]", "[0.25, 0.30]\n      - [1, 2, 3]")
    count, row = problems(tmp_path, text)
    assert count.line == line - 2 and "weights:" in text.split("\n")[count.line - 1]
    assert count.message == "layer 'hidden', weights: expected 2 rows (one per neuron: h1, h2), found 3"
    assert row.line == line + 1
    assert row.message == "layer 'hidden', row 3 of the weights: expected 2 weights (one per input: i1, i2), found 3"


def test_rounds_that_the_training_does_not_reach_are_one_problem(tmp_path: Path) -> None:
    text, _ = changed(TEXT, "rounds: 10000", "rounds: 2999")
    (problem,) = problems(tmp_path, text)
    assert problem.line == TEXT[: TEXT.index("table:")].count("\n") + 1
    assert problem.message == (
        "table, entry 11: round 3000 is not reached (nor are 2 more), the training ends with round 2999")


@pytest.mark.parametrize("place", ["inputs: [i1, i2]", "neurons: [h1, h2]", "neurons: [o1, o2]"])
def test_a_name_that_means_something_else_is_refused_for_inputs_and_neurons(tmp_path: Path, place: str) -> None:
    text, line = changed(TEXT, place, place.split(",")[0] + ", w5]")
    (problem,) = problems(tmp_path, text)
    assert problem.line == line
    assert problem.message.endswith(", entry 2: the name 'w5' is taken: it is the name of a weight")


@pytest.mark.parametrize(("key", "letter", "meaning"), [
    ("learning_rate", "alpha", "the learning rate"), ("learning_rate", "a", "the learning rate"),
    ("learning_rate", "Q", "the learning rate"), ("error", "L", "the error"), ("error", "C", "the error")])
def test_a_name_that_the_notation_needs_is_refused(tmp_path: Path, key: str, letter: str, meaning: str) -> None:
    text, line = changed(TEXT, "[h1, h2]", f"[h1, {letter}]")
    assert read(written(tmp_path, text)).layers[0].neurons == ("h1", letter)
    was = "eta" if key == "learning_rate" else "E"
    (problem,) = problems(tmp_path, changed(text, f"  {key}: {was} ", f"  {key}: {letter} ")[0])
    assert problem.line == line
    assert problem.message.endswith(f"the name '{letter}' is taken: the notation of this example writes {meaning} so")


def test_all_faults_of_a_file_are_reported_in_the_order_of_its_lines(tmp_path: Path) -> None:
    text, lines = changed(TEXT, "rounds: 10000", "rounds: 9999")[0], []
    for good, bad in [
        ("year: 2017", "year: x"), ("[i1, i2]", "[i1, w1]"), ("[0.15, 0.20]", "[0.15, z]"), ("[0.25, 0.30]", "[0.25]"),
        ("biases: 0.35", "biases: [1]"), ("neurons: [o1, o2]", "neurons: [h1, o2]"), ("[0.40, 0.45]", "[0.40, *a]"),
        ("biases: 0.60", "biasses: 0.60"), ("loss: half", "loss: quarter"), ("[0.01, 0.99]", "[1, 2, 3]"),
        ("learning_rate: 0.5", "learning_rate: -1"), ("weights: numbered", "error: L"), ("times: dot", "times: star"),
    ]:
        text, line = changed(text, good, bad)
        lines.append(line)
    lines.append(TEXT[: TEXT.index("  - name: output")].count("\n") + 1)  # where the biases are missing
    lines.append(TEXT[: TEXT.index("table:")].count("\n") + 1)  # whose last round is not reached
    assert [problem.line for problem in problems(tmp_path, text)] == sorted(lines)


def test_what_could_not_be_read_is_not_reported_again_as_missing(tmp_path: Path) -> None:
    text, line = changed(TEXT, "[0.15, 0.20]", "*row")
    (problem,) = problems(tmp_path, text)
    assert (problem.line, problem.message) == (line, "aliases such as *row are not read in an example")
    assert "Write the value out" in problem.way_out


def test_a_problem_reads_as_file_line_what_was_expected_what_came_and_a_way_out(tmp_path: Path) -> None:
    text, line = changed(TEXT, "[0.25, 0.30]", "[0.25, 0.30, 0.35]")
    (problem,) = problems(tmp_path, text)
    assert str(problem) == (
        f"{tmp_path}/example.yml:{line}: "
        "layer 'hidden', neuron 'h2': expected 2 weights (one per input: i1, i2), found 3\n"
        "    Write one weight for each input, in this order.")


def test_of_many_names_the_first_and_the_last_are_said(tmp_path: Path) -> None:
    names = [f"i{number}" for number in range(1, 21)]
    found = problems(tmp_path, TEXT.replace("inputs: [i1, i2]", f"inputs: [{', '.join(names)}]"))
    assert [problem.message for problem in found] == [
        "layer 'hidden', neuron 'h1': expected 20 weights (one per input: i1, i2, i3, ..., i20), found 2",
        "layer 'hidden', neuron 'h2': expected 20 weights (one per input: i1, i2, i3, ..., i20), found 2",
        "sample 1, inputs: expected 20 numbers (one per input: i1, i2, i3, ..., i20), found 2"]


def test_more_problems_than_anybody_reads_are_counted(tmp_path: Path) -> None:
    found = problems(tmp_path, TEXT.replace(SAMPLE, 70 * SAMPLE.replace("0.99", "'0.99'")))
    assert len(found) == 51 and len({problem.line for problem in found}) == 51
    assert {problem.message for problem in found[:-1]} == {
        f"sample {number}, targets, entry 2: expected a number, found the text '0.99'" for number in range(1, 51)}
    assert found[-1].line == found[-2].line + 2
    assert (found[-1].message, found[-1].way_out) == (
        "20 more problems from this line on", "Mend those above first: many may come from one slip.")
