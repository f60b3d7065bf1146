"""Words: "the error is 0.087" names a kind of number, and so do the words of a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.equality import Fault
from generator.checks.naming import facts
from generator.checks.naming.headings import kinds
from generator.checks.naming.in_prose import as_read, is_of_another
from generator.checks.naming.symbols import Sources, fault
from generator.quantities.quantity import Quantity
from generator.text import stamps

WORD = (
    "(?:(?:actual|wanted|desired|expected|true|correct|intended) )?(?:prediction|answer|output)"
    "|error|loss|target|learning rate|delta|net|derivative|gradient|slope"
)
SIGNED = ("gradient", "error", "out", "target", "net", "rate")
"""What has a sign of its own, so that its negative is another number; of a delta there are two traditions."""
LINKS = r"(?:[*_]{0,2}\s+(?:is|was|of|becomes|equals|now|only|about|then|still)\b|[*_]{0,2}\s*[=:≈])"
SAID = re.compile(rf"(?<![\w-])(?P<word>{WORD}){LINKS}{{0,3}}[*_]{{0,2}}\s*(?:\\\(\s*)?{stamps.STAMP.pattern}")
IN_FORMULA = re.compile(
    rf"\\(?:text|mathrm)\{{\s*(?P<word>{WORD})\s*\}}\s*(?:=|\\approx|\\colon|:)\s*{stamps.STAMP.pattern}"
)


def faults(text: str, sources: Sources) -> Iterator[Fault]:
    """Every number of a text that is said to be of another kind."""
    seen = as_read(text)
    for pattern in (SAID, IN_FORMULA):
        for found in pattern.finditer(text if pattern is IN_FORMULA else seen):
            quantity = sources.get(found[2])
            kind = facts.kind(quantity) if isinstance(quantity, Quantity) else ""
            is_own = pattern is IN_FORMULA or not is_of_another(seen, found)
            is_turned = kind in SIGNED and len(quantity.parts) == 1 and quantity.name.startswith("-")
            if kind not in ("", "count", "round") and is_own and (is_turned or kind not in kinds(found["word"])):
                yield fault(f"'{found['word']}'", found[3], quantity, found.start())
