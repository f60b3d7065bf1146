"""Sentences: where one begins and ends, and the words by which it states nothing."""

from __future__ import annotations

import re

ENDS = re.compile(r"[.!?;](?=[\s*_)]|\Z)|\n[ \t]*\n|\|")
LONGEST = 400
"""So far before its words the beginning of a sentence is looked for."""
ONLY_SUPPOSED = re.compile(
    r"\b(?:if|when|whenever|unless|whether|suppose|supposed|imagine|let|would|could|should|might|may|were"
    r"|as long as)\b",
    re.IGNORECASE,
)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Beginning and end of the sentence that has the words from `start` to `end`. text: `compared.masked`, so that no
    point of a number or a formula ends it."""
    near = max(0, start - LONGEST)
    begins = max((one.end() for one in ENDS.finditer(text, near, start)), default=near)
    ends = ENDS.search(text, end)
    return begins, ends.start() if ends else len(text)
