"""What does not fit together in an example: shapes, names and rounds that depend on each other.

The checks read the plain data of the file and pass over what is not of the right kind, which is said elsewhere. So
one run finds both the unknown activation and the missing weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from generator.errors import Problem
from generator.example.faults import problem
from generator.example.yaml_lines import Located, Place

LETTERS = {"learning_rate": "learning rate", "error": "error"}
"""The keys of the notation whose values are letters, and what these stand for."""

Finding = tuple[Place, str, str]
"""Where, what is wrong, a way out."""


def what_does_not_fit_together(located: Located) -> Iterator[Problem]:
    for check in CHECKS:
        for place, message, way_out in check(located.data):
            yield problem(located, place, message, way_out)


def weights_fit(data: Any) -> Iterator[Finding]:
    """One row per neuron, and in it one weight per input of the layer."""
    feeding, kind = entries(data, "inputs"), "input"
    for layer in range(len(entries(data, "layers"))):
        here: Place = ("layers", layer, "weights")
        neurons, rows = entries(data, "layers", layer, "neurons"), entries(data, *here)
        if neurons and rows and len(rows) != len(neurons) and all(isinstance(row, list) for row in rows):
            yield (here, f"expected {counted(len(neurons), 'row')} (one per neuron: {', '.join(map(str, neurons))}), "
                   f"found {len(rows)}", "Write one row of weights for each neuron.")
        for number, row in enumerate(rows):
            if feeding and isinstance(row, list) and len(row) != len(feeding):
                yield ((*here, number), f"expected {counted(len(feeding), 'weight')} (one per {kind}: "
                       f"{', '.join(map(str, feeding))}), found {len(row)}",
                       f"Write one weight for each {kind}, in this order.")
        feeding, kind = neurons, "neuron of the layer before"


def biases_fit(data: Any) -> Iterator[Finding]:
    for layer in range(len(entries(data, "layers"))):
        neurons, biases = entries(data, "layers", layer, "neurons"), at(data, "layers", layer, "biases")
        if neurons and isinstance(biases, list) and len(biases) != len(neurons):
            yield (("layers", layer, "biases"), f"expected {counted(len(neurons), 'bias', 'biases')} (one per neuron: "
                   f"{', '.join(map(str, neurons))}), found {len(biases)}",
                   "A bias that the whole layer shares is written as one number without brackets.")


def names_are_unique(data: Any) -> Iterator[Finding]:
    """Names of inputs and neurons over the whole network, and names of layers among themselves."""
    yield from repeated(names_in(data))
    places: list[Place] = [("layers", layer, "name") for layer in range(len(entries(data, "layers")))]
    yield from repeated((place, name) for place in places if isinstance(name := at(data, *place), str))


def repeated(names: Iterable[tuple[Place, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, name in names:
        if name in seen:
            yield place, f"the name '{name}' is used a second time", "Give each its own name."
        seen.add(name)


def names_leave_the_notation_free(data: Any) -> Iterator[Finding]:
    chosen = [(at(data, "notation", key), f"the {words}") for key, words in LETTERS.items()]
    letters = {letter: meaning for letter, meaning in chosen if isinstance(letter, str)}
    for place, name in names_in(data):
        if name in letters and name not in ("eta", "E"):  # these two are always taken
            yield (place, f"the name '{name}' is taken: the notation of this example writes {letters[name]} so",
                   "Choose another name, or another letter under 'notation'.")


def names_in(data: Any) -> Iterator[tuple[Place, str]]:
    """The names of all inputs and neurons, with their places."""
    for names in [("inputs",), *(("layers", layer, "neurons") for layer in range(len(entries(data, "layers"))))]:
        for entry, name in enumerate(entries(data, *names)):
            if isinstance(name, str):
                yield (*names, entry), name


def data_fit(data: Any) -> Iterator[Finding]:
    """One number per input and one target per neuron of the last layer."""
    outputs = entries(data, "layers", len(entries(data, "layers")) - 1, "neurons")
    for sample in range(len(entries(data, "data"))):
        for key, names, kind in (("inputs", entries(data, "inputs"), "input"), ("targets", outputs, "output")):
            given = at(data, "data", sample, key)
            if names and isinstance(given, list) and len(given) != len(names):
                yield (("data", sample, key), f"expected {counted(len(names), 'number')} (one per {kind}: "
                       f"{', '.join(map(str, names))}), found {len(given)}", f"Write one number for each {kind}.")


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


CHECKS = (weights_fit, biases_fit, names_are_unique, names_leave_the_notation_free, data_fit, table_fits)


def at(data: Any, *place: str | int) -> Any:
    """The value at a place of the plain data, or None."""
    for step in place:
        match data, step:
            case dict(), _ if step in data:
                data = data[step]
            case list(), int() if 0 <= step < len(data):
                data = data[step]
            case _:
                return None
    return data


def entries(data: Any, *place: str | int) -> list[Any]:
    """The list at a place of the plain data, empty where there is none."""
    found = at(data, *place)
    return found if isinstance(found, list) else []


def counted(number: int | Decimal, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
