"""An example as a program: what its listings are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.documents import source
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.quantities.setting import ROUND
from generator.quantities.straightline import FUNCTIONS
from generator.quantities.worked import Worked

IN_NUMPY = {"learning_rate": "eta", "momentum": "mu", "decay": "rho", ROUND: "round + 1"}
"""What the listing with NumPy calls the settings of an optimizer, which has the name 'momentum' for itself."""

OF_BATCH = "_batch"


def program_context(worked: Worked) -> Mapping[str, object]:
    """For the templates of listings.

    functions: the engine's functions that the example uses, as source. loss, loss_slope, optimizer: their names.
    settings: the names of the numbers that the optimizer takes beside the learning rate. arguments: what it is called
    with behind parameter and gradient; state: the names of what it remembers from round to round, aside: of what else
    it returns. constants: pairs of a name and a quantity.

    given: the quantities that the first round starts from. each, afterwards: those that an update or the error needs,
    in order, of one sample and of its whole batch. means: pairs of a quantity of the batch, and that of a sample of
    which it is mean or sum. updated: pairs of a parameter and what replaces it. functions_of_math: what they use.
    """
    method, layers, first = worked.method, worked.history.setting.start.network, worked.first
    used = [*(f for layer in layers for f in (layer.activation.value, layer.activation.slope))]
    used += [method.loss.value, method.loss.slope, method.optimizer.update]
    updated = [(name.removesuffix("_new"), name) for name in first if name.endswith("_new")]
    nodes = list(made_from([first["E_total"].node, *(first[new].node for _, new in updated)]))
    needed = {named.name for node in nodes if (named := worked.named(node)) is not None and named.kind != "given"}
    of_sample = worked.at(1, sample=1)
    executed = [quantity for name, quantity in first.items() if name in needed]
    of_batch = [quantity.name for quantity in executed if quantity.name.endswith(OF_BATCH)]
    return {
        "functions": source.functions(used),
        "loss": method.loss.value.__name__,
        "loss_slope": method.loss.slope.__name__,
        "optimizer": method.optimizer.update.__name__,
        "settings": [name for name in method.settings if name != "learning_rate"],
        "arguments": [IN_NUMPY.get(name, name) for name in method.optimizer.settings],
        "state": method.optimizer.state,
        "aside": method.optimizer.aside,
        "constants": list(constants(worked)),
        "given": [quantity for quantity in first.values() if quantity.kind == "given" and quantity.name != ROUND],
        "each": [quantity for quantity in executed if quantity.name in of_sample],
        "afterwards": [q for q in executed if q.name not in of_sample and q.name not in of_batch],
        "means": [("E_batch", "E_total"), *((name, name.removesuffix(OF_BATCH)) for name in of_batch)],
        "updated": updated,
        "functions_of_math": [name for name in FUNCTIONS if name in {node.operation for node in nodes}],
        "updates_biases": method.update_biases,
        "learns_biases": any(name.startswith("b") and name.endswith("_new") for name in first),
    }


def constants(worked: Worked) -> Iterator[tuple[str, Quantity]]:
    """The settings of the optimizer and the activations, in the names of the listing with NumPy."""
    for quantity in worked.first.values():
        if quantity.family in ("rate", "setting", "leak"):
            yield IN_NUMPY.get(quantity.name, quantity.name), quantity


def made_from(results: list[Traced]) -> Iterator[Traced]:
    """All nodes that some results are made from, and the results, each once."""
    seen: set[int] = set()
    waiting = list(results)
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting.extend(node.arguments)
