"""Listings: each program of the book is run as a reader would run it, and gives the numbers of the book."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout

import numpy as np

from generator.errors import Problem
from generator.numbers import certified
from generator.numbers.certified import Ball
from generator.quantities.scale import WITHIN
from generator.text import markup, stamps

KIND = "listing"
NEAR_ENOUGH = 1e-9
"""Of an error. One that has come near nothing is a difference of numbers that have not: a run in floats knows it to a part
of what they are, for which the first error stands."""
PROGRAM = re.compile(r"^(?:import numpy|from math import|def )", re.MULTILINE)
FENCE = re.compile(r"\A[ ]*(?:`{3,}|~{3,})python[^\n]*\n|\n[ ]*(?:`{3,}|~{3,})[ \t]*\Z")
WAY_OUT = "The listing and the engine have to compute the same: mend the one that is wrong."


Place = Callable[[int], tuple[str, int | None]]
Losses = Mapping[str, Callable[[int], Ball]]
"""The loss that each round sees, of each example and variant of a chapter, by the beginning of its keys."""


def findings(stamped: str, place: Place, losses: Losses, in_pieces: bool = False) -> tuple[list[Problem], int]:
    """What is wrong with the programs of a stamped text, and how many were run.

    place: file and line of a position. in_pieces: whether all of its listings are one program, as on slides."""
    listings = list(programs_of(stamped))
    if in_pieces and listings:
        listings = [(listings[0][0], "\n\n".join(listing for _, listing in listings))]
    # In a chapter a program may need nothing but what it begins with; on slides that would be a part of one.
    whole = re.compile(rf"{PROGRAM.pattern}|^errors = ", re.MULTILINE) if not in_pieces else PROGRAM
    programs = [(start, listing) for start, listing in listings if whole.search(listing) and "errors" in listing]
    found = [one for start, program in programs for one in tried(program, place(start), losses)]
    return found, len(programs)


def programs_of(stamped: str) -> Iterator[tuple[int, str]]:
    """The listings of a text as a reader copies them, still stamped, with where they begin."""
    for segment in markup.segments(stamped):
        if segment.kind == "code" and segment.text.lstrip().startswith("<pre"):
            yield segment.start, html.unescape(re.sub(r"<[^<>]*>", "", segment.text))
        elif segment.kind == "code" and FENCE.search(segment.text):
            yield segment.start, FENCE.sub("", segment.text)


def tried(stamped: str, place: tuple[str, int | None], losses: Losses) -> Iterator[Problem]:
    """What is wrong with a program: that it does not run, or that its errors are not those of the example whose numbers
    it begins with."""
    scope: dict[str, object] = {"np": np, "__name__": "listing"}
    try:
        with redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
            exec(compile(stamps.without(stamped), "listing", "exec"), scope)  # what the book tells its readers to run
    except Exception as error:  # a program may fail in any way, and each is a finding
        yield Problem(*place, f"this listing does not run: {type(error).__name__}: {error}", WAY_OUT, KIND)
        return
    keys = {stamp.key.partition("/")[0] for stamp in stamps.stamps(stamped)}
    loss = losses.get(max(keys & set(losses), key=len, default=""))
    first = 0.0
    for number, error in enumerate(scope.get("errors", ()) if loss else (), 1):
        expected = certified.middle(loss(number))
        first = abs(expected) if number == 1 else first
        if not abs(float(error) - expected) <= max(NEAR_ENOUGH * abs(expected), WITHIN * first):
            message = f"this listing gives another error in round {number} than the book"
            yield Problem(*place, message, WAY_OUT, KIND, f"{float(error):.12g}", f"{expected:.12g}")
            return


def place_among(stamped: str, lines: Sequence[tuple[str, int | None]], start: int) -> tuple[str, int | None]:
    """File and line of the first number behind a position, from those of all numbers."""
    before = sum(one.start < start and one.key != stamps.STRUCTURAL for one in stamps.stamps(stamped))
    return lines[min(before, len(lines) - 1)]
