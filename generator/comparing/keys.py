"""What changed in an example.yml, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from os.path import commonprefix
from typing import Any

from generator.comparing.edition import Sheet
from generator.example.plain_data import at, entries
from generator.example.yaml_lines import Place

LONGEST, BEFORE = 60, 16
"""So many letters of a long value are shown, and so many of them before the first that differs."""

Side = tuple[Place | None, Any]
"""A place in one edition's file, None where the other has something that it has not, and the value there."""


@dataclass(frozen=True)
class KeyChange:
    """One value of an example.yml. path: the way to it, with layers and neurons by name. old, new: as written, empty
    where it is not there. line: where it stands now; where it stood, if it is gone."""

    path: str
    old: str
    new: str
    file: str
    line: int


def key_changes(old: Sheet, new: Sheet) -> tuple[KeyChange, ...]:
    """The values that differ, in the order of the file. 0.2 and 0.20 do, since numbers are printed as written."""
    return tuple(
        KeyChange(spoken(there, place), *contrasted(before, now), there.file, there.located.line(*place))
        for before, now in differences((), old.located.data, (), new.located.data)
        for there, place in [(old, before[0]) if now[0] is None else (new, now[0])]
    )


def contrasted(old: Side, new: Side) -> tuple[str, str]:
    """Both values as written, empty where there is none; of long ones what lies around the first difference."""
    texts = ["" if place is None else written(value) for place, value in (old, new)]
    same = len(commonprefix(texts))
    start = max(same - BEFORE, 0) if max(map(len, texts)) > LONGEST else 0
    return tuple(shortened(text, start) for text in texts)


def shortened(text: str, start: int) -> str:
    before = "... " if start else ""
    return before + text[start:] if len(text) - start <= LONGEST else f"{before}{text[start : start + LONGEST]} ..."


def differences(was_at: Place, old: Any, now_at: Place, new: Any) -> Iterator[tuple[Side, Side]]:
    """Pairs of places and values that differ; the place is None where there is no value."""
    match old, new:
        case dict(), dict():
            for key in [*new, *(key for key in old if key not in new)]:
                before, now = (*was_at, key), (*now_at, key)
                if key not in old:
                    yield (None, None), (now, new[key])
                elif key not in new:
                    yield (before, old[key]), (None, None)
                else:
                    yield from differences(before, old[key], now, new[key])
        case list(), list() if not (plain(old) and plain(new) and len(old) != len(new)):
            for i, j in pairs(old, new):
                if i is None:
                    yield (None, None), ((*now_at, j), new[j])
                elif j is None:
                    yield ((*was_at, i), old[i]), (None, None)
                else:
                    yield from differences((*was_at, i), old[i], (*now_at, j), new[j])
        case _ if written(old) != written(new):
            yield (was_at, old), (now_at, new)


def plain(values: Sequence[Any]) -> bool:
    return not any(isinstance(value, list | dict) for value in values)


def pairs(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Which entries of two lists belong together: each to its like, the others in order."""
    if len(old) == len(new):
        yield from zip(range(len(old)), range(len(new)), strict=True)
        return
    names = [[identity(entry) for entry in one] for one in (old, new)]
    for _, i, i_end, j, j_end in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        for step in range(max(i_end - i, j_end - j)):
            yield i + step if i + step < i_end else None, j + step if j + step < j_end else None


def identity(entry: Any) -> str:
    """A layer is known by its name, anything else by all that it says."""
    return str(entry["name"]) if isinstance(entry, dict) and "name" in entry else written(entry)


def written(value: Any) -> str:
    """A value as it could stand in the file, on one line."""
    match value:
        case None:
            return "~"
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(written, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {written(entry)}' for key, entry in value.items())}}}"
    return " ".join(str(value).split())


def spoken(sheet: Sheet, place: Place) -> str:
    """layers[hidden].weights[h2][i1] is the weight from i1 to h2; samples are counted from 1, as in the book."""
    words = ""
    for depth, step in enumerate(place):
        name = name_of(sheet.located.data, place[:depth], step)
        words += f"[{name}]" if isinstance(step, int) else f".{step}"
    return words.removeprefix(".")


def name_of(data: Any, place: Place, step: str | int) -> str:
    """What an entry of a list is called in the book; its number where it has no name or the example does not fit."""
    last = len(entries(data, "layers")) - 1
    match place:
        case ("layers",):
            found = at(data, "layers", step, "name")
        case ("layers", int(layer), "weights" | "biases"):
            found = at(data, "layers", layer, "neurons", step)
        case ("layers", int(layer), "weights", int()):
            found = at(data, "layers", layer - 1, "neurons", step) if layer else at(data, "inputs", step)
        case ("data", int(), "inputs"):
            found = at(data, "inputs", step)
        case ("data", int(), "targets"):
            found = at(data, "layers", last, "neurons", step)
        case _:
            found = None
    return str(found if isinstance(found, str) else step + 1 if isinstance(step, int) else step)
