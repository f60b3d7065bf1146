"""The symbols of an example's tradition: which LaTeX stands for which quantity."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.example import Notation
from generator.quantities.labels import Label

GREEK = {"eta": r"\eta", "alpha": r"\alpha", "epsilon": r"\varepsilon"}
PRODUCTS = {"dot": r"\cdot", "cross": r"\times"}

SETTINGS = {
    "momentum": r"\mu",
    "decay": r"\rho",
    "beta1": r"\beta_1",
    "beta2": r"\beta_2",
    "epsilon": r"\epsilon",
    "weight_decay": r"\lambda",
}
STATES = {
    "velocity": "v",
    "square": "s",
    "mean": "m",
    "mean_corrected": r"\hat{m}",
    "square_corrected": r"\hat{s}",
}


@dataclass(frozen=True)
class Hand:
    """Writes the symbols of one round, or of one sample in it, in a notation.

    now, later: what marks the quantities of this round and of the next. sample: the mark of the sample, or nothing.
    """

    notation: Notation
    now: str
    later: str
    sample: str = ""

    def marked(self, base: str, sub: str, *sup: str) -> str:
        """A letter with an index and marks above."""
        above = ",".join(mark for mark in sup if mark)
        return base + (f"_{{{sub}}}" if sub else "") + (f"^{{{above}}}" if above else "")

    def word(self, word: str, neuron: str) -> str:
        return self.marked(rf"\mathrm{{{word}}}", subscript(neuron), self.now, self.sample)

    def input(self, label: Label) -> str:
        name = subscript(label.neuron)
        return f"{name}^{{{self.sample}}}" if self.sample else name

    def target(self, label: Label) -> str:
        return self.marked(r"\mathrm{target}", subscript(label.neuron), self.sample)

    def rate(self) -> str:
        return GREEK.get(self.notation.learning_rate, self.notation.learning_rate)

    def total(self) -> str:
        return self.marked(self.notation.error, r"\mathrm{total}", self.now, self.sample)

    def batch(self) -> str:
        return self.marked(self.notation.error, r"\mathrm{batch}", self.now)

    def data(self) -> str:
        return self.marked(self.notation.error, r"\mathrm{data}", self.now)

    def error(self, neuron: str) -> str:
        return self.marked(self.notation.error, subscript(neuron), self.now, self.sample)

    def weight(self, label: Label, mark: str) -> str:
        if self.notation.weights == "numbered":
            return self.marked("w", str(label.number), mark)
        index = (label.row, label.column) if self.notation.weights == "to from" else (label.column, label.row)
        comma = "," if max(index) > 9 else ""
        if not self.notation.layer_index:
            return self.marked("w", f"{index[0]}{comma}{index[1]}", mark)
        return self.marked("w", f"{index[0]}{comma}{index[1]}", f"({label.layer})", in_layers(mark))

    def bias(self, label: Label, mark: str) -> str:
        return self.marked("b", subscript(label.neuron) if label.neuron else str(label.layer), mark)

    def parameter(self, label: Label, mark: str) -> str:
        return self.weight(label, mark) if label.parameter == "weight" else self.bias(label, mark)

    def state(self, label: Label, mark: str) -> str:
        """The letter of the state, with the parameter that it belongs to."""
        return self.marked(STATES[label.state], self.parameter(label, ""), mark)

    def net(self, neuron: str) -> str:
        return self.word("net", neuron)

    def out(self, neuron: str) -> str:
        return self.word("out", neuron)

    def by_way_of(self, label: Label) -> str:
        """What reaches a neuron's output by way of one neuron after it. An output neuron has an error of its own."""
        if label.has_error:
            return partial(self.error(label.neuron), self.out(label.source))
        return partial(self.total(), self.net(label.neuron)) + partial(self.net(label.neuron), self.out(label.source))


def mark(round_number: int) -> str:
    """What tells the quantities of a later round from those of the first: a plus after one update, then the round."""
    return {1: "", 2: "+"}.get(round_number, f"({round_number})")


def in_layers(mark: str) -> str:
    """The mark of a round beside the number of a layer, which is in parentheses too."""
    return mark if mark in ("", "+") else f"t={mark[1:-1]}"


def hand(notation: Notation, round_number: int, sample: int = 0) -> Hand:
    of_sample = f"[{sample}]" if sample else ""
    return Hand(notation, mark(round_number), mark(round_number + 1), of_sample)


def symbol(label: Label, notation: Notation, round_number: int) -> str:
    """The LaTeX symbol of a quantity in a round."""
    return SYMBOLS[label.family](label, hand(notation, round_number, label.sample))


def subscript(name: str) -> str:
    """The name of a neuron as LaTeX: h1 becomes h_1 (h_{12} for more digits). A word stands upright, or it would be the
    product of its letters."""
    letters, digits = re.fullmatch(r"([A-Za-z]+)(\d*)", name).groups()
    letters = rf"\mathrm{{{letters}}}" if len(letters) > 1 else letters
    return f"{letters}_{{{digits}}}" if len(digits) > 1 else f"{letters}_{digits}" if digits else letters


def partial(above: str, below: str) -> str:
    return rf"\frac{{\partial {above}}}{{\partial {below}}}"


SYMBOLS: dict[str, Callable[[Label, Hand], str]] = {
    "count": lambda q, h: rf"\text{{{q.name}}}",
    "round": lambda q, h: "t",
    "input": lambda q, h: h.input(q),
    "target": lambda q, h: h.target(q),
    "rate": lambda q, h: h.rate(),
    "setting": lambda q, h: SETTINGS[q.state],
    "leak": lambda q, h: h.marked(r"\mathrm{leak}", str(q.layer)),
    "weight": lambda q, h: h.weight(q, h.now),
    "bias": lambda q, h: h.bias(q, h.now),
    "state": lambda q, h: h.state(q, h.now),
    "net": lambda q, h: h.net(q.neuron),
    "out": lambda q, h: h.out(q.neuron),
    "error": lambda q, h: h.error(q.neuron),
    "total": lambda q, h: h.total(),
    "batch total": lambda q, h: h.batch(),
    "data total": lambda q, h: h.data(),
    "dE_dout": lambda q, h: partial(h.total(), h.out(q.neuron)),
    "dout_dnet": lambda q, h: partial(h.out(q.neuron), h.net(q.neuron)),
    "jacobian": lambda q, h: partial(h.out(q.source), h.net(q.neuron)),
    "via out": lambda q, h: partial(h.error(q.source), h.net(q.neuron)),
    "delta": lambda q, h: h.marked(r"\delta", subscript(q.neuron), h.now, h.sample),
    "short delta": lambda q, h: partial(h.total(), h.net(q.neuron)),
    "dnet_dw": lambda q, h: partial(h.net(q.neuron), h.weight(q, h.now)),
    "gradient": lambda q, h: partial(h.total(), h.parameter(q, h.now)),
    "bias gradient": lambda q, h: partial(h.total(), h.parameter(q, h.now)),
    "batch gradient": lambda q, h: partial(h.batch(), h.parameter(q, h.now)),
    "batch bias gradient": lambda q, h: partial(h.batch(), h.parameter(q, h.now)),
    "decayed gradient": lambda q, h: h.marked("g", h.weight(q, ""), h.now),
    "dnet_dout": lambda q, h: partial(h.net(q.neuron), h.out(q.source)),
    "via": lambda q, h: h.by_way_of(q),
    "aside": lambda q, h: h.state(q, h.later),
    "new state": lambda q, h: h.state(q, h.later),
    "new weight": lambda q, h: h.weight(q, h.later),
    "new bias": lambda q, h: h.bias(q, h.later),
}
