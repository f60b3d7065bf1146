"""How large the numbers are that a value was made from: what its rounding error in float64 is measured against.

A difference of two close numbers keeps the rounding errors of both, and passes them on to all that is made from it. The
scale of a value grows by the rules by which such errors grow (running error analysis: N. J. Higham, Accuracy and
Stability of Numerical Algorithms, 2002, section 3.3); where nothing cancels it is of the size of the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from generator.numbers import certified
from generator.numbers.ancestry import in_order
from generator.numbers.traced import Traced

WITHIN = 1e-12
"""If the operands are right within so much of their scales, the result is right within so much of its own."""

Pair = tuple[float, float]
"""The absolute value of a number, and its scale."""

RULES: dict[str, Callable[..., float]] = {
    "add": lambda v, a, b: a[1] + b[1],
    "subtract": lambda v, a, b: a[1] + b[1],
    "multiply": lambda v, a, b: a[0] * b[1] + b[0] * a[1] + WITHIN * a[1] * b[1],
    "divide": lambda v, a, b: (a[1] + v * b[1]) / b[0],
    "power": lambda v, a, n: n[0] * a[0] ** (n[0] - 1) * a[1] if n[0] else 1.0,
    "negate": lambda v, a: a[1],
    "same": lambda v, a: a[1],
    "exp": lambda v, a: v * (1 + a[1]),
    "log": lambda v, a: v + a[1] / a[0],
    "tanh": lambda v, a: v + (1 - v * v) * a[1],
    "sqrt": lambda v, a: v + (a[1] / (2 * v) if v else 0.0),
    "floor": lambda v, a: v,
    "choose": lambda v, net, a, b: max(a[1], b[1]),
}
"""The scale of a result from its own absolute value and the pairs of its operands."""


def known_to(node: Traced) -> float:
    """The scale of a number without a formula: of one on which runs agree, what they differ by tells."""
    return certified.width(node.value.ball) / WITHIN


def scales(results: Iterable[Traced], least: Mapping[int, float] = MappingProxyType({})) -> dict[int, float]:
    """The scale of each result and of everything that it was made from, by the id of the node. least: what is known of
    the numbers that nodes without a formula were made from."""
    pairs: dict[int, Pair] = {}
    for node in in_order(list(results)):
        size = abs(certified.middle(node.value.ball))
        rule = RULES.get(node.operation)
        scale = rule(size, *(pairs[id(a)] for a in node.arguments)) if rule else known_to(node)
        pairs[id(node)] = size, max(size, scale, least.get(id(node), 0.0))
    return {key: scale for key, (_, scale) in pairs.items()}
