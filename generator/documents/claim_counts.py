"""How many and which way: "all six", "four of the six" and "so the weights grow", held against the compared numbers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import permutations

from generator.documents.claim_numbers import NUMBERS, Compared, is_variant, name_of, number, sign_of, without_variant

MANY = "|".join(word for word in NUMBERS if word != "two")
ALL = re.compile(
    rf"\ball (?P<all>{MANY})\b(?! (?:times|rounds|updates|epochs|decimals|digits|samples))"
    rf"|\bthe (?P<those>{MANY}) (?:weights|derivatives|formulas|updates|changes|biases)\b",
    re.IGNORECASE,
)
COUNT = "|".join(NUMBERS)
PART = re.compile(rf"\b(?P<part>{COUNT}|one) of (?:the|these|all) (?P<all>{COUNT})\b", re.IGNORECASE)


def many(words: str, condition: str, compared: Compared) -> str:
    """All six, four of the six: of so many numbers that its condition compares."""
    families = Counter(one.family for one in compared)
    sizes = {*families.values(), *Counter(map(name_of, compared)).values(), len(compared)}
    sizes |= {len({name_of(one) for one in compared if one.family == family}) for family in families}
    sizes |= {int(one) for one in re.findall(r"(?<![\w.])[0-9]+(?![\w.])", condition)}
    if len(compared) < 3:
        return ""
    for said in ALL.finditer(words):
        if NUMBERS[(said["all"] or said["those"]).lower()] not in sizes:
            return f"it says '{said[0]}', and its condition looks at {len(compared)}"
    signs = Counter(sign_of(number(a) - number(b)) for a, b in permutations(compared, 2)
                    if is_variant(a) and not is_variant(b) and without_variant(a) == b.key)  # fmt: skip
    for said in PART.finditer(words) if signs else ():
        part = {"one": 1, **NUMBERS}[said["part"].lower()]
        if part not in signs.values():
            return f"it says '{said[0]}', and that is not how many of the compared numbers there are"
    return ""


def moves(words: str, _: str, compared: Compared) -> str:
    """What an update does to the weights whose derivatives are compared: each goes against its own."""
    signs = {sign_of(number(one)) for one in compared if one.family in GRADIENTS}
    found = MOVES.search(words)
    return (
        f"it says '{found[0]}', and the derivatives that its condition compares say the contrary"
        if found and signs in ({1}, {-1}) and signs != {-1 if found["up"] else 1}
        else ""
    )


GRADIENTS = ("gradient", "bias gradient", "batch gradient", "batch bias gradient")
MOVES = re.compile(
    r"\b(?:weights|biases|numbers) (?:will |also )?(?:(?P<up>grow|rise|become larger|get larger|go up)"
    r"|shrink|fall|become smaller|get smaller|go down)\b",
    re.IGNORECASE,
)
