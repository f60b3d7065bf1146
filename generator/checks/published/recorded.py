"""The record of a chapter, and what its foot says of it: counted once more from the documents themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from generator.errors import AuditError, Problem
from generator.quantities.quantity import Quantity
from generator.quantities.scale import WITHIN
from generator.quantities.witness import Testimony
from generator.text import stamps

KIND = "site"
WAY_OUT = "generator/verified.py notes what the checks have found, and nothing else."

LOOSEST = 1e-11
"""A witness that allows for larger differences, relative to what numbers were made from, is none."""


class Book(Protocol):
    files: tuple
    documents: tuple


class Record(Protocol):
    values: int
    gradients: int
    values_within: str
    gradients_within: str


def findings(book: Book) -> Iterator[Problem]:
    """Where the record of a chapter, or the foot of its page, is not what comes of its documents."""
    for file in book.files:
        if file.uri.endswith("/verified.json"):
            slug = file.uri.removesuffix("/verified.json")
            documents = [one for one in book.documents if one.file.uri in (f"{slug}.md", f"{slug}/deck.html")]
            written = json.loads(file.text)
            for name, expected in counted(slug, documents).items():
                if written[name] != expected:
                    yield unlike(file.uri, None, name, written[name], expected)
            yield from by_witnesses(file.uri, written)
            for document in documents:
                yield from foot(slug, document, written)


def by_witnesses(uri: str, written: Mapping[str, object]) -> Iterator[Problem]:
    """A record says that the witnesses have met something, and within no more than the book promises."""
    for name in ("values", "gradients"):
        if not written[name]:
            yield Problem(uri, None, f"the record has no {name} that a witness has met", WAY_OUT, KIND, "0")
        limit = f"{name}_within"
        if not float(str(written[limit])) <= LOOSEST:
            yield unlike(uri, None, limit, written[limit], f"at most {LOOSEST:g}")


def counted(slug: str, documents: list) -> Mapping[str, int]:
    """What was checked of the documents of a chapter, but for its foot."""
    held = [document.held for document in documents]
    printed = [
        document.sources.get(stamp.key)
        for document in documents for stamp in stamps.stamps(document.stamped)
        if not stamp.key.startswith(f"{slug}/verified/")
    ]  # fmt: skip
    numbers = [one for one in printed if isinstance(one, Quantity)]
    return {
        "numbers": sum(not one.agreed for one in numbers),
        "agreed": sum(one.agreed for one in numbers),
        "lines": sum(one.lines for one in held),
        "unrounded": sum(one.unrounded for one in held),
        "formulas": sum(one.formulas for one in held),
        "proved": sum(one.proved for one in held),
        "supposed": sum(one.supposed for one in held),
        "programs": sum(one.listings for one in held),
        "claims": sum(len(document.claims) for document in documents),
    }


def foot(slug: str, document: object, written: Mapping[str, object]) -> Iterator[Problem]:
    """The numbers of the record as they stand on a page."""
    for stamp in stamps.stamps(document.stamped):
        of, _, name = stamp.key.rpartition("/")
        if of == f"{slug}/verified" and Decimal(stamp.text.replace(",", "")) != Decimal(str(written[name])):
            yield unlike(*document.place(stamp.start), name, stamp.text, written[name])


def unlike(file: str, line: int | None, name: str, found: object, expected: object) -> Problem:
    message = f"'{name}' of the record is not what was checked"
    return Problem(file, line, message, WAY_OUT, KIND, str(found), str(expected))


def confirmed(record: Record, testimony: Testimony, file: Path) -> None:
    """Raises AuditError if a record does not say what the witnesses have said."""
    within = (("values_within", WITHIN), ("gradients_within", testimony.largest_quotient_difference))
    wrong = [
        *((name, getattr(record, name), getattr(testimony, name)) for name in ("values", "gradients")
          if getattr(record, name) != getattr(testimony, name)),
        *((name, getattr(record, name), f"at least {gap:.1e}") for name, gap in within
          if not float(getattr(record, name)) >= gap * (1 - WITHIN)),
    ]  # fmt: skip
    if wrong:
        raise AuditError(unlike(str(file), None, *one) for one in wrong)
