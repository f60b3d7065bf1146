"""How a fault in the file is put into words. File, line and place are put before it by `generator.example.faults`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic_core import PydanticCustomError

from generator.errors import nearest

OTHERWISE_CALLED = {
    "sigmoid": "logistic", "linear": "identity", "sgd": "gradient descent", "mse": "mean squared error",
}  # fmt: skip
"""What other programs call the same thing."""


def fault(message: str, way_out: str = "") -> PydanticCustomError:
    return PydanticCustomError("fault", "{message}", {"message": message, "way_out": way_out})


def came(value: Any) -> str:
    """What stands in the file, in words."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case dict():
            return "keys and values"
        case list():
            return "a list"
        case str():
            return f"the text '{shortened(value)}'"
    return shortened(str(value))


def shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


def meant(value: Any, names: Iterable[str], say_all: bool = True) -> str:
    """The nearest name as a question, if one is near, and all of them, unless the message has said them."""
    text = value.lower().replace("_", " ") if isinstance(value, str) else ""
    guess = nearest(OTHERWISE_CALLED.get(text, text), names)
    if not guess.startswith("Did you mean"):
        # Perhaps it is what other programs call it, or near to that.
        other = get_close_matches(text, OTHERWISE_CALLED, n=1, cutoff=0.75)
        guess = nearest(OTHERWISE_CALLED[other[0]], names) if other else guess
    near = guess if guess.startswith("Did you mean") else ""
    return f"{near} Known: {', '.join(names)}.".strip() if say_all else near
