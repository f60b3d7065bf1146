"""The numbers of a book by their keys: those that are printed, and all that they were made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Protocol

from generator.numbers.certified import Certified
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked


class Book(Protocol):
    documents: tuple
    examples: tuple[Worked, ...]


def numbers_behind(book: Book) -> Mapping[str, object]:
    """What every key of a book stands for: a quantity, or what is stated."""
    everyone = [one for example in book.examples for one in example.witnessed()]
    found: dict[str, object] = {}
    for document in book.documents:
        found.update(document.sources)
    for example in everyone:
        found.update({one.key: one for one in example.first.values() if one.key not in found})
    waiting = [one for one in found.values() if isinstance(one, Quantity)]
    seen: set[int] = set()
    while waiting:
        for operand in operands(waiting.pop(), everyone, seen):
            if operand.key not in found:
                found[operand.key] = operand
                waiting.append(operand)
    return found


def operands(quantity: Quantity, everyone: Iterable[Worked], seen: set[int]) -> Iterator[Quantity]:
    """The named numbers next behind a quantity, and those that it was put together from. seen: nodes without a name
    that have been looked at."""
    yield from quantity.parts
    nodes = list(quantity.node.arguments)
    while nodes:
        node = nodes.pop()
        if id(node) not in seen:
            named = name_of(node, everyone)
            yield from [named] if named is not None else ()
            seen.add(id(node))
            if named is None:
                nodes.extend(node.arguments)


def name_of(node: Traced, everyone: Iterable[Worked]) -> Quantity | None:
    return next((named for one in everyone if (named := one.named(node)) is not None), None)


def is_all_of_it(text: str, quantity: Quantity) -> bool:
    """Whether a written number is the value itself, and not the value rounded."""
    value = quantity.value
    return value.ball.is_zero() if Decimal(text) == 0 else value.exact == Certified.of(Decimal(text)).exact
