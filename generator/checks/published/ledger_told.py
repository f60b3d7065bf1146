"""The ledger held against the numbers that the rules have passed: each of them, in order, with what it is."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from generator.checks.published.numbers_behind import is_all_of_it
from generator.checks.published.whereabouts import headings_of, letters, printed, slides_of
from generator.documents.audit import within_half_a_digit
from generator.errors import Problem
from generator.numbers import certified
from generator.quantities.quantity import Quantity
from generator.text.stamps import Stamp

KIND = "site"
WAY_OUT = "generator/documents/ledger.py enters each number as it was printed, and as it is known."
DIGITS = 20
BITS = 512
URI = "ledger.json"

Row = Mapping[str, object]


def findings(ledger: str, documents: tuple, known: Mapping[str, object]) -> Iterator[Problem]:
    """Where the published ledger is not that of the documents. known: what each key stands for."""
    pages: dict[str, list[Row]] = {}
    for row in json.loads(ledger):
        pages.setdefault(row["page"], []).append(row)
    with certified.precision(BITS):
        for document in documents:
            yield from of_page(document, pages.pop(document.file.uri, []), known)
    for page in pages:
        yield Problem(URI, None, f"the ledger has numbers of {page}, which is no page of the book", WAY_OUT, KIND, page)


def of_page(document: object, rows: list[Row], known: Mapping[str, object]) -> Iterator[Problem]:
    """The first number of a page that is entered otherwise, and how many there are."""
    stamped = printed(document)
    if len(rows) != len(stamped):
        message = f"the ledger has not all numbers of {document.file.uri}"
        yield Problem(URI, None, message, WAY_OUT, KIND, str(len(rows)), str(len(stamped)))
        return
    sections = slides_of if document.file.uri.endswith(".html") else headings_of
    starts, labels = zip(*sections(document.stamped), strict=True)
    for position, (row, stamp) in enumerate(zip(rows, stamped, strict=True)):
        expected = {"position": position, "key": stamp.key, "printed": stamp.text}
        label, _ = labels[bisect_right(starts, stamp.start) - 1]
        for name, found, right in (*unlike(row, expected), *of_source(row, stamp, known), *of_place(row, label)):
            message = f"the ledger has another '{name}' for {stamp.text}, of {stamp.key}"
            yield Problem(*document.place(stamp.start), message, WAY_OUT, KIND, str(found), str(right))
            return


def unlike(row: Row, expected: Mapping[str, object]) -> Iterator[tuple[str, object, object]]:
    yield from ((name, row[name], right) for name, right in expected.items() if row[name] != right)


def of_source(row: Row, stamp: Stamp, known: Mapping[str, object]) -> Iterator[tuple[str, object, object]]:
    """What a row says of the number itself."""
    source, value = known.get(stamp.key), str(row["value"])
    if isinstance(source, Quantity):
        yield from unlike(row, {"kind": source.kind, "place": source.place})
        if bool(row["formula"]) != bool(source.node.arguments):
            yield "formula", row["formula"], ""
        digits = value.partition("e")[0].replace(".", "").lstrip("-0")
        known_whole = is_all_of_it(value, source) or source.agreed
        if not within_half_a_digit(value, source.value) or not (known_whole or len(digits) >= DIGITS):
            yield "value", value, format(certified.middle(source.value.ball), ".15g")
    elif source is not None:
        yield from unlike(row, {"kind": "stated", "place": source.reason, "value": source.text, "formula": ""})


def of_place(row: Row, label: str) -> Iterator[tuple[str, object, object]]:
    """The heading above, or the slide, in words."""
    under = str(row["under"])
    if label.isdigit():
        right = under.startswith(f"slide {label} ") or under == f"slide {label}"
    else:
        right = letters(under).endswith(label)
    if not right:
        yield "under", under, label
