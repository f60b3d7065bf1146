"""The JSON Schema of example.yml: that it is kept fresh, says what each key is for, and agrees with what is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator import schema
from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS
from generator.errors import ExampleError
from generator.example import examined
from generator.example.settings import USUAL
from generator.example.yaml_lines import Located, read_yaml
from generator.project import SCHEMA, Project
from tests.bare_examples import BARE

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "content" / SCHEMA
MODELINE = f"# yaml-language-server: $schema=../{SCHEMA}\n"
VALIDATOR = Draft202012Validator(json.loads(schema.text()))

FULL = """\
title: Everything
about: All that there is.
source: {title: A book, author: A. Teacher, year: 1999, url: "https://example.org/"}
inputs: [x1, x2]
layers:
  - {name: hidden, neurons: [h1, h2], activation: leaky relu, slope: 0.1, weights: [[1, 2], [3, 4]], biases: [0.1, 1]}
  - {name: output, neurons: [o1, o2], activation: softmax, weights: [[-1, 2], [3, -4]], biases: none}
loss: categorical cross-entropy
data:
  - {inputs: [0, 1], targets: [1, 0]}
  - {inputs: [1, 0.5], targets: [0.5, 0.5]}
batch: 2
batch_loss: sum
optimizer: adam
learning_rate: 0.1
beta1: 0.9
beta2: 0.999
epsilon: 1e-8
weight_decay: 0.01
update: weights and biases
rounds: 10
table: [1, 10]
digits: {chapter: 6 decimals, deck: 3 significant}
notation:
  {learning_rate: k, error: L, weights: to from, layer_index: true, form: rows, delta: minus, times: cross}
