"""A printed.yml as it stands beside an example, with the line of everything in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from generator.errors import ExampleError, Problem
from generator.example.faults import sentences
from generator.example.yaml_lines import Located, read_yaml
from generator.printed.entries import Entry, Part, PrintedFile, PrintedSource

FIELDS = {
    **Entry.model_fields, **Part.model_fields, **PrintedSource.model_fields, **PrintedFile.model_fields,
}  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """What a file says, and where."""

    sources: tuple[PrintedSource, ...]
    located: Located

    def problem(self, place: tuple[str | int, ...], message: str, way_out: str = "") -> Problem:
        return self.located.problem(place, message, way_out)


def read_printed(path: Path) -> Printed:
    """Read and validate a printed.yml. ExampleError, with everything that is wrong with it."""
    located = read_yaml(path)
    try:
        found = PrintedFile.model_validate(located.data)
    except ValidationError as error:
        problems = [*located.problems, *sentences(error, located, lambda key: FIELDS)]
        raise ExampleError(sorted(problems, key=lambda problem: problem.line or 0)) from None
    if located.problems:
        raise ExampleError(located.problems)
    return Printed(found.sources, located)
