"""What does not fit the definition of an example, as sentences with file, line and place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from generator.errors import Problem, nearest
from generator.example.plain_data import at, has_no_rows
from generator.example.wording import came
from generator.example.yaml_lines import Located, Place

Known = Callable[[str], Mapping[str, FieldInfo]]
"""The keys that are known inside the value of a key of the file; of the file itself for the key ''."""

EXPECTED = {
    "string_type": ("text", "Put it in quotation marks if it is meant as text."),
    "string_too_short": ("text", "Write some text behind the key, or remove the key if it may be missing."),
    "tuple_type": ("a list", "Put the entries in brackets, with commas between: [a, b]."),
    "model_type": ("keys and values", "Write lines such as 'key: value' below it, further indented."),
    "too_short": ("a list with at least one entry", "Write the first entry between the brackets."),
    "greater_than_equal": ("a whole number, at least {ge}", "Write {ge}, or a larger number."),
    "less_than_equal": ("a whole number, at most {le}", "Write {le}, or a smaller number."),
}
"""What pydantic missed, by the name of its error: what was expected, and a way out."""


def sentences(error: ValidationError, located: Located, known: Known) -> Iterator[Problem]:
    """One problem for each of pydantic's errors that says something new."""
    for fault in error.errors(include_url=False):
        place = place_of(fault["loc"], located.data)
        could_not_be_read = any(place[: len(unread)] == unread for unread in located.unread)
        follows_from_another = fault["type"] == "too_short" and fault["input"]
        if not could_not_be_read and not follows_from_another and not is_in_a_flat_list(place, located.data):
            yield sentence(fault, place, located, known)


def is_in_a_flat_list(place: Place, data: Any) -> bool:
    """Whether a place is that of a number in weights that have no rows, which is said once."""
    match place:
        case ("layers", _, "weights", _):
            return has_no_rows(at(data, *place[:3]))
    return False


def sentence(fault: Mapping[str, Any], place: Place, located: Located, known: Known) -> Problem:
    detail = fault.get("ctx", {})
    fields = known(str(place[0]) if len(place) > 1 else "")
    match fault["type"]:
        case "missing":
            return problem(located, place[:-1], f"the key '{place[-1]}' is missing",
                           f"It is for: {fields[str(place[-1])].description}")
        case "extra_forbidden":
            message = prefixed(located.data, place[:-1], f"unknown key '{place[-1]}'")
            return located.problem(place, message, key_meant(str(place[-1]), fields, located.data, place[:-1]))
        case "fault":
            return problem(located, place, detail["message"], detail["way_out"])
    expected, way_out = EXPECTED.get(fault["type"], (f"something else ({fault['msg']})", ""))
    found = "an empty list" if fault["input"] == [] else came(fault["input"])
    return problem(located, place, f"expected {expected.format(**detail)}, found {found}", way_out.format(**detail))


def key_meant(key: str, fields: Mapping[str, FieldInfo], data: Any, place: Place) -> str:
    """The nearest key that is not there yet, or else the nearest of all."""
    for step in place:
        data = data[step]
    guess = nearest(key, [field for field in fields if field not in data])
    return guess if guess.startswith("Did you mean") else nearest(key, fields)


def place_of(loc: tuple[str | int, ...], data: Any) -> Place:
    """Pydantic's way to a value, less the steps that are its own (it names the kinds that a value may have)."""
    place: list[str | int] = []
    for step in loc:
        if isinstance(data, dict) and step in data or isinstance(data, list) and isinstance(step, int):
            data = data[step]
            place.append(step)
    missing = isinstance(data, dict) and isinstance(loc[-1], str) and place[-1:] != [loc[-1]]
    return (*place, loc[-1]) if missing else tuple(place)


def problem(located: Located, place: Place, message: str, way_out: str = "") -> Problem:
    """The problem with its place in words: layer 'hidden', neuron 'h2': ..."""
    return located.problem(place, prefixed(located.data, place, message), way_out)


def prefixed(data: Any, place: Place, message: str) -> str:
    words: list[str] = []
    for depth in range(1, len(place) + 1):
        match place[:depth]:
            case ("layers", int(layer)):
                words = [layer_in_words(data["layers"][layer], layer)]
            case ("layers", int(layer), "weights", int(row)):
                words[-1] = neuron_in_words(data["layers"][layer], row)
            case ("layers", int(), "weights", int(), int(column)):
                words.append(f"weight {column + 1}")
            case ("data", int(sample)):
                words = [f"sample {sample + 1}"]
            case (*_, int(entry)):
                words.append(f"entry {entry + 1}")
            case (*_, str(key)):
                words.append(key)
    return ", ".join(words) + ": " + message if words else message


def layer_in_words(layer: Any, position: int) -> str:
    match layer:
        case {"name": str(name)}:
            return f"layer '{name}'"
    return f"layer {position + 1}"


def neuron_in_words(layer: Any, row: int) -> str:
    match layer:
        case {"neurons": [*names]} if row < len(names) and isinstance(names[row], str):
            return f"neuron '{names[row]}'"
    return f"row {row + 1} of the weights"
