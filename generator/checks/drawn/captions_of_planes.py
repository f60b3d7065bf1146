"""The words with a plane, a slope or a map, as far as they say what its shades, its dots and its ways mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.drawn import trails_read
from generator.checks.drawn.finding import said_wrongly as wrong
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World
from generator.checks.equality import Fault
from generator.text.number_words import VALUES, between

SHADED = re.compile(r"\bshaded\b[^.]*\banswers? (yes|no)\b|\banswers? (yes|no)\b[^.]*\b(?:is|are) shaded\b")
POINTS = re.compile(r"\b(full|filled|hollow|empty) (?:points?|dots?|circles?): [^.:]*?\bshould( not)?\b")
SHADES = re.compile(r"\bthe (stronger|darker|deeper|weaker|paler|lighter) the shade, the (lower|higher)\b")
DOTS = re.compile(r"\b(full|filled|hollow|empty) dots: the start (?:on|from) the (left|right)\b")
STARTS = re.compile(rf"\b({between(1, 9)}) starts?\b")
EACH_VALUE = re.compile(r"\bfor each value of the (weight|bias)\b")
FULL, STRONG = ("full", "filled"), ("stronger", "darker", "deeper")


def faults(figure: Figure, world: World, caption: str) -> Iterator[Fault]:
    """The caption against what is drawn."""
    words = caption.lower()
    if figure.kind == "boundary":
        yield from of_plane(figure, words)
        return
    for strength, height in SHADES.findall(words):
        if (strength in STRONG) != (height == "lower"):
            message = f"the caption says 'the {strength} the shade, the {height}'; it is the other way"
            yield wrong(figure, message, height)
    ways, unread = trails_read.trails(figure, world)
    if unread or not ways:
        return
    for dots, side in DOTS.findall(words):
        way = next((one for one in ways if one.style == ("one" if dots in FULL else "another")), None)
        if way is None or side_of(way) != side:
            yield wrong(figure, f"'{dots} dots' are said to start on the {side}, and they do not", side)
    for number in STARTS.findall(words):
        if VALUES[number] != len(ways):
            yield wrong(figure, f"'{number} starts' are said, and {len(ways)} are drawn", number)
    for what in EACH_VALUE.findall(words):
        if any(name.startswith("w") != (what == "weight") for name in ways[0].names):
            yield wrong(figure, f"the caption says 'the {what}', and what changes is {ways[0].names[0]}", what)


def of_plane(figure: Figure, words: str) -> Iterator[Fault]:
    """Shaded is where the answer is yes; full points are those where it should be."""
    for answers in SHADED.findall(words):
        if "no" in answers:
            yield wrong(figure, "the caption says that the shade means no, and it means yes", "no")
    for look, negation in POINTS.findall(words):
        if (look in FULL) == bool(negation):
            yield wrong(figure, f"the caption says '{look} points' of the others", look)


def side_of(way: trails_read.Trail) -> str:
    """On which side of its end the way of one number begins; empty for two numbers."""
    if len(way.names) != 1:
        return ""
    first, last = (way.worked.at(number)[way.names[0]] for number in (1, way.updates + 1))
    return "left" if first < last else "right"
