"""The names of curves and ways: those that say how a training was done say so of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.checks.drawn import courses, trails_read
from generator.checks.drawn.finding import found
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World
from generator.checks.equality import Fault
from generator.quantities.worked import Worked

Others = Sequence[Worked]


def is_longer(one: Worked, other: Worked) -> bool:
    """Whether a training goes on for longer than another, or has longer steps."""
    epochs, fewer = (each.example.rounds * batch(each) for each in (one, other))
    return epochs > fewer or one.example.learning_rate > other.example.learning_rate


def batch(worked: Worked) -> float:
    return worked.example.batch_size / len(worked.example.data)


SAID: Mapping[str, Callable[[Worked, Others], bool]] = {
    r"\bonline\b": lambda one, _: one.example.batch_size == 1,
    r"\bmini-?batch": lambda one, _: one.example.batch_size > 1 and batch(one) < 1,
    r"\bfull\b(?= batch|,|$)": lambda one, _: batch(one) == 1,
    r"\blonger\b": lambda one, others: any(is_longer(one, other) for other in others),
    r"\bshorter\b": lambda one, others: any(is_longer(other, one) for other in others),
    r"\bweights only\b|\bwithout biases\b|^without$": lambda one, _: not one.method.update_biases,
    r"\bweights and biases\b|\bwith biases\b": lambda one, _: one.method.update_biases,
    r"\bfaster\b|\blarger (?:rate|steps?)\b": lambda one, others: any(
        one.example.learning_rate > other.example.learning_rate for other in others
    ),
    r"\bslower\b|\bsmaller (?:rate|steps?)\b": lambda one, others: any(
        one.example.learning_rate < other.example.learning_rate for other in others
    ),
    r"(?<!without )(?<!no )\b(?:momentum|adam|rmsprop)\b": lambda one, _: False,
}
"""Words of a name, and what they say of the training that has it, beside the others."""


def faults(figure: Figure, world: World) -> Iterator[Fault]:
    if figure.kind == "error-curve":
        ends, _ = courses.endings(figure, world)
        named = [(one.name, one.worked, one.label.start) for one in ends]
    elif figure.kind in ("descent", "valley"):
        ways, _ = trails_read.trails(figure, world)
        named = [(one.name, one.worked, figure.start) for one in ways]
        yield from sides(figure, world, ways)
    else:
        return
    for name, worked, start in named:
        others = [other for _, other, _ in named if other is not worked]
        reason = contradiction(name, worked, others)
        if reason:
            yield found(start, f"a curve is called '{name}', and {reason}", name, way_out="Call each by its own name.")


def contradiction(name: str, worked: Worked, others: Others) -> str:
    """What speaks against a name."""
    for pattern, holds in SAID.items():
        word = re.search(pattern, name, re.IGNORECASE)
        if word and not (word[0].lower() in worked.example.optimizer or holds(worked, others)):
            return f"its training is not '{word[0]}'"
    own, words = made_of(worked), set(re.findall(r"[a-z]{3,}|\d+", name.lower()))
    if len(words) > 1 and not words <= own and any(words <= made_of(other) for other in others):
        return "that is said in how another one was made"
    return ""


def made_of(worked: Worked) -> set[str]:
    """The words in what tells a variant from its example."""
    return set(re.findall(r"[a-z]{3,}|\d+", worked.slug.partition("+")[2].lower()))


def sides(figure: Figure, world: World, ways: Sequence[trails_read.Trail]) -> Iterator[Fault]:
    """From the left, from the right: of one number, less or more than where the way ends."""
    for way in ways:
        side = re.search(r"\bfrom the (left|right)\b", way.name)
        if side and len(way.names) == 1:
            first, last = (way.worked.at(number)[way.names[0]] for number in (1, way.updates + 1))
            if (first < last) != (side[1] == "left"):
                yield found(figure.start, f"a way is called '{way.name}', and it comes from the other side", way.name)
