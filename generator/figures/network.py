"""The network as a figure, with the numbers that a step of the calculation needs."""

from __future__ import annotations

from collections.abc import Mapping

from generator.errors import nearest
from generator.figures.drawing import drawing, scene_of, with_sum
from generator.figures.parts import Pen
from generator.figures.path import way_back
from generator.figures.sketch import Show, Sketch
from generator.figures.symbols import symbol
from generator.numbers.digits import DigitRule
from generator.quantities import notation
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked

SHOWS = {
    "bare": Show("The network and the names of its parts", weight=("w{}",), bias=("{}",), values=False),
    "given": Show(
        "The network with its given numbers", inputs=("{}",), beside=("target_{}",), weight=("w{}",), bias=("{}",)
    ),
    "forward": Show(
        "The forward pass",
        inputs=("{}",),
        neurons=("net_{}", "out_{}"),
        outputs=("target_{}", "E_{}"),
        weight=("w{}",),
        bias=("{}",),
        total=True,
    ),
    "updated": Show("The network after the update", weight=("w{}_new",), bias=("{}_new", "{}")),
}


def network(
    worked: Worked,
    rule: DigitRule,
    show: str = "given",
    path: str = "",
    values: bool = False,
    round: int | Quantity = 1,
) -> Mapping[str, object]:
    """The network in a round, with what one of SHOWS prints; or, if `path` names a weight, with the way back to it,
    its factors as symbols or as values. LookupError for an unknown name or round."""
    pen = Pen(worked.named, rule)
    found = worked.at(round)
    if path:
        total = symbol(notation.total(worked.example.notation, notation.mark(int(round))))
        return way_back(worked, pen, found, path, values, total)
    if show not in SHOWS:
        raise LookupError(f"a figure of the network shows no '{show}'. {nearest(show, SHOWS)}")
    sketch = Sketch(worked, SHOWS[show], pen, found)
    done = drawing(list(sketch.columns()), list(sketch.gaps()))
    if sketch.has_total:
        done = with_sum(done)
    return scene_of(done, sketch.show.title, sketch.sentences())
