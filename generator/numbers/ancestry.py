"""What numbers are made from, in the order in which it was computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.numbers.traced import Traced


def in_order(results: Sequence[Traced], is_leaf: Callable[[Traced], bool] = lambda node: False) -> Iterator[Traced]:
    """Every node that the results are made from, each once and after its arguments. is_leaf: whether a node is not
    to be taken apart."""
    seen: set[int] = set()
    waiting = [(node, False) for node in reversed(results)]
    while waiting:
        node, arguments_done = waiting.pop()
        if arguments_done:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            waiting.append((node, True))
            waiting.extend((argument, False) for argument in reversed(node.arguments) if not is_leaf(node))
