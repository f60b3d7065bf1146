"""What is said of a way back: which weight it leads to, how many links it has, how many ways there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.drawn.finding import said_wrongly
from generator.checks.drawn.naming_parts import Parts
from generator.checks.drawn.networks import WAY_BACK
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World
from generator.checks.equality import Fault
from generator.checks.named import spelled
from generator.checks.naming.symbols import LOWERED
from generator.text.number_words import WORDS

NUMBERS = ("no", *WORDS[1:11])
LINKS = re.compile(rf"\b({'|'.join(NUMBERS)}) (?:links|factors)\b")
WAYS = re.compile(rf"\b({'|'.join(NUMBERS)}) ways\b")
WEIGHT = re.compile(r"(?<![A-Za-z])w(?:\^\{[^{}]*\}|_\{[^{}]*\}|_?[0-9]+)+")


def faults(figure: Figure, world: World) -> Iterator[Fault]:
    """The weight in the heading and in the caption of a way back, and numbers of links and ways."""
    goal = WAY_BACK.search(figure.title)
    if not goal or not world.examples:
        return
    known = Parts(world.examples[0]).symbols(iter([1]))
    for words, where in ((figure.heading, "heading"), (figure.caption, "caption")):
        named = {name for one in WEIGHT.findall(words.translate(LOWERED)) for name in known.get(spelled(one), ())}
        weights = sorted(name for name in named if re.fullmatch(r"w\d+", name))
        if weights and goal[1] not in weights:
            message = f"the {where} is about {', '.join(weights)}, and the way back of the figure leads to {goal[1]}"
            yield said_wrongly(figure, message, goal[1])
            return
    words = f"{figure.caption}.".lower()
    links = sum(any(kind.startswith("k-") for kind in part.kinds) for part in figure.of("label"))
    for number in LINKS.findall(words) if single(figure) else ():
        if NUMBERS.index(number) != links:
            yield said_wrongly(figure, f"the caption says {number} links, and the way back has {links}", number)
    for number in WAYS.findall(words):
        if (NUMBERS.index(number) == 1) != single(figure):
            yield said_wrongly(figure, f"the caption says {number} ways, and other ones are drawn", number)


def single(figure: Figure) -> bool:
    """Whether there is one way only: one arrow leaves the error."""
    heads = [one.points[0] for part in figure.of("edges") for one in part.strokes if {"back", "head"} <= one.kinds]
    return len(heads) == len({round(x) for x, _ in heads})
