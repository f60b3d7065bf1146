"""What is written in the nodes of a network: each row is a number of that neuron, and the word before it names it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.drawn.finding import found
from generator.checks.drawn.naming_parts import BIAS, TOTAL, Neuron, Parts
from generator.checks.drawn.nodes_read import Nodes
from generator.checks.drawn.shapes_read import Part, Written
from generator.checks.drawn.world import World
from generator.checks.equality import Fault
from generator.checks.named import spelled
from generator.quantities.register import Quantities

SAME_ROW = 1.0
INDEX = re.compile(r"_(?:\{((?:[^{}]|\{[^{}]*\})*)\}|\\?\w)")
FUNCTIONS = {"logistic": "sigma"}
"""What an activation is called that has a letter."""


def faults(nodes: Nodes, parts: Parts, world: World) -> Iterator[Fault]:
    for neuron, part in nodes.parts.items():
        if neuron[1] != BIAS:
            for text in part.texts:
                yield from held(text, neuron, part, parts, world)
            yield from computed(neuron, part, parts)
            yield from order(part, neuron[1], world)


def held(text: Written, neuron: Neuron, part: Part, parts: Parts, world: World) -> Iterator[Fault]:
    """The numbers of a row."""
    for stamp in text.stamps:
        quantity = world.quantity(stamp)
        if quantity is None:
            continue
        own = quantity.family in ("total", "batch total") if neuron[1] == TOTAL else (
            parts.neurons.get(quantity.name) == neuron
        )  # fmt: skip
        if not own:
            message = f"{stamp.text}, which is {quantity.name}, stands in the node {neuron[1]}"
            yield found(part.start, message, stamp.text)
        said = [one.spelled for one in part.texts if one.kind == "word" and abs(one.at[1] - text.at[1]) < SAME_ROW]
        if said and said != [base(quantity.symbol)]:
            message = f"'{said[0]}' stands before {stamp.text}, which is {quantity.name}"
            yield found(part.start, message, said[0], base(quantity.symbol))


def order(part: Part, name: str, world: World) -> Iterator[Fault]:
    """The net stands over the out that is made of it."""
    rows = {
        quantity.family: text.at[1]
        for text in part.texts for stamp in text.stamps if (quantity := world.quantity(stamp)) is not None
    }  # fmt: skip
    if {"net", "out"} <= rows.keys() and rows["net"] > rows["out"]:
        yield found(part.start, f"in the node {name} the net stands below the out")


def base(latex: str) -> str:
    """The letters of a symbol without its indices."""
    while INDEX.search(latex):
        latex = INDEX.sub("", latex)
    return spelled(latex)


def computed(neuron: Neuron, part: Part, parts: Parts) -> Iterator[Fault]:
    """What a neuron computes, written out: each weight with what comes in over it, the bias, the activation."""
    rows = "".join(text.words for text in part.texts if text.kind != "name" and not text.stamps)
    if "net = " not in rows:
        return
    net, _, out = rows.partition("out = ")
    terms = sorted(spelled(term) for term in net.removeprefix("net = ").split(" + "))
    names = parts.layers[neuron[0] - 1]
    activation = parts.worked.example.layers[names.index].activation
    function = FUNCTIONS.get(activation, activation)
    right = any(is_sum(terms, one, "\u22ef" in net) for one in sums(neuron, parts))
    if not right or spelled(out) != spelled(f"{function}(net)"):
        yield found(part.start, f"this is not what {neuron[1]} computes: {rows}", rows)


def is_sum(terms: list[str], whole: list[str], has_dots: bool) -> bool:
    """Whether terms are those of a sum; where dots stand for some, whether they are among them."""
    return sorted(whole) == terms or (has_dots and len(terms) > 2 and {one for one in terms if one} <= set(whole))


def sums(neuron: Neuron, parts: Parts) -> Iterator[list[str]]:
    """The terms of a net, the weight first or last, in the symbols of any round that is shown and of its samples."""
    worked = parts.worked
    for number in sorted({1, *worked.seen_rounds()}):
        samples = () if worked.is_partial else worked.positions(number)
        for first in (worked.at(number), *(worked.at(number, position + 1) for position in samples)):
            yield from terms_of(neuron, parts, first)


def terms_of(neuron: Neuron, parts: Parts, first: Quantities) -> Iterator[list[str]]:
    names = parts.layers[neuron[0] - 1]
    row = names.neurons.index(neuron[1])
    before = "out_{}" if names.index else "{}"
    pairs = [
        (spelled(first[f"w{names.weight(row, column)}"].symbol), spelled(first[before.format(source)].symbol))
        for column, source in enumerate(names.inputs)
    ]
    bias = [name for name in (f"b_{neuron[1]}", f"b{names.index + 1}") if name in first]
    biases = [spelled(first[name].symbol) for name in bias[:1]]
    yield [*(w + x for w, x in pairs), *biases]
    yield [*(x + w for w, x in pairs), *biases]
