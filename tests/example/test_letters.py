"""The letters and signs that an example may choose, and those that would mean two things."""

from __future__ import annotations

from pathlib import Path
from string import ascii_letters

import pytest

from generator.engine.optimizers import OPTIMIZERS
from generator.example.reserved import LETTERS
from generator.example.settings import USUAL
from tests.example.files import TEXT, accepted, edited, said, with_optimizer

NOTATION = TEXT[TEXT.index("notation:"):]


def noted(*lines: str) -> str:
    return edited((NOTATION, "\n  ".join(["notation:", *lines]) + "\n"))


@pytest.mark.parametrize("letter", ["eta", "alpha", "epsilon", *ascii_letters])
def test_a_learning_rate_is_a_greek_letter_or_one_that_means_nothing_else(tmp_path: Path, letter: str) -> None:
    text = noted(f"learning_rate: {letter}")
    if letter == "E":
        assert said(tmp_path, text) == [(
            "learning_rate: E", "notation, learning_rate: the letter 'E' is taken: it stands for the error",
            "Choose another, such as eta.")]
    elif letter in "begmstvwW":
        ((line, message, way_out),) = said(tmp_path, text)
        assert (line, way_out) == (f"learning_rate: {letter}", "Choose another, such as eta.")
        assert message == f"notation, learning_rate: the letter '{letter}' is taken: it stands for {LETTERS[letter]}"
    else:
        assert accepted(tmp_path, text).notation.learning_rate == letter


@pytest.mark.parametrize("error", "LJC")
def test_the_letter_of_the_error_is_not_that_of_the_learning_rate(tmp_path: Path, error: str) -> None:
    assert accepted(tmp_path, noted("learning_rate: E", f"error: {error}")).notation.learning_rate == "E"
    ((line, message, _),) = said(tmp_path, noted(f"learning_rate: {error}", f"error: {error}"))
    assert line == f"learning_rate: {error}"
    assert message == f"notation, learning_rate: the letter '{error}' is taken: it stands for the error"


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_epsilon_is_not_the_learning_rate_of_an_optimizer_that_has_an_epsilon(tmp_path: Path, optimizer: str) -> None:
    settings = [f"{name}: {USUAL[name]}" for name in OPTIMIZERS[optimizer].settings if name in USUAL]
    text = edited(with_optimizer(optimizer, *settings), text=noted("learning_rate: epsilon"))
    if optimizer not in ("adam", "rmsprop"):
        assert accepted(tmp_path, text)
    else:
        assert said(tmp_path, text) == [(
            "learning_rate: epsilon",
            "notation, learning_rate: the letter 'epsilon' is taken: it stands for a setting of the optimizer "
            f"{optimizer}",
            "Choose another, such as eta.")]


@pytest.mark.parametrize(("written", "came", "way_out"), [
    ("etta", "the text 'etta'", "Did you mean 'eta'?"), ("gamma", "the text 'gamma'", ""), ("", "nothing", ""),
    ("''", "the text ''", ""), ("\u03b7", "the text '\u03b7'", ""), ("1", "1", ""), ("[a]", "a list", ""),
    ("'5'", "the text '5'", ""),
])
def test_anything_else_is_no_letter(tmp_path: Path, written: str, came: str, way_out: str) -> None:
    assert said(tmp_path, noted(f"learning_rate: {written}")) == [(
        f"learning_rate: {written}".strip(),
        f"notation, learning_rate: expected eta, alpha, epsilon or a single letter, found {came}", way_out)]


@pytest.mark.parametrize(("key", "written", "expected", "way_out"), [
    ("weights", "to-from", "'numbered' or 'to from' or 'from to', found the text 'to-from'", "Did you mean 'to from'?"),
    ("form", "row", "'columns' or 'rows', found the text 'row'", "Did you mean 'rows'?"),
    ("delta", "-1", "'plus' or 'minus', found -1", ""),
    ("delta", "Minus", "'plus' or 'minus', found the text 'Minus'", "Did you mean 'minus'?"),
    ("times", "x", "'dot' or 'cross', found the text 'x'", ""),
    ("error", "F", "'E' or 'L' or 'J' or 'C', found the text 'F'", ""),
    ("form", "", "'columns' or 'rows', found nothing", ""),
])
def test_any_other_choice_is_refused_with_all_there_are(
    tmp_path: Path, key: str, written: str, expected: str, way_out: str,
) -> None:
    assert said(tmp_path, noted(f"{key}: {written}")) == [
        (f"{key}: {written}".strip(), f"notation, {key}: expected {expected}", way_out)]


@pytest.mark.parametrize("style", ["to from", "from to"])
def test_weights_of_several_layers_carry_their_layer(tmp_path: Path, style: str) -> None:
    assert accepted(tmp_path, noted(f"weights: {style}")).notation.layer_index is True
    assert accepted(tmp_path, noted(f"weights: {style}", "layer_index: true")).notation.layer_index is True
    assert said(tmp_path, noted(f"weights: {style}", "layer_index: false")) == [(
        "layer_index: false",
        "notation, layer_index: without the layer in them, weights of the 2 layers would have the same symbols",
        "Remove the line, so that each weight carries its layer, or choose 'weights: numbered'.")]


@pytest.mark.parametrize("style", ["to from", "from to"])
def test_weights_of_one_layer_need_not_carry_it(tmp_path: Path, style: str) -> None:
    hidden = TEXT[TEXT.index("  - name: hidden"):TEXT.index("  - name: output")]
    text = edited((hidden, ""), text=noted(f"weights: {style}", "layer_index: false"))
    assert accepted(tmp_path, text).notation.layer_index is False


@pytest.mark.parametrize("given", ["true", "false"])
@pytest.mark.parametrize("style", ["weights: numbered", "form: columns"])
def test_numbered_weights_have_no_layer_to_carry(tmp_path: Path, style: str, given: str) -> None:
    assert said(tmp_path, noted(style, f"layer_index: {given}")) == [(
        f"layer_index: {given}",
        "notation, layer_index: numbered weights carry no layer: each has a number of its own in the whole network",
        "Remove the line, or choose 'weights: to from' or 'weights: from to'.")]


@pytest.mark.parametrize(("given", "came"), [
    ("yes", "the text 'yes'"), ("1", "1"), ("", "nothing"), ("'true'", "the text 'true'")])
def test_the_layer_is_carried_or_not(tmp_path: Path, given: str, came: str) -> None:
    ((line, message, _),) = said(tmp_path, noted("weights: to from", f"layer_index: {given}"))
    assert (line, message) == (
        f"layer_index: {given}".strip(), f"notation, layer_index: expected true or false, found {came}")
