"""Listings: each program of the book is run as a reader would run it, and gives the numbers of the book."""

from __future__ import annotations

import html
import io
import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass

import numpy as np

from generator.checks.programs import program_text
from generator.checks.programs.listing_place import line_place
from generator.checks.programs.parameters_after import differences
from generator.errors import Problem
from generator.numbers import certified
from generator.quantities.scale import WITHIN
from generator.quantities.trainings import overflows
from generator.quantities.worked import Worked
from generator.text import markup, stamps

KIND = "listing"
NEAR_ENOUGH = 1e-9
"""Of an error. One that has come near nothing is a difference of numbers that have not: a run in floats knows it to a
part of what they are, for which the first error stands."""
PROGRAM = re.compile(r"^(?:import numpy|from math import|def )", re.MULTILINE)
FENCE = re.compile(r"\A[ ]*(?:`{3,}|~{3,})python[^\n]*\n|\n[ ]*(?:`{3,}|~{3,})[ \t]*\Z")
WAY_OUT = "The listing and the engine have to compute the same: mend the one that is wrong."
OUT_OF_A_COMMENT = "Print a quantity there, or say it in the text, in a claim."
OUT_OF_IDLENESS = "Leave it out of the program."
TOO_LARGE = "with these numbers the chapter's program stops: an exponential becomes too large for a float"
OUT_OF_OVERFLOW = "Make inputs and weights smaller. Measured in a larger unit, inputs are smaller numbers."

Place = Callable[[int], tuple[str, int | None]]
Examples = Mapping[str, Worked]
"""Each example and variant of a chapter by the beginning of its keys."""


def findings(stamped: str, place: Place, examples: Examples, in_pieces: bool = False) -> tuple[list[Problem], int]:
    """What is wrong with the listings of a stamped text, and how many are programs, which were run.

    place: file and line of a position. in_pieces: whether all of its listings are one program, as on slides."""
    listings = list(programs_of(stamped))
    told = [one for start, listing in listings for one in said(listing, place(start))]
    if in_pieces and listings:
        listings = [(listings[0][0], "\n\n".join(listing for _, listing in listings))]
    # In a chapter a program may need nothing but what it begins with; on slides that would be a part of one.
    whole = re.compile(rf"{PROGRAM.pattern}|^errors = ", re.MULTILINE) if not in_pieces else PROGRAM
    programs = [Program(listing, place(start)) for start, listing in listings if whole.search(listing)]
    programs = [program for program in programs if "errors" in program.stamped]
    return [*told, *(one for program in programs for one in tried(program, examples))], len(programs)


def said(stamped: str, place: tuple[str, int | None]) -> Iterator[Problem]:
    """The numbers and the words that compare in the comments and strings of a listing."""
    for line, word, what in program_text.sayings(stamped):
        here = line_place(stamped.split("\n")[line - 1], place)
        yield Problem(*here, f"'{word}' in a listing {what}", OUT_OF_A_COMMENT, KIND, word)


def not_of(chapter: str, slides: str, place: Place) -> Iterator[Problem]:
    """The first line of the listings on slides that does not stand so in the programs of their chapter, in its turn."""
    whole = [line for _, listing in programs_of(chapter) for line in lines_of(listing)]
    shown = [(start, line) for start, listing in programs_of(slides) for line in lines_of(listing)]
    lines = [line for _, line in shown]
    if shown and not any(lines == whole[end : end + len(lines)] for end in range(len(whole))):
        known = set(whole)
        start, line = next(((start, line) for start, line in shown if line not in known), shown[0])
        message = "this line of a listing is not one of the chapter's programs in its turn"
        yield Problem(*line_place(line, place(start)), message, WAY_OUT, KIND, line.strip())


def lines_of(stamped: str) -> Iterator[str]:
    """The lines of a listing without its stamps, but for empty ones."""
    return (line.rstrip() for line in stamps.without(stamped).split("\n") if line.strip())


