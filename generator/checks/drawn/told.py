"""A figure's description, read again: every number in it is that of the name before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.drawn.counts_written import is_count
from generator.checks.drawn.finding import found
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World, round_of
from generator.checks.equality import Fault
from generator.quantities.quantity import Quantity
from generator.text import stamps

WEIGHTS = ("weight", "new weight", "gradient", "batch gradient")
BIASES = ("bias", "new bias", "bias gradient", "batch bias gradient")
LOSSES = ("total", "batch total", "data total")

GROUPS: Mapping[str, tuple[str, ...]] = {"Inputs": ("input",), "Weights": WEIGHTS, "Biases": BIASES, "Together": LOSSES}
"""What stands under a word and a colon, by family."""

FIRST, LAST = ("in the first round", "at first"), ("in the last round", "at last")
COUNTS = {"sample": "sample_", "after updates": "updates_", "Ways in all": "", "of": ""}
"""Words before a count, and how its name begins."""

BEFORE = re.compile(r"(?:^|[,:;.] |: | at | to )(?=[^,:;.]*$)")
CURVE = re.compile(r", ([^.:]*): in the first round|, ([^.:]*): at first")


def faults(figure: Figure, world: World) -> Iterator[Fault]:
    done, group, at_end = 0, "", ends(figure)
    for stamp in stamps.stamps(figure.told):
        words = figure.told[done : stamp.start].strip(", ") + " "
        done = stamp.end
        if ". " in words or ":" in words:
            heading = re.search(r"(?:^|[. ])(\w+): [^:]*$", words)
            group = heading[1] if heading else ""
        quantity = world.quantity(stamp)
        if quantity is None:
            continue
        name = (BEFORE.split(words)[-1] or words).strip()
        if not (is_called(name, quantity) or is_told(words.strip(" :"), quantity, at_end)):
            message = f"the description says '{name} {stamp.text}', and {stamp.text} is {quantity.name}"
            yield found(figure.start, message, f"{name} {stamp.text}", said(quantity))
        elif quantity.family not in GROUPS.get(group, (quantity.family,)) or is_elsewhere(group, quantity):
            yield found(figure.start, f"the description has {quantity.name} among the {group.lower()}", group)
    yield from names_of_curves(figure)
    yield from untold(figure)
    yield from answers(figure, world)


def untold(figure: Figure) -> Iterator[Fault]:
    """Numbers that are drawn, and that nobody hears of who cannot see them."""
    told = {stamp.key for stamp in stamps.stamps(figure.told)}
    for part in figure.parts:
        for stamp in part.stamps:
            if stamp.key not in told:
                message = f"{stamp.text} is drawn, and the description does not tell it"
                yield found(figure.start, message, stamp.text)
                return
    if not re.search(r"\w", stamps.without(figure.told)):
        yield found(figure.start, "the figure has no description")


def answers(figure: Figure, world: World) -> Iterator[Fault]:
    """What the network is said to answer is what it answers."""
    for piece in figure.told.split("The answer ")[1:]:
        word = re.match(r"(?:before training )?is (yes|no)\b", piece)
        printed = [world.quantity(stamp) for stamp in stamps.stamps(piece)]
        outs = [one for one in printed if one is not None and one.family == "out"]
        worked = world.worked(outs[0].key) if len(outs) == 1 else None
        if not word or worked is None:
            continue
        each = worked.predictions(round_of(outs[0].key)).each
        right = ["yes" if one.answers[0] > 0 else "no" for one in each if one.outs[0].key == outs[0].key]
        if right != [word[1]]:
            message = f"the description says that the answer is {word[1]} where it is {outs[0].name} of {outs[0].key}"
            yield found(figure.start, message, word[1], *right)


def said(quantity: Quantity) -> str:
    return quantity.name.replace("_", " ")


def is_called(name: str, quantity: Quantity) -> bool:
    return name in (said(quantity), quantity.name)


def is_elsewhere(group: str, quantity: Quantity) -> bool:
    return group in ("Neurons", "Outputs") and quantity.family in (*WEIGHTS, *BIASES, "input")


def is_told(words: str, quantity: Quantity, at_end: Mapping[str, str]) -> bool:
    """Whether words that are no name may stand before the number."""
    if is_count(quantity):
        return any(words.endswith(end) and quantity.name.startswith(begin) for end, begin in COUNTS.items())
    if quantity.family not in LOSSES:
        return False
    if words.endswith(FIRST):
        return round_of(quantity.key) == 1
    return words.endswith("loss") or (words.endswith(LAST) and quantity.key in at_end)


def ends(figure: Figure) -> Mapping[str, str]:
    """The numbers at the ends of the curves, and what these are called."""
    return {
        stamp.key: " ".join(text.words for text in part.texts if not text.stamps)
        for part in figure.of("label", "ending")
        for stamp in part.stamps
    }


def names_of_curves(figure: Figure) -> Iterator[Fault]:
    """What the description calls a curve is what stands at its end."""
    at_end = ends(figure)
    for sentence in re.split(r"(?<=[^ ])\. ", figure.told):
        curve = CURVE.search(stamps.STAMP.sub("", sentence))
        keys = [stamp.key for stamp in stamps.stamps(sentence)]
        name = (curve[1] or curve[2]) if curve else ""
        if name and keys and at_end.get(keys[-1]) not in (None, name):
            yield found(figure.start, f"the description calls a curve '{name}', and at its end stands "
                        f"'{at_end[keys[-1]]}'", name, at_end[keys[-1]])  # fmt: skip
