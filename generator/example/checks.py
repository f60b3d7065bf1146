"""What does not fit together in an example: sizes, names, rounds and settings that depend on each other.

The checks read the plain data of the file and pass over what is not of the right kind, which is said elsewhere. So
one run finds both the unknown activation and the missing weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from generator.errors import Problem
from generator.example.faults import problem
from generator.example.letters import (
    layers_can_be_told_apart,
    names_are_unique,
    names_leave_the_notation_free,
    the_learning_rate_has_a_letter_of_its_own,
)
from generator.example.method import (
    batch_fits,
    coupled_activations_stand_last,
    loss_fits_the_outputs,
    settings_fit,
    targets_fit_the_loss,
)
from generator.example.plain_data import Finding, at, entries, word
from generator.example.sizes import biases_fit, data_fit, weights_fit
from generator.example.yaml_lines import Located


def what_does_not_fit_together(located: Located) -> Iterator[Problem]:
    for check in CHECKS:
        for place, message, way_out in check(located.data):
            yield problem(located, place, message, way_out)


def table_fits(data: Any) -> Iterator[Finding]:
    """Rounds in ascending order, none beyond the last."""
    rounds = at(data, "rounds")
    shown = [(entry, number) for entry, number in enumerate(entries(data, "table")) if isinstance(number, Decimal)]
    for (_, before), (entry, number) in pairwise(shown):
        if number <= before:
            yield ("table", entry), f"round {number} stands behind round {before}", "Order the rounds, each once."
    beyond = [(entry, number) for entry, number in shown if isinstance(rounds, Decimal) and number > rounds >= 1]
    if beyond:
        others = f" (nor are {len(beyond) - 1} more)" if len(beyond) > 1 else ""
        yield (("table", beyond[0][0]), f"round {beyond[0][1]} is not reached{others}, the training ends with round "
               f"{rounds}", "Leave it out, or raise 'rounds'.")


DECIMAL = re.compile(r"(?<![\w.,])[0-9]*(?:\.|,(?![0-9]{3}(?![0-9])))[0-9]+")


def words_state_no_values(data: Any) -> Iterator[Finding]:
    """No decimal in what an example says of itself: it is printed as it is, and nothing would compute it."""
    places = [("about",), *(("layers", layer, "name") for layer in range(len(entries(data, "layers"))))]
    for place in places:
        for number in DECIMAL.finditer(word(data, *place)):
            yield place, f"the number {number[0]} has no source here", "Say it in the chapter, by the quantity itself."


TOLD = ("title", "author")
LOWERED = "₀₁₂₃₄₅₆₇₈₉"


def words_have_numbers_in_digits(data: Any) -> Iterator[Finding]:
    """No number in a sign of its own, such as a fraction or a raised digit, in what is printed as it is written. A
    lowered digit behind a letter is the index of a name."""
    layers, sources = (len(entries(data, key)) for key in ("layers", "source"))
    places = [("title",), ("about",), *(("layers", layer, "name") for layer in range(layers))]
    places += [("source", *which, key) for which in ((), *((one,) for one in range(sources))) for key in TOLD]
    for place in places:
        text = word(data, *place)
        for before, sign in zip(" " + text, text, strict=False):
            is_index = sign in LOWERED and before.isalpha()
            if sign.isnumeric() and not sign.isdecimal() and not sign.isalpha() and not is_index:
                yield place, f"the sign '{sign}' is a number that nothing computes", "Write it in digits or in words."


CHECKS = (
    words_state_no_values,
    words_have_numbers_in_digits,
    weights_fit,
    biases_fit,
    data_fit,
    names_are_unique,
    names_leave_the_notation_free,
    the_learning_rate_has_a_letter_of_its_own,
    layers_can_be_told_apart,
    settings_fit,
    coupled_activations_stand_last,
    loss_fits_the_outputs,
    targets_fit_the_loss,
    batch_fits,
    table_fits,
)
