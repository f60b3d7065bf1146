"""The words with a network, as far as they list what it shows, and say of which sample."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.checks.drawn.finding import said_wrongly as wrong
from generator.checks.drawn.networks import WAY_BACK
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World, round_of
from generator.checks.equality import Fault
from generator.quantities.quantity import Quantity

SAMPLE = re.compile(r"\b(?:with|of) the (first|second|third) (?:row|sample)\b")
ORDER = {"first": 1, "second": 2, "third": 3}
LISTED = re.compile(r"(?:everything that is given:|\bin each (?:\w+ )?neurons?:? )([^.;]*)")
NOUNS: Mapping[str, tuple[str, ...]] = {
    "target": ("target",), "weight": ("weight", "new weight"), "bias": ("bias", "new bias"), "net": ("net",),
    "output": ("out",), "delta": ("delta", "short delta"), "error": ("error", "total", "dE_dout"),
}  # fmt: skip
"""Words of a list of what is shown, and the families of which one is."""
FACTORS = re.compile(r"\blinks of a chain\b|\b(values|symbols) of (?:the|its|all) factors\b")
NUMBERED = re.compile(r"\beverything that is given\b")
DERIVATIVES = re.compile(r"^the derivatives?\b[^.]*\bfor (?:every|each|all)\b")
GRADIENTS = ("gradient", "bias gradient", "batch gradient", "batch bias gradient")


def faults(figure: Figure, world: World, words: str) -> Iterator[Fault]:
    """What a caption lists is there. words: in small letters."""
    quantities = [one for part in figure.parts for stamp in part.stamps if (one := world.quantity(stamp)) is not None]
    families = {one.family for one in quantities}
    of_whom = SAMPLE.search(words)
    if of_whom and (others := samples(quantities, world) - {ORDER[of_whom[1]]}):
        message = f"the caption says '{of_whom[0]}', and the numbers are of sample {min(others)}"
        yield wrong(figure, message, of_whom[0])
    way, factors = WAY_BACK.search(figure.title), FACTORS.search(words)
    if factors and not way:
        yield wrong(figure, f"the caption says '{factors[0]}', and the figure shows no way back", factors[0])
    elif way and factors and factors[1] and bool(quantities) != (factors[1] == "values"):
        yield wrong(figure, f"the caption says '{factors[1]}' of factors, and they are shown otherwise", factors[1])
    if NUMBERED.search(words) and not quantities:
        yield wrong(figure, "the caption says that everything given is shown, and no number is", "given")
    if DERIVATIVES.search(words) and not families & set(GRADIENTS):
        yield wrong(figure, "the caption says that derivatives are shown, and none is", "derivative")
    for listed in LISTED.findall(words) if quantities else ():
        for noun, wanted in NOUNS.items():
            said = re.search(rf"(?<!no )(?<!without )\b{noun}(?:s|es)?\b(?! of)", listed.replace("biases", "biass"))
            if said and not families & set(wanted):
                yield wrong(figure, f"the caption says '{said[0]}', and the figure shows none", said[0])


def samples(quantities: Sequence[Quantity], world: World) -> set[int]:
    """Whose numbers they are, counted from 1 through the data."""
    found = set()
    for one in quantities:
        own, worked = re.search(r":(\d+)$", one.key), world.worked(one.key)
        if own:
            found.add(int(own[1]))
        elif worked is not None and one.family in ("net", "out", "delta"):
            found.add(worked.positions(round_of(one.key))[0] + 1)
    return found
