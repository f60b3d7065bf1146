"""What stands at a place of the plain data of a file, and how much of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator.example.yaml_lines import Place

Finding = tuple[Place, str, str]
"""Where something does not fit, what is wrong, a way out."""


def has_no_rows(weights: Any) -> bool:
    """Whether weights are a list of numbers, where a list of lists is wanted."""
    return isinstance(weights, list) and bool(weights) and all(isinstance(entry, Decimal) for entry in weights)


def at(data: Any, *place: str | int) -> Any:
    """The value at a place, or None."""
    for step in place:
        match data, step:
            case dict(), _ if step in data:
                data = data[step]
            case list(), int() if 0 <= step < len(data):
                data = data[step]
            case _:
                return None
    return data


def entries(data: Any, *place: str | int) -> list[Any]:
    """The list at a place, empty where there is none."""
    found = at(data, *place)
    return found if isinstance(found, list) else []


def word(data: Any, *place: str | int) -> str:
    """The text at a place, empty where there is none."""
    found = at(data, *place)
    return found if isinstance(found, str) else ""
