"""Sentences about the method: some are true of no network, and others of one notation only."""

from __future__ import annotations

from functools import cache

import pytest

from generator.checks.naming.of_every_network import faults
from generator.quantities.worked import Worked
from tests import two_outputs

RIGHT = (
    "Against the gradient the error falls, along the gradient the error rises.",
    "Along the gradient, the error does not fall. It never falls along the gradient; the error falls against it.",
    "If one went along the gradient, the error falls would be wrong.",
    "Each step takes from every weight its derivative times the learning rate.",
    "It adds the derivatives of all paths.",
    "the derivative of the error with respect to the weight",
    "the derivative of the net with respect to the weight, and the output with respect to the net",
    "The learning rate sets the length of the step, not its direction.",
    r"The sign \(\approx\) says that the right side is rounded, \(=\) says that both sides are equal.",
    "The derivative of the error with respect to its net is called the delta.",
    "The matrix has one row for each neuron. Others write one column for each neuron.",
)
WRONG = (
    "Along the gradient, the error falls.",
    "Against the gradient the loss\nrises fastest.",
    "Each update adds to every weight its derivative.",
    "the partial derivative of the weight with respect to the\nerror",
    "The slope of the bias with respect to the output is one.",
    "This is the gradient with respect to the loss.",
    "The learning rate sets the direction of the step.",
    r"The sign \(\approx\) says that both sides are equal.",
    r"\(=\) says that the right side is rounded.",
    "the derivative of the error with respect to the neuron's output and is called its delta",
    "The matrix has one column for each neuron.",
)


@cache
def columns() -> Worked:
    return Worked(two_outputs.read(), 128)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_so_in_every_network_or_not_said_of_it_is_fine(text: str) -> None:
    assert [fault.message for fault in faults(text, [columns()])] == []


@pytest.mark.parametrize("text", WRONG)
def test_what_is_so_in_no_network_is_found(text: str) -> None:
    assert next(faults(text, [columns()])).kind == "equality"


def test_rows_and_columns_are_those_of_the_example_s_notation() -> None:
    example = two_outputs.read()
    rows = Worked(example.model_copy(update={"notation": example.notation.model_copy(update={"form": "rows"})}), 128)
    text = "One column for each neuron."
    assert not list(faults(text, [rows])) and list(faults(text, [columns()]))
    assert not list(faults(text, [rows, columns()])) and not list(faults(text, []))
