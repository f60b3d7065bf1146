"""Why a printed number is not the value: each cause computes what it would lead to, and is found only where that is the
number that was printed, digit for digit."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import combinations

from generator.engine.mistakes import MISTAKES
from generator.errors import TextbookError
from generator.numbers.certified import Certified
from generator.numbers.traced import Traced
from generator.printed.expressions import Expression, nearest_whole
from generator.printed.meanings import Names
from generator.printed.words import Quoted, Shown, Words, in_math, text_of

GUARD = 3
"""So many digits more than printed tell how a number rounds."""


@dataclass(frozen=True)
class Case:
    """A printed number that is not the value, and what is known of it.

    of: what it is of. right: the value of that. made_from: the printed numbers that it was made from, if the source
    shows them. wrong: the numbers of the source that have been found wrong before. inside: the functions around it.
    """

    printed: Decimal
    of: Expression
    right: Traced
    names: Names
    made_from: Expression | None = None
    wrong: frozenset[Decimal] = frozenset()
    inside: tuple[str, ...] = ()

    def shows(self, value: Certified) -> bool:
        return shows(value, self.printed)


def decimals_of(printed: Decimal) -> int:
    return max(0, -printed.as_tuple().exponent)


def rounded(value: Certified, decimals: int) -> Decimal:
    return Decimal(nearest_whole(value, decimals)).scaleb(-decimals)


def shows(value: Certified, printed: Decimal) -> bool:
    """Whether a value, rounded to as many digits, is the printed number."""
    return rounded(value, decimals_of(printed)) == printed


Cause = Callable[[Case], Words | None]
"""How one can see that it is the cause; None if it is not."""


def cut_off(case: Case) -> Words | None:
    """Left off are the digits behind the printed ones."""
    is_negative = case.right.value.sign() < 0
    size = -case.right.value if is_negative else case.right.value
    places = decimals_of(case.printed)
    whole = int((size * Certified.of(Decimal(10) ** places)).floor().exact.p)
    if Decimal(-whole if is_negative else whole).scaleb(-places) != case.printed:
        return None
    return ("The digits that follow are left off.",)


def carried(case: Case, from_wrong: bool) -> Words | None:
    """The numbers that it was made from give it."""
    made_from = case.made_from
    if made_from is None or not case.shows(made_from.value(case.names).value):
        return None
    if bool(numbers_in(made_from) & case.wrong) != from_wrong:
        return None

    def rounded_on_the_way(call: ast.Call) -> Shown:
        node = Expression("", call.args[0]).value(case.names)
        return Shown(case.names.quantity(node, ast.unparse(call.args[0])), f"{call.args[1].kind} decimals")

    return ("It is what ", *in_math(made_from.tree, rounded_on_the_way), " gives.")


def numbers_in(expression: Expression) -> set[Decimal]:
    """The numbers of a printed expression, with and without their sign."""
    found = {Decimal(node.kind) for node in ast.walk(expression.tree) if isinstance(node, ast.Constant)}
    return found | {-number for number in found}


def exchanged(case: Case) -> Words | None:
    """Two digits have changed places."""
    right = text_of(rounded(case.right.value, decimals_of(case.printed)))
    for first, second in combinations(range(len(right)), 2):
        digits = list(right)
        digits[first], digits[second] = digits[second], digits[first]
        if digits != list(right) and "".join(digits) == text_of(case.printed):
            return ("Two digits of ", shown(case, 0), " have changed places.")
    return None


def one_digit(case: Case) -> Words | None:
    """One digit is another; not the last, which differs wherever something is rounded."""
    right, printed = text_of(rounded(case.right.value, decimals_of(case.printed))), text_of(case.printed)
    differing = [place for place, (a, b) in enumerate(zip(right, printed, strict=False)) if a != b]
    if len(right) != len(printed) or len(differing) != 1 or differing[0] == len(right) - 1:
        return None
    return ("One digit of ", shown(case, 0), " is another.")


def wrong_sign(case: Case) -> Words | None:
    return ("It is the number with the other sign.",) if case.shows(-case.right.value) else None


def slope_at_the_output(case: Case) -> Words | None:
    """The slope of the logistic function is taken at the out, as if that were the net."""
    if "slope" not in case.inside or not case.of.written.startswith("net_"):
        return None
    node = case.names("out_" + case.of.written.removeprefix("net_"))
    if not case.shows(node.value):
        return None
    quantity = case.names.quantity(node, "")
    return (f"It is the output \\({quantity.symbol}\\), where the net input belongs.",)


def round_before(case: Case) -> Words | None:
    """The number of the round before."""
    node = case.of.value(case.names.shifted(-1))
    if not case.shows(node.value):
        return None
    found = Shown(case.names.shifted(-1).quantity(node, case.of.written), digits(case))
    return ("One update less gives it: ", found, ".")


def mistaken(case: Case, mistake: str, other_sign: bool) -> Words | None:
    """A run in which the mistake is made in every round gives it."""
    names = case.names.mistaken(mistake)
    node = case.of.value(names)
    if not case.shows(-node.value if other_sign else node.value):
        return None
    sign = ", here with the other sign" if other_sign else ""
    return ("A training that makes this mistake gives ", Shown(names.quantity(node, case.of.written), digits(case)),
            f"{sign}.")


def digits(case: Case, more: int = GUARD) -> str:
    return f"{max(1, decimals_of(case.printed) + more)} decimals"


def shown(case: Case, more: int) -> Shown | Quoted:
    return Shown(case.names.quantity(case.right, case.of.written), digits(case, more))


CAUSES: Mapping[str, Cause] = {
    "cut off instead of rounded": cut_off,
    "carried from rounded numbers": partial(carried, from_wrong=False),
    "carried from a number that does not agree": partial(carried, from_wrong=True),
    "two digits exchanged": exchanged,
    "wrong sign": wrong_sign,
    "slope taken at the output": slope_at_the_output,
    "one digit wrong": one_digit,
}
"""Verdicts on a number, with what finds them. All that fit are told, the first as the verdict."""

MISTAKEN: Mapping[tuple[str, ...], Cause] = {
    **{(name,): partial(mistaken, mistake=name, other_sign=False) for name in MISTAKES},
    **{(name, "wrong sign"): partial(mistaken, mistake=name, other_sign=True) for name in MISTAKES},
    ("one round too early",): round_before,
}
"""Verdicts that need another training. The first that fits is told."""


def found(case: Case) -> Iterator[tuple[tuple[str, ...], Words]]:
    """The causes that lead to the printed number."""
    simple = [((verdict,), words) for verdict, cause in CAUSES.items() if (words := cause(case))]
    if simple:
        yield from simple
        return
    for verdicts, cause in MISTAKEN.items():
        try:
            words = cause(case)
        except TextbookError:
            continue  # a training with this mistake comes to no end, so no source has a number of it
        if words:
            yield verdicts, words
            return
