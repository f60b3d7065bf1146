"""What the outputs of a network are taken for, where its targets say that it is to decide something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from generator.engine.activations import ACTIVATIONS
from generator.example import Example
from generator.numbers.traced import Traced

Decision = Callable[[Sequence[Traced]], tuple[int, ...]]
"""From the outs, or the targets, to a whole number for each of them. Undecided where balls are too wide to tell."""


def largest(outs: Sequence[Traced]) -> tuple[int, ...]:
    """1 for the largest, 0 for the others."""
    best = 0
    for position in range(1, len(outs)):
        if is_above_zero(outs[position] - outs[best]):
            best = position
    return tuple(int(position == best) for position in range(len(outs)))


def above_half(outs: Sequence[Traced]) -> tuple[int, ...]:
    """1 above one half, else 0."""
    return tuple(int(is_above_zero(2 * out - 1)) for out in outs)


def sign(outs: Sequence[Traced]) -> tuple[int, ...]:
    """1 above zero, else -1."""
    return tuple(1 if is_above_zero(out) else -1 for out in outs)


def is_above_zero(number: Traced) -> bool:
    """What may be zero counts as not above it, so that of equal outs the first one wins."""
    return not number.value.is_negligible() and number > 0


def decision(example: Example) -> Decision | None:
    """How the outputs of an example decide: None where its targets are measurements."""
    targets = [sample.targets for sample in example.data]
    values = {target for row in targets for target in row}
    last = example.layers[-1].activation
    if last == "tanh":
        return sign if values <= {Decimal(1), Decimal(-1)} else None
    if not values <= {Decimal(0), Decimal(1)} or not ACTIVATIONS[last].probabilities:
        return None
    one_of_several = len(targets[0]) > 1 and all(sum(row) == 1 for row in targets)
    return largest if one_of_several else above_half
