"""What the words of a claim say of its numbers, held against the numbers that its condition compares.

A condition may be true and its sentence turned round: "too large" over out < target. Few words are understood, each in
one meaning; of all others this says nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import combinations, permutations

from generator.documents.claim_numbers import moment_of, simple
from generator.numbers.certified import Undecided
from generator.quantities.quantity import Quantity

FALLS = (
    "falls|fell|fallen(?! silent)|sinks|sank|sunk|shrinks|shrank|shrunk|decreases|decreased|drops|dropped"
    "|(?:goes|went|gone) down"
)
RISES = "rises|rose|risen|grows|grew|grown|increases|increased|climbs|climbed|(?:goes|went|gone) up"
BECOMES = r"(?:(?:become|becomes|became)(?: (?!and\b|but\b)\w+){0,6}?|makes? the \w+)"

Said = dict[str, tuple[re.Pattern[str], int]]
CHANGES: Said = {
    "falls": (re.compile(rf"\b(?:{FALLS}|{BECOMES} (?:smaller|lower))\b", re.IGNORECASE), -1),
    "rises": (re.compile(rf"\b(?:{RISES}|{BECOMES} (?:larger|higher|bigger))\b", re.IGNORECASE), 1),
}
"""The sign of a later value less an earlier one."""
SIGNS: Said = {
    "is negative": (re.compile(r"\bnegative\b", re.IGNORECASE), -1),
    "is positive": (re.compile(r"\bpositive\b", re.IGNORECASE), 1),
}
SIDES: Said = {
    "is too small": (re.compile(r"\btoo (?:small|low)\b", re.IGNORECASE), -1),
    "is too large": (re.compile(r"\btoo (?:large|high|big)\b", re.IGNORECASE), 1),
}
"""The sign of an output less its target."""

FACTORS = {
    "half": 2, "halves": 2, "halved": 2, "twice": 2, "double": 2, "doubles": 2, "doubled": 2, "thirds": 3, "quarter": 4,
    "third": 3, "fifth": 5, "tenth": 10, "ten": 10, "fiftieth": 50, "hundred": 100, "hundredth": 100, "thousand": 1000,
    "thousandth": 1000, "million": 10**6, "millionth": 10**6,
}  # fmt: skip
NTH = "first|second|third|fourth|fifth|tenth|hundredth|thousandth"
ORDINAL = rf"\b(?:first|second) half\b|\bthe (?:{NTH})\b(?! (?:half|of|as|part))"
FACTOR = re.compile(rf"{ORDINAL}|(?<![\w-])({'|'.join(FACTORS)})(?![\w-])", re.IGNORECASE)
NONE = re.compile(r"(?:\A|[.:;,] )no [a-z]+ \Z", re.IGNORECASE)
"""Before a verb: of nothing is it said."""
ABOUT = 1.5
"""A condition may say "about a hundred times" by two bounds that are no farther from it than this factor."""


def doubts(words: str, condition: str, compared: Collection[Quantity]) -> Iterator[str]:
    """What the words of a claim say that the compared quantities, or the numbers of its condition, do not."""
    for said, found in ((CHANGES, changes), (SIGNS, values), (SIDES, sides)):
        for meaning, (form, sign) in said.items():
            word = form.search(words)
            signs = found(compared) if word else set()
            is_denied = word is not None and NONE.search(words[: word.start()]) is not None
            if signs and (sign in signs if is_denied else sign not in signs):
                yield f"it says '{word[0]}', and nothing that its condition compares {meaning}"
    yield from rightness(words, condition)
    if (factors := [found[0] for found in FACTOR.finditer(words) if found[1]]) and not any(
        is_bounded(number, condition) for number in products([FACTORS[one.lower()] for one in factors])
    ):
        yield f"it says '{' '.join(factors)}', and its condition has no such factor"


def rightness(words: str, condition: str) -> Iterator[str]:
    """Where a sentence calls right what its condition calls wrong, or the other way round."""
    asked = re.search(r"(\bnot\s+)?[\w.\[\]()]*\bis_right\b(\s*==\s*false)?", condition)
    said = re.sub(r"\bnot (?:\w+ )?right\b", "wrong", words.lower())
    called = set(re.findall(r"\b(?:right|wrong)\b", said))
    if asked and len(called) == 1:
        is_right = bool(asked[1]) == bool(asked[2])
        if called != {"right" if is_right else "wrong"}:
            yield f"it says '{called.pop()}', and its condition says the contrary"


def changes(compared: Collection[Quantity]) -> set[int]:
    """The signs of what became of each quantity that is compared with itself in another round."""
    named = {one.key: one for quantity in compared for one in simple(quantity)}.values()
    rounds = [(*moment_of(one), one) for one in named]
    pairs = ((a, b) for a, b in permutations(rounds, 2) if a[0] == b[0] and a[1] < b[1])
    return {sign(later - earlier) for (_, _, earlier), (_, _, later) in pairs}


def values(compared: Collection[Quantity]) -> set[int]:
    return {sign(one) for one in compared}


def sides(compared: Collection[Quantity]) -> set[int]:
    """The signs of each output less each target."""
    outs = [one for one in compared if one.family == "out"]
    targets = [one for one in compared if one.family == "target"]
    return {sign(out - target) for out in outs for target in targets}


def sign(quantity: Quantity) -> int:
    try:
        return quantity.value.sign()
    except Undecided:
        return 0


def products(factors: list[int]) -> set[float]:
    """What one or two words of a number may mean together: ten thousand, half a hundredth, two in a hundred."""
    pairs = {number for a, b in combinations(factors, 2) for number in (a * b, a / b, b / a)}
    return {*map(float, factors), *pairs}


def is_bounded(number: float, condition: str) -> bool:
    """Whether a condition has a number in it, or bounds on both sides of it."""
    literals = [float(one) for one in re.findall(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?![\w.])", condition)]
    below = any(number / ABOUT <= one <= number for one in literals)
    return number in literals or below and any(number <= one <= number * ABOUT for one in literals)
