"""The claims of a page that are true in one edition and not in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.comparing.alignment import aligned
from generator.comparing.edition import Page
from generator.documents.claims import Claim

NUMBER = re.compile(r"-?\d[\d.,]*")


@dataclass(frozen=True)
class Verdict:
    """A claim whose truth changed, or that is false. change: became false, became true, still false, new and false,
    new, gone. page: the address of the page that makes it."""

    change: str
    page: str
    file: str
    line: int
    words: str
    condition: str


BOTH = {(True, False): "became false", (False, True): "became true", (False, False): "still false"}


def verdicts(old: Page | None, new: Page) -> Iterator[Verdict]:
    """What there is to say about the claims of a page; of a claim that was and is true, nothing."""
    found = aligned(
        old.claims if old else (), new.claims,
        (lambda claim: claim.condition, lambda claim: claim.condition), (words, words),
    )  # fmt: skip
    for before, now in found.pairs:
        if change := BOTH.get((before.holds, now.holds)):
            yield verdict(change, new.uri, now)
    yield from (verdict("new" if claim.holds else "new and false", new.uri, claim) for claim in found.added)
    yield from (verdict("gone", new.uri, claim) for claim in found.gone)


def verdict(change: str, page: str, claim: Claim) -> Verdict:
    return Verdict(change, page, claim.file, claim.line, claim.words, claim.condition)


def words(claim: Claim) -> str:
    """What a claim says, whatever the numbers in it are."""
    return NUMBER.sub("#", claim.words)
