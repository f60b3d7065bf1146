"""What a quantity is, in words: those of its family, and whose round and sample it is of."""

from __future__ import annotations

import re

from generator.quantities.quantity import Quantity

WORDS = {
    "round": "round",
    "input": "input",
    "target": "target",
    "rate": "learning rate",
    "setting": "setting of the optimizer",
    "leak": "slope below zero",
    "weight": "weight",
    "bias": "bias",
    "state": "what the optimizer remembers",
    "net": "total net input",
    "out": "output",
    "error": "error of one output",
    "total": "total error",
    "batch total": "error of the batch",
    "data total": "error over all data",
    "dE_dout": "derivative of the error by an output",
    "dout_dnet": "derivative of an output by its net",
    "jacobian": "derivative of an output by a net",
    "via out": "what comes back by way of one output",
    "delta": "delta of a neuron",
    "short delta": "delta of a neuron, the short way",
    "dnet_dw": "derivative of a net by a weight",
    "gradient": "derivative of the error by a weight",
    "bias gradient": "derivative of the error by a bias",
    "batch gradient": "derivative of the batch's error by a weight",
    "batch bias gradient": "derivative of the batch's error by a bias",
    "decayed gradient": "derivative with weight decay",
    "dnet_dout": "derivative of a net by an output",
    "via": "what comes back by way of one neuron",
    "aside": "mean, corrected for its beginning at zero",
    "new state": "what the optimizer remembers now",
    "new weight": "weight after the update",
    "new bias": "bias after the update",
}
"""What the families of quantities are called."""

COUNTS = {
    "rounds": "rounds of the training",
    "table": "a round of the table",
    "inputs": "number of inputs",
    "layers": "neurons of a layer",
    "batch": "samples of a batch",
    "data": "number of samples",
    "source": "year of the source",
    "sample": "number of a sample",
    "answer": "what an output is taken for",
    "correct": "right answers",
}
"""What counts are called, by the first word of their names."""

RECORD = {
    "numbers": "numbers proved to their last digit",
    "agreed": "numbers shown as far as independent runs agree",
    "lines": "lines recomputed from their printed digits",
    "unrounded": "lines that say they were computed unrounded",
    "formulas": "formulas computed again from their symbols",
    "proved": "formulas in symbols only that hold in this network",
    "supposed": "formulas that say nothing about this network",
    "programs": "programs that were run",
    "claims": "claims compared with their numbers",
    "values": "values met by a run in floating-point numbers",
    "gradients": "derivatives met by difference quotients",
    "values_within": "how far these runs may differ, relative to the value",
    "gradients_within": "bound of what was found between derivatives and quotients, relative to their size",
}
"""What the numbers at the foot of a chapter are, by what the build's record calls them."""


def about(quantity: Quantity) -> str:
    """What a quantity is, in words: "total net input, round 2"."""
    if quantity.family == "derived":
        return ""
    of, _, rest = quantity.key.partition("/")
    number = re.search(r"(?:@(?P<round>\d+))?(?::(?P<sample>\d+))?$", rest)
    return ", ".join(filter(None, [
        counted(quantity.name) if quantity.family == "count" else WORDS.get(quantity.family, quantity.family),
        f"round {int(number['round']):,}" if number["round"] and quantity.family != "round" else "",
        f"sample {number['sample']}" if number["sample"] else "",
        variant(of.partition("+")[2]),
    ]))


def counted(name: str) -> str:
    kind, _, rest = name.partition("_")
    return RECORD[rest] if kind == "verified" else COUNTS.get(kind, name.replace("_", " "))


def variant(told: str) -> str:
    """What is different in a variant, as its address has it: "learning rate 2"."""
    return told and "variant: " + re.sub(r"(?<!-)-|_", " ", told).replace("+", ", ")
