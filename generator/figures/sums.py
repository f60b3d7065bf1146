"""What a neuron computes, in the symbols of the example: net = w x + ... + b, out = f(net)."""

from __future__ import annotations

from generator.numbers.traced import Traced
from generator.quantities.notation import PRODUCTS
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import formula
from generator.text.formula import Piece

FUNCTIONS = {"logistic": r"\sigma"}
"""What activations are called that have a letter."""

PLUS = " + "


def how(quantity: Quantity, worked: Worked) -> tuple[str, ...]:
    """A net as the sum that was executed, an out as a function of its net: rows of LaTeX without the neuron's index."""
    if quantity.family == "out":
        return (rf"\mathrm{{out}}\text{{ = }}{function(quantity, worked)}(\mathrm{{net}})",)

    def leaf(node: Traced) -> Piece | None:
        named = worked.named(node)
        return None if named is None or named is quantity else Piece(named.symbol)

    first, *others = formula.written(quantity.node, leaf, PRODUCTS[worked.example.notation.times]).latex.split(PLUS)
    pairs = [others[k : k + 2] for k in range(0, len(others), 2)]
    plus = rf"\text{{{PLUS}}}"
    return (rf"\mathrm{{net}}\text{{ = }}{first}", *(plus + plus.join(pair) for pair in pairs))


def function(out: Quantity, worked: Worked) -> str:
    """The activation of the layer that an out belongs to."""
    name = out.name.removeprefix("out_")
    (activation,) = {layer.activation for layer in worked.example.layers if name in layer.neurons}
    return FUNCTIONS.get(activation, rf"\text{{{activation}}}")
