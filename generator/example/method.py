"""Whether activations, loss, data, optimizer and batch go together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from functools import reduce
from typing import Any

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS
from generator.example.enumerating import counted, joined
from generator.example.plain_data import Finding, at, entries, word
from generator.example.settings import USUAL, Table, takers
from generator.example.wording import came
from generator.example.yaml_lines import Place


def settings_fit(data: Any) -> Iterator[Finding]:
    """The numbers that the optimizer and the activations take, and no others."""
    yield from settings_of((), "optimizer", data, OPTIMIZERS)
    for layer, keys in enumerate(entries(data, "layers")):
        yield from settings_of(("layers", layer), "activation", keys, ACTIVATIONS)


def settings_of(place: Place, key: str, given: Any, table: Table) -> Iterator[Finding]:
    """The same for one mapping of the file, in which `key` names an entry of the table."""
    chosen = word(given, key)
    if chosen not in table:
        return
    for setting, usual in USUAL.items():
        who = takers(setting, table)
        if chosen in who and setting not in given:
            yield ((*place, key), f"{chosen} needs a value for '{setting}'",
                   f"Add the line '{setting}: {usual}' (a usual value), or choose another {key}.")
        elif who and chosen not in who and setting in given:
            have = "has" if len(who) == 1 else "have"
            yield ((*place, setting), f"{chosen} has no such setting; {joined(who)} {have} it",
                   f"Remove the line, or choose another {key}.")


def coupled_activations_stand_last(data: Any) -> Iterator[Finding]:
    """They share one sum out among the outputs: that takes the last layer, and two neurons."""
    layers = entries(data, "layers")
    for layer, keys in enumerate(layers):
        name, neurons = word(keys, "activation"), entries(keys, "neurons")
        if name not in ACTIVATIONS or not ACTIVATIONS[name].coupled:
            continue
        place, others = ("layers", layer, "activation"), [name for name, one in ACTIVATIONS.items() if not one.coupled]
        if layer < len(layers) - 1:
            yield place, f"{name} can only be used in the last layer", f"Choose another here: {', '.join(others)}."
        elif len(neurons) == 1:
            yield (place, f"{name} needs at least 2 neurons, found 1, whose output would always be 1",
                   "Add a neuron to this layer, or choose another activation, such as logistic.")


def loss_fits_the_outputs(data: Any) -> Iterator[Finding]:
    """A loss that takes logarithms needs outputs between 0 and 1."""
    loss, last = word(data, "loss"), word((entries(data, "layers") or [None])[-1], "activation")
    if takes_any_targets(loss) or last not in ACTIVATIONS or ACTIVATIONS[last].probabilities:
        return
    able = [name for name, activation in ACTIVATIONS.items() if activation.probabilities]
    unasked = [name for name in LOSSES if takes_any_targets(name)]
    yield (("loss",), f"{loss} needs outputs between 0 and 1, and those of the last layer ({last}) can be others",
           f"Choose {' or '.join(able)} in the last layer, or another loss: {', '.join(unasked)}.")


def takes_any_targets(loss: str) -> bool:
    return loss not in LOSSES or LOSSES[loss].targets == "any"


def targets_fit_the_loss(data: Any) -> Iterator[Finding]:
    loss = word(data, "loss")
    if takes_any_targets(loss):
        return
    for sample in range(len(entries(data, "data"))):
        place = ("data", sample, "targets")
        targets = entries(data, *place)
        fitting = [isinstance(target, Decimal) and 0 <= target <= 1 for target in targets]
        for entry, target in enumerate(targets):
            if isinstance(target, Decimal) and not fitting[entry]:
                yield ((*place, entry), f"expected a number from 0 to 1, as {loss} takes probabilities, found "
                       f"{came(target)}", "Mend the target, or choose another loss.")
        if LOSSES[loss].targets == "distribution" and targets and all(fitting) and (total := added(targets)) != 1:
            yield (place, f"expected numbers that add up to 1, as {loss} takes a distribution, found {came(total)} in "
                   "all", "Mend the targets, or choose another loss.")


def added(decimals: list[Decimal]) -> Decimal:
    """The sum, not rounded."""
    return reduce(Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN).add, decimals)


def batch_fits(data: Any) -> Iterator[Finding]:
    size, samples = at(data, "batch"), len(entries(data, "data"))
    if isinstance(size, Decimal) and size == size.to_integral_value() and samples and size > samples:
        yield (("batch",), f"expected at most {samples}, as there {'is' if samples == 1 else 'are'} only "
               f"{counted(samples, 'sample')}, found {came(size)}",
               "Write 'full' for a batch of all samples, or a smaller number.")
