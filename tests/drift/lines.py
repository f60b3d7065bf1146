"""Displayed lines that no longer hold as printed: = for ≈ and the other way, digits that do not suffice, an exact value
rounded, an operand or a sign exchanged, a result of another line.

Whether a line still holds is asked of a pocket calculator that knows nothing of the checks
(tests/pocket_calculator.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from generator.documents.templating import Rendered
from generator.quantities.quantity import Quantity
from generator.text import stamps
from tests import pocket_calculator
from tests.drift.bench import Bench, spliced
from tests.drift.drift import Drift
from tests.drift.printed import Made, planted, put, quantities

STAMP = "\ue000[^\ue002]*\ue002"
RESULT = re.compile(rf"(?P<sign>=|\\approx)\s*(?:\\result\s*\{{\s*)?(?P<result>{STAMP})")
ENDS = re.compile(
    r"=|\\approx(?![a-z])|\\\[|\\\(|\\\\(?:\[[^\]]*\])?|&|\\begin\{[a-z]*\}|\\end\{[a-z]*\}|\\qquad|\\text\{[^{}]*\}"
)
UNROUNDED = "computed unrounded"


def results(rendered: Rendered) -> Iterator[tuple[re.Match[str], str]]:
    """Each result that stands behind a side of printed numbers only, and that side."""
    for found in RESULT.finditer(rendered.text):
        ends = list(ENDS.finditer(rendered.text, max(0, found.start() - 3000), found.start()))
        left = rendered.text[ends[-1].end() : found.start()] if ends else ""
        if stamps.OPEN in left and UNROUNDED not in rendered.text[found.end() : found.end() + 60]:
            yield found, left


def reckoned(left: str) -> pocket_calculator.Number | None:
    try:
        return pocket_calculator.read(re.sub(r"\\class\{[^{}]*\}\s*", "", left))
    except (pocket_calculator.Misprint, ZeroDivisionError):
        return None


def holds(left: str, sign: str, result: str) -> bool | None:
    """Whether a line holds as printed; None if the calculator cannot say."""
    value = reckoned(left)
    if value is None:
        return None
    said = Fraction(result.replace(",", ""))
    if sign == "=":
        return isinstance(value, Fraction) and value == said
    half = Fraction(Decimal(1).scaleb(Decimal(result.replace(",", "")).as_tuple().exponent)) / 2
    gap = pocket_calculator.both(value, said, lambda a, b: abs(a - b))
    return bool(pocket_calculator.real(gap) < pocket_calculator.real(half))


def is_broken(found: re.Match[str], left: str, changed: str) -> bool:
    """Whether a line held, and with another left side does not. What the calculator cannot say holds, as -0 ln 0.4 = 0
    does whatever stands behind the 0, is not planted."""
    sign, result = found["sign"], result_of(found)
    return holds(left, sign, result) is True and holds(changed, sign, result) is False


def exchanged_signs(rendered: Rendered) -> Made:
    """Each = before a result became ≈, and each ≈ became =."""
    for found, left in results(rendered):
        if reckoned(left) is not None and holds(left, found["sign"], result_of(found)):
            other = r"\approx" if found["sign"] == "=" else "="
            if other == "=" or is_all_exact(rendered, left, found["result"]):
                text = spliced(rendered.text, *found.span("sign"), f"{other} ")
                yield f"{found['sign']} became {other} before {result_of(found)}", found.start("sign"), text


def result_of(found: re.Match[str]) -> str:
    return stamps.without(found["result"])


def is_all_exact(rendered: Rendered, *parts: str) -> bool:
    """Whether all numbers of a line are values themselves: only then is ≈ more modest than it need be."""
    for stamp in (one for part in parts for one in stamps.stamps(part)):
        source = rendered.sources.get(stamp.key)
        exact = source.value.exact if isinstance(source, Quantity) else stamp.text.replace(",", "")
        if exact is None or Fraction(str(exact)) != Fraction(stamp.text.replace(",", "")):
            return False
    return True


def too_few_digits(rendered: Rendered) -> Made:
    """Each operand in turn with fewer digits, rightly rounded, where the line no longer gives its result."""
    for found, left in results(rendered):
        start = found.start() - len(left)
        for stamp in stamps.stamps(left):
            digits = shorter(stamp.text, 2)
            if stamp.key == stamps.STRUCTURAL or digits is None:
                continue
            changed = spliced(left, stamp.start, stamp.end, stamps.stamp(stamp.key, digits))
            if is_broken(found, left, changed):
                text = spliced(rendered.text, start, found.start(), changed)
                yield f"{stamp.text} cut to {digits}", start + stamp.start, text


def shorter(number: str, by: int) -> str | None:
    decimals = len(number.partition(".")[2])
    if "e" in number or decimals <= by:
        return None
    rounded = str(round(Decimal(number), decimals - by))
    return None if not Decimal(rounded) else rounded


def exact_rounded(rendered: Rendered) -> Made:
    """Each exact result behind = with its last digit rounded away."""
    for found, left in results(rendered):
        digits = shorter(result_of(found), 1)
        is_less = found["sign"] == "=" and digits and Decimal(digits) != Decimal(result_of(found))
        if is_less and holds(left, "=", result_of(found)):
            (stamp,) = stamps.stamps(found["result"])
            text = spliced(rendered.text, *found.span("result"), stamps.stamp(stamp.key, digits))
            yield f"{stamp.text} rounded to {digits} behind =", found.start("result"), text


SIGNS = {" + ": " - ", " - ": " + ", r"\cdot": "+", r"\times": "+"}


def other_operation(rendered: Rendered) -> Made:
    """Each sign between two printed numbers exchanged, where the line no longer gives its result."""
    for found, left in results(rendered):
        start = found.start() - len(left)
        for sign, other in SIGNS.items():
            for place in re.finditer(re.escape(sign), left):
                changed = spliced(left, *place.span(), other)
                if is_broken(found, left, changed):
                    text = spliced(rendered.text, start, found.start(), changed)
                    yield f"{sign} became {other} before {result_of(found)}", start + place.start(), text


def other_operand(rendered: Rendered) -> Made:
    """Each operand in turn replaced by another number of the page, under that one's own key."""
    others = list(quantities(rendered))
    for number, (found, left) in enumerate(results(rendered)):
        start = found.start() - len(left)
        for stamp in stamps.stamps(left):
            other = others[(number * 7 + stamp.start) % len(others)][0]
            changed = spliced(left, stamp.start, stamp.end, stamps.stamp(other.key, other.text))
            if stamp.key == stamps.STRUCTURAL or other.text.startswith("-"):
                continue
            if is_broken(found, left, changed):
                text = spliced(rendered.text, start, found.start(), changed)
                yield f"{other.text} in place of {stamp.text}", start + stamp.start, text


def other_result(rendered: Rendered) -> Made:
    """The result of each line replaced by that of the next one that has another, under its own key."""
    found = list(results(rendered))
    for (one, left), (two, _) in zip(found, found[1:], strict=False):
        if holds(left, one["sign"], result_of(one)) and holds(left, one["sign"], result_of(two)) is False:
            (stamp,) = stamps.stamps(one["result"])
            moved = type(stamp)(stamp.key, stamp.text, one.start("result"), one.end("result"))
            (other,) = stamps.stamps(two["result"])
            what = f"{result_of(two)} in place of {result_of(one)}"
            yield what, moved.start, put(rendered, moved, other.key, other.text)


LINES = ("equality", "formula", "name")

KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "= for ≈, or ≈ for =": lambda bench: planted(bench, exchanged_signs, LINES),
    "digits that do not suffice": lambda bench: planted(bench, too_few_digits, LINES),
    "an exact value rounded": lambda bench: planted(bench, exact_rounded, LINES),
    "another operation in a line": lambda bench: planted(bench, other_operation, LINES),
    "another operand in a line": lambda bench: planted(bench, other_operand, LINES),
    "another result behind a line": lambda bench: planted(bench, other_result, LINES),
}
