"""The symbols of an example's tradition: which LaTeX stands for which quantity."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.example import Notation
from generator.quantities.naming import Label

RATES = {"eta": r"\eta", "alpha": r"\alpha", "epsilon": r"\varepsilon", "a": "a"}
PRODUCTS = {"dot": r"\cdot", "cross": r"\times"}


def mark(round_number: int) -> str:
    """What tells the quantities of a later round from those of the first: a plus after one update, then the round."""
    return {1: "", 2: "+"}.get(round_number, f"({round_number})")


def symbol(label: Label, notation: Notation, round_number: int) -> str:
    """The LaTeX symbol of a quantity in a round."""
    return SYMBOLS[label.family](label, notation, mark(round_number), mark(round_number + 1))


def subscript(name: str) -> str:
    """The name of a neuron as LaTeX: h1 becomes h_1 (h_{12} for more digits)."""
    letters, digits = re.fullmatch(r"([A-Za-z]+)(\d*)", name).groups()
    return f"{letters}_{{{digits}}}" if len(digits) > 1 else f"{letters}_{digits}" if digits else letters


def marked(base: str, sub: str, sup: str) -> str:
    return base + (f"_{{{sub}}}" if sub else "") + (f"^{{{sup}}}" if sup else "")


def net(neuron: str, sup: str) -> str:
    return marked(r"\mathrm{net}", subscript(neuron), sup)


def out(neuron: str, sup: str) -> str:
    return marked(r"\mathrm{out}", subscript(neuron), sup)


def total(notation: Notation, sup: str) -> str:
    return marked(notation.error, r"\mathrm{total}", sup)


def error(label: Label, notation: Notation, sup: str) -> str:
    return marked(notation.error, subscript(label.neuron), sup)


def weight(label: Label, sup: str) -> str:
    return marked("w", str(label.number), sup)


def bias(label: Label, sup: str) -> str:
    return marked("b", subscript(label.neuron) if label.neuron else str(label.number), sup)


def partial(above: str, below: str) -> str:
    return rf"\frac{{\partial {above}}}{{\partial {below}}}"


def error_by_way_of(label: Label, notation: Notation, sup: str) -> str:
    """What reaches a neuron's output by way of one neuron after it. An output neuron has an error of its own."""
    if label.is_output:
        return partial(error(label, notation, sup), out(label.source, sup))
    after, before = net(label.neuron, sup), out(label.source, sup)
    return partial(total(notation, sup), after) + partial(after, before)


SYMBOLS: dict[str, Callable[[Label, Notation, str, str], str]] = {
    "count": lambda q, n, now, later: rf"\text{{{q.name}}}",
    "input": lambda q, n, now, later: subscript(q.neuron),
    "target": lambda q, n, now, later: marked(r"\mathrm{target}", subscript(q.neuron), ""),
    "rate": lambda q, n, now, later: RATES[n.learning_rate],
    "weight": lambda q, n, now, later: weight(q, now),
    "bias": lambda q, n, now, later: bias(q, now),
    "net": lambda q, n, now, later: net(q.neuron, now),
    "out": lambda q, n, now, later: out(q.neuron, now),
    "error": lambda q, n, now, later: error(q, n, now),
    "total": lambda q, n, now, later: total(n, now),
    "dE_dout": lambda q, n, now, later: partial(total(n, now), out(q.neuron, now)),
    "dout_dnet": lambda q, n, now, later: partial(out(q.neuron, now), net(q.neuron, now)),
    "delta": lambda q, n, now, later: marked(r"\delta", subscript(q.neuron), now),
    "dnet_dw": lambda q, n, now, later: partial(net(q.neuron, now), weight(q, now)),
    "gradient": lambda q, n, now, later: partial(total(n, now), weight(q, now)),
    "bias gradient": lambda q, n, now, later: partial(total(n, now), bias(q, now)),
    "dnet_dout": lambda q, n, now, later: partial(net(q.neuron, now), out(q.source, now)),
    "via": lambda q, n, now, later: error_by_way_of(q, n, now),
    "new weight": lambda q, n, now, later: weight(q, later),
    "new bias": lambda q, n, now, later: bias(q, later),
}
