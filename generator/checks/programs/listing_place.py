"""Where a line of a listing was typed: in its own document, or in the templates that listings are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.documents.templating import HOLE, own_text
from generator.text import stamps

ENOUGH = 4
"""So many signs of a line have to be typed for it to be recognised by them."""

EXPRESSION = re.compile(r"\{\{.*?\}\}")
STRING = re.compile(r"\"([^\"]*)\"")

Place = tuple[str, int | None]


def line_place(stamped_line: str, place: Place) -> Place:
    """File and line where a line of a listing was typed: of all that can have become it, the one with most of its
    signs. place: what the listing as a whole comes from; it is the answer where nothing else is known."""
    line = squeezed(stamps.without(stamped_line))
    best, where = ENOUGH - 1, place
    for template in templates(Path(place[0])):
        for number, pattern, spoken in lines_of(template, template.stat().st_mtime_ns):
            signs = sum(len(words) for words in spoken if words in line) if pattern.fullmatch(line) else 0
            if signs > best:
                best, where = signs, (str(template), number)
    return where


def templates(document: Path) -> Iterator[Path]:
    """The document itself and the templates of listings in its book."""
    if document.is_file():
        yield document
    folders = (parent / "templates" / "code" for parent in document.parents)
    if folder := next((one for one in folders if one.is_dir()), None):
        yield from sorted(folder.glob("*.jinja"))


@lru_cache(maxsize=32)
def lines_of(template: Path, _changed: int) -> tuple[tuple[int, re.Pattern[str], tuple[str, ...]], ...]:
    """The lines of a template: their numbers, what they can look like when their holes are filled, and what is typed in
    them, in the strings of expressions too."""
    source = template.read_text(encoding="utf-8")
    found = []
    for number, (own, typed) in enumerate(zip(own_text(source).splitlines(), source.splitlines(), strict=False), 1):
        pieces = [squeezed(piece) for piece in re.split(f"{HOLE}+", own)]
        strings = [squeezed(string) for hole in EXPRESSION.findall(typed) for string in STRING.findall(hole)]
        pattern = re.compile(".*?".join(map(re.escape, pieces)))
        found.append((number, pattern, tuple(filter(None, [*pieces, *strings]))))
    return tuple(found)


def squeezed(line: str) -> str:
    return re.sub(r"\s+", "", line)
