"""The search index: its numbers and signs, in order, are those of the pages, in formulas too."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from generator.errors import Problem
from generator.text import markup

KIND = "site"
WAY_OUT = "generator/search_index.py writes formulas for those who search: it may not leave out or change any of this."

NOT_SAID = re.compile(r"\\(?:q|class|begin|end|data)\{[^{}]*\}|\\\\(?:\[[^\]]*\])?")
SIGNS = {r"\approx": "≈", r"\cdot": "·", r"\times": "×"}
PIECE = re.compile(r"\\(?:approx|cdot|times)(?![A-Za-z])|[0-9]+(?:\.[0-9]+)?|[-+=<>≈·×−]")


def findings(uri: str, published: str, place: str, readable: Callable[[str], str]) -> Iterator[Problem]:
    """Where the search index, as `readable` leaves it of a page, has other numbers and signs than the page. place: the
    file that an author edits."""
    index = json.dumps({"docs": [{"location": uri, "title": uri, "text": published}]})
    (left,) = json.loads(readable(index))["docs"]
    found, expected = pieces(left["text"]), list(expected_pieces(published))
    if found != expected or left["title"] != uri:
        shorter = min(len(found), len(expected))
        same = next((n for n in range(shorter) if found[n] != expected[n]), shorter)
        stands, should = (" ".join(one[max(0, same - 4) : same + 12]) for one in (found, expected))
        message = f"the search index has other numbers or signs than {uri}"
        yield Problem(place, None, message, WAY_OUT, KIND, stands, should)


def expected_pieces(published: str) -> Iterator[str]:
    for segment in markup.segments(published):
        is_formula = segment.kind == "math"
        yield from pieces(NOT_SAID.sub(" ", segment.text[2:-2]) if is_formula else segment.text)


def pieces(text: str) -> list[str]:
    """The numbers and signs of a text, in order, but for the stroke with which a fraction is said."""
    return [SIGNS.get(piece, piece) for piece in PIECE.findall(text)]
