"""The search index of the site, with formulas as a reader would search for them."""

from __future__ import annotations

import re

ANNOTATED = re.compile(r"\\\\q\{[^{}]*\}\{((?:[^{}]|\{[^{}]*\})*)\}")


def readable(index: str) -> str:
    """The text of search_index.json with each annotated number of a formula reduced to its digits."""
    return ANNOTATED.sub(r"\1", index)
