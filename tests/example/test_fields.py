"""The kinds of value by themselves: what they take, and the sentence for what they do not take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic_core import PydanticCustomError

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS
from generator.example import read
from generator.example.fields import NAME, free_name, number, whole
from generator.example.reserved import RESERVED, meaning
from generator.example.settings import USUAL
from generator.example.wording import OTHERWISE_CALLED, came
from generator.example.yaml_lines import read_yaml
from generator.quantities.worked import Worked

WRONG_NUMBERS = [
    # as written, what is said to have come, a piece of the way out
    ("'0.15'", "number, found the text '0.15'", "without quotation marks"),
    ("015", "number, found the text '015'", "without zeros"),
    ("'0,15'", "number, found the text '0,15'", "point instead of the comma"),
    ("3/20", "number, found the text '3/20'", "such as 0.15"),
    ("0x1F", "number, found the text '0x1F'", "such as 0.15"),
    (".nan", "number, found the text '.nan'", "finite"),
    ("-.inf", "number, found the text '-.inf'", "finite"),
    ("1e309", "number of ordinary size, found 1E+309", "double precision"),
    ("1e-400", "number of ordinary size, found 1E-400", "double precision"),
    (50 * "9" + 300 * "0", "number of ordinary size, found " + 37 * "9" + "...", "double precision"),
    ("true", "number, found true", "such as 0.15"),
    ("~", "number, found nothing", "such as 0.15"),
    ("[0.15]", "number, found a list", "such as 0.15"),
    ("{a: 1}", "number, found keys and values", "such as 0.15"),
]


@pytest.mark.parametrize(("written", "came", "way_out"), WRONG_NUMBERS)
def test_what_is_no_number_is_said_with_a_way_to_write_one(
    tmp_path: Path, written: str, came: str, way_out: str,
) -> None:
    file = tmp_path / "a.yml"
    file.write_text(f"a: {written}", encoding="utf-8")
    with pytest.raises(PydanticCustomError) as error:
        number(read_yaml(file).data["a"])
    assert error.value.message() == f"expected a {came}"
    assert way_out in error.value.context["way_out"]


@pytest.mark.parametrize("text", ["0.20", "-0.5", "1e308", "5e-324", "123456789012345678901234567890.5"])
def test_a_number_keeps_its_digits(text: str) -> None:
    assert number(Decimal(text)).as_tuple() == Decimal(text).as_tuple()


@pytest.mark.parametrize("text", ["-0", "-0.00"])
def test_a_zero_has_no_sign(text: str) -> None:
    assert str(number(Decimal(text))) == text[1:]


def test_a_whole_number_may_be_written_with_an_exponent_or_a_point() -> None:
    assert [whole(Decimal(text)) for text in ("12", "1e4", "3.0", "-2")] == [12, 10000, 3, -2]


@pytest.mark.parametrize("name", ["i1", "x", "net", "Out12", "w", "b", "e", "etas", "W1", "totals", "t1", "leak", "T"])
def test_a_name_is_letters_then_digits(name: str) -> None:
    assert free_name(name) == name


@pytest.mark.parametrize("name", ["", "1", "1h", "h_1", "h1a", "h 1", "h-1", "ä", "h٣", "h1\n", "{{x}}", "$x$"])
def test_anything_else_is_no_name(name: str) -> None:
    with pytest.raises(PydanticCustomError, match="expected a name, found the text"):
        free_name(name)


@pytest.mark.parametrize(("name", "reason"), [
    ("w5", "a weight"), ("b1", "a bias"), ("eta", "the learning rate"), ("E", "the error"), ("total", "E_total"),
    ("at", "rounds"), ("after", "rounds"), ("rounds", "rounds"), ("table", "rounds"), ("if", "template language"),
    ("none", "template language"), ("stated", "template language"), ("leak1", "the slope"), ("t", "an optimizer uses"),
    ("beta1", "an optimizer uses"), ("momentum", "an optimizer uses"), ("velocity", "an optimizer uses"),
    ("epoch", "rounds"), ("batch", "chapters"), ("accuracy", "chapters"), ("relu", "the program"),
    ("softmax", "the program"), ("np", "the program"), ("sqrt", "the program"), ("lambda", "Python"),
])
def test_a_name_that_means_something_else_is_refused_with_the_reason(name: str, reason: str) -> None:
    with pytest.raises(PydanticCustomError, match=f"the name '{name}' is taken: it .*{reason}"):
        free_name(name)


@pytest.mark.parametrize("name", [
    alternative.replace("[0-9]+", "7") for pattern, _ in RESERVED for alternative in pattern.split("|")])
def test_the_whole_table_of_reserved_names_is_refused(name: str) -> None:
    with pytest.raises(PydanticCustomError, match=r"is taken: it |expected a name, found"):
        free_name(name)


def test_the_names_of_a_walk_through_are_reserved() -> None:
    names = ("momentum decay beta1 beta2 epsilon t leak1 leak12 at after samples predictions loss batch sample "
             "accuracy correct agreed matrix epoch relu leaky softmax sqrt np math rounds table total data")
    assert [name for name in names.split() if meaning(name) is None] == []


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_quantity_whose_name_could_be_that_of_a_neuron_is_guarded(optimizer: str) -> None:
    example = read(Path(__file__).parents[2] / "content" / "3-two-outputs" / "example.yml")
    settings = {name: Decimal(USUAL[name]) for name in OPTIMIZERS[optimizer].settings if name in USUAL}
    leaky = {**example.layers[0].model_dump(), "activation": "leaky relu", "slope": Decimal("0.1")}
    other = {key: value for key, value in example.layers[1].model_dump().items() if key != "slope"}
    changes = {"optimizer": optimizer, "layers": [leaky, other], "weight_decay": Decimal("0.1"), **settings}
    worked = Worked(example.variant(rounds=1, table=[1], update="weights and biases", **changes), 64)
    guarded = [name for name in worked.at(1) if re.fullmatch(NAME, name) and name not in example.inputs]
    assert set(guarded) >= {"w1", "w8", "b1", "eta", "leak1", *(name for name in settings)}
    for name in guarded:
        with pytest.raises(PydanticCustomError, match="is taken"):
            free_name(name)


@pytest.mark.parametrize("known", [ACTIVATIONS, LOSSES, OPTIMIZERS])
def test_a_program_that_is_understood_means_a_name_that_there_is(known: Mapping[str, object]) -> None:
    everything = {*ACTIVATIONS, *LOSSES, *OPTIMIZERS}
    assert set(OTHERWISE_CALLED.values()) <= everything and not set(OTHERWISE_CALLED) & set(known)


def test_long_text_is_shortened_where_it_is_quoted() -> None:
    assert came(100 * "x") == "the text '" + 37 * "x" + "...'"
