"""What the words of a claim say of several numbers at once: nearer and farther, higher than without, more than half,
the largest, all six. Held against the numbers that its condition compares; of all other words this says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from generator.documents.claim_counts import many, moves
from generator.documents.claim_numbers import (
    NUMBERS,
    Compared,
    is_variant,
    number,
    pairs,
    sign_of,
    simple,
    without_variant,
)

NEARER = {
    -1: re.compile(r"\b(?:nearer|closer) to\b", re.IGNORECASE),
    1: re.compile(r"\b(?:farther|further)(?: away)? from\b", re.IGNORECASE),
}
SUBJECTS = {"prediction": ("out",), "output": ("out",), "error": ("error", "total", "batch total", "data total"),
            "loss": ("error", "total", "batch total", "data total")}  # fmt: skip
WITH = re.compile(
    rf"\b(?P<subject>{'|'.join(SUBJECTS)})\b(?:\s+\w+){{0,4}}?\s+"
    r"(?:(?P<more>higher|larger|bigger)|(?P<less>lower|smaller))\b(?! (?:than|one|error|output|rate))",
    re.IGNORECASE,
)
NTHS = {"half": 2, "a third": 3, "two thirds": 1.5, "a quarter": 4, "a fifth": 5, "a tenth": 10, "a hundredth": 100}
TIMES = {
    "twice": 2, "ten": 10, "a hundred": 100, "a thousand": 1000, "ten thousand": 10**4, "a million": 10**6, **NUMBERS,
}  # fmt: skip
LONGEST_FIRST = sorted(TIMES, key=len, reverse=True)
RATIO = re.compile(
    rf"\b(?P<bound>more|less) than (?:(?P<nth>{'|'.join(NTHS)})\b(?! of the)"
    rf"|(?P<times>{'|'.join(LONGEST_FIRST)})(?<!twice) times\b|(?P<twice>twice)\b)",
    re.IGNORECASE,
)
DONE = {"sum": ("+", "sum"), "difference": ("-",), "product": ("*", "product")}
DONE_WORD = re.compile(rf"\bthe ({'|'.join(DONE)}) (?:of|between)\b", re.IGNORECASE)
MOST = {"largest": max, "highest": max, "biggest": max, "smallest": min, "lowest": min}
IS_MOST = re.compile(
    rf"\\\((?P<symbol>[^()\\]+(?:\\mathrm[^()\\]+)?)\\\)\s+is\s+the\s+(?P<most>{'|'.join(MOST)})\s+of\b", re.IGNORECASE
)
TOO = re.compile(
    r"\b(?:prediction|output|answer) (?:is|was|becomes) (?:\w+ )?too (?:small|large|low|high)\b", re.IGNORECASE
)


def doubts(words: str, condition: str, compared: Compared) -> Iterator[str]:
    """What the words of a claim say of several numbers that the compared ones, or its condition, do not."""
    named = tuple({one.key: one for quantity in compared for one in simple(quantity)}.values())
    for rule in (nearness, beside, ratio, done, many, too_much, moves):
        if found := rule(words, condition, named):
            yield found
    if found := most(words, compared):
        yield found


def nearness(words: str, _: str, compared: Compared) -> str:
    targets = [one for one in compared if one.family == "target"]
    signs = {sign_of(abs(number(b) - number(t)) - abs(number(a) - number(t)))
             for a, b in pairs(compared) for t in targets if a.family == "out"}  # fmt: skip
    for sign, form in NEARER.items():
        if signs and sign not in signs and (found := form.search(words)):
            return f"it says '{found[0]}', and none of the compared outputs is"
    return ""


def beside(words: str, _: str, compared: Compared) -> str:
    """What another training makes higher or lower than the example's own does."""
    for said in WITH.finditer(words):
        families = SUBJECTS[said["subject"].lower()]
        signs = {sign_of(number(a) - number(b)) for a, b in permutations(compared, 2)
                 if a.family in families and a.family == b.family and is_variant(a) and not is_variant(b)
                 and without_variant(a) == b.key}  # fmt: skip
        if signs and (1 if said["more"] else -1) not in signs:
            return f"it says '{said[0]}', and its condition compares it with the contrary"
    return ""


def ratio(words: str, _: str, compared: Compared) -> str:
    """More than half, less than ten times: of what became of one thing; else of any two numbers."""
    own = pairs(compared) or list(permutations(compared, 2))
    ratios = [number(b) / number(a) for x, y in own for a, b in ((x, y), (y, x)) if number(a)]
    for said in RATIO.finditer(words) if ratios else ():
        is_more = said["bound"].lower() == "more"
        if said["nth"]:
            bound = 1 / NTHS[said["nth"].lower()]
            fits = any(one > bound if is_more else one < bound for one in ratios)
        else:
            bound = TIMES[(said["times"] or said["twice"]).lower()]
            fits = any(one > bound if is_more else 1 < one < bound for one in ratios)
        if not fits:
            return f"it says '{said[0]}', and no two of the compared numbers are so"
    return ""


def done(words: str, condition: str, _: Compared) -> str:
    """The sum of two numbers stands on a condition that adds something."""
    found = DONE_WORD.search(words)
    if found and not any(sign in condition for sign in DONE[found[1].lower()]):
        return f"it says '{found[0]}', and its condition computes none"
    return ""


def most(words: str, compared: Compared) -> str:
    """The largest, the smallest: of the compared numbers, whatever their signs or in size."""
    for said in IS_MOST.finditer(words):
        own = letters(said["symbol"])
        named = [one for one in compared if one.symbol and letters(one.symbol) in (own, f"out_{own}")]
        which = MOST[said["most"].lower()]
        values = [number(one) for one in compared]
        if named and not any(
            number(one) == which(values) or abs(number(one)) == which(map(abs, values)) for one in named
        ):
            return f"it says '{said['most']}', and another of the compared numbers is"
    return ""


def too_much(words: str, _: str, compared: Compared) -> str:
    """An output is too small or too large beside its target, or beside a number in the condition."""
    found = TOO.search(words)
    families = {one.family for one in compared}
    return f"it says '{found[0]}', and its condition looks at no output" if found and not families & OUTPUTS else ""


OUTPUTS = {"out", "delta", "dE_dout", "short delta"}


def letters(symbol: str) -> str:
    return re.sub(r"\\mathrm|[{}\s\\]", "", symbol)
