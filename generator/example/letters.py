"""Whether each name and each letter of an example means one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.engine.optimizers import OPTIMIZERS
from generator.example.plain_data import Finding, at, entries, word
from generator.example.reserved import meaning
from generator.example.yaml_lines import Place

CHOSEN = {"learning_rate": "learning rate", "error": "error"}
"""The keys of the notation whose values are letters, and what these stand for."""


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
    chosen = [(word(data, "notation", key), f"the {words}") for key, words in CHOSEN.items()]
    letters = {letter: meant for letter, meant in chosen if letter and not meaning(letter)}  # others are never free
    for place, name in names_in(data):
        if name in letters:
            yield (place, f"the name '{name}' is taken: the notation of this example writes {letters[name]} so",
                   "Choose another name, or another letter under 'notation'.")


def names_in(data: Any) -> Iterator[tuple[Place, str]]:
    """The names of all inputs and neurons, with their places."""
    for names in [("inputs",), *(("layers", layer, "neurons") for layer in range(len(entries(data, "layers"))))]:
        for entry, name in enumerate(entries(data, *names)):
            if isinstance(name, str):
                yield (*names, entry), name


def the_learning_rate_has_a_letter_of_its_own(data: Any) -> Iterator[Finding]:
    place = ("notation", "learning_rate")
    letter, optimizer = word(data, *place), word(data, "optimizer")
    if letter and letter == (word(data, "notation", "error") or "E"):
        yield place, f"the letter '{letter}' is taken: it stands for the error", "Choose another, such as eta."
    if optimizer in OPTIMIZERS and letter in OPTIMIZERS[optimizer].settings:
        yield (place, f"the letter '{letter}' is taken: it stands for a setting of the optimizer {optimizer}",
               "Choose another, such as eta.")


def layers_can_be_told_apart(data: Any) -> Iterator[Finding]:
    """Whether the notation says of which layer a weight is."""
    place = ("notation", "layer_index")
    style, layers = word(data, "notation", "weights") or "numbered", len(entries(data, "layers"))
    if at(data, *place) is not None and style == "numbered":
        yield (place, "numbered weights carry no layer: each has a number of its own in the whole network",
               "Remove the line, or choose 'weights: to from' or 'weights: from to'.")
    elif at(data, *place) is False and layers > 1:
        yield (place, f"without the layer in them, weights of the {layers} layers would have the same symbols",
               "Remove the line, so that each weight carries its layer, or choose 'weights: numbered'.")
