"""Stamped text becomes what the medium needs: marked numbers that keep their keys, and the entries of the ledger."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.text import markup
from generator.text.stamps import STAMP, STRUCTURAL

MINUS = "\u2212"
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
POWER_OF_TEN = re.compile(r"(.+)e(-?\d+)")


@dataclass(frozen=True)
class Mention:
    """A stamped number on a page. position: counted from 0 in reading order; medium: the kind of markup around it."""

    position: int
    key: str
    text: str
    medium: str


@dataclass(frozen=True)
class Published:
    """A document whose stamps have become markup, and the numbers in it, in reading order."""

    text: str
    mentions: tuple[Mention, ...]


def in_math(key: str, number: str) -> str:
    shown = POWER_OF_TEN.sub(r"\1 \\times 10^{\2}", number)
    return rf"\q{{{key}}}{{{shown}}}"


def in_prose(key: str, number: str) -> str:
    shown = POWER_OF_TEN.sub(r"\1·10<sup>\2</sup>", number).replace("-", MINUS)
    return f'<span class="q" data-q="{html.escape(key)}">{shown}</span>'


def in_figure(key: str, number: str) -> str:
    shown = POWER_OF_TEN.sub(lambda match: f"{match[1]}·10{match[2].translate(RAISED)}", number).replace("-", MINUS)
    return f'<tspan class="q" data-q="{html.escape(key)}">{shown}</tspan>'


def in_words(key: str, number: str) -> str:
    """In the title or the description of a figure, which are read aloud and hold no markup."""
    return POWER_OF_TEN.sub(lambda match: f"{match[1]}·10{match[2].translate(RAISED)}", number).replace("-", MINUS)


def in_listing(key: str, number: str) -> str:
    """As it was typed, so that a copied listing still runs."""
    return f'<span class="q" data-q="{html.escape(key)}">{number}</span>'


def plain(key: str, number: str) -> str:
    return number


MEDIA: dict[str, Callable[[str, str], str]] = {
    "math": in_math,
    "prose": in_prose,
    "figure": in_figure,
    "listing": in_listing,
    "words": in_words,
    "code": plain,
    "image": plain,
    "tag": plain,
    "address": plain,
    "comment": plain,
}


FIGURE_MEDIA = {"prose": "figure", "comment": "words", "tag": "tag"}
"""The kinds of part that a figure has."""


def publish(stamped: str) -> Published:
    """The document with every stamp turned into the markup of the place where it stands."""
    mentions: list[Mention] = []

    def replace(text: str, medium: str) -> str:
        def one(match: re.Match[str]) -> str:
            key, number = match[1], match[2]
            if key == STRUCTURAL:
                return number
            mentions.append(Mention(len(mentions), key, number, medium))
            return MEDIA[medium](key, number)

        return STAMP.sub(one, text)

    pieces: list[str] = []
    for segment in markup.segments(stamped):
        if segment.kind == "figure":
            for part in markup.svg_labels(segment.text):
                pieces.append(replace(part.text, FIGURE_MEDIA[part.kind]))
        elif segment.kind == "code" and segment.text.startswith("<pre"):
            pieces.append(replace(segment.text, "listing"))
        else:
            pieces.append(replace(segment.text, segment.kind))
    return Published("".join(pieces), tuple(mentions))
