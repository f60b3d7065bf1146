"""An error curve, read again: its axes, its vertices, its dots, and what is written at its ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from generator.checks.drawn import axes
from generator.checks.drawn.axes import Axis
from generator.checks.drawn.finding import found
from generator.checks.drawn.following import Followed, faults_of
from generator.checks.drawn.shapes_read import Part, Point, Stroke
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World, round_of
from generator.checks.equality import Fault
from generator.quantities.worked import Worked

STYLES = ("first", "second", "third", "fourth")
COUNTED = {"round": False, "epochs": True}
"""What stands at the x axis, and whether it counts epochs."""

AT = 0.36
"""So far a dot may be from its place."""

BESIDE = 30.0


@dataclass(frozen=True)
class Ending:
    """A curve and what is written at its end. style: its look."""

    style: str
    curve: Stroke
    label: Part
    worked: Worked
    last: int

    @property
    def name(self) -> str:
        return " ".join(text.words for text in self.label.texts if not text.stamps)


def faults(figure: Figure, world: World) -> Iterator[Fault]:
    """What is wrong with a curve of losses."""
    xs, ys, unfit, unmarked = axes.of_plane(figure)
    yield from (*unfit, *unmarked)
    ends, unread = endings(figure, world)
    yield from unread
    if not (xs and ys and ends):
        return
    by_epochs, wrong = counted(figure)
    yield from wrong
    # Of two numbers only, an axis may be either: then the curve has to be right on one of them.
    tried = [list(on_axes(figure, world, ends, x, y, by_epochs)) for x, y in product(xs, ys)]
    yield from min(tried, key=len)
    yield from names_of_axis(figure, ends)


def kinds(figure: Figure, world: World) -> tuple[set[str], set[str]]:
    """What the scales along x and along y are. Where there are two numbers only, the curve tells; where it is right
    on both, it may be either."""
    xs, ys = (axes.axis_of(texts, along, "", figure.start)[0] for along, texts in enumerate(axes.numbers(figure.parts)))
    pairs = list(product(xs, ys))
    if len(pairs) > 1:
        ends, by_epochs = endings(figure, world)[0], counted(figure)[0]
        tried = [len(list(on_axes(figure, world, ends, x, y, by_epochs))) for x, y in pairs]
        pairs = [pair for pair, count in zip(pairs, tried, strict=True) if count == min(tried)]
    return {x.kind for x, _ in pairs}, {y.kind for _, y in pairs}


def counted(figure: Figure) -> tuple[bool, list[Fault]]:
    """Whether epochs are counted along x."""
    written = [text for text in axes.labels(figure.parts) if text.words in COUNTED]
    if len(written) != 1 or written[0].anchor != "end":
        return False, [found(figure.start, f"the x axis does not say what it counts: {' or '.join(COUNTED)}")]
    return COUNTED[written[0].words], []


def names_of_axis(figure: Figure, ends: Sequence[Ending]) -> Iterator[Fault]:
    several = any(len(one.worked.example.data) > 1 for one in ends)
    name = "loss over all samples" if several else "total error"
    written = [text for text in axes.labels(figure.parts) if text.anchor == "start"]
    if [text.words for text in written] != [name]:
        place = written[0].start if written else figure.start
        said = written[0].words if written else "nothing"
        yield found(place, f"at the y axis stands '{said}', and {name} is drawn", said, name)


def endings(figure: Figure, world: World) -> tuple[list[Ending], list[Fault]]:
    """The curves with what is written at their ends; a label has a piece of its curve's line before its name."""
    drawn = {style: [one for part in figure.of("curves") for one in part.strokes if one.kinds == {"curve", style}]
             for style in STYLES}  # fmt: skip
    ends, wrong = [], []
    for part in figure.of("label", "ending"):
        shown = [kind for one in part.strokes for kind in STYLES if kind in one.kinds] or ["first"]
        worked = world.worked(part.stamps[0].key) if len(part.stamps) == 1 else None
        if worked is None or len(drawn.get(shown[0], [])) != 1:
            wrong.append(found(part.start, "what is written at the end of a curve belongs to no curve that is drawn"))
            continue
        last = round_of(part.stamps[0].key)
        ends.append(Ending(shown[0], drawn[shown[0]][0], part, worked, last))
    if sorted(one.style for one in ends) != sorted(style for style, curves in drawn.items() for _ in curves):
        wrong.append(found(figure.start, "not every curve has its name and last number written at its end"))
    return sorted(ends, key=lambda one: STYLES.index(one.style)), wrong


