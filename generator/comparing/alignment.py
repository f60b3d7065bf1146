"""Which number of a page is which number of the same page in the other edition."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Name = Callable[[Thing], Hashable]


@dataclass(frozen=True)
class Aligned(Generic[Thing]):
    """pairs: what is in both, old and new; gone and added: the rest. All in reading order."""

    pairs: tuple[tuple[Thing, Thing], ...]
    gone: tuple[Thing, ...]
    added: tuple[Thing, ...]


def aligned(old: Sequence[Thing], new: Sequence[Thing], *names: tuple[Name, Name]) -> Aligned[Thing]:
    """Things go together that have the same name and stand in the same order, so that one more sentence moves nothing
    behind it. What is left then goes together wherever it stands; after that by the next names, which tell less apart.

    names: each how a thing of the old and of the new edition is called."""
    found: list[tuple[int, int]] = []
    left, right = list(range(len(old))), list(range(len(new)))
    for name_old, name_new in names:
        for in_order in (True, False):
            called = [name_old(old[i]) for i in left], [name_new(new[j]) for j in right]
            couples = list(ordered(*called) if in_order else anywhere(*called))
            found += [(left[i], right[j]) for i, j in couples]
            taken_left, taken_right = {i for i, _ in couples}, {j for _, j in couples}
            left = [one for i, one in enumerate(left) if i not in taken_left]
            right = [one for j, one in enumerate(right) if j not in taken_right]
    found.sort(key=lambda couple: couple[1])
    return Aligned(
        tuple((old[i], new[j]) for i, j in found), tuple(old[i] for i in left), tuple(new[j] for j in right)
    )


def ordered(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield from ((block.a + step, block.b + step) for step in range(block.size))


def anywhere(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """The first of a name with the first, the second with the second."""
    places: dict[Hashable, list[int]] = {}
    for j, name in reversed(list(enumerate(new))):
        places.setdefault(name, []).append(j)
    for i, name in enumerate(old):
        if places.get(name):
            yield i, places[name].pop()
