"""Counts in words, against what the example has."""

from __future__ import annotations

import pytest

from generator.checks.counts import faults
from tests.two_outputs import worked


def found(text: str) -> list[str]:
    return [fault.stands for fault in faults(text, [worked()])]


@pytest.mark.parametrize("text", [
    "The network has two inputs, two hidden neurons and two outputs.",
    "All eight weights, four in each layer, and two biases.",
    "Each neuron has two weights.",
    "It has three layers, or two layers of neurons; four neurons, six with the inputs.",
    "The other three weights, the first five weights, and three of the weights.",
    "There are three weights that matter here, and five weights in all of that.",
    "We give it seven days and three numbers.",
    "`five weights`, \\(five weights\\) and <!-- five weights -->",
])  # fmt: skip
def test_what_the_network_has_may_be_counted_and_a_part_of_it_as_well(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "said"), [
    ("The network has five weights.", "five weights"),
    ("All seven\nweights change.", "seven weights"),
    ("Three inputs go in.", "Three inputs"),
    ("There are three hidden neurons, and two outputs.", "three hidden neurons"),
    ("Five neurons answer.", "Five neurons"),
    ("# A net with four layers", "four layers"),
    ("- three outputs\n", "three outputs"),
    ("| three biases | and more |", "three biases"),
    ("<figcaption>The three outputs.</figcaption>", "three outputs"),
    ("The net learns from two samples.", "two samples"),
])  # fmt: skip
def test_a_count_that_fits_nothing_in_the_example_is_found(text: str, said: str) -> None:
    assert found(text) == [said]


def test_a_finding_says_what_there_is() -> None:
    (fault,) = faults("The network has five weights.", [worked()])
    assert fault.message == "nothing here has five weights: there are 2, 4, 8" and fault.start == 16


def test_without_an_example_nothing_is_counted() -> None:
    assert list(faults("The network has five weights.", [])) == []
