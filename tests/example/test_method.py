"""Activations, losses, optimizers and batches that go together, and those that do not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS
from generator.example import Example, Layer
from generator.example.method import targets_fit_the_loss
from generator.example.settings import USUAL
from tests.example.files import (
    HIDDEN,
    LOSS,
    OUTPUT,
    SAMPLE,
    TARGETS,
    accepted,
    edited,
    said,
    with_activation,
    with_optimizer,
)
from tests.strategies import quick

IN_EVERY_FILE = {"learning_rate", "t"}
"""What every optimizer takes, and what none takes from the file."""

TABLES: dict[str, tuple[dict, Callable[..., tuple[str, str]], str]] = {
    "optimizer": (OPTIMIZERS, with_optimizer, ""),
    "activation": (ACTIVATIONS, lambda name, *lines: with_activation(HIDDEN, name, *lines), "layer 'hidden', "),
}
"""For each key that names an entry of a table: the table, the edit that puts it into the file, and the place."""

ENTRIES = [(key, name) for key, (table, _, _) in TABLES.items() for name in table]
TAKEN = [(key, name, setting) for key, name in ENTRIES
         for setting in TABLES[key][0][name].settings if setting not in IN_EVERY_FILE]
NOT_TAKEN = [(key, name, setting) for key, name in ENTRIES for setting in USUAL
             if setting not in TABLES[key][0][name].settings
             and any(setting in entry.settings for entry in TABLES[key][0].values())]
SIZES = {"slope": (["1e-300", "0.5", "0.999"], ["0", "1", "-0.1", "7"], "a number above 0 and below 1"),
         "epsilon": (["1e-300", "1", "12"], ["0", "-1e-8"], "a number above 0")}
OTHER_SIZES = (["0", "0.5", "0.9999"], ["1", "1.5", "-0.1"], "a number from 0 to below 1")


def usual_settings(key: str, name: str) -> dict[str, str]:
    """The lines that an entry of a table wants beside its name."""
    return {setting: USUAL[setting] for setting in TABLES[key][0][name].settings if setting not in IN_EVERY_FILE}


def example_with(key: str, name: str, settings: dict[str, str]) -> str:
    _, edit, _ = TABLES[key]
    text = edited(edit(name, *(f"{setting}: {value}" for setting, value in settings.items())))
    return text if name != "softmax" else edited(with_activation(OUTPUT, name))


def value_of(example: Example, setting: str) -> object:
    return example.layers[0].slope if setting == "slope" else getattr(example, setting)


def test_each_setting_of_a_table_is_a_key_with_a_usual_value() -> None:
    assert {setting for _, _, setting in TAKEN} == set(USUAL)
    assert {setting for key, _, setting in TAKEN if key == "optimizer"} <= set(Example.model_fields)
    assert {setting for key, _, setting in TAKEN if key == "activation"} <= set(Layer.model_fields)


@pytest.mark.parametrize(("key", "name"), ENTRIES)
def test_every_optimizer_and_activation_is_taken_with_its_usual_settings(tmp_path: Path, key: str, name: str) -> None:
    settings = usual_settings(key, name)
    example = accepted(tmp_path, example_with(key, name, settings))
    assert {setting: value_of(example, setting) for setting in settings} == {
        setting: Decimal(value) for setting, value in settings.items()}
    others = set(USUAL) - set(settings)
    assert {value_of(example, setting) for setting in others} <= {None}


@pytest.mark.parametrize(("key", "name", "setting"), TAKEN)
def test_a_missing_setting_is_said_where_it_is_asked_for_with_its_usual_value(
    tmp_path: Path, key: str, name: str, setting: str,
) -> None:
    settings = usual_settings(key, name)
    del settings[setting]
    assert said(tmp_path, example_with(key, name, settings)) == [(
        f"{key}: {name}", f"{TABLES[key][2]}{key}: {name} needs a value for '{setting}'",
        f"Add the line '{setting}: {USUAL[setting]}' (a usual value), or choose another {key}.")]


@pytest.mark.parametrize(("key", "name", "setting"), TAKEN)
def test_a_setting_has_a_range(tmp_path: Path, key: str, name: str, setting: str) -> None:
    settings = usual_settings(key, name)
    right, wrong, expected = SIZES.get(setting, OTHER_SIZES)
    for value in right:
        example = accepted(tmp_path, example_with(key, name, {**settings, setting: value}))
        assert value_of(example, setting) == Decimal(value)
    for value in wrong:
        ((line, message, _),) = said(tmp_path, example_with(key, name, {**settings, setting: value}))
        assert line == f"{setting}: {value}"
        assert message == f"{TABLES[key][2]}{setting}: expected {expected}, found {Decimal(value)}"


@pytest.mark.parametrize(("key", "name", "setting"), TAKEN)
@pytest.mark.parametrize("value", ["", "'0.5'", ".nan", "inf", "[0.5]", "many"])
def test_a_setting_is_a_number(tmp_path: Path, key: str, name: str, setting: str, value: str) -> None:
    text = example_with(key, name, {**usual_settings(key, name), setting: value})
    ((line, message, way_out),) = said(tmp_path, text)
    assert line == f"{setting}: {value}".strip()
    assert message.startswith(f"{TABLES[key][2]}{setting}: expected a ") and ", found " in message and way_out


@pytest.mark.parametrize(("key", "name", "setting"), NOT_TAKEN)
def test_a_setting_of_another_one_is_refused(tmp_path: Path, key: str, name: str, setting: str) -> None:
    settings = {**usual_settings(key, name), setting: USUAL[setting]}
    text = edited(with_activation(OUTPUT, name, f"{setting}: {USUAL[setting]}")) if name == "softmax" else (
        example_with(key, name, settings))
    ((line, message, way_out),) = said(tmp_path, text)
    assert line == f"{setting}: {USUAL[setting]}"
    assert f"{setting}: {name} has no such setting; " in message
    assert all(other in message for other, entry in TABLES[key][0].items() if setting in entry.settings)
    assert way_out == f"Remove the line, or choose another {key}."


def test_settings_of_others_are_refused_in_full_sentences(tmp_path: Path) -> None:
    text = edited(with_optimizer("adam", "beta1: 0.9", "beta2: 0.999", "epsilon: 1e-8", "momentum: 0.9", "decay: 0.9"),
                  with_activation(HIDDEN, "relu", "slope: 0.01"))
    assert [(line, message) for line, message, _ in said(tmp_path, text)] == [
        ("slope: 0.01", "layer 'hidden', slope: relu has no such setting; leaky relu has it"),
        ("momentum: 0.9", "momentum: adam has no such setting; momentum and nesterov have it"),
        ("decay: 0.9", "decay: adam has no such setting; rmsprop has it")]


def test_nothing_is_said_about_settings_where_the_optimizer_is_unknown(tmp_path: Path) -> None:
    ((line, _, _),) = said(tmp_path, edited(with_optimizer("adan", "beta1: 0.9")))
    assert line == "optimizer: adan"


def test_softmax_stands_in_the_last_layer_only(tmp_path: Path) -> None:
    assert said(tmp_path, edited(with_activation(HIDDEN, "softmax"))) == [(
        "activation: softmax", "layer 'hidden', activation: softmax can only be used in the last layer",
        "Choose another here: identity, leaky relu, logistic, relu, softplus, tanh.")]


def test_softmax_of_one_neuron_is_refused(tmp_path: Path) -> None:
    text = edited(with_activation(OUTPUT, "softmax"), ("[o1, o2]", "[o1]"), ("      - [0.50, 0.55]\n", ""),
                  (TARGETS, "targets: [1]"))
    assert said(tmp_path, text) == [(
        "activation: softmax",
        "layer 'output', activation: softmax needs at least 2 neurons, found 1, whose output would always be 1",
        "Add a neuron to this layer, or choose another activation, such as logistic.")]


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_loss_with_a_logarithm_needs_outputs_between_0_and_1(tmp_path: Path, loss: str, activation: str) -> None:
    lines = [f"{setting}: {USUAL[setting]}" for setting in ACTIVATIONS[activation].settings]
    text = edited(with_activation(OUTPUT, activation, *lines), (LOSS, f"loss: {loss}"))
    if "cross-entropy" not in loss or activation in ("logistic", "softmax"):
        assert accepted(tmp_path, text).loss == loss
    else:
        assert said(tmp_path, text) == [(
            f"loss: {loss}",
            f"loss: {loss} needs outputs between 0 and 1, and those of the last layer ({activation}) can be others",
            "Choose logistic or softmax in the last layer, or another loss: half squared error, mean squared error, "
            "squared error.")]


@pytest.mark.parametrize("target", ["-0.01", "1.000001", "-1", "2"])
@pytest.mark.parametrize(("loss", "is_taken"), [
    ("half squared error", True), ("squared error", True), ("mean squared error", True),
    ("binary cross-entropy", False), ("categorical cross-entropy", False)])
def test_a_target_outside_what_the_loss_allows_is_refused(
    tmp_path: Path, loss: str, target: str, is_taken: bool,
) -> None:
    text = edited((LOSS, f"loss: {loss}"), (TARGETS, f"targets: [0.01, {target}]"))
    if is_taken:
        assert str(accepted(tmp_path, text).data[0].targets[1]) == target
    else:
        assert said(tmp_path, text) == [(
            f"targets: [0.01, {target}]",
            f"sample 1, targets, entry 2: expected a number from 0 to 1, as {loss} takes probabilities, found {target}",
            "Mend the target, or choose another loss.")]


@pytest.mark.parametrize("targets", ["[0, 1]", "[1, 0]", "[0.5, 0.5]", "[0, 0]", "[1, 1]"])
def test_zero_and_one_are_probabilities(tmp_path: Path, targets: str) -> None:
    assert accepted(tmp_path, edited((LOSS, "loss: binary cross-entropy"), (TARGETS, f"targets: {targets}")))


@pytest.mark.parametrize(("targets", "total"), [
    ("[0.1, 0.99]", "1.09"), ("[0, 0]", "0"), ("[1, 1e-300]", "1." + 35 * "0" + "..."), ("[0.3, 0.6]", "0.9"),
    ("[1, 0.00]", None), ("[0.10, 0.90]", None), ("[1e-40, 0." + 40 * "9" + "]", None)])
def test_a_distribution_adds_up_to_one_exactly(tmp_path: Path, targets: str, total: str | None) -> None:
    text = edited((LOSS, "loss: categorical cross-entropy"), (TARGETS, f"targets: {targets}"))
    if total is None:
        assert accepted(tmp_path, text)
    else:
        assert said(tmp_path, text) == [(
            f"targets: {targets}", "sample 1, targets: expected numbers that add up to 1, as categorical cross-entropy "
            f"takes a distribution, found {total} in all", "Mend the targets, or choose another loss.")]


@quick(200)
@given(st.lists(st.integers(0, 10**40), min_size=1, max_size=8), st.integers(-3, 3))
def test_a_distribution_is_told_from_what_is_nearly_one(parts: list[int], off: int) -> None:
    """Whole numbers that add up to 10**45 make decimals that add up to 1."""
    rest = 10**45 - sum(parts)
    targets = [Decimal(f"{part}e-45") for part in (*parts, rest + off)]
    data = {"loss": "categorical cross-entropy", "data": [{"targets": targets}]}
    assert len(list(targets_fit_the_loss(data))) == (off != 0)


@pytest.mark.parametrize(("batch", "message"), [
    ("0", "batch: expected online, full or a whole number, at least 1, found 0"),
    ("-2", "batch: expected online, full or a whole number, at least 1, found -2"),
    ("1.5", "batch: expected online, full or a whole number, at least 1, found 1.5"),
    ("", "batch: expected online, full or a whole number, at least 1, found nothing"),
    ("true", "batch: expected online, full or a whole number, at least 1, found true"),
    ("[1]", "batch: expected online, full or a whole number, at least 1, found a list"),
    ("{size: 1}", "batch: expected online, full or a whole number, at least 1, found keys and values"),
    ("'1'", "batch: expected online, full or a whole number, at least 1, found the text '1'"),
    ("Online", "batch: expected online, full or a whole number, at least 1, found the text 'Online'"),
])
def test_any_other_batch_is_refused(tmp_path: Path, batch: str, message: str) -> None:
    assert said(tmp_path, edited(("rounds:", f"batch: {batch}\nrounds:"))) == [(
        f"batch: {batch}".strip(), message,
        "It says how many samples make an update: online one, full all of them, else so many.")]


@pytest.mark.parametrize(("samples", "batch", "message"), [
    (1, "2", "batch: expected at most 1, as there is only 1 sample, found 2"),
    (3, "4", "batch: expected at most 3, as there are only 3 samples, found 4"),
    (3, "1e3", "batch: expected at most 3, as there are only 3 samples, found 1E+3"),
])
def test_a_batch_larger_than_the_data_is_refused(tmp_path: Path, samples: int, batch: str, message: str) -> None:
    assert said(tmp_path, edited((SAMPLE, samples * SAMPLE), ("rounds:", f"batch: {batch}\nrounds:"))) == [(
        f"batch: {batch}", message, "Write 'full' for a batch of all samples, or a smaller number.")]


def test_all_that_does_not_go_together_is_said_at_once(tmp_path: Path) -> None:
    text = edited(
        with_activation(HIDDEN, "softmax"), with_activation(OUTPUT, "leaky relu"), (LOSS, "loss: binary cross-entropy"),
        (TARGETS, "targets: [7, 0]"), with_optimizer("rmsprop", "beta1: 0.9", "batch: 5"),
        ("rounds: 10000", "rounds: 0"), ("  times: dot", "  layer_index: false #"))
    assert [line.partition(" #")[0] for line, _, _ in said(tmp_path, text)] == [
        "activation: softmax", "activation: leaky relu", "loss: binary cross-entropy", "targets: [7, 0]",
        "optimizer: rmsprop", "optimizer: rmsprop", "beta1: 0.9", "batch: 5", "rounds: 0", "layer_index: false"]
