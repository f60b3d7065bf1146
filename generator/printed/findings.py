"""What was compared of a source, and what of it does not agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.printed.slips import breakable
from generator.printed.words import Words
from generator.quantities.quantity import Quantity

SORTS = ("numbers", "formulas", "sentences")
"""What is counted."""


@dataclass(frozen=True)
class Finding:
    """One thing that a source prints, or leaves out, and that does not agree with the computation.

    sort: numbers, formulas, sentences or missing. where: the sections in which it stands. printed: a number, LaTeX or
    words. means: LaTeX of what it is of. computed: the value, and its digits; None where a symbol has none. as_printed:
    what a printed formula gives. verdicts: the first cause; also: further causes, which lead to the same digits.
    because: how one can see it. see: the same, in a sentence of the
    file. quoted: a printed line of numbers. line: where it stands in printed.yml.
    """

    sort: str
    where: tuple[str, ...]
    printed: str
    verdicts: tuple[str, ...]
    because: Words
    line: int
    computed: Quantity | None = None
    digits: str = ""
    as_printed: Quantity | None = None
    also: tuple[str, ...] = ()
    see: str = ""
    quoted: Words = ()

    @property
    def latex(self) -> tuple[str, ...]:
        """A printed formula in parts between which a line may end."""
        return breakable(self.printed)


@dataclass(frozen=True)
class Comparison:
    """A source and what came of the comparison. compared, agreeing: how many of each of SORTS, as quantities."""

    called: str
    kind: str
    title: str
    author: str | None
    url: str | None
    year: Quantity | None
    slug: str
    compared: dict[str, Quantity]
    agreeing: dict[str, Quantity]
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]
    apart: tuple[tuple[str, str], ...]


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is printed in several places, once, with all of them."""
    found: dict[tuple, Finding] = {}
    for finding in findings:
        of = None if finding.computed is None else finding.computed.key
        key = (finding.sort, finding.printed, finding.verdicts, finding.quoted, of)
        if key in found:
            first = found[key]
            found[key] = replace(first, where=tuple(dict.fromkeys((*first.where, *finding.where))),
                                 see=first.see or finding.see)
        else:
            found[key] = finding
    return tuple(found.values())
