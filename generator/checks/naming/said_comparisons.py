r"""Comparisons in words: "\(w_5\) is larger than \(w_6\)", "it falls from 0.2 to 0.1" and "the sum of a and b is c"
have to be so, wherever it is known what is compared."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from generator.checks.equality import Fault
from generator.checks.naming.compared import (
    OPERAND,
    Known,
    Value,
    is_said_plainly,
    known_values,
    masked,
    meanings,
    together,
)
from generator.checks.naming.in_prose import as_read
from generator.checks.naming.symbols import Sources
from generator.documents.claim_sense import FALLS, RISES
from generator.quantities.worked import Worked
from generator.text import stamps

KIND = "equality"
WAY_OUT = "Mend the words or the numbers; {% claim %} holds a sentence against its condition."

Holds = Callable[..., bool]

KIND_OF_NUMBER = (
    "target|weight|input|prediction|output|error|loss|net|delta|bias|number|value|rate|learning rate|derivative|answer"
)
NOUN = (
    rf"(?:(?:the|its|our|that|this|only|about)\s+)?(?:(?:actual|total|new|old|other)\s+)?(?:(?:{KIND_OF_NUMBER})\s+)?"
)
IS = r"(?P<verb>is|are|was|lies|stays|remains)"
STILL = (
    r"(?:\s+(?:a\s+(?:little|bit)|much|far|still|slightly|also|always|now|then|even|already|clearly|again|well|too))*"
)
NOT_MORE = r"(?!\s*(?:times|was|would|or|plus|minus|less|of|percent|%|[-+*/^])(?!\w))"


def same(a: Value, b: Value) -> bool:
    return abs(a.value - b.value) <= a.half + b.half + 1e-9 * max(abs(a.value), abs(b.value))


def by(factor: float) -> Holds:
    """Whether the one is so many times the other, as far as one says such a thing."""
    return lambda a, b: abs(a.value - factor * b.value) <= 0.05 * abs(factor * b.value) + a.half + factor * b.half


def sides(compare: Callable[[float, float], bool]) -> Holds:
    return lambda a, b: compare(a.value, b.value)


MORE, LESS = sides(operator.gt), sides(operator.lt)
AT_LEAST, AT_MOST = sides(operator.ge), sides(operator.le)
RELATIONS: dict[str, Holds] = {
    r"(?:larger|greater|bigger|higher|more)\s+than": MORE,
    r"(?:smaller|lower|less)\s+than": LESS,
    r"at\s+least": AT_LEAST,
    r"at\s+most": AT_MOST,
    r"above|over|beyond": MORE,
    r"below|under": LESS,
    r"equal\s+to|the\s+same\s+as|as\s+(?:large|high|small)\s+as": same,
    r"(?:exactly\s+|about\s+)?(?:twice|double)(?:\s+as\s+(?:large|high)\s+as)?": by(2),
    r"(?:exactly\s+|about\s+)?three\s+times(?:\s+as\s+(?:large|high)\s+as)?": by(3),
    r"(?:exactly\s+|about\s+)?half(?:\s+(?:of|as\s+(?:large|high)\s+as))?": by(1 / 2),
    r"(?:exactly\s+|about\s+)?a\s+third\s+of": by(1 / 3),
    r"(?:exactly\s+|about\s+)?a\s+quarter\s+of": by(1 / 4),
    r"(?:exactly\s+|about\s+)?a\s+tenth\s+of": by(1 / 10),
}
CONTRARY = {MORE: AT_MOST, LESS: AT_LEAST, AT_LEAST: LESS, AT_MOST: MORE, same: lambda a, b: not same(a, b)}


def relation(words: str, verb: str = rf"{IS}(?P<not>\s+not)?{STILL}\s+") -> re.Pattern[str]:
    return re.compile(
        rf"(?P<a>{OPERAND})[*_]{{0,2}}\s+{verb}(?:{words})\s+{NOUN}(?P<b>{OPERAND}){NOT_MORE}", re.IGNORECASE
    )


BY_GROUP = {f"r{number}": holds for number, holds in enumerate(RELATIONS.values())}
RELATION = relation("|".join(f"(?P<{group}>{words})" for group, words in zip(BY_GROUP, RELATIONS, strict=True)))
"""All of them at once, since a text is long."""

RESULT = rf"\s+(?:is|gives|makes|equals)\s+(?:about\s+)?(?P<c>{OPERAND}){NOT_MORE}"
FIRST, SECOND, THIRD = (rf"{NOUN}(?P<{one}>{OPERAND})" for one in "abc")


def reckoned(done: Callable[[float, float], float]) -> Holds:
    """Whether the third is what comes of the two others, as far as their printed digits tell."""

    def holds(a: Value, b: Value, c: Value) -> bool:
        try:
            exact = done(a.value, b.value)
            corners = [done(a.value + x * a.half, b.value + y * b.half) for x in (-1, 1) for y in (-1, 1)]
        except ZeroDivisionError:
            return False
        apart = max(abs(one - exact) for one in corners)
        return abs(exact - c.value) <= apart + c.half + 1e-9 * max(abs(exact), abs(c.value))

    return holds


def apart(a: float, b: float) -> float:
    return abs(a - b)


def nearer(a: Value, b: Value, c: Value) -> bool:
    return abs(a.value - b.value) < abs(c.value - b.value)


def farther(a: Value, b: Value, c: Value) -> bool:
    return abs(a.value - b.value) > abs(c.value - b.value)


SENTENCES: tuple[tuple[re.Pattern[str], Holds], ...] = (
    (relation("exceeds", ""), MORE),
    (relation("equals", ""), same),
    (re.compile(rf"\b(?:{FALLS})\s+from\s+{FIRST}\s+(?:down\s+)?to\s+{SECOND}", re.IGNORECASE), MORE),
    (re.compile(rf"\b(?:{RISES})\s+from\s+{FIRST}\s+(?:up\s+)?to\s+{SECOND}", re.IGNORECASE), LESS),
    (re.compile(rf"(?P<a>{OPERAND})\s+{IS}\s+between\s+{SECOND}\s+and\s+{THIRD}", re.IGNORECASE),
     lambda a, b, c: min(b.value, c.value) <= a.value <= max(b.value, c.value)),
    *((re.compile(rf"(?P<a>{OPERAND})\s+{IS}{STILL}\s+{word}\b", re.IGNORECASE), holds)
      for word, holds in {"positive": lambda a: a.value > 0, "negative": lambda a: a.value < 0}.items()),
    *((re.compile(rf"(?P<a>{OPERAND})\s+{IS}{STILL}\s+{word}\s+{SECOND}\s+than\s+{THIRD}", re.IGNORECASE), holds)
      for word, holds in {"(?:nearer|closer)\\s+to": nearer, "farther\\s+from": farther}.items()),
    *((re.compile(rf"\bthe\s+{word}\s+(?:of|between)\s+{FIRST}\s+and\s+{SECOND}{RESULT}", re.IGNORECASE),
       reckoned(done))
      for word, done in {"sum": operator.add, "product": operator.mul, "difference": apart,
                         "(?:ratio|quotient)": operator.truediv}.items()),
    *((re.compile(rf"(?P<a>{OPERAND})\s+{word}\s+{SECOND}{RESULT}", re.IGNORECASE), reckoned(done))
      for word, done in {"plus": operator.add, "minus": operator.sub, "less": operator.sub, "times": operator.mul,
                         r"divided\s+by": operator.truediv}.items()),
    (re.compile(rf"(?P<a>{OPERAND})(?P<b>)\s+squared{RESULT}", re.IGNORECASE), reckoned(lambda a, _: a * a)),
)  # fmt: skip


def faults(text: str, sources: Sources, examples: Iterable[Worked]) -> Iterator[Fault]:
    """Each comparison in the prose of a text that is false of the numbers that it compares."""
    seen = as_read(text)
    bare, known = masked(seen), cache(lambda: known_values(examples))
    for pattern, held in ((RELATION, None), *SENTENCES):
        for found in pattern.finditer(bare):
            holds = held or next(one for name, one in BY_GROUP.items() if found[name])
            is_true = CONTRARY.get(holds, holds) if found.groupdict().get("not") else holds
            named = {one: seen[slice(*found.span(one))] for one in "abc" if one in pattern.groupindex}
            if is_said_plainly(bare, *found.span()) and is_false(named.values(), is_true, sources, known()):
                line = " ".join(stamps.without(seen[found.start() : found.end()]).split())
                yield Fault(KIND, found.start(), f"this is not so: {line}", line, "", WAY_OUT)


def is_false(named: Iterable[str], holds: Holds, sources: Sources, known: Known) -> bool:
    """Whether it is known what is compared, and however one takes it, it is not so."""
    ways = list(together(*(meanings(one, sources, known) if one else (Value(0),) for one in named)))
    return bool(ways) and not any(holds(*way) for way in ways)
