"""An example as a program: what its listings are made of."""

from __future__ import annotations

from collections.abc import Mapping

from generator.documents import source
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked


def program_context(worked: Worked) -> Mapping[str, object]:
    """For the templates of listings.

    functions: the engine's functions that the example uses, as source. loss, loss_slope, optimizer: their names.
    given, executed: the quantities that the first round starts from and those that an update or the error needs.
    updated: pairs of a parameter and what replaces it.
    """
    method, layers = worked.method, worked.history.setting.network
    used = [*(f for layer in layers for f in (layer.activation.value, layer.activation.slope))]
    used += [method.loss.value, method.loss.slope, method.optimizer]
    first = worked.first
    updated = [(name.removesuffix("_new"), name) for name in first if name.endswith("_new")]
    needed = needed_by(worked, [first["E_total"], *(first[new] for _, new in updated)])
    return {
        "functions": source.functions(used),
        "loss": method.loss.value.__name__,
        "loss_slope": method.loss.slope.__name__,
        "optimizer": method.optimizer.__name__,
        "given": [quantity for quantity in first.values() if quantity.kind == "given"],
        "executed": [quantity for quantity in first.values() if quantity.key in needed],
        "updated": updated,
        "updates_biases": method.update_biases,
    }


def needed_by(worked: Worked, results: list[Quantity]) -> set[str]:
    """The keys of the computed quantities that some results are made from, and of the results."""
    needed: set[str] = set()
    waiting = [result.node for result in results]
    while waiting:
        node = waiting.pop()
        named = worked.named(node)
        if named is not None and named.kind == "computed":
            if named.key in needed:
                continue
            needed.add(named.key)
        waiting.extend(node.arguments)
    return needed
