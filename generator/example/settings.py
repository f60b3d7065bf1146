"""The numbers that some activations and some optimizers take from the example."""

from __future__ import annotations

from collections.abc import Mapping

from generator.engine.activations import Activation
from generator.engine.optimizers import Optimizer

Table = Mapping[str, Activation] | Mapping[str, Optimizer]

USUAL = {
    "slope": "0.01", "momentum": "0.9", "decay": "0.9", "beta1": "0.9", "beta2": "0.999", "epsilon": "1e-8",
}  # fmt: skip
"""Each of them with the value that most people take. The learning rate has none, and every optimizer takes it."""


def takers(setting: str, table: Table) -> list[str]:
    """The names in a table that take a setting."""
    return [name for name, entry in table.items() if setting in entry.settings]
