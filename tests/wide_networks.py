"""Networks with more neurons than a figure draws: one so large that it is not worked out in full, and smaller ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from generator.quantities.worked import Worked
from generator.text.publication import publish
from tests import two_outputs
from tests.drawn_networks import rendered, some

SHAPES: dict[str, tuple[tuple[int, ...], dict[str, object]]] = {
    "101-10-9": ((101, 10, 9), {"batch": 2, "notation": {"weights": "to from", "delta": "minus"}}),
    "12-9-8-10": ((12, 9, 8, 10), {}),
    "7-7-3": ((7, 7, 3), {"batch": 2, "notation": {"weights": "from to", "error": "J"}}),
}
WIDE = tuple(SHAPES)
CALLS = {
    "bare": '"network", show="bare"',
    "sums": '"network", show="sums"',
    "given": '"network", show="given"',
    "forward": '"network", show="forward"',
    "forward, later": '"network", show="forward", round=3',
    "updated, long": '"network", show="updated", digits="9 decimals"',
    "back to the first": '"network", path="w1"',
    "back to the seventh": '"network", path="w7", values=true',
    "back to the last": '"network", path="w{}"',
}
"""What stands in the parentheses of {{ figure(...) }}; {} is the number of the last weight."""


@cache
def network(name: str) -> Worked:
    """Rectified neurons, then softmax, with three samples."""
    sizes, changes = SHAPES[name]
    letters = {3: "xho", 4: "xhgo"}[len(sizes)]
    names = [[f"{letter}{k}" for k in range(1, size + 1)] for letter, size in zip(letters, sizes, strict=True)]
    layers = [
        {
            "name": f"layer of {here[0]}",
            "neurons": here,
            "activation": "softmax" if here is names[-1] else "relu",
            "weights": [[some(7 * j + 3 * i + i * j) / 4 for i in range(len(before))] for j in range(len(here))],
            "biases": 0.35 if name == "12-9-8-10" else [some(5 * j) for j in range(len(here))],
        }
        for before, here in zip(names, names[1:], strict=False)
    ]
    data = [
        {
            "inputs": [((k + 3 * m) % 7 - 2) / 20 for k in range(sizes[0])],
            "targets": [int(j == m) for j in range(sizes[-1])],
        }
        for m in range(3)
    ]
    changed = two_outputs.read().variant(
        inputs=names[0], layers=layers, data=data, update="weights and biases", rounds=4, table=[1], learning_rate=0.01,
        loss="categorical cross-entropy", **changes,
    )  # fmt: skip
    return Worked(changed, two_outputs.BITS)


def published(folder: Path, name: str, call: str) -> str:
    """The markup of one figure of one network."""
    sizes, _ = SHAPES[name]
    last = sum(a * b for a, b in zip(sizes, sizes[1:], strict=False))
    return publish(rendered(folder, network(name), f"{{{{ figure({call.format(last)}) }}}}").text).text.strip()


@cache
def everything(folder: Path) -> Mapping[tuple[str, str], str]:
    """The markup of every figure of every network, by network and figure."""
    return {(name, figure): published(folder, name, call) for name in WIDE for figure, call in CALLS.items()}