def on_axes(
    figure: Figure, world: World, ends: Sequence[Ending], x: Axis, y: Axis, by_epochs: bool
) -> Iterator[Fault]:
    """The curves, dots and labels, held against the losses on these scales."""
    begun: list[Point] = []
    places: list[tuple[Point, Ending]] = []
    bottom = max(point[1] for part in figure.of("axes") for one in part.strokes for point in one.points)
    bottom = min(bottom, max(text.at[1] for text in axes.numbers(figure.parts)[1]))
    for end in ends:
        followed = Followed(world.training(end.worked), x, y, by_epochs, end.last)
        yield from faults_of(followed, end.curve)
        yield from number_at_end(end, by_epochs)
        begun.append(followed.place(1, bottom))
        places.append((followed.place(end.last, bottom), end))
    yield from dots(figure, [begun[0], *(place for place, _ in places)])
    yield from beginning(figure, ends[0], begun[0])
    right = max(point[0] for part in figure.of("axes") for one in part.strokes for point in one.points)
    yield from order(places, right)


def number_at_end(end: Ending, by_epochs: bool) -> Iterator[Fault]:
    """The number is the last loss of the training."""
    rounds = end.worked.example.rounds
    last = rounds + 1 if by_epochs else max(2, rounds)
    (stamp,) = end.label.stamps
    if end.last != last or end.worked.loss(last).key != stamp.key:
        message = f"{stamp.text} stands at the end of a curve and is not its last loss, that of round {last}"
        yield found(end.label.start, message, stamp.key, end.worked.loss(last).key)


def dots(figure: Figure, wanted: Sequence[Point]) -> Iterator[Fault]:
    """A dot at each of these places, and no others."""
    for dot in figure.dots:
        if not any(near(dot.at, place, AT) for place in wanted):
            at = "({:.1f}, {:.1f})".format(*dot.at)
            yield found(dot.start, f"the dot at {at} is not where a curve begins or ends", at)
    for place in wanted:
        if not any(near(dot.at, place, AT) for dot in figure.dots):
            yield found(figure.start, "a dot is missing at the beginning or end of a curve")


def beginning(figure: Figure, first: Ending, place: Point) -> Iterator[Fault]:
    """The first loss of the first curve, written at its first dot."""
    labels = [part for part in figure.of("label", "tag") if part.stamps]
    right = first.worked.loss(1).key
    if [stamp.key for part in labels for stamp in part.stamps] != [right]:
        start = labels[0].start if labels else figure.start
        yield found(start, "at the first dot stands another number than the loss of the first round", "", right)
    elif not near(labels[0].middle, place, BESIDE):
        yield found(labels[0].start, "the first loss is written far from its dot")


def order(places: Sequence[tuple[Point, Ending]], right: float) -> Iterator[Fault]:
    """The labels of the ends stand to the right of these, in their order, pushed down where ends are close."""
    for place, end in places:
        texts = end.label.texts
        middle = sum(text.at[1] for text in texts) / len(texts)
        above = [(at, other) for at, other in places if at[1] < place[1] - AT]
        pushed = sum(-AT <= place[1] - at[1] < BESIDE * len(places) for at, other in places if other is not end)
        too_far = not -BESIDE / 2 <= middle - place[1] <= BESIDE / 2 + 1.2 * BESIDE * pushed
        beside = place[0] < texts[0].at[0] <= max(place[0], right) + BESIDE
        if any(other.label.texts[0].at[1] > texts[0].at[1] for _, other in above) or too_far or not beside:
            what = f"the label '{end.name}'" if end.name else "the last loss"
            yield found(end.label.start, f"{what} does not stand at the end of its curve", end.name)


def near(a: Point, b: Point, limit: float) -> bool:
    return abs(a[0] - b[0]) <= limit and abs(a[1] - b[1]) <= limit
