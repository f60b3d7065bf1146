"""Counts in words, against what the example has."""

from __future__ import annotations

from functools import cache

import pytest

from generator.checks.counts import faults
from generator.quantities.worked import Worked
from tests import two_outputs


@cache
def worked() -> Worked:
    """An example of its own, since the counts of variants that others ask for are counted too."""
    return Worked(two_outputs.read(), 128)


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
    "The four-layer perceptron, a three-layer network, our three-layer network, its two-input example.",
    "Some networks have five hidden layers, others have fifty weights. Real networks have five hidden layers.",
    "Both derivatives, the two derivatives, all eight derivatives.",
    "All eight change, all four together, all three questions. There are eight: count them. There are seven ways.",
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
    ("The network has a dozen weights.", "dozen weights"),
    ("Deep networks learn.\nThe network has a dozen weights.", "dozen weights"),
    ("This four-layer network is small.", "This four-layer network"),
    ("Here our three-input network learns.", "our three-input network"),
    ("All seven derivatives change.", "seven derivatives"),
    ("### All seven", "All seven"),
    ("All nine\ntogether are the gradient.", "All nine"),
    ("There are seven, and each has a derivative.", "There are seven"),
    ("The old values of all seven new ones", "all seven"),
])  # fmt: skip
def test_a_count_that_fits_nothing_in_the_example_is_found(text: str, said: str) -> None:
    assert found(text) == [said]


def test_a_finding_says_what_there_is() -> None:
    (fault,) = faults("The network has five weights.", [worked()])
    assert fault.message == "nothing here has five weights: there are 2, 4, 8" and fault.start == 16


def test_without_an_example_nothing_is_counted() -> None:
    assert list(faults("The network has five weights.", [])) == []
