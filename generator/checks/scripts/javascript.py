"""The pieces of a script: names and signs, numbers, strings, regular expressions; comments are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PIECES = re.compile(
    r"""
      (?P<comment>  //[^\n]* | /\*.*?\*/ )
    | (?P<string>   "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<template> `(?:[^`\\]|\\.)*` )
    | (?P<number>   (?<![\w$])(?:0[xXbBoO]\w+|[0-9][\w.]*|\.[0-9][\w.]*) )
    | (?P<name>     [\w$]+ )
    | (?P<pattern>  /(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]* )
    | (?P<sign>     \S )
    """,
    re.VERBOSE | re.DOTALL,
)
ENDS_A_VALUE = re.compile(r"[\w$)\]]\Z")
HOLE = re.compile(r"\$\{(?P<inside>[^{}]*)\}")
GOES_ON = re.compile(r"[(,\[+=?:&|.]\Z")


@dataclass(frozen=True)
class Piece:
    """kind: comment, string, number, pattern, name or sign; the expressions in a template have pieces of their own."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True)
class Statement:
    """A line of a script, with those that it goes on in, and its pieces. text: without comments and needless blanks."""

    text: str
    start: int
    pieces: tuple[Piece, ...]


def pieces(script: str, begin: int = 0) -> Iterator[Piece]:
    """The pieces of a script, in order. begin: where it stands in its file."""
    place, before = 0, ""
    while found := PIECES.search(script, place):
        kind, text, place = found.lastgroup, found[0], found.end()
        if kind == "pattern" and ENDS_A_VALUE.search(before):  # a division
            kind, text, place = "sign", "/", found.start() + 1
        if kind == "template":
            yield Piece("string", text, begin + found.start())
            for hole in HOLE.finditer(text):
                yield from pieces(hole["inside"], begin + found.start() + hole.start("inside"))
        else:
            yield Piece(kind, text, begin + found.start())
        before = before if kind == "comment" else text


def statements(script: str) -> Iterator[Statement]:
    """The lines of a script that have anything in them; one that ends in a comma, an open bracket or a sign that wants
    more goes on in the next."""
    found = list(pieces(script))
    bare = script
    for one in found:
        if one.kind == "comment":
            blank = re.sub(r"[^\n]", " ", one.text)
            bare = bare[: one.start] + blank + bare[one.start + len(one.text) :]
    start, words = 0, ""
    for line in re.finditer(r"[^\n]*(?:\n|\Z)", bare):
        start = start if words else line.end() - len(line[0].lstrip())
        words = f"{words} {' '.join(line[0].split())}".strip()
        if words and not (line[0].strip() and GOES_ON.search(words)):
            own = (one for one in found if start <= one.start < line.end() and one.kind != "comment")
            yield Statement(words, start, tuple(own))
            words = ""
