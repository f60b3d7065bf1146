"""A document as it is published: the text that the rules have passed, number by number, with nothing added or lost.

Read back without what has written it: the marks of numbers are taken off, the numbers of equations counted again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Protocol

from generator.checks.published.packed import without_comments
from generator.checks.published.site import FROM_RAISED, NUMBER, as_in_the_ledger
from generator.checks.published.whereabouts import in_sight, published_text, with_keys
from generator.errors import Problem
from generator.text import marks, stamps

KIND = "site"
WAY_OUT = "Between the rules and the finished page numbers only get their marks: see text/publication.py, linking.py."

LINK = r"\[[^\[\]]*\]\([^()]*\)(?:\{\.see\})?|<a[^<>]*>(?:(?!</a>).)*</a>"
COUNTED = r"<aclass=\"number\"[^<>]*>(?P<equation>\([0-9.]+\))</a></div>"
CAPTION = r"<bclass=\"number\">(?P<figure>Figure[0-9.]+)\.</b>"
SHOWN = {
    "equation": r"<divclass=\"equation\"[^<>]*>", "end": COUNTED, "figure": r"(?:id=\"[^\"]*\")?", "caption": CAPTION,
    "see": LINK, "first": LINK,
}  # fmt: skip
"""What stands in the place of each mark, without blanks."""
OTHER_WAYS = (
    (re.compile(r"(?:\\times|·|×)10(?:\^\{(-?[0-9]+)\}|<sup>([-−]?[0-9]+)</sup>)"), r"e\1\2"),
    (re.compile("·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)"), lambda power: "e" + power[1].translate(FROM_RAISED)),
    (re.compile("−"), "-"),
)  # fmt: skip
"""A power of ten and a minus, as they are written in the places where a number can stand."""
TERM = re.compile(r"\{#term-[-\w]+\}")
AROUND = 40


class Document(Protocol):
    file: object
    stamped: str
    entries: tuple

    def place(self, position: int) -> tuple[str, int | None]: ...


def findings(document: Document, chapter: str) -> Iterator[Problem]:
    """Where the published text of a document differs from the stamped one. chapter: its number in the book."""
    published = published_text(document)
    unlike = list(other_keys(document, published))
    yield from unlike
    if not unlike:
        yield from other_text(document, squeezed(without_comments(NUMBER.sub(bare_number, published))), chapter)


def other_keys(document: Document, published: str) -> Iterator[Problem]:
    """The first number that is published with another key or other digits than its stamp has."""
    before = 0
    for stamp, (key, digits) in zip_longest(in_sight(document), with_keys(published), fillvalue=("", "")):
        right = (stamp.key, as_in_the_ledger(stamp.text)) if isinstance(stamp, stamps.Stamp) else ("", "")
        if (key, digits) != right:
            place = document.place(stamp.start if isinstance(stamp, stamps.Stamp) else before)
            what = f"'{digits}' for '{key}'"
            message = f"{document.file.uri} is published with {what}, which the rules have not passed there"
            yield Problem(*place, message, WAY_OUT, KIND, digits, right[1])
            return
        before = stamp.start


def other_text(document: Document, published: str, chapter: str) -> Iterator[Problem]:
    """The first place where other signs stand than the rules have passed. published: without blanks and keys."""
    counts = {"equation": 0, "figure": 0}
    here = 0
    for mark, start, piece in pieces(document.stamped):
        if mark:
            counts[mark.kind] = counts.get(mark.kind, 0) + 1
            shown = re.compile(SHOWN[mark.kind]).match(published, here)
            yield from miscounted(document, start, shown, counts, chapter) if shown else ()
            here = shown.end() if shown else here
        if not published.startswith(piece, here):
            yield other_signs(document, start, piece, published[here:])
            return
        here += len(piece)
    if published[here:]:
        yield other_signs(document, len(document.stamped), "", published[here:])


def pieces(stamped: str) -> Iterator[tuple[marks.Mark | None, int, str]]:
    """The text from mark to mark, squeezed, with the mark before it and where that stands."""
    text = without_comments(marks.spoken(stamped))
    before, done = None, 0
    for start, mark in marks.marks(text):
        yield before, done, squeezed(stamps.without(text[done:start]))
        before, done = mark, start + len(str(mark))
    yield before, done, squeezed(stamps.without(text[done:]))


def miscounted(
    document: Document, start: int, shown: re.Match[str], counts: dict[str, int], chapter: str
) -> Iterator[Problem]:
    """The number of an equation or a figure that is not the next one of its chapter."""
    for kind, written in (("equation", "({})"), ("figure", "Figure{}")):
        if kind in shown.re.groupindex and document.file.uri.endswith(".md"):
            right = written.format(".".join(filter(None, (chapter, str(counts[kind])))))
            if shown[kind] != right:
                message = f"{shown[kind]} of {document.file.uri} is the {kind} {right}"
                yield Problem(*document.place(start), message, WAY_OUT, KIND, shown[kind], right)


def other_signs(document: Document, start: int, piece: str, published: str) -> Problem:
    same = next((n for n, (a, b) in enumerate(zip(piece, published, strict=False)) if a != b), 0)
    stands, should = (one[max(0, same - AROUND) : same + AROUND] for one in (published, piece))
    message = f"{document.file.uri} is published with other signs than the rules have passed"
    return Problem(*document.place(start), message, WAY_OUT, KIND, stands, should)


def bare_number(found: re.Match[str]) -> str:
    return as_in_the_ledger(found["digits"] if found["formula"] else found["text"])


def squeezed(text: str) -> str:
    """A text without blanks, with entities read and numbers written in one way."""
    text = re.sub(r"\s", "", html.unescape(text))
    for pattern, one_way in OTHER_WAYS:
        text = pattern.sub(one_way, text)
    return TERM.sub("", text)
