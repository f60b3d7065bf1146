r"""Names of nothing: h7 and \(w_9\) in a network without them, a round behind the last, a sample that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.equality import Fault
from generator.checks.naming.known_names import KnownNames
from generator.checks.naming.symbols import KIND, LOWERED
from generator.checks.proof.said import Provisos
from generator.text import marks, markup, stamps

WAY_OUT = "Name one that there is; `textbook values` lists them."

WORD = re.compile(r"(?<![\w\\/.#<&-])[A-Za-z][A-Za-z_]*[0-9₀-₉]+(?:_[A-Za-z0-9_]+)?(?![\w-])")
PART = re.compile(r"([A-Za-z]+)([0-9]+)")
ORDINARY = ("x64", "x86", "h264")
"""Words that only look like a name."""

SYMBOL = re.compile(
    r"(?<![A-Za-z\\])(?:\\mathrm\{(?P<word>[A-Za-z]+)\}|(?P<letter>[A-Za-z]))"
    r"_(?:\{(?P<group>[0-9]+(?:,[0-9]+)?)\}|(?P<digit>[0-9]))"
)
ROUND = re.compile(
    r"(?:(?<![A-Za-z])[EL]|\\mathrm\{(?:net|out)\}|\\delta)(?:_(?:\{[^{}]*(?:\{[^{}]*\})?\}|\w))?\^\{\(([0-9]+)\)"
)
LAYER = re.compile(r"(?<![A-Za-z\\])W\^\{\(([0-9]+)\)")
SAMPLE = re.compile(r"\^\{(?:\([0-9]+\),|\+,)?\[([0-9]+)\]")


def faults(text: str, known: KnownNames) -> Iterator[Fault]:
    """Every name in the prose, code and formulas of a text that looks like one of its examples', and is of nothing."""
    said = Provisos(text)
    bare = stamps.STAMP.sub(lambda one: " " * len(one[0]), marks.MARK.sub(lambda one: " " * len(one[0]), text))
    for quoted in known.texts:
        bare = bare.replace(quoted, " " * len(quoted))
    for segment in markup.segments(bare):
        found = {"math": in_formula, "prose": in_words, "code": in_words}.get(segment.kind)
        for place, name in found(segment.text, known) if found else ():
            at = segment.start + place
            letter = name.lstrip("\\").split("_")[0]
            if not said.is_supposed(at) and letter not in said.letters(at):
                yield Fault(KIND, at, f"{name} is the name of nothing in this example", name, "", WAY_OUT)


def in_words(text: str, known: KnownNames) -> Iterator[tuple[int, str]]:
    for word in WORD.finditer(text):
        name = word[0].translate(LOWERED)
        if name in ORDINARY or name in known.names:
            continue
        if any(is_unknown(part, known) for part in name.split("_")):
            yield word.start(), word[0]


def is_unknown(part: str, known: KnownNames) -> bool:
    """Whether a piece of a name has a letter of the examples', and a number that goes with none of them: 9 in dw9."""
    found = PART.fullmatch(part)
    if not found:
        return False
    letters = found[1] if found[1] in known.numbers else found[1].removeprefix("d")
    return letters in known.numbers and int(found[2]) not in known.numbers[letters]


def in_formula(formula: str, known: KnownNames) -> Iterator[tuple[int, str]]:
    for found in SYMBOL.finditer(formula):
        index = found["group"] or found["digit"]
        if is_unknown_symbol(found["word"] or found["letter"], index, known):
            yield found.start(), found[0]
    for pattern, most in ((ROUND, known.rounds + 1), (LAYER, known.layers), (SAMPLE, known.samples)):
        for found in pattern.finditer(formula):
            if not 1 <= int(found[1]) <= max(most, known.layers if pattern is ROUND else 1):
                yield found.start(), found[0] + "}"


def is_unknown_symbol(letter: str, index: str, known: KnownNames) -> bool:
    if letter not in known.numbers:
        return False
    if letter == "w" and ("," in index or len(index) == 2):
        one, other = index.split(",") if "," in index else index
        if known.has_entry(int(one), int(other)):
            return False
    return "," in index or int(index) not in known.numbers[letter]
