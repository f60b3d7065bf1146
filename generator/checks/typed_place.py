"""Where a formula of a rendered document was typed: in its own template, or in one that it takes macros from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.documents.origins import is_typed
from generator.documents.templating import HOLE, Rendered, own_text
from generator.text import marks, markup

ENOUGH = 6
"""So many signs have to be typed for a formula to be recognised by them."""


def typed_place(rendered: Rendered, position: int) -> tuple[str, int | None]:
    """File and line where the formula at a position was typed; where nobody can tell, what the position comes from."""
    file, line = rendered.place(position)
    segments = (one for one in markup.segments(rendered.text) if one.start <= position < one.start + len(one.text))
    segment = next(segments, None)
    if segment is None or segment.kind != "math" or is_typed(rendered.made, segment.start):
        return file, line
    shown = squeezed(marks.without(segment.text))
    down = segment.text.count("\n", 0, position - segment.start)
    for template, first in ((Path(file), line or 1), (Path(file), 1), *((one, 1) for one in macros(Path(file)))):
        for at, typed in formulas(template):
            if at + typed.count("\n") >= first and pattern(typed).fullmatch(shown):
                return str(template), at + min(down, typed.count("\n"))
    return file, line


def macros(document: Path) -> Iterator[Path]:
    """The templates beside a document, and those of its book."""
    yield from sorted(one for one in document.parent.glob("*.md") if one != document)
    folders = (parent / "templates" for parent in document.parents)
    if folder := next((one for one in folders if one.is_dir()), None):
        yield from sorted(folder.rglob("*.md"))


def formulas(template: Path) -> Iterator[tuple[int, str]]:
    """The formulas of a template that are typed for the most part, with their lines."""
    text = own_text(template.read_text(encoding="utf-8"))
    for segment in markup.segments(text):
        if segment.kind == "math" and len(squeezed(segment.text).replace(HOLE, "")) >= ENOUGH:
            yield text.count("\n", 0, segment.start) + 1, segment.text


def squeezed(formula: str) -> str:
    """A formula without its delimiters and blanks."""
    return re.sub(r"\s+", "", formula[2:-2])


def pattern(typed: str) -> re.Pattern[str]:
    """What a typed formula can look like, whatever comes into its holes."""
    return re.compile(".*?".join(map(re.escape, re.split(f"{HOLE}+", squeezed(typed)))), re.DOTALL)
