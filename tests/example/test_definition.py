"""The example of the book as it is read, its variants, and that nothing but ExampleError is ever raised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from operator import getitem
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import ExampleError
from generator.example import Example, Notation, examined, read
from generator.example.settings import USUAL
from generator.example.yaml_lines import read_yaml
from generator.numbers.digits import DigitRule
from tests.example.files import (
    FILE,
    HIDDEN,
    OUTPUT,
    SAMPLE,
    TEXT,
    accepted,
    edited,
    with_activation,
    with_optimizer,
    written,
)

LINES = TEXT.split("\n")


@pytest.fixture(scope="module")
def example() -> Example:
    return read(FILE)


def test_the_example_of_the_book_is_read_as_it_stands(example: Example) -> None:
    hidden, output = example.layers
    assert (example.inputs, hidden.neurons, output.neurons) == (("i1", "i2"), ("h1", "h2"), ("o1", "o2"))
    assert [str(w) for row in hidden.weights + output.weights for w in row] == [
        "0.15", "0.20", "0.25", "0.30", "0.40", "0.45", "0.50", "0.55"]
    assert (str(hidden.biases), str(output.biases)) == ("0.35", "0.60")
    assert {hidden.activation, output.activation} == {"logistic"}
    (sample,) = example.data
    assert [str(x) for x in sample.inputs + sample.targets] == ["0.05", "0.10", "0.01", "0.99"]
    assert (example.loss, example.optimizer, example.update) == ("half squared error", "gradient descent", "weights")
    assert (str(example.learning_rate), example.rounds) == ("0.5", 10000)
    assert example.table == (1, *range(300, 3301, 300), 10000)
    assert (example.digits.chapter, example.digits.deck) == (DigitRule(9, "decimals"), DigitRule(5, "significant"))
    assert [source.author for source in example.source[:2]] == ["Matt Mazur", "ChengMingbo"]
    assert example.source[0].year == 2015


def test_the_address_is_the_folder_without_its_number(example: Example) -> None:
    assert (example.slug, example.path) == ("two-outputs", FILE)


@pytest.mark.parametrize("place", [
    ("title",), ("source", 1, "year"), ("inputs", 1), ("layers", 0, "weights", 0, 1), ("layers", 0, "weights", 1, 0),
    ("layers", 1, "weights", 1, 1), ("layers", 1, "biases"), ("data", 0, "targets", 1), ("learning_rate",),
    ("table", 3), ("digits", "deck"), ("notation", "times"),
])
def test_a_value_stands_in_its_line(example: Example, place: tuple[str | int, ...]) -> None:
    value: object = example
    for step in place:
        value = getattr(value, step) if isinstance(step, str) else value[step]
    line = LINES[example.line(*place) - 1]
    assert str(value) in line
    if isinstance(place[-1], str):
        assert re.search(rf"\b{place[-1]}: ", line)


def test_the_bias_that_a_layer_shares_has_one_line_for_every_neuron(example: Example) -> None:
    assert LINES[example.line("layers", 1, "biases", 1) - 1].strip() == "biases: 0.60"


def test_what_may_be_left_out_has_a_default_and_the_line_of_what_is_around_it(tmp_path: Path) -> None:
    shorter = without(without(without(TEXT, "source"), "digits"), "notation")
    example = read(written(tmp_path, shorter))
    full = read(FILE)
    assert (example.digits, example.notation, example.source) == (full.digits, full.notation, ())
    assert example.line("digits", "deck") == example.line()


def test_one_source_needs_no_list(tmp_path: Path) -> None:
    text = without(TEXT, "source") + "source:\n  title: A book\n"
    assert [source.title for source in read(written(tmp_path, text)).source] == ["A book"]


@pytest.mark.parametrize(("biases", "value"), [
    ("none", None), ("0.350", "0.350"), ("[0.1, -0]", ("0.1", "0")), ("[0, 1e-3]", ("0", "0.001"))])
def test_biases_are_none_one_number_or_one_per_neuron(tmp_path: Path, biases: str, value: object) -> None:
    read_biases = read(written(tmp_path, TEXT.replace("biases: 0.35", f"biases: {biases}"))).layers[0].biases
    as_text = tuple(map(str, read_biases)) if isinstance(read_biases, tuple) else read_biases and str(read_biases)
    assert as_text == value


def test_an_example_with_everything_is_read(tmp_path: Path) -> None:
    example = accepted(tmp_path, OTHER)
    assert (example.layers[0].slope, example.batch_size, len(example.data)) == (Decimal("0.01"), 2, 3)
    assert (example.beta1, example.beta2, example.epsilon, example.weight_decay, example.momentum) == (
        Decimal("0.9"), Decimal("0.999"), Decimal("1e-8"), Decimal("0.01"), None)


def test_what_the_method_leaves_out_is_online_and_plain(example: Example) -> None:
    assert (example.batch, example.batch_size, example.batch_loss, example.weight_decay) == ("online", 1, "mean", None)
    assert {getattr(example, name) for name in USUAL if name != "slope"} == {None} == {
        layer.slope for layer in example.layers}


@pytest.mark.parametrize(("batch", "value", "size"), [
    ("online", "online", 1), ("full", "full", 3), ("1", 1, 1), ("2", 2, 2), ("3.0", 3, 3)])
def test_a_batch_is_a_word_or_a_number_of_samples(tmp_path: Path, batch: str, value: object, size: int) -> None:
    text = edited((SAMPLE, 3 * SAMPLE), ("rounds:", f"batch: {batch}\nbatch_loss: sum\nrounds:"))
    example = accepted(tmp_path, text)
    assert (example.batch, example.batch_size, example.batch_loss) == (value, size, "sum")
    assert type(example.batch) is type(value)


def test_the_notation_has_a_default_for_each_choice(example: Example) -> None:
    assert example.notation == Notation() and Notation().model_dump() == {
        "learning_rate": "eta", "error": "E", "weights": "numbered", "layer_index": True, "form": "columns",
        "delta": "plus", "times": "dot"}


def test_a_notation_is_read_as_it_stands(tmp_path: Path) -> None:
    notation = "notation: {learning_rate: k, error: J, weights: from to, layer_index: true, form: rows, delta: minus}\n"
    read_notation = accepted(tmp_path, without(TEXT, "notation") + notation).notation
    assert read_notation == Notation(
        learning_rate="k", error="J", weights="from to", layer_index=True, form="rows", delta="minus", times="dot")


def test_a_second_sample_is_read(tmp_path: Path) -> None:
    text = TEXT.replace("data:\n", "data:\n  - {inputs: [1, 2], targets: [0, 1]}\n")
    assert [len(sample.inputs) for sample in read(written(tmp_path, text)).data] == [2, 2]


def test_a_variant_is_the_example_with_other_values(example: Example) -> None:
    other = example.variant(update="weights and biases", learning_rate=0.1, digits={"chapter": "3 decimals"})
    assert (other.update, other.learning_rate, other.digits.chapter.count) == ("weights and biases", Decimal("0.1"), 3)
    assert (other.layers, other.path, other.line("layers", 1)) == (example.layers, FILE, example.line("layers", 1))
    assert other.variant(update="weights", learning_rate=Decimal("0.5")).variant(digits={}) == example


def test_a_variant_is_validated_like_a_file_and_says_what_was_asked(example: Example) -> None:
    with pytest.raises(ExampleError) as error:
        example.variant(rounds=200, updates="all")
    assert [(p.line, p.message) for p in error.value.problems] == [
        (example.line(), "variant(rounds=200, updates='all'): unknown key 'updates'"),
        (example.line("table"), "variant(rounds=200, updates='all'): "
         "table, entry 2: round 300 is not reached (nor are 11 more), the training ends with round 200")]


def test_a_variant_that_is_all_wrong_does_not_flood(example: Example) -> None:
    layers = [{"name": "wide", "neurons": [f"h{number}" for number in range(90)], "activation": "logistic",
               "weights": [[0.1]] * 90, "biases": "none"}]
    with pytest.raises(ExampleError) as error:
        example.variant(layers=layers)
    assert len(error.value.problems) == 6 and "more problems" in error.value.problems[-1].message
    assert len(str(error.value)) < 2000


def test_examples_are_equal_when_every_digit_and_line_is(example: Example, tmp_path: Path) -> None:
    assert read(FILE) == example and hash(read(FILE)) == hash(example)
    one = read(written(tmp_path, TEXT))
    assert one == read(written(tmp_path, TEXT.replace("0.20]", "0.20 ]")))
    assert one != read(written(tmp_path, TEXT.replace("0.20]", "0.2]")))
    assert one != read(written(tmp_path, "# a line more\n" + TEXT))
    assert one != example


def test_a_variant_can_leave_keys_out_and_bring_others_in(tmp_path: Path) -> None:
    adam = accepted(tmp_path, edited(with_optimizer("adam", "beta1: 0.9", "beta2: 0.999", "epsilon: 1e-8")))
    plain = adam.variant(optimizer="momentum", momentum=0.9, beta1=None, beta2=None, epsilon=None)
    assert (plain.optimizer, plain.momentum, plain.beta1) == ("momentum", Decimal("0.9"), None)
    with pytest.raises(ExampleError, match="adam needs a value for 'epsilon'"):
        adam.variant(epsilon=None)
    with pytest.raises(ExampleError, match="the key 'rounds' is missing"):
        adam.variant(rounds=None)


@pytest.mark.parametrize("number", [float("nan"), float("-inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity")])
def test_a_variant_takes_finite_numbers_only(example: Example, number: object) -> None:
    with pytest.raises(ExampleError, match="expected a number, found the text"):
        example.variant(learning_rate=number, rounds=1, table=[1])
    with pytest.raises(ExampleError, match="expected a number, found the text"):
        example.variant(rounds=number)


def test_examples_that_differ_in_a_setting_are_not_equal(example: Example) -> None:
    heavier = example.variant(weight_decay=Decimal("0.1"))
    assert heavier != example and heavier.variant(weight_decay=None) == example
    assert heavier != example.variant(weight_decay=Decimal("0.10"))


def test_an_example_cannot_be_changed(example: Example) -> None:
    with pytest.raises(ValueError, match="frozen"):
        example.rounds = 3


def test_every_key_of_the_schema_has_a_description() -> None:
    schema = Example.model_json_schema()
    parts = [schema, *schema["$defs"].values()]
    assert len(parts) == 6
    assert all(field.get("description") for part in parts for field in part["properties"].values())
    assert schema["$defs"]["Digits"]["properties"]["chapter"]["default"] == "9 decimals"


@pytest.mark.parametrize("other", [
    None, True, "", "x", Decimal(-1), Decimal("1E+99999"), [], {}, [["x"]], [Decimal(1)] * 9, {"a": "b"}, [{}],
], ids=repr)
def test_any_other_value_in_any_place_is_an_example_or_an_example_error(other: object) -> None:
    located = read_yaml(FILE)
    for place in places_in(located.data):
        data = {"top": deepcopy(located.data)}
        around = reduce(getitem, ("top", *place)[:-1], data)
        around[("top", *place)[-1]] = other
        if isinstance(data["top"], dict):  # anything else has been refused before
            try:
                assert isinstance(examined(FILE, replace(located, data=data["top"])), Example)
            except ExampleError as error:
                assert error.problems


def places_in(data: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield place
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in pairs:
        yield from places_in(inner, (*place, step))


OTHER = edited(
    with_activation(HIDDEN, "leaky relu", "slope: 0.01"), with_activation(OUTPUT, "softmax"), (SAMPLE, 3 * SAMPLE),
    ("half squared error", "categorical cross-entropy"), ("weights: numbered", "weights: to from\n  form: rows"),
    with_optimizer("adam", "beta1: 0.9", "beta2: 0.999", "epsilon: 1e-8", "weight_decay: 0.01", "batch: 2"))
"""An example with what the one of the book leaves out."""

GARBAGE = st.one_of(
    st.sampled_from([
        "0", "-1", "1e400", "1e-400", "1e99", "none", "~", ".nan", "[]", "{}", "[[1]]", "{a: 1}", "'1'", "h1", "E",
        "adam", "softmax", "leaky relu", "binary cross-entropy", "categorical cross-entropy", "batch: 2\n", "full",
        "&a", "*a", "!!x", "\t", "\n", " ", ":", "- ", "#", "---\n", "9 decimals", "<<: ", "\x00", 5000 * "9"]),
    st.text(max_size=5), st.integers().map(str), st.floats().map(str),
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_in_the_file_it_is_an_example_or_an_example_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject,
) -> None:
    text = data.draw(st.sampled_from([TEXT, OTHER]))
    for _ in range(data.draw(st.integers(1, 4))):
        words = [match.span() for match in re.finditer(r"\w[\w.]*|[^\w\s]|\n *", text)] or [(0, 0)]
        begin, end = data.draw(st.sampled_from(words))
        text = text[:begin] + data.draw(GARBAGE) + text[data.draw(st.sampled_from([begin, end])):]
    raw = text.encode("utf-8", "surrogatepass")
    file = tmp_path_factory.getbasetemp() / "mutated.yml"
    file.write_bytes(raw)
    try:
        assert isinstance(read(file), Example)
    except ExampleError as error:
        assert error.problems
        assert all(problem.file == str(file) and 1 <= problem.line <= len(re.split("\r|\n", text)) + 1
                   and problem.message for problem in error.problems)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_no_example_and_say_so(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.yml"
    file.write_bytes(raw)
    with pytest.raises(ExampleError):
        read(file)


def without(text: str, key: str) -> str:
    """The text without a key of the top level and what is below it."""
    shorter = re.sub(rf"^{key}:.*\n(?:[ #].*\n)*", "", text, flags=re.MULTILINE)
    assert shorter != text
    return shorter
