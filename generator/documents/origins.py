"""Which line of which template each piece of a rendered document comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from traceback import FrameSummary
from types import FrameType, GeneratorType

import jinja2

from generator.text import stamps


@dataclass(frozen=True)
class Origin:
    """A piece of a document, from its position `start` to the next one. is_text: whether it stands in the template as
    it is, so that its lines are the template's."""

    start: int
    file: str
    line: int
    is_text: bool

    def line_at(self, text: str, position: int) -> int:
        """The template's line for a position of the document with this text."""
        return self.line + text.count("\n", self.start, position) if self.is_text else self.line


VERIFIED = "\ue020"
"""Stands where the foot of a chapter comes, which says what was checked and is known only in the end."""

Origins = tuple[Origin, ...]


@dataclass(frozen=True)
class Source:
    """A template's text, where each of its lines starts, and which of its lines each line of its program is from: pairs
    of both, with those of the program rising."""

    text: str
    starts: list[int]
    lines: list[tuple[int, int]]

    def line_of(self, line: int) -> int:
        """The template's line for one of its program."""
        after = bisect_right(self.lines, line, key=lambda pair: pair[1])
        return self.lines[after - 1][0] if after else 1


def rendered(template: jinja2.Template, context: Mapping[str, object]) -> tuple[str, Origins]:
    """The text that a template gives, and where each piece of it comes from. Raises what rendering it raises."""
    pieces: list[str] = []
    origins: list[Origin] = []
    sources: dict[str, Source] = {}
    length = 0
    try:
        running = template.root_render_func(template.new_context(context))
        for piece in running:
            if piece:
                origins.append(origin(running, piece, length, sources))
                pieces.append(piece)
                length += len(piece)
    except Exception:  # whatever a template raises: Jinja puts the template's own lines into the traceback
        template.environment.handle_exception()
    return "".join(pieces), tuple(origins)


def origin(running: GeneratorType, piece: str, start: int, sources: dict[str, Source]) -> Origin:
    frame = inmost(running)
    template = frame.f_globals["__jinja_template__"]
    if template.filename not in sources:
        sources[template.filename] = source_of(template)
    source = sources[template.filename]
    line = source.line_of(frame.f_lineno)
    words = piece.strip()
    found = own_line(source, line, words) if words and stamps.OPEN not in words else None
    if found is None:
        return Origin(start, template.filename, line, False)
    return Origin(start, template.filename, found - piece[: piece.index(words)].count("\n"), True)


def inmost(running: GeneratorType) -> FrameType:
    """Where the template that was included last stands."""
    frame = running.gi_frame
    while isinstance(included := frame.f_locals.get("gen"), GeneratorType) and included.gi_frame is not None:
        frame = included.gi_frame
    return frame


def own_line(source: Source, line: int, words: str) -> int | None:
    """The first line, from the given one on, where a template itself has these words; or, where a constant was put into
    them, the words before it."""
    begin = source.starts[min(line, len(source.starts)) - 1]
    found = source.text.find(words, begin)
    first = words.split("\n", 1)[0]
    while found < 0 and " " in first:
        first = first.rpartition(" ")[0]
        found = source.text.find(first, begin)
    return None if found < 0 else bisect_right(source.starts, found)


def source_of(template: jinja2.Template) -> Source:
    text = Path(template.filename).read_text(encoding="utf-8")
    starts = [0]
    for end, sign in enumerate(text):
        if sign == "\n":
            starts.append(end + 1)
    return Source(text, starts, template.debug_info)


def place(made: Origins, text: str, position: int) -> tuple[str, int] | None:
    """File and line that a position of a document with this text comes from."""
    found = at(made, position)
    return None if found is None else (found.file, found.line_at(text, position))


def is_typed(made: Origins, position: int) -> bool:
    """Whether what stands at a position stands in a template as it is, and did not come out of an expression."""
    found = at(made, position)
    return found is not None and found.is_text


def at(made: Origins, position: int) -> Origin | None:
    return made[max(bisect_right(made, position, key=lambda one: one.start) - 1, 0)] if made else None


def blamed(frames: list[FrameSummary], message: str) -> FrameSummary:
    """The frame whose line has the name that a message is about: a macro of the document's own may be given a name that
    nothing has. If none has it, the inmost."""
    name = re.search(r"'(\w+)'", message)
    return next((frame for frame in reversed(frames) if name and name[1] in (frame.line or "")), frames[-1])
