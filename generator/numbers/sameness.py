"""When two expressions are one number because they are one computation.

Of two equal numbers that are no short fractions balls never tell that they are equal. Where an update has changed
nothing, the second forward pass is the first one over again, and that proves it.
"""

from __future__ import annotations

from collections.abc import Hashable

from generator.numbers.again import Again
from generator.numbers.ancestry import in_order
from generator.numbers.certified import Undecided
from generator.numbers.traced import Traced

COMMUTATIVE = ("add", "multiply")
NEUTRAL = {"add": 0, "subtract": 0, "multiply": 1, "divide": 1}
"""What changes nothing as the second operand; where both may be exchanged, as the first one too."""


def order(a: Traced, b: Traced) -> int:
    """-1, 0 or 1 as the first number is smaller, the same or larger. Undecided where neither balls nor the expressions
    tell."""
    try:
        return (a.value - b.value).sign()
    except Undecided:
        if are_same(a, b):
            return 0
        raise


def are_same(a: Traced, b: Traced) -> bool:
    """Whether both are made by the same operations from the same numbers. If not, they may be equal all the same."""
    numbers: dict[Hashable, int] = {}
    found: dict[int, int] = {}
    for node in in_order([a, b], is_leaf=lambda node: node.value.exact is not None):
        form = written(node, found)
        found[id(node)] = form if isinstance(form, int) else numbers.setdefault(form, len(numbers))
    return found[id(a)] == found[id(b)]


def written(node: Traced, found: dict[int, int]) -> Hashable:
    """What a node is made of, in the numbers of its arguments; or the number of the argument that it equals."""
    if node.value.exact is not None:
        return "exact", str(node.value.exact)
    if not node.arguments:
        return "leaf", id(node.first if isinstance(node, Again) else node)
    if node.operation == "same":
        return found[id(node.arguments[0])]
    if node.operation == "choose":
        return found[id(node.taken)]
    neutral = NEUTRAL.get(node.operation)
    if neutral is not None and node.arguments[1].value.exact == neutral:
        return found[id(node.arguments[0])]
    if node.operation in COMMUTATIVE and node.arguments[0].value.exact == neutral:
        return found[id(node.arguments[1])]
    parts = [found[id(argument)] for argument in node.arguments]
    return node.operation, *(sorted(parts) if node.operation in COMMUTATIVE else parts)
