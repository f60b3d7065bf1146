"""Rounds: after so many updates, or in a round, the number that is said is of that round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.equality import Fault
from generator.checks.naming import facts
from generator.checks.naming.headings import COUNTED, counted
from generator.checks.naming.symbols import KIND, Sources, called
from generator.quantities.quantity import Quantity
from generator.text import marks, stamps

WAY_OUT = "Print the quantity of that round: after(n) is what n updates leave, at(n) what round n sees."
NUMBER = rf"{'|'.join(COUNTED)}|{stamps.STAMP.pattern}"
WHEN = re.compile(
    rf"\bafter (?:all )?(?:the )?(?P<after>{NUMBER}) (?:such )?(?:updates?|rounds?|steps?)\b"
    rf"|\bin (?P<first>the first round)\b|\bin round (?P<at>{stamps.STAMP.pattern})",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"(?:[^.;|\n]|\.(?=[^\s<])|\n(?!\s*\n))*")
COMPARED = re.compile(r"\b(?:from|than|was|(?:in place|instead) of)\s+(?:only\s+)?(?:\\\(\s*)?$")


def faults(text: str, sources: Sources) -> Iterator[Fault]:
    """Every number of a text that is of another round than its sentence says."""
    bare = marks.MARK.sub(lambda mark: " " * len(mark[0]), text)
    for when in WHEN.finditer(bare):
        moment = 1 if when["first"] else counted(when["at"]) if when["at"] else counted(when["after"]) + 1
        clause = CLAUSE.match(bare, when.end())
        for stamp in stamps.stamps(clause[0]):
            quantity = sources.get(stamp.key)
            own = facts.moment(quantity) if isinstance(quantity, Quantity) else None
            if own is None or COMPARED.search(clause[0][: stamp.start]):
                continue
            is_left = quantity.family in facts.LATER and not when["after"] and own == moment + 1
            if own != moment and not is_left:
                words = " ".join(stamps.without(when[0]).split())
                message = f"{stamp.text}, which is {called(quantity)} of round {own}, is said to be '{words}'"
                place = when.end() + stamp.start
                yield Fault(KIND, place, message, stamp.text, f"the number of round {moment}", WAY_OUT)
            break
