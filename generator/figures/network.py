"""The network as a figure, with the numbers that a step of the calculation needs."""

from __future__ import annotations

from collections.abc import Mapping

from generator.errors import nearest
from generator.figures.described import description, of_sample
from generator.figures.drawing import fitted, scene_of
from generator.figures.joined import with_coupling, with_sum
from generator.figures.parts import Pen
from generator.figures.path import way_back
from generator.figures.sketch import Show, Sketch
from generator.figures.view import view_of
from generator.numbers.digits import DigitRule
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
    "sums": Show(
        "What each neuron computes", neurons=("net_{}", "out_{}"), weight=("w{}",), bias=("{}",), values=False
    ),
    "errors": Show("The errors and the deltas", neurons=("out_{}", "dE_dout_{}", "delta_{}"), weight=("w{}",)),
    "gradient": Show(
        "The derivatives for weights and biases",
        inputs=("{}",),
        neurons=("out_{}", "delta_{}"),
        weight=("dE_dw{}",),
        bias=("dE_d{}",),
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
    sample: int | Quantity | None = None,
) -> Mapping[str, object]:
    """The network in a round, with what one of SHOWS prints; or, if `path` names a weight, with the way back to it,
    its factors as symbols or as values. sample: whose numbers these are, counted from 1 through the data; if not said,
    those of the first in the round's batch. LookupError for an unknown name, round or sample."""
    pen = Pen(worked.named, rule)
    found = worked.at(round)
    if sample is not None:
        found = {**found, **worked.at(round, int(sample))}
    marked = worked.example.batch_size > 1
    number = int(sample or worked.positions(int(round))[0] + 1)
    of_whom = tuple(of_sample(pen, worked.counted(f"sample_{number}", number))) if marked else ()
    if path:
        return way_back(worked, pen, found, path, values, of_whom)
    if show not in SHOWS:
        raise LookupError(f"a figure of the network shows no '{show}'. {nearest(show, SHOWS)}")
    sketch = Sketch(worked, view_of(worked), SHOWS[show], pen, found)
    done, left_out = fitted(list(sketch.columns()), list(sketch.gaps()))
    if sketch.show.total and sketch.outputs.coupled:
        done = with_coupling(done, -1, sketch.view.columns[-1].positions)
    if sketch.has_total:
        done = with_sum(done)
    return scene_of(done, sketch.show.title, description(sketch, left_out, of_whom))
