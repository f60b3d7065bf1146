"""Where something that is drawn was spoilt: in the template of its figure, if that alters what it is given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.documents.templating import HOLE, Rendered, own_text
from generator.text import markup

DRAWN = ("figures/*.svg", "macros/figures.md")
ALTERING = re.compile(r"\|\s*(?!(?:e|value)\b)[a-z_]+\b|\[[^\]\n]*:[^\]\n]*\]")
"""Filters that make another text of what they are given, and slices."""

TYPED = re.compile(rf"(?<=>)[^<>]*(?:[^\s<>{HOLE}.,][^<>]*{HOLE}|{HOLE}[^\s<>{HOLE}.,])")
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%-? for .*?%\}", re.DOTALL)


def typed(rendered: Rendered, words: str, position: int) -> tuple[str, int | None]:
    """File and line of the template that has an attribute like this, or that alters what it prints; else where the
    document asked for the figure. Which of these it was that spoilt it, nobody can say who has not seen it before."""
    file, line = rendered.place(position)
    for template in templates(Path(file)):
        text = template.read_text(encoding="utf-8")
        if '="' in words and words in text:
            return str(template), text.count("\n", 0, text.index(words)) + 1
        for place in altered(text) if template.suffix == ".svg" else ():
            return str(template), place
    return file, line


def altered(source: str) -> Iterator[int]:
    """The lines of a figure's template where an expression is altered, or something is typed beside one."""
    for expression in EXPRESSION.finditer(source):
        found = ALTERING.search(expression[0])
        if found:
            yield source.count("\n", 0, expression.start() + found.start()) + 1
    own = own_text(source)
    for beside in TYPED.finditer(own):
        sign = re.search(rf"[^\s<>{HOLE}.,]", beside[0])
        yield own.count("\n", 0, beside.start() + sign.start()) + 1


def is_drawn(text: str, position: int) -> bool:
    """Whether a position of a document lies in a figure."""
    segments = (one for one in markup.segments(text) if one.start <= position < one.start + len(one.text))
    return any(one.kind == "figure" for one in segments)


def templates(document: Path) -> Iterator[Path]:
    """The templates of figures: those beside a document, which come before those of its book."""
    for folder in (document.parent, *(parent / "templates" for parent in document.parents)):
        for pattern in DRAWN:
            yield from sorted(folder.glob(pattern))
