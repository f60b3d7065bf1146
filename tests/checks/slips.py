"""Slips of the pen in a typed formula: each symbol exchanged, each sign turned, each factor dropped, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORDS = {r"\mathrm{out}": (r"\mathrm{target}", r"\mathrm{net}"), r"\mathrm{target}": (r"\mathrm{out}",),
         r"\mathrm{net}": (r"\mathrm{out}",)}  # fmt: skip
LETTERS = {"t": "o", "o": "t", "e": "o", "x": "b", "b": "x", "W": "b", "w": "b", r"\delta": r"\mathrm{out}"}
STAMP = re.compile("\ue000[^\ue002]*\ue002|\ue010[^\ue012]*\ue012" r"|\\(?:text|operatorname|class)\{[^{}]*\}")
GROUP = r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}"
FACTOR = re.compile(rf"\\cdot\s*(?:\\(?:mathrm|frac)(?:{GROUP})+(?:_\{{?\w\}}?)?|\\delta_\{{?\w\}}?|[a-z]_\{{?\w+\}}?)")
INDEX = re.compile(r"_(?:\{([a-z]{1,2})\}|([a-z])(?![a-z]))")
SIGN = re.compile(r"(?<![\^{])(?<!\\)[-+](?!\})")
DIGIT = re.compile(r"(?<=[{^(])[12](?=[}) ])|\b1(?= [-+])")
PRIME = re.compile(r"\\sigma'?(?=\(|\\)")


@dataclass(frozen=True)
class Slip:
    """kind: what was done. text: the formula with it. at: where."""

    kind: str
    text: str
    at: int


def slips(formula: str) -> Iterator[Slip]:
    """All slips of a formula, none of them within a number of the book."""
    taken = [found.span() for found in STAMP.finditer(formula)]

    def put(kind: str, start: int, end: int, new: str) -> Iterator[Slip]:
        if not any(a < end and start < b for a, b in taken) and formula[start:end] != new:
            yield Slip(kind, formula[:start] + new + formula[end:], start)

    indices = {letter for found in INDEX.finditer(formula) for letter in found[1] or found[2]}
    for found in INDEX.finditer(formula):
        group = 1 if found[1] else 2
        for place in range(found.start(group), found.end(group)):
            for other in sorted(indices - {formula[place]}):
                yield from put("index", place, place + 1, other)
        if found[1] and len(found[1]) == 2:
            yield from put("indices exchanged", found.start(1), found.end(1), found[1][::-1])
    for word, others in WORDS.items():
        for found in re.finditer(re.escape(word), formula):
            for other in others:
                yield from put("word", *found.span(), other)
    for letter, other in LETTERS.items():
        for found in re.finditer(rf"(?<![A-Za-z\\{{]){re.escape(letter)}(?=[_ ^)])", formula):
            yield from put("letter", *found.span(), other)
    for found in SIGN.finditer(formula):
        yield from put("sign", *found.span(), "-" if found[0] == "+" else "+")
        yield from put("sign dropped", *found.span(), " ") if found[0] == "-" else ()
    for found in FACTOR.finditer(formula):
        yield from put("factor", *found.span(), "")
    for found in DIGIT.finditer(formula):
        yield from put("digit", *found.span(), "3")
    for found in PRIME.finditer(formula):
        yield from put("prime", *found.span(), found[0][:-1] if found[0].endswith("'") else found[0] + "'")
