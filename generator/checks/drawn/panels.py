"""The plane of two inputs, read again: the samples, where the network answers yes, and after how many updates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from generator.checks.drawn import axes
from generator.checks.drawn.axes import Axis
from generator.checks.drawn.finding import found
from generator.checks.drawn.polygons import covered
from generator.checks.drawn.shapes_read import Box, Dot, Part, Stroke, Written
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World, round_of
from generator.checks.equality import Fault
from generator.checks.named import spelled
from generator.engine.network import Network, forward
from generator.quantities import notation
from generator.quantities.predictions import Prediction
from generator.quantities.worked import Worked

AT, GRID, BESIDE = 0.36, 11, 40.0
WIDE = 4.0
"""About half as wide is a digit."""

VERTICES, OFF = 10, 1.3
UNSURE = 2.5
"""So near to its border, in units of the figure, an area may be off: it is made from a grid."""


@dataclass(frozen=True)
class Panel:
    """A frame with what belongs to it."""

    box: Box
    dots: Sequence[Dot]
    labels: Sequence[Part]
    yes: Part | None
    lines: Sequence[Stroke]
    texts: Sequence[Written]


def faults(figure: Figure, world: World) -> Iterator[Fault]:
    stamped = [stamp for part in figure.parts for stamp in part.stamps]
    worked = world.worked_of([stamp for stamp in stamped if "/out_" in stamp.key])
    frames = [part.box for part in figure.of("frame")]
    if worked is None or not frames:
        yield found(figure.start, "these panels have no frames, or no numbers")
        return
    areas = figure.of("answers")
    for index, box in enumerate(frames):
        panel = panel_of(figure, box, areas[index] if index < len(areas) else None)
        yield from held(figure, panel, frames, world, worked)


def panel_of(figure: Figure, box: Box, yes: Part | None) -> Panel:
    """What lies in a frame or around it."""

    def here(x: float, y: float) -> bool:
        return box.left - 30 <= x <= box.right + 8 and box.top - 14 <= y <= box.bottom + 34

    dots = [dot for dot in figure.dots if here(*dot.at)]
    labels = [part for part in figure.of("label") if part.texts and here(*part.texts[0].at)]
    strokes = [one for part in figure.of("borders") for one in part.strokes if one.kinds == {"border"}]
    lines = [one for one in strokes if here(*one.points[0])]
    texts = [text for part in labels if "axis" in part.kinds for text in part.texts]
    return Panel(box, dots, labels, yes, lines, texts)


def held(figure: Figure, panel: Panel, frames: Sequence[Box], world: World, worked: Worked) -> Iterator[Fault]:
    scales, wrong = scales_of(figure, panel, frames)
    yield from wrong
    number, wrong = round_shown(figure, panel, world)
    yield from wrong
    if scales is None or number is None:
        return
    if not 1 <= number <= worked.example.rounds + 1:
        yield found(figure.start, f"a panel is called after {number - 1} updates, which the training has not")
        return
    each = worked.predictions(number).each
    yield from samples(figure, panel, scales, each, number)
    yield from area(panel, scales, world.training(worked).network(number), figure)
    yield from names(figure, panel, worked)


def scales_of(figure: Figure, panel: Panel, frames: Sequence[Box]) -> tuple[tuple[Axis, Axis] | None, list[Fault]]:
    """The scales of a panel; panels side by side have one axis on the left."""
    first = min((box for box in frames if box.top == panel.box.top), key=lambda box: box.left)
    ups = [text for text in axes.labels(figure.parts) if text.number is not None and text.anchor == "end"]
    ups = [text for text in ups if first.top - 8 <= text.at[1] <= first.bottom + 8]
    across = [text for text in panel.texts if text.number is not None and text.anchor == "middle"]
    found_axes, wrong = [], []
    for along, (texts, name) in enumerate(((across, "x"), (ups, "y"))):
        fitting, faults_of_axis = axes.axis_of(texts, along, name, figure.start)
        wrong += [*faults_of_axis, *axes.unmarked(figure, texts, along)]
        found_axes += [one for one in fitting if one.kind == "linear"]
    return (found_axes[0], found_axes[1]) if len(found_axes) == 2 else None, wrong


def round_shown(figure: Figure, panel: Panel, world: World) -> tuple[int | None, list[Fault]]:
    """The round whose network a panel shows, from its heading."""
    heads = [text for text in panel.texts if text.number is None and text.anchor == "middle"]
    for text in heads:
        counts = [one for stamp in text.stamps if (one := world.quantity(stamp)) is not None and one.family == "count"]
        above = abs(text.at[0] - panel.box.middle[0]) <= AT and 0 < panel.box.top - text.at[1] < BESIDE
        if not above:
            continue
        if text.words.strip() == "updates" and len(counts) == 1:
            return int(counts[0]) + 1, []
        if text.words == "before training":
            return 1, []
    return None, [found(figure.start, "a panel does not say after how many updates it shows the network")]


def samples(
    figure: Figure, panel: Panel, scales: tuple[Axis, Axis], each: Sequence[Prediction], number: int
) -> Iterator[Fault]:
    """Each sample stands at its inputs, full or hollow as is wanted, and beside it its output."""
    if len(panel.dots) != len(each):
        yield found(figure.start, f"a panel has {len(panel.dots)} points for {len(each)} samples")
        return
    places = [tuple(axis.at(float(one.written)) for axis, one in zip(scales, each_one.inputs, strict=True))
              for each_one in each]  # fmt: skip
    for one, (x, y) in zip(each, places, strict=True):
        kind = "wanted" if one.wanted[0] > 0 else "unwanted"
        at_it = [dot for dot in panel.dots if abs(dot.at[0] - x) <= AT and abs(dot.at[1] - y) <= AT]
        if kind not in {name for dot in at_it for name in dot.kinds}:
            where = ", ".join(f"{given.name} = {given.written}" for given in one.inputs)
            yield found(figure.start, f"the sample at {where} has no point that is {kind}", "", kind)
    for part in panel.labels:
        for stamp in part.stamps if "tag" in part.kinds else ():
            right = [place for one, place in zip(each, places, strict=True) if one.outs[0].key == stamp.key]
            reach = BESIDE / 3 + WIDE * len(stamp.text)
            beside = [abs(x - part.middle[0]) <= reach and abs(y - part.middle[1]) <= BESIDE / 2 for x, y in right]
            if not any(beside) or round_of(stamp.key) != number:
                message = f"{stamp.text} does not stand at the sample that it is the output for"
                yield found(part.start, message, stamp.key)


def area(panel: Panel, scales: tuple[Axis, Axis], network: Network, figure: Figure) -> Iterator[Fault]:
    """The shaded part is where the network answers yes: where the net of its output is above zero."""
    box, pieces = panel.box, [piece for stroke in (panel.yes.strokes if panel.yes else ()) for piece in stroke.pieces]
    steps = [(k + 0.5) / GRID for k in range(GRID)]
    width, height = box.right - box.left, box.bottom - box.top
    for x, y in border(panel):
        nets = [net_at(network, scales, (x + dx, y + dy)) for dx in (-OFF, OFF) for dy in (-OFF, OFF)]
        if min(nets) * max(nets) > 0:
            at = ", ".join(f"{axis.value(place):.3g}" for axis, place in zip(scales, (x, y), strict=True))
            yield found(figure.start, f"a line says that the answer changes at ({at}), and it does not", at)
            return
    for point in [(box.left + width * i, box.top + height * j) for i in steps for j in steps]:
        nets = [net_at(network, scales, (point[0] + dx, point[1] + dy)) for dx, dy in
                ((0, 0), (UNSURE, 0), (-UNSURE, 0), (0, UNSURE), (0, -UNSURE))]  # fmt: skip
        if min(nets) * max(nets) > 0 and covered(point, pieces) != (nets[0] > 0):
            at = ", ".join(f"{axis.value(place):.3g}" for axis, place in zip(scales, point, strict=True))
            answer = "yes" if nets[0] > 0 else "no"
            start = panel.yes.start if panel.yes else figure.start
            yield found(start, f"the network answers {answer} at ({at}), and the shade says otherwise", "", answer)
            return


def border(panel: Panel) -> Iterator[Sequence[float]]:
    """Some of the points where the shade ends, but for the frame."""
    box = panel.box
    for stroke in (*(panel.yes.strokes if panel.yes else ()), *panel.lines):
        for piece in stroke.pieces:
            for x, y in piece[:: max(1, len(piece) // VERTICES)]:
                if min(x - box.left, box.right - x, y - box.top, box.bottom - y) > AT:
                    yield x, y


def net_at(network: Network, scales: tuple[Axis, Axis], point: Sequence[float]) -> float:
    inputs = np.array([axis.value(place) + 1e-9 for axis, place in zip(scales, point, strict=True)])
    return float(forward(network, inputs)[-1].net[0])


def names(figure: Figure, panel: Panel, worked: Worked) -> Iterator[Fault]:
    """The names of the inputs stand at the axes."""
    first, second = (spelled(notation.subscript(name)) for name in worked.example.inputs)
    named = [text for text in panel.texts if text.anchor == "end" and text.number is None]
    below = [text for text in named if text.at[1] > panel.box.bottom]
    beside = [text for text in named if text.at[1] < panel.box.top]
    for texts, name in ((below, first), (beside, second)):
        if any(text.spelled != name for text in texts):
            yield found(figure.start, f"at an axis stands {texts[0].spelled}, and it is that of {name}", "", name)
