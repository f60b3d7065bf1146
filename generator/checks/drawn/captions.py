"""The words with a figure, as far as they say what it shows: which round, which scale, which weight, which curve."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.drawn import axes, captions_of_networks, captions_of_planes, courses, networks, ways_said
from generator.checks.drawn.finding import said_wrongly as wrong
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World
from generator.checks.equality import Fault
from generator.text import stamps
from generator.text.number_words import VALUES, between

KIND = "(logarithmic|linear)"
BOTH = re.compile(rf"\b[Bb]oth (?:scales|axes)(?: of [^.]*?)? are {KIND}")
ONE = re.compile(
    rf"(?:\bscale of the|\bthat of the|\bthe) (rounds?|epochs?|updates?|errors?|loss(?:es)?)(?: axis)?(?: is)? {KIND}"
)
OF_X = ("round", "epoch", "update")
COUNTED = {
    "round": re.compile(r"\bround by round\b|\bby (?:rounds?|updates?)\b"),
    "epochs": re.compile(r"\bby epochs?\b"),
}

NUMBERS = {"the first": 1, **VALUES}
ALL_OF = re.compile(rf"\ball ({between(2, 12)}) (?:rows|samples)\b")
OF_ONE = re.compile(r"\b(?:error|loss) of the (?:first|second|third|last) (?:row|sample)\b")
AFTER = re.compile(rf"\bafter ({'|'.join(NUMBERS)}) updates?\b")
PASS = re.compile(r"\b(first|second|third) forward pass\b")
ORDER = {"first": 1, "second": 2, "third": 3}
LATER = re.compile(r"\bafter the update\b|\bthe updated (?:network|weights|numbers)\b|\bwith (?:the|its) new weights\b")
ASIDE = re.compile(r"\bwill\b|\bnext\b|\blater\b|\bcompare\b|\bthan\b")
OLD = re.compile(r"\bwith (?:the|its) old (?:weights|numbers)\b")
GIVEN = re.compile(r"\beverything that is given\b|\bgiven numbers\b")
BEFORE = re.compile(r"\bbefore (?:the (?:first )?update|training)\b")
PASSED = re.compile(r"(?:the |a )?(?:\w+ )?forward pass\b")
NET_BELOW = re.compile(r"\boutputs?\b[^.]*\bbelow (?:it|them)\b[^.]*\bnets?\b")


Kinds = tuple[set[str], set[str]]
"""What the scales along x and along y can be."""


def faults(figure: Figure, world: World) -> Iterator[Fault]:
    """The title and the caption against what is drawn."""
    words = stamps.without(figure.caption)
    if figure.kind == "error-curve":
        yield from scales(figure, (figure.told, words), courses.kinds(figure, world))
        yield from counted(figure, (figure.title, words))
        yield from over_data(figure, world, words.lower())
    elif figure.kind == "network":
        yield from rounds(figure, world, words.lower())
        yield from ways_said.faults(figure, world)
        yield from captions_of_networks.faults(figure, world, words.lower())
    else:
        yield from captions_of_planes.faults(figure, world, words)


def scales(figure: Figure, said: tuple[str, ...], kinds: Kinds) -> Iterator[Fault]:
    for words in said:
        for kind in BOTH.findall(words):
            if not all(kind in fitting for fitting in kinds):
                yield wrong(figure, f"both scales are said to be {kind}, and they are {shown(kinds)}", kind)
        for axis, kind in ONE.findall(words):
            if kind not in kinds[0 if axis.startswith(OF_X) else 1]:
                message = f"the scale of the {axis} is said to be {kind}; the scales are {shown(kinds)}"
                yield wrong(figure, message, kind)
    if "logarithmic" in said[-1] and not any("logarithmic" in fitting for fitting in kinds):
        yield wrong(figure, f"the caption speaks of a logarithmic scale; the scales are {shown(kinds)}", "logarithmic")


def shown(kinds: Kinds) -> str:
    return " along x and ".join("/".join(sorted(one)) or "unknown" for one in kinds) + " along y"


def counted(figure: Figure, said: tuple[str, ...]) -> Iterator[Fault]:
    there = {text.words for text in axes.labels(figure.parts)}
    for words in said:
        for name, pattern in COUNTED.items():
            if pattern.search(words) and name not in there:
                yield wrong(figure, f"'{pattern.search(words)[0]}' is said, and the x axis does not count {name}", name)


def over_data(figure: Figure, world: World, words: str) -> Iterator[Fault]:
    """How many samples a curve is said to be over."""
    sizes = {len(one.worked.example.data) for one in courses.endings(figure, world)[0]}
    for number in ALL_OF.findall(words):
        if sizes and NUMBERS[number] not in sizes:
            yield wrong(figure, f"the caption says 'all {number}', and the data are {min(sizes)}", number)
    one = OF_ONE.search(words)
    if one and sizes and min(sizes) > 1:
        yield wrong(figure, f"the caption says '{one[0]}', and the loss over all samples is drawn", one[0])


def rounds(figure: Figure, world: World, words: str) -> Iterator[Fault]:
    """Words about a round, against the round of the weights that are shown. Who looks ahead or back in them, or names
    several rounds, may mean another one."""
    quantities = [one for part in figure.parts for stamp in part.stamps if (one := world.quantity(stamp)) is not None]
    moving = [one for one in quantities if networks.is_parameter(one) and networks.is_moving(one, world)]
    begun = {networks.starts(one) for one in moving}
    for text in (figure.title.lower(), words):
        wanted: dict[str, int] = {f"after {one} update": NUMBERS[one] + 1 for one in AFTER.findall(text)}
        wanted |= {f"the {one} forward pass": ORDER[one] for one in PASS.findall(text)}
        wanted |= {one: 1 for one in (*BEFORE.findall(text), *(GIVEN.findall(text) if text is words else ()))}
        wanted |= {one: max(2, min(begun, default=2)) for one in LATER.findall(text)}
        old = OLD.search(text)
        if old and begun and 1 not in begun and not ASIDE.search(text):
            yield wrong(figure, f"'{old[0]}' is said of a figure that shows {moving[0].key}", old[0])
        passes = {one: number for one, number in wanted.items() if "pass" in one}
        if len(set(wanted.values())) > 1 and passes and PASSED.match(text.replace("the network", "")):
            wanted = passes
        if len(set(wanted.values())) == 1 and not ASIDE.search(text):
            said, number = next(iter(wanted.items()))
            if begun - {number}:
                yield wrong(figure, f"'{said}' is said of a figure that shows {moving[0].key}", said)
    computed = ("net", "out", "dnet_dw")
    if PASSED.match(words) and quantities and not any(one.family in computed for one in quantities):
        yield wrong(figure, "the caption says 'forward pass', and no neuron has what it computes", "forward pass")
    if NET_BELOW.search(words):
        yield wrong(figure, "the caption says that the net stands below the output; it stands above it", "below")
