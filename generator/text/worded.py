"""Numbers without a digit, or with digits that are kept apart: in words, in Roman letters, in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.text.number_words import TENS, between

DIGIT = f"nought|naught|{between(0, 9)}"
COUNT = rf"(?:(?:{TENS})(?:[- ](?:{DIGIT}))?|{between(10, 19)}|{DIGIT})"
IN_WORDS = re.compile(rf"\b{COUNT} (?:point (?:{DIGIT})|per ?cent)\b", re.IGNORECASE)
"""A decimal, a percentage. Whole numbers in words are left to their author: one says that there are two inputs."""

ROMAN = re.compile(
    r"\b(?=[IVX]{3}|[IVXLCDM]{4})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b(?![-_(])"
)
"""From three letters on, or four if there are others than I, V and X: shorter ones are words and names as well."""

GAP = r"(?:[\s~{}]|\\[!,;:> ]|\\(?:math|text)(?:rm|bf|it|sf|tt|normal)?(?=[\s{]))"
IN_PIECES = re.compile(
    rf"[0-9](?!\.[0-9]){GAP}*\.{GAP}*[0-9]"  # 0{.}37
    r"|[0-9]\{,\}[0-9]"
    r"|(?<![_^])(?<!frac)(?<!frac )[0-9](?:[\s~]|\\[!,;:> ])+[0-9]"  # 1\,2 is twelve to a reader
)
WORDS_IN_A_FORMULA = re.compile(r"\\(?:text(?:rm|bf|it|sf|tt|normal)?|operatorname)\s*\{([^{}]*)\}")
END = r"[-+]?(?:[01]|\\infty)"
ENDS = re.compile(rf"{END}(?:(?:[,;]|\\[lc]?dots|\.\.\.)+{END})*[.,;]?|\\[dt]?frac12[.,]?")
"""0 and 1 are the ends of a range that a function has; one half is the factor of an error."""
PLACING = re.compile(r"\\(?:left|right|[,;:!{} ])|[(){}\[\]\s]")
FORM = re.compile(r"\\(?:[dt]?frac|cdot|times|infty)")

def in_words(text: str) -> Iterator[tuple[int, str]]:
    """The decimals and percentages in words, and the Roman numbers of a text."""
    for pattern in (IN_WORDS, ROMAN):
        yield from ((found.start(), found[0]) for found in pattern.finditer(text))


def in_pieces(formula: str) -> Iterator[tuple[int, str]]:
    r"""Numbers of a formula that its structure hides: 0{.}37, 1\,2, \text{2}."""
    yield from ((found.start(), found[0]) for found in IN_PIECES.finditer(formula))


def words(formula: str) -> Iterator[tuple[int, str]]:
    """Where words stand in a formula, and which."""
    yield from ((found.start(1), found[1]) for found in WORDS_IN_A_FORMULA.finditer(formula))


def alone(formula: str) -> Iterator[tuple[int, str]]:
    r"""The first digit of a formula that is a number and nothing else: \(2\), \(2^9\), \(1 + 1\)."""
    bare = PLACING.sub("", formula[2:-2])
    digit = re.search("[0-9]", formula)
    if digit and not re.search(r"[^\W0-9_]|[\ue000-\uf8ff]", FORM.sub("", bare)) and not ENDS.fullmatch(bare):
        yield digit.start(), digit[0]
