"""Things counted and listed in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def counted(number: int | Decimal, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def in_a_row(names: Sequence[object]) -> str:
    """The names with commas between; of many only the first and the last."""
    shown = names if len(names) <= 8 else [*names[:3], "...", names[-1]]
    return ", ".join(map(str, shown))


def joined(names: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
