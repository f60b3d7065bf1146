"""The declarations of a style sheet, each with the selectors that it is for; comments are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
GROUP = rf"\((?:{STRING}|\([^()]*\)|[^()\"'])*\)"
PIECE = re.compile(rf"(?P<string>{STRING})|(?P<group>{GROUP})|(?P<sign>[{{}};])", re.DOTALL)
ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})[ ]?|\\(.)", re.DOTALL)


@dataclass(frozen=True)
class Declaration:
    """name: of the property, in small letters; empty for an at-rule without a block, which is the value. selectors: of
    all blocks around it, the inmost last. value: without superfluous blanks."""

    selectors: tuple[str, ...]
    name: str
    value: str
    start: int


def declarations(sheet: str) -> Iterator[Declaration]:
    """All declarations of a style sheet, in order, and its at-rules without a block."""
    bare = COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), sheet)
    around: list[str] = []
    done = 0
    for piece in PIECE.finditer(bare):
        if piece["sign"] is None:
            continue
        words = bare[done : piece.start()]
        start = done + len(words) - len(words.lstrip())
        if piece["sign"] == "{":
            around.append(squeezed(words))
        elif words.strip():
            yield declaration(tuple(around), words, start)
        if piece["sign"] == "}" and around:
            around.pop()
        done = piece.end()


def declaration(around: tuple[str, ...], words: str, start: int) -> Declaration:
    name, colon, value = squeezed(words).partition(":")
    if name.startswith("@") or not colon:
        return Declaration(around, "", squeezed(words), start)
    return Declaration(around, name.strip().lower(), value.strip(), start)


def squeezed(words: str) -> str:
    return " ".join(words.split())


def strings(value: str) -> Iterator[str]:
    """What the strings of a value say, their escapes read."""
    for string in re.findall(STRING, value, re.DOTALL):
        yield ESCAPE.sub(lambda code: chr(int(code[1], 16)) if code[1] else code[2], string[1:-1])
