"""Every symbol that a notation has for a quantity, in the first round, in the second and much later."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from generator.example import Notation
from generator.quantities.labels import Label
from generator.quantities.notation import SETTINGS, STATES, SYMBOLS, symbol

NOTATIONS = [
    Notation(**dict(zip(("weights", "layer_index", "error", "learning_rate"), choice, strict=True)))
    for choice in [
        ("numbered", True, "E", "eta"),
        ("to from", True, "J", "alpha"),
        ("from to", True, "L", "epsilon"),
        ("from to", False, "C", "q"),
    ]
]
ROUNDS = (1, 2, 300)


def labels() -> Iterator[Label]:
    """A label of each family; of those that go by a state or a setting, one for each of these."""
    states = {"setting": SETTINGS, "state": STATES, "new state": STATES, "aside": STATES}
    for family, parameter, sample in product(SYMBOLS, ("weight", "bias"), (0, 12)):
        for state in states.get(family, [""]):
            place = {"number": 27, "layer": 3, "row": 2, "column": 14, "parameter": parameter, "sample": sample}
            yield Label(family, "layers_0_neurons", "h12", "i3", state=state, **place)
            yield Label(family, "layers_0_neurons", "h", "x1", state=state, has_error=True, **place)


@cache
def all_symbols() -> tuple[tuple[str, str], ...]:
    """Family and LaTeX of each."""
    made = {
        (label.family, symbol(label, notation, number))
        for label, notation, number in product(labels(), NOTATIONS, ROUNDS)
    }
    return tuple(sorted(made))
