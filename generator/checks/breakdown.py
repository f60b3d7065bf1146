"""A fault of the generator itself, told as a finding: with its place, and without a traceback."""

from __future__ import annotations

import traceback
from pathlib import Path

from generator.errors import Problem

PACKAGE = Path(__file__).parents[1]
WAY_OUT = "This is a fault of the generator, not of the book. `textbook render` shows how it came to that."


def problem(error: Exception) -> Problem:
    """What an exception that nobody has foreseen says, and the line of the generator that it comes from."""
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((error.filename, error.lineno))
    ours = [place for place in places if Path(place[0]).is_relative_to(PACKAGE)]
    file, line = ours[-1] if ours else (str(PACKAGE), None)
    return Problem(file, line, f"the book cannot be made: {type(error).__name__}: {error}", WAY_OUT, "fault")
