"""Signs that make another number of a printed one: a minus before it, a digit, a unit or a second number behind it.

Formulas are recomputed whole, so a sign in one is found there. This looks at everything else: prose, tables, notes,
alt texts, listings, the labels of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.equality import Fault
from generator.documents.templating import Stated
from generator.quantities.quantity import Quantity
from generator.text import marks, markup, stamps
from generator.text.stamps import CLOSE, OPEN, STRUCTURAL

KIND = "source"
WAY_OUT = "Print a quantity that has this value, sign and unit included, such as {{ -x }} or {{ 100 * x }}."

NOTHING, FORMULA = "\ufeff", "\ufffc"
"""Signs in place of what a reader does not see, and of a formula."""
WITHIN_A_LINE = ("span tspan b i em strong code a abbr mark small u s sub sup kbd q data time").split()
TAG = re.compile(r"</?([A-Za-z][\w-]*)[^<>]*>")
GAP = re.compile(r"\s(?:dx|x|y)=")
NEAR = 60
"""So many signs before and behind a number decide how it is read."""

AGAINST = re.compile(r"(?:\A|[^-])(?P<sign>[-−–‑]|&minus;|&#8722;)\Z")
"""A minus that touches its number is none of a difference if there is a gap before it."""
APART = re.compile(r"(?P<sign>(?:−|&minus;|&#8722;) |\b(?:minus|negative)\s+)\Z", re.IGNORECASE)
OPERAND = re.compile(rf"(?:[0-9)\]{CLOSE}{FORMULA}]|(?<![A-Za-z])[A-Za-z])\s*\Z")
TOUCHED = re.compile(rf"[\w)\]{CLOSE}{FORMULA}][*_`]*\Z")
JOINED_BEFORE = re.compile(rf"(?:[A-Za-z0-9]|[0-9{CLOSE}][.,]|{CLOSE})\Z")
JOINED_BEHIND = re.compile(rf"[A-Za-z0-9{OPEN}]|[.,](?=[0-9{OPEN}])")
TIMES = re.compile(r"\s?(%|‰|°|(?:percent|per cent|hundred|thousand|million|billion|dozen)\b)")
HUNDREDFOLD = re.compile(r"\b100\*|\*100\b")
EMPHASIS = "*_`"


def faults(text: str, sources: Mapping[str, object]) -> Iterator[Fault]:
    """The numbers of a stamped text that are read as others, for what stands beside them."""
    seen = as_read(text)
    listings = [(one.start, one.start + len(one.text)) for one in markup.segments(text) if one.kind == "code"]
    for stamp in stamps.stamps(text):
        if stamp.key == STRUCTURAL or seen[stamp.start] != OPEN:
            continue
        source = sources.get(stamp.key)
        is_code = any(start < stamp.start < end for start, end in listings)
        if is_code and isinstance(source, Stated):
            continue  # what is quoted from a file is as it is there
        before = seen[max(0, stamp.start - NEAR) : stamp.start].replace(NOTHING, "")
        behind = seen[stamp.end : stamp.end + NEAR].replace(NOTHING, "")
        before, behind = (before, behind) if is_code else (before.rstrip(EMPHASIS), behind.lstrip(EMPHASIS))
        if sign := minus(before, is_code) or joined(before, behind) or times(behind, source):
            message = f"'{sign}' beside {stamp.text} makes another number of it"
            yield Fault(KIND, stamp.start, message, sign, stamp.text, WAY_OUT)


def minus(before: str, is_code: bool) -> str:
    """The minus before a number, unless something is there that the number is taken from."""
    if sign := AGAINST.search(before):
        is_difference = (OPERAND if is_code else TOUCHED).search(before[: sign.start("sign")])
        return "" if is_difference else sign["sign"]
    if sign := APART.search(before):
        return "" if OPERAND.search(before[: sign.start("sign")]) else sign["sign"].strip()
    return ""


def joined(before: str, behind: str) -> str:
    """What touches a number so that the two are read as one."""
    found = JOINED_BEFORE.search(before) or JOINED_BEHIND.match(behind)
    return "" if found is None else found[0].replace(CLOSE, "a number").replace(OPEN, "a number")


def times(behind: str, source: object) -> str:
    """What is behind a number and multiplies it."""
    found = TIMES.match(behind)
    return "" if found is None or found[1][:3] in ("%", "per") and in_hundredths(source) else found[1]


def in_hundredths(source: object) -> bool:
    return isinstance(source, Quantity) and bool(HUNDREDFOLD.search(source.name.replace(" ", "")))


def as_read(text: str) -> str:
    """The text with as many signs, in which tags and marks are nothing, or the end of a line, and formulas one sign."""
    return "".join(map(seen, markup.segments(marks.MARK.sub(lambda mark: NOTHING * len(mark[0]), text))))


def seen(segment: markup.Segment) -> str:
    match segment.kind:
        case "math":
            return FORMULA + NOTHING * (len(segment.text) - 1)
        case "comment":
            return NOTHING * len(segment.text)
        case _:
            return TAG.sub(unseen, segment.text)


def unseen(tag: re.Match[str]) -> str:
    """A tag with a number inside is read for that. Others stand for nothing, for a gap, or for the end of a line."""
    if OPEN in tag[0]:
        return tag[0]
    if tag[1].lower() not in WITHIN_A_LINE:
        return "\n" * len(tag[0])
    return NOTHING * (len(tag[0]) - 1) + (" " if GAP.search(tag[0]) else NOTHING)
