"""What a drawing consists of, as a reader sees it: texts, lines, boxes and dots, with their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.checks.named import spelled
from generator.text import stamps
from generator.text.stamps import Stamp

TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z]+)(?P<rest>[^<>]*?)(?P<empty>/?)>")
ATTRIBUTE = re.compile(r'([\w:-]+)\s*(?:=\s*"([^"]*)")?')
POINT = re.compile(r"(-?[0-9.]+) (-?[0-9.]+)")

BASELINE = 4.2
"""A text's letters stand around so much above its y."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Stroke:
    """A line: its classes, and the points of each of its pieces. start: its place in the document."""

    kinds: frozenset[str]
    pieces: tuple[tuple[Point, ...], ...]
    start: int

    @property
    def points(self) -> tuple[Point, ...]:
        return self.pieces[0]


@dataclass(frozen=True)
class Dot:
    """A circle: its classes and its middle."""

    kinds: frozenset[str]
    at: Point
    start: int


@dataclass(frozen=True)
class Written:
    """A text: its place, its class, and what it says, stamps and tags and all."""

    at: Point
    anchor: str
    kind: str
    raw: str
    start: int

    @cached_property
    def stamps(self) -> tuple[Stamp, ...]:
        """The numbers of the book in it."""
        return tuple(one for one in stamps.stamps(self.raw) if one.key != stamps.STRUCTURAL)

    @cached_property
    def words(self) -> str:
        """What it says but for these."""
        own = stamps.STAMP.sub(lambda m: m[2] if m[1] == stamps.STRUCTURAL else "", self.raw)
        return re.sub(r"<[^<>]*>", "", own)

    @cached_property
    def spelled(self) -> str:
        return spelled(self.words)

    @cached_property
    def number(self) -> float | None:
        """The number of an axis that it consists of."""
        found = [one.text.replace("\u2212", "-") for one in stamps.stamps(self.raw) if one.key == stamps.STRUCTURAL]
        if not found or self.stamps or self.words != "".join(found).replace("-", "\u2212"):
            return None
        return float(found[0]) ** (int(found[1]) if len(found) > 1 else 1)


@dataclass
class Part:
    """What stands together in a group: its classes, its box if it has one, its texts and lines."""

    kinds: frozenset[str]
    start: int
    box: Box | None = None
    texts: list[Written] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)

    @property
    def middle(self) -> Point:
        return self.box.middle if self.box else self.texts[0].at

    @property
    def stamps(self) -> list[Stamp]:
        return [stamp for text in self.texts for stamp in text.stamps]

    @property
    def spelled(self) -> str:
        return "".join(text.spelled for text in self.texts)


def parts(drawing: str, start: int) -> list[Part]:
    """The groups of a drawing in order; what stands in none of them comes first."""
    found = [Part(frozenset(), start)]
    inside = [found[0]]
    for tag in TAG.finditer(drawing):
        here, attributes = inside[-1], dict(ATTRIBUTE.findall(tag["rest"]))
        kinds, place = frozenset(attributes.get("class", "").split()), start + tag.start()
        match tag["name"], bool(tag["end"]):
            case "g", False:
                found.append(Part(kinds, place))
                inside.append(found[-1])
            case "g", True:
                inside = inside[:-1] or [found[0]]
            case "rect", False:
                here.box = box(attributes)
                if here is found[0]:
                    found.append(Part(kinds, place, here.box))
            case "path", False:
                here.strokes.append(Stroke(kinds, pieces(attributes.get("d", "")), place))
            case "circle", False:
                here.dots.append(Dot(kinds, (number(attributes, "cx"), number(attributes, "cy")), place))
            case "text", False:
                here.texts.append(written(attributes, drawing, tag, place))
    return found


def written(attributes: Mapping[str, str], drawing: str, tag: re.Match[str], place: int) -> Written:
    at = number(attributes, "x"), number(attributes, "y") - BASELINE
    raw = drawing[tag.end() : drawing.index("</text>", tag.end())]
    return Written(at, attributes.get("text-anchor", ""), attributes.get("class", ""), raw, place)


def number(attributes: Mapping[str, str], name: str) -> float:
    try:
        return float(attributes[name])
    except (KeyError, ValueError):
        return float("nan")


def box(attributes: Mapping[str, str]) -> Box:
    x, y, width, height = (number(attributes, name) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height)


def pieces(path: str) -> tuple[tuple[Point, ...], ...]:
    """The points of each piece of a path that consists of straight lines."""
    return tuple(tuple((float(x), float(y)) for x, y in POINT.findall(piece)) for piece in path.split("M")[1:]) or ((),)
