"""The figures of the book: what an author can ask for by name, and the places of everything in it.

A figure is a template, templates/figures/NAME.svg, and a layout function here, which gives it places and quantities.
Numbers are printed by the template, through the same door as in the text.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from generator.errors import nearest
from generator.figures.boundary import boundary
from generator.figures.curve import error_curve
from generator.figures.descent import descent
from generator.figures.network import network
from generator.figures.valley import valley
from generator.numbers.certified import Undecided
from generator.numbers.digits import DigitRule, Tie
from generator.quantities.worked import Worked

FIGURES: dict[str, Callable[..., Mapping[str, object]]] = {
    "boundary": boundary,
    "descent": descent,
    "error-curve": error_curve,
    "network": network,
    "valley": valley,
}
"""Each takes the worked example, the rule of digits, and options of its own."""

DIGITS = "4 significant"
"""Figures show fewer digits than the text around them."""

MOST_DIGITS = 9
"""Where the author has not asked for a number of digits, a number on a rounding tie gets more, up to so many."""


def scene(
    worked: Worked, name: str, digits: str = "", of: Worked | None = None, tied: Collection[str] = (), **options: object
) -> Mapping[str, object]:
    """What the template of a figure takes. of: what is shown in place of the example, a variant or another one. tied:
    the keys of numbers for which there are more digits than was asked for.

    LookupError for an unknown figure or option, Tie for a number that lies on a rounding tie under `digits`, Undecided
    for one of which that cannot be told."""
    worked = of or worked
    if name not in FIGURES:
        raise LookupError(f"there is no figure '{name}'. {nearest(name, FIGURES)}")
    known = list(inspect.signature(FIGURES[name]).parameters)[2:]
    for option in options:
        if option not in known:
            near = nearest(option, [*known, "digits", "of"])
            raise LookupError(f"the figure '{name}' has no option '{option}'. {near}")
    rule = DigitRule.parse(digits or DIGITS)
    while True:
        try:
            return MappingProxyType({"digits": str(rule), **FIGURES[name](worked, rule, **options)})
        except (Tie, Undecided) as error:
            is_tie = isinstance(error, Tie)
            # Where a network is worked out in part, some numbers have no exact value: no precision tells a tie.
            may_be_tie = is_tie or worked.is_partial
            is_refused = digits and not (is_tie and error.of in tied)
            if is_refused or rule.count == MOST_DIGITS or not may_be_tie:
                raise
            rule = DigitRule(rule.count + 1, rule.mode)
