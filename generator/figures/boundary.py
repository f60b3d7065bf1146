"""The plane of two inputs: where the network answers yes, where no, and what it makes of its samples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.figures.contour import Point, areas, contours
from generator.figures.field import grid, nets
from generator.figures.labels import anchored, beside
from generator.figures.parts import Label, Line, Pen, Row, Sentence, words
from generator.figures.rect import Rect
from generator.figures.scale import Scale, scale
from generator.figures.shapes import LINE, frame, outline, polyline, straight, unit
from generator.figures.symbols import symbol
from generator.numbers.digits import DigitRule
from generator.quantities import notation
from generator.quantities.predictions import Prediction, Predictions
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked

SIDE = 150.0
"""Of a panel."""

BESIDE, BELOW = 26.0, 66.0
"""Between two panels side by side, and one below the other."""

AROUND = 0.35
"""So much of the samples' range is shown on each side of it."""

TICK, RADIUS = 4.0, 4.2


def boundary(
    worked: Worked, rule: DigitRule, after: Sequence[int | Quantity] = (0,), columns: int = 0
) -> Mapping[str, object]:
    """A panel for each number of updates in `after`. columns: how many stand side by side, 0 for all.

    ValueError for an example that has not two inputs and one output that says yes or no; LookupError for more updates
    than the training has."""
    if len(worked.example.inputs) != 2 or len(worked.example.layers[-1].neurons) != 1:
        raise ValueError("the figure 'boundary' needs a network with two inputs and one output")
    if worked.predictions(1).correct is None:
        raise ValueError("the figure 'boundary' needs targets that say yes or no")
    plane = Plane(worked, Pen(worked.named, rule))
    places = (divmod(number, columns or len(after)) for number in range(len(after)))
    panels = [plane.panel(int(updates), *place) for updates, place in zip(after, places, strict=True)]
    view_box, width = frame(rect for one in panels for rect in (one.area, *(label.rect for label in one.labels)))
    inputs = Sentence(f"The plane of the inputs {' and '.join(worked.example.inputs)}")
    return {
        "view_box": view_box,
        "width": width,
        "title": "What the network answers, all over the plane of its inputs",
        "sentences": (inputs, *(sentence for one in panels for sentence in one.sentences)),
        "panels": panels,
    }


@dataclass(frozen=True)
class Panel:
    """The plane at one time. yes: where the network answers so; lines: where that ends, and the ticks of the axes;
    points: class and place of each sample."""

    area: Rect
    box: str
    yes: tuple[Line, ...]
    lines: tuple[Line, ...]
    points: tuple[str, ...]
    labels: tuple[Label, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Plane:
    """What all panels have in common."""

    worked: Worked
    pen: Pen

    def panel(self, updates: int, row: int, column: int) -> Panel:
        """The panel after so many updates, in its row and column of panels."""
        found = self.worked.predictions(updates + 1)
        area = Rect(column * (SIDE + BESIDE) + SIDE / 2, row * (SIDE + BELOW) + SIDE / 2, SIDE, SIDE)
        across, up = scales(found, area)
        # A logistic output is one half where its net is zero, and one of tanh is zero there.
        values = nets(self.worked.engine_round(updates + 1).before.network, across, up)
        xs, ys = ([axis.at(place) for place in grid(axis)] for axis in (across, up))
        places = [(across.at(x.written), up.at(y.written)) for x, y in (one.inputs for one in found.each)]
        outs = [self.pen.row(quantity=one.outs[0]) for one in found.each]
        return Panel(
            area=area,
            box=outline(area, 0),
            yes=(Line("".join(f"{polyline(line[:-1], '').path}Z" for line in areas(xs, ys, values)), "yes"),),
            lines=(*(curve(line) for line in contours(xs, ys, values)), *ticks(across, up, area, column == 0)),
            points=tuple(point(one, *place) for one, place in zip(found.each, places, strict=True)),
            labels=(
                *beside(outs, places, area, RADIUS),
                anchored(self.heading(updates), area.x, area.top - LINE / 2 - 3, "middle", "axis"),
                *self.around(across, up, area, column == 0),
            ),
            sentences=tuple(self.sentences(updates, found)),
        )

    def around(self, across: Scale, up: Scale, area: Rect, is_left: bool) -> Iterator[Label]:
        """What is written at the axes. Panels side by side have one axis on the left."""
        names = [self.pen.row(symbol(notation.subscript(name))) for name in self.worked.example.inputs]
        for tick in across.ticks:
            yield anchored(across.row(tick), across.at(tick), area.bottom + TICK + 10, "middle", "axis")
        yield anchored(names[0], area.right, area.bottom + TICK + 10 + LINE, "end", "axis")
        if is_left:
            for tick in up.ticks:
                yield anchored(up.row(tick), area.left - TICK - 3, up.at(tick), "end", "axis")
            yield anchored(names[1], area.left - TICK - 3, area.top - LINE / 2 - 3, "end", "axis")

    def sentences(self, updates: int, found: Predictions) -> Iterator[Sentence]:
        for one in found.each:
            place = [(given.name, self.pen.number(given)) for given in one.inputs]
            out = (one.outs[0].name.replace("_", " "), self.pen.number(one.outs[0]))
            told = "yes" if one.answers[0] > 0 else "no"
            if updates:
                when = ("after updates", self.pen.number(self.worked.counted(f"updates_{updates}", updates)))
                yield Sentence(f"The answer is {told} at", (*place, out, when))
            else:
                yield Sentence(f"The answer before training is {told} at", (*place, out))

    def heading(self, updates: int) -> Row:
        """When the network is as the panel shows it."""
        if not updates:
            return words("before training")
        return self.pen.counted(self.worked.counted(f"updates_{updates}", updates), "updates")


def scales(found: Predictions, area: Rect) -> tuple[Scale, Scale]:
    columns = zip(*((float(given.written) for given in one.inputs) for one in found.each), strict=True)
    (x1, x2), (y1, y2) = (widened(column) for column in columns)
    across = scale("linear", x1, x2, area.left, area.right, to_ticks=False)
    return across, scale("linear", y1, y2, area.bottom, area.top, to_ticks=False)


def widened(column: Sequence[float]) -> tuple[float, float]:
    margin = AROUND * ((max(column) - min(column)) or 1.0)
    return min(column) - margin, max(column) + margin


def curve(line: Sequence[Point]) -> Line:
    """A piece of the boundary, which may be closed."""
    made = polyline(line, "border")
    return Line(made.path + "Z", made.kind) if line[0] == line[-1] else made


def ticks(across: Scale, up: Scale, area: Rect, is_left: bool) -> Iterator[Line]:
    for tick in across.ticks:
        yield straight(across.at(tick), area.bottom, across.at(tick), area.bottom + TICK, "tick")
    for tick in up.ticks if is_left else ():
        yield straight(area.left - TICK, up.at(tick), area.left, up.at(tick), "tick")


def point(one: Prediction, x: float, y: float) -> str:
    """The attributes of a sample's mark: which answer is wanted, and where it stands."""
    return f'class="{"wanted" if one.wanted[0] > 0 else "unwanted"}" r="{RADIUS}" cx="{unit(x)}" cy="{unit(y)}"'
