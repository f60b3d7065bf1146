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
    return COUNTS.get(name.partition("_")[0], name.replace("_", " "))


def variant(told: str) -> str:
    """What is different in a variant, as its address has it: "learning rate 2"."""
    return told and "variant: " + re.sub(r"(?<!-)-|_", " ", told).replace("+", ", ")