"""


def as_json(data: object) -> object:
    """The data as an editor reads it, which knows no decimals."""
    match data:
        case Decimal():
            return int(data) if data == data.to_integral_value() else float(data)
        case dict():
            return {key: as_json(value) for key, value in data.items()}
        case list():
            return [as_json(value) for value in data]
    return data


def located(folder: Path, text: str) -> Located:
    file = folder / "example.yml"
    file.write_text(text, encoding="utf-8")
    return read_yaml(file)


def is_read(data: Located) -> bool:
    try:
        examined(Path(data.file), data)
    except ExampleError:
        return False
    return True


def objects(part: object) -> Iterator[dict]:
    """Every mapping in a schema."""
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from objects(inner)


def test_the_schema_in_the_repository_is_the_one_that_is_printed() -> None:
    assert KEPT.read_text(encoding="utf-8") == schema.text(), f"renew it: textbook schema > content/{SCHEMA}"


def test_the_schema_is_one_of_draft_2020_12_and_has_a_title() -> None:
    Draft202012Validator.check_schema(schema.schema())
    assert schema.schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "example.yml" in schema.schema()["title"]


def test_every_key_is_described_and_no_other_is_allowed() -> None:
    sections = [schema.schema(), *schema.schema()["$defs"].values()]
    assert [section["additionalProperties"] for section in sections] == 6 * [False]
    for section in sections:
        assert section["description"]
        assert all(key["description"].endswith(".") for key in section["properties"].values())


def test_no_key_may_be_there_without_a_value() -> None:
    assert not [part for part in objects(schema.schema()) if part.get("type") == "null" or None in part.values()]


@pytest.mark.parametrize(("section", "key", "table"), [
    (None, "loss", LOSSES), (None, "optimizer", OPTIMIZERS), ("Layer", "activation", ACTIVATIONS)])  # fmt: skip
def test_a_key_with_a_table_behind_it_lists_its_names(section: str | None, key: str, table: dict) -> None:
    part = schema.schema()["$defs"][section] if section else schema.schema()
    assert part["properties"][key]["enum"] == list(table)


def test_what_a_setting_is_for_is_said_with_the_usual_value() -> None:
    keys = schema.schema()["properties"] | schema.schema()["$defs"]["Layer"]["properties"]
    assert {name: keys[name]["examples"] for name in USUAL} == {name: [float(value)] for name, value in USUAL.items()}
    assert keys["momentum"]["description"].startswith("Only for momentum and nesterov: ")
    assert keys["slope"]["description"].startswith("Only for leaky relu: ")


EXAMPLES = sorted(path for path in (ROOT / "content").glob("*/*.yml") if path.name != "printed.yml")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_example_of_the_book_names_the_schema_in_its_first_line_and_fits_it(example: Path) -> None:
    assert example.read_text(encoding="utf-8").startswith(MODELINE)
    assert (example.parent / MODELINE.strip().rpartition("=")[2]).samefile(KEPT)
    VALIDATOR.validate(as_json(read_yaml(example).data))


@pytest.mark.parametrize("text", [*BARE.values(), FULL], ids=[*BARE, "everything"])
def test_what_is_read_fits(tmp_path: Path, text: str) -> None:
    data = located(tmp_path, text)
    assert is_read(data)
    VALIDATOR.validate(as_json(data.data))


SPOILT = [
    # what stands in FULL, what is put there, and a piece of what a validator says
    ("title: Everything", "titel: Everything", "'title' is a required property"),
    ("title: Everything", "title: Everything\nsubtitle: x", "'subtitle' was unexpected"),
    ("title: Everything", "title: 12", "12 is not of type 'string'"),
    ("year: 1999", "year: MCM", "is not valid under any of the given schemas"),
    ("year: 1999", "year: ~", "is not valid under any of the given schemas"),
    ("inputs: [x1, x2]", "inputs: [x_1, x2]", "'x_1' does not match"),
    ("inputs: [x1, x2]", "inputs: []", "[] should be non-empty"),
    ("slope: 0.1, ", "", "'slope' is a required property"),
    ("slope: 0.1", "slope: 1", "1 is greater than or equal to the maximum of 1"),
    ("slope: 0.1", "slope: 0", "0 is less than or equal to the minimum of 0"),
    ("leaky relu", "relu", "False schema does not allow 0.1"),
    ("activation: softmax", "activation: sigmoid", "'sigmoid' is not one of ["),
    ("biases: none", "biases: no", "'no' is not valid under any of the given schemas"),
    ("[[-1, 2]", "[[-1, two]", "'two' is not of type 'number'"),
    ("[[-1, 2]", "[[-1, .nan]", "'.nan' is not of type 'number'"),
    ("loss: categorical", "loss: categoric", "is not one of ["),
    ("batch: 2", "batch: 0", "0 is not valid under any"),
    ("batch: 2", "batch: 1.5", "1.5 is not valid under any"),
    ("batch: 2", "batch: offline", "'offline' is not valid under any"),
    ("batch_loss: sum", "batch_loss: average", "'average' is not one of ['mean', 'sum']"),
    ("adam", "gradient descent", "False schema does not allow 0.9"),
    ("adam", "momentum", "'momentum' is a required property"),
    ("learning_rate: 0.1", "learning_rate: 0", "0 is less than or equal to the minimum of 0"),
    ("learning_rate: 0.1", "learning_rate: fast", "'fast' is not of type 'number'"),
    ("beta1: 0.9\n", "", "'beta1' is a required property"),
    ("beta2: 0.999", "beta2: 1", "1 is greater than or equal to the maximum of 1"),
    ("epsilon: 1e-8", "epsilon: 0", "0 is less than or equal to the minimum of 0"),
    ("epsilon: 1e-8", "epsilon:", "None is not of type 'number'"),
    ("weight_decay: 0.01", "weight_decay: -1", "-1 is less than or equal to the minimum of 0"),
    ("rounds: 10\n", "rounds: 0\n", "0 is less than the minimum of 1"),
    ("table: [1, 10]", "table: [1.5, 10]", "1.5 is not of type 'integer'"),
    ("6 decimals", "31 decimals", "'31 decimals' does not match"),
    ("learning_rate: k", "learning_rate: w", "'w' is not valid under any"),
    ("learning_rate: k", "learning_rate: gamma", "'gamma' is not valid under any"),
    ("layer_index: true", "layer_index: 1", "1 is not of type 'boolean'"),
    ("delta: minus", "delta: -1", "-1 is not one of ['plus', 'minus']"),
]


@pytest.mark.parametrize(("good", "bad", "said"), SPOILT)
def test_what_does_not_fit_is_not_read_either(tmp_path: Path, good: str, bad: str, said: str) -> None:
    assert FULL.count(good) == 1
    data = located(tmp_path, FULL.replace(good, bad))
    messages = [error.message for error in VALIDATOR.iter_errors(as_json(data.data))]
    assert any(said in message for message in messages), messages
    assert not is_read(data)


def test_wherever_another_value_is_read_it_fits(tmp_path: Path) -> None:
    full = located(tmp_path, FULL)
    read = 0
    for other in (None, True, "x", "none", "E", "full", Decimal("0.5"), Decimal(1), Decimal(0), [], {}, [Decimal(1)]):
        for place in places_in(full.data):
            data = deepcopy(full.data)
            around = data
            for step in place[:-1]:
                around = around[step]
            around[place[-1]] = other
            if is_read(replace(full, data=data)):
                VALIDATOR.validate(as_json(data))
                read += 1
    assert read > 100


def places_in(data: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in pairs:
        yield (*place, step)
        yield from places_in(inner, (*place, step))


def test_the_schema_is_for_editors_and_not_published() -> None:
    assert KEPT.is_file() and KEPT not in Project(ROOT).other_files()