@dataclass(frozen=True)
class Program:
    """A program as its listing has it, still stamped, and what that comes from."""

    stamped: str
    place: tuple[str, int | None]

    def line(self, number: int) -> tuple[str, int | None]:
        """Where a line of it, counted from 1, was typed."""
        return line_place(self.stamped.split("\n")[number - 1], self.place)

    def at(self, *patterns: str) -> tuple[str, int | None]:
        """Where the last line with the first of these patterns that any line has was typed."""
        lines = self.stamped.split("\n")
        for pattern in patterns:
            found = [line for line in lines if re.search(pattern, stamps.without(line))]
            if found:
                return line_place(found[-1], self.place)
        return self.place

    def problem(self, message: str, found: object, expected: object, *patterns: str) -> Problem:
        stands, should = (f"{one:.12g}" if isinstance(one, float) else str(one) for one in (found, expected))
        return Problem(*self.at(*patterns), message, WAY_OUT, KIND, stands, should)


def programs_of(stamped: str) -> Iterator[tuple[int, str]]:
    """The listings of a text as a reader copies them, still stamped, with where they begin."""
    for segment in markup.segments(stamped):
        if segment.kind == "code" and segment.text.lstrip().startswith("<pre"):
            yield segment.start, html.unescape(re.sub(r"<[^<>]*>", "", segment.text))
        elif segment.kind == "code" and FENCE.search(segment.text):
            yield segment.start, FENCE.sub("", segment.text)


APPENDED, IN_TURN = r"\berrors\.", r"^(?:for|while)\b"


def tried(program: Program, examples: Examples) -> Iterator[Problem]:
    """What is wrong with a program: that it does not run, that it does something for nothing, or that it has not the
    errors and the parameters of the example whose numbers it begins with."""
    code, scope = stamps.without(program.stamped), {"np": np, "__name__": "listing"}
    keys = {stamp.key.partition("/")[0] for stamp in stamps.stamps(program.stamped)}
    worked = examples.get(max(keys & set(examples), key=len, default=""))
    try:
        with redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
            exec(compile(code, "listing", "exec"), scope)  # what the book tells its readers to run
    except Exception as error:  # a program may fail in any way, and each is a finding
        message = f"this listing does not run: {type(error).__name__}: {error}"
        if isinstance(error, OverflowError) and worked is not None and overflows(worked.example, worked.history.step):
            file, line = worked.example.path.as_posix(), worked.example.line("data")
            yield Problem(file, line, TOO_LARGE, OUT_OF_OVERFLOW, KIND)
            return
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "listing"]
        line = error.lineno if isinstance(error, SyntaxError) else next(iter(lines), 1)
        yield Problem(*program.line(line or 1), message, WAY_OUT, KIND)
        return
    for line, name, what in program_text.idle(code):
        yield Problem(*program.line(line), f"'{name}' in this listing {what}", OUT_OF_IDLENESS, KIND, name)
    if worked is not None:
        yield from wrong_results(program, list(scope.get("errors", ())), scope, worked)


def wrong_results(
    program: Program, errors: list[object], scope: Mapping[str, object], worked: Worked
) -> Iterator[Problem]:
    """The first error that is not the book's, or how many there are; or parameters that are not, in the end."""
    first = abs(certified.middle(worked.error_of(1)))
    for number, error in enumerate(errors[: worked.example.rounds], 1):
        expected = certified.middle(worked.error_of(number))
        if not abs(float(error) - expected) <= max(NEAR_ENOUGH * abs(expected), WITHIN * first):
            message = f"this listing gives another error in round {number} than the book"
            yield program.problem(message, float(error), expected, APPENDED)
            return
    if len(errors) != worked.example.rounds:
        message = "this listing does not give one error for each round of its example"
        as_told = re.search(rf"range\({stamps.STAMP.pattern}\)", program.stamped)
        where = (APPENDED, IN_TURN) if as_told else (IN_TURN,)
        yield program.problem(message, len(errors), worked.example.rounds, *where)
        return
    for name, found, expected in differences(scope, worked):
        message = f"in the end {name} of this listing is not what the book has after round {worked.example.rounds}"
        yield program.problem(message, found, expected, rf"\b{re.escape(name)}\b[^=]*(?<![=!<>])=(?!=)")
