"""Networks of several shapes, and every figure of each, filled in as a chapter would have it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from generator import figures
from generator.documents.templating import Rendered, Templates
from generator.numbers import certified
from generator.quantities.worked import Worked
from generator.text.publication import publish
from tests import two_outputs

TEMPLATES = Path(__file__).parents[1] / "templates"
IMPORT = '{% from "macros/figures.md" import figure with context %}\n'

SHAPES: dict[str, tuple[tuple[int, ...], str, str, str]] = {
    "2-2-1": ((2, 2, 1), "none", "logistic", "logistic"),
    "3-4-2": ((3, 4, 2), "own", "relu", "softmax"),
    "2-3-3-1": ((2, 3, 3, 1), "shared", "logistic", "logistic"),
    "6-6-1": ((6, 6, 1), "own", "logistic", "logistic"),
}
"""Sizes, biases, and the activations of the hidden layers and of the last."""
NETWORKS = ("2-2-2", *SHAPES)

CALLS = {
    "bare": '"network", show="bare"',
    "given": '"network", show="given"',
    "forward": '"network", show="forward"',
    "forward, long": '"network", show="forward", digits="9 decimals"',
    "updated": '"network", show="updated"',
    "updated, long": '"network", show="updated", digits="9 decimals"',
    "back to the first": '"network", path="w1"',
    "back to the first, values": '"network", path="w1", values=true',
    "back to the last": '"network", path=last',
    "curve": '"error-curve"',
    "linear curve": '"error-curve", x="linear", y="linear"',
    "two curves": '"error-curve", other=variant(update="weights"), names=["weights and biases", "weights only"]',
}
"""What stands in the parentheses of {{ figure(...) }}; `last` is the name of the last weight."""


@cache
def network(name: str) -> Worked:
    """The example of the book, or another shape of it with weights between -0.95 and 0.95."""
    if name == "2-2-2":
        return two_outputs.worked()
    sizes, biases, hidden, last = SHAPES[name]
    names = [[f"{letter}{k}" for k in range(1, size + 1)] for letter, size in zip(letters(sizes), sizes, strict=True)]
    layers = [
        {
            "name": f"layer of {here[0]}",
            "neurons": here,
            "activation": last if here is names[-1] else hidden,
            "weights": [[some(7 * j + 3 * i) for i in range(len(before))] for j in range(len(here))],
            "biases": {"none": "none", "shared": 0.35, "own": [some(5 * j) for j in range(len(here))]}[biases],
        }
        for before, here in zip(names, names[1:], strict=False)
    ]
    data = [{"inputs": [(k + 3) / 10 for k in range(sizes[0])], "targets": [0.01, 0.99][: sizes[-1]]}]
    changed = two_outputs.read().variant(
        inputs=names[0], layers=layers, data=data, update="weights and biases", rounds=200, table=[1],
        loss="categorical cross-entropy" if last == "softmax" else "half squared error",
    )  # fmt: skip
    return Worked(changed, two_outputs.BITS)


def letters(sizes: tuple[int, ...]) -> str:
    return {3: "iho", 4: "ihgo"}[len(sizes)]


def some(k: int) -> float:
    """A number between -0.95 and 0.95, and not 0."""
    return (2 * (k % 20) - 19) / 20


def context(worked: Worked) -> Mapping[str, object]:
    weights = [name for name in worked.first if re.fullmatch(r"w\d+", name)]
    return {
        **worked.first,
        "at": worked.at,
        "rounds": worked.rounds,
        "variant": worked.variant,
        "last": weights[-1],
        "scene": partial(figures.scene, worked),
    }


def rendered(folder: Path, worked: Worked, source: str) -> Rendered:
    """The stamped text of a chapter with this source."""
    (folder / "chapter.md").write_text(IMPORT + source, encoding="utf-8")
    with certified.precision(two_outputs.BITS):
        return Templates(folder, TEMPLATES).render("chapter.md", two_outputs.writer(of=worked), context(worked))


def published(folder: Path, name: str, call: str) -> str:
    """The markup of one figure of one network."""
    return publish(rendered(folder, network(name), f"{{{{ figure({call}) }}}}").text).text.strip()


@cache
def everything(folder: Path) -> Mapping[tuple[str, str], str]:
    """The markup of every figure of every network, by network and figure."""
    return {(name, figure): published(folder, name, call) for name in NETWORKS for figure, call in CALLS.items()}
