"""YAML text to plain data, with the line of every value: numbers stay the decimals that the author wrote.

Anything that could make a file mean something else than it seems to say (a key given twice, an alias, a type tag) is
a problem, not a feature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from generator.errors import ExampleError, Problem
from generator.example.yaml_syntax import decoded, syntax_problem

Place = tuple[str | int, ...]
"""The way to a value: keys of mappings and positions in lists, as in ("layers", 0, "weights", 1, 0)."""

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The parser written in C is some twenty times faster; not every platform has it."""

DEEPEST = 12
"""An example needs five levels. A limit keeps a file of ten thousand brackets from exhausting Python."""

NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*(?:_[0-9]+)*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,6})?")
"""Decimals only. 010, 0x1F and 1:30 mean different numbers to different readers, so they stay text."""

WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True)
class Located:
    """The data of a file.

    `lines` has the line of every value: for a value in a mapping the line of its key; for an entry of a list only where
    it is not the line of the list. `problems` are those that did not keep the rest from being read; the values at
    `unread` stand in for what was not.
    """

    file: str
    data: dict[str, Any]
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...] = ()
    unread: frozenset[Place] = frozenset()

    def line(self, *place: str | int) -> int:
        """The line of the value at `place`, or else of the nearest value around it."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def problem(self, place: Place, message: str, way_out: str = "") -> Problem:
        return Problem(self.file, self.line(*place), message, way_out)


def read_yaml(path: Path) -> Located:
    """Read a file whose top level is a mapping. Raises ExampleError where it cannot be read to its end."""
    file = str(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ExampleError([Problem(file, None, f"cannot be read: {error.strerror}")]) from None
    text = decoded(raw, file)
    try:
        return _Walk(file, yaml.parse(text, Loader=LOADER)).document()
    except yaml.YAMLError as error:
        raise ExampleError([syntax_problem(error, text, file)]) from None


def scalar(text: str) -> Decimal | bool | str | None:
    """What an unquoted word of YAML means."""
    if NUMBER.fullmatch(text):
        return Decimal(text)
    return WORDS.get(text.lower(), text)


class _Walk:
    """One walk over the parser's events, which collects lines and problems on the way."""

    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self.file, self.events = file, events
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self.unread: set[Place] = set()

    def document(self) -> Located:
        next(self.events)  # the stream starts
        if not isinstance(next(self.events), yaml.DocumentStartEvent):
            raise self.refusal(1, "the file is empty", "An example begins with a line such as 'title: Two outputs'.")
        top = next(self.events)
        self.lines[()] = _line(top)
        data = self.value((), _line(top), top)
        if not isinstance(data, dict):
            raise self.refusal(_line(top), "expected 'key: value' lines, found none",
                               "An example begins with a line such as 'title: Two outputs'.")
        next(self.events)  # the document ends
        if not isinstance(second := next(self.events), yaml.StreamEndEvent):
            raise self.refusal(_line(second), "a second document begins here", "Remove the line with '---' or '...'.")
        return Located(self.file, data, self.lines, tuple(self.problems), frozenset(self.unread))

    def value(self, place: Place, line: int, event: yaml.Event) -> Any:
        """The value that begins with an event; `line` is the one that it counts as standing in."""
        if len(place) > DEEPEST:
            raise self.refusal(_line(event), f"lists or mappings stand more than {DEEPEST} deep in each other here",
                               "An example needs no more than five. Look for brackets that are not closed.")
        if isinstance(event, yaml.AliasEvent):
            way_out = "Write the value out: whoever reads the example should see every number where it is used."
            self.note(place, event, f"aliases such as *{event.anchor} are not read in an example", way_out)
            return None
        if event.tag is not None:
            self.note(place, event, f"type tags such as {event.tag} are not read in an example", "Remove the tag.")
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(place, line)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(place)
        return scalar(event.value) if event.implicit[0] else event.value

    def sequence(self, place: Place, line: int) -> list[Any]:
        entries: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            if (here := event.start_mark.line + 1) != line:
                self.lines[*place, len(entries)] = here
            if isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
                entries.append(scalar(event.value))  # as `value` does, which takes longer; there may be many numbers
            else:
                entries.append(self.value((*place, len(entries)), here, event))
        return entries

    def mapping(self, place: Place) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            here = _line(event)
            key = self.value((*place, "?"), here, event)
            aside = (*place, f"{key}?")  # where a value goes that has no right to a place of its own
            if not isinstance(key, str):
                self.note(aside, event, "a key must be a word", "Put it in quotation marks if it is meant as text.")
            elif key in pairs:
                first = self.lines[*place, key]
                self.note((*place, key), event, f"the key '{key}' is given twice, first in line {first}",
                          "Keep one of the two.")
            else:
                aside = (*place, key)
                self.lines[aside] = here
            value = self.value(aside, here, next(self.events))
            if aside == (*place, key):
                pairs[key] = value
        return pairs

    def note(self, place: Place, event: yaml.Event, message: str, way_out: str) -> None:
        self.problems.append(Problem(self.file, _line(event), message, way_out))
        self.unread.add(place)

    def refusal(self, line: int, message: str, way_out: str = "") -> ExampleError:
        """The error to raise where going on makes no sense."""
        return ExampleError([*self.problems, Problem(self.file, line, message, way_out)])


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1
