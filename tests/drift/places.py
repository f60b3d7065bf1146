"""Places of a template where somebody could type a number: found with no help from what is under test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Where = Literal["prose", "title", "table", "note", "formula"]

JINJA = re.compile(r"{##.*?##}|{%.*?%}|{{.*?}}", re.DOTALL)
FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
OTHER = re.compile(
    r"<!--.*?-->|<[A-Za-z/][^<>]*>|`[^`]*`|\]\([^()]*\)|<https?://[^<>]*>|\{[:#.][^{}\n]*\}|\\[A-Za-z]+", re.DOTALL
)
BETWEEN_WORDS = re.compile(r"(?<=[a-z,]) (?=[a-z])")
FIRST_WORD = re.compile(r"(?<=[#|] )(?=[A-Za-z])")
EXPRESSION = re.compile(r"{{(?:(?!}}).)*}}", re.DOTALL)
CAPTION = re.compile(r"caption=\"")


@dataclass(frozen=True)
class Place:
    """A position in a template's text, of what kind it is, and its line."""

    where: Where
    position: int
    line: int


def masked(source: str, *hidden: re.Pattern[str]) -> str:
    """The text with blots over what is hidden; its length and its lines stay."""
    for pattern in hidden:
        source = pattern.sub(lambda found: re.sub(r"[^\n]", "\x00", found[0]), source)
    return source


def lines_of(source: str) -> Iterator[tuple[int, int, str]]:
    """Number, start and text of each line."""
    start = 0
    for number, line in enumerate(source.split("\n"), 1):
        yield number, start, line
        start += len(line) + 1


def between_words(source: str, is_deck: bool = False) -> Iterator[Place]:
    """The first gap between two words of each line outside tags, formulas, code and addresses."""
    text = masked(source, JINJA, FORMULA, OTHER)
    in_note = in_code = False
    for number, start, line in lines_of(text):
        in_code ^= line.lstrip().startswith("```")
        in_note = line.strip() == "???" or (in_note and line.strip() != "---")
        gap = BETWEEN_WORDS.search(line) or FIRST_WORD.search(line)
        if gap and not in_code and not re.match(r"(class|layout|name|template):|type: ", line.strip()):
            yield Place(kind(line, is_deck and in_note), start + gap.end(), number)


def kind(line: str, in_note: bool) -> Where:
    if in_note:
        return "note"
    if line.startswith("#"):
        return "title"
    return "table" if line.lstrip().startswith("|") else "prose"


def in_formulas(source: str) -> Iterator[Place]:
    """The place behind the opening sign of each typed formula."""
    text = masked(source, JINJA)
    for found in FORMULA.finditer(text):
        yield Place("formula", found.start() + 2, text.count("\n", 0, found.start()) + 1)


def expressions(source: str) -> Iterator[re.Match[str]]:
    """Everything that prints: {{ ... }} outside comments and tags."""
    yield from EXPRESSION.finditer(masked(source, re.compile(r"{##.*?##}|{%.*?%}", re.DOTALL)))
