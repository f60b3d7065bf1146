"""Digits in words: what is said to be rounded to three decimals is printed with three."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.equality import Fault
from generator.checks.naming import sentences
from generator.checks.naming.symbols import KIND
from generator.text import marks, stamps
from generator.text.number_words import VALUES, between

WAY_OUT = 'Print it with so many, such as {{ w5 | value("3 decimals") }}, or say how many it has.'
ROUNDED = re.compile(
    rf"\b[Rr]ounded\s+to\s+(?P<count>{between(1, 10)})\s+(?:decimals?|decimal\s+places?)\b"
    r"(?!\s+(?:after|in|at|on)\b)"
)


def faults(text: str) -> Iterator[Fault]:
    """Each "rounded to two decimals" in a text whose sentence prints numbers, and none with two."""
    bare = marks.MARK.sub(lambda mark: " " * len(mark[0]), text)
    for found in ROUNDED.finditer(bare):
        end = sentences.ENDS.search(bare, found.end())
        stop = end.start() if end else len(bare)
        if end and end[0].startswith("\n") and re.match(r"\s*\\\[", bare[stop:]):
            stop = bare.find(r"\]", stop)
        printed = stamps.stamps(bare[found.end() : stop])
        places = {places_of(one.text) for one in printed if one.key != stamps.STRUCTURAL}
        if places and VALUES[found["count"]] not in places:
            words = " ".join(found[0].split())
            message = f"it says '{words}', and the numbers of the sentence have {', '.join(map(str, sorted(places)))}"
            yield Fault(KIND, found.start(), message, words, "", WAY_OUT)


def places_of(number: str) -> int:
    return len(number.partition("e")[0].partition(".")[2])
