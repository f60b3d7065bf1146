"""Where a card says that its number is printed, held against the pages; and every number that is seen has a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.checks.published.whereabouts import Seen, letters
from generator.errors import Problem

KIND = "site"
WAY_OUT = "generator/documents/uses.py says where numbers are seen."


def findings(
    uri: str, told: Mapping[str, object], seen: Mapping[str, Sequence[Seen]], pages: Sequence[str]
) -> Iterator[Problem]:
    """What numbers.js of some pages says of where each number is, and what it leaves out. told: its places and its
    cards. seen: where each key is seen in the whole book. pages: those that ask this script."""
    for key, found in seen.items():
        if key not in told["numbers"] and any(one.page in pages for one in found):
            yield problem(uri, key, "there is none, and the number is printed")
    for key, card in told["numbers"].items():
        there = {where(told["places"][index], nth) for index, nth in card.get("used", ())}
        right = {(one.page, one.label, one.step, one.nth) for one in seen.get(key, ())}
        if there != right:
            found, expected = (sorted(one, key=str)[:1] for one in (there - right, right - there))
            yield problem(uri, key, "where it is printed", found, expected)


def where(place: Sequence[object], nth: int) -> tuple[object, ...]:
    page, _, label, step = place
    return page, (label if step else letters(str(label))), step, nth


def problem(uri: str, key: str, what: str, found: object = "", expected: object = "") -> Problem:
    return Problem(uri, None, f"the card of {key} is wrong: {what}", WAY_OUT, KIND, str(found), str(expected))
