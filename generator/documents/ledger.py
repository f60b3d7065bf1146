"""The ledger: where each number of the published book stands and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from generator.documents.templating import Sources
from generator.numbers import digits
from generator.numbers.digits import DigitRule
from generator.quantities.quantity import Quantity
from generator.text import stamps
from generator.text.derivation import Writer
from generator.text.publication import Mention

KNOWN_TO = DigitRule(20, "significant")


@dataclass(frozen=True)
class Entry:
    """One printed number.

    page: the address of the page in the site. position: its place among the numbers of the page, from 0. key: the
    quantity. printed: the digits as printed. value: the certified value to 20 significant digits, or as many as are
    agreed. kind: computed, agreed, given or stated. formula: LaTeX, in symbols. place: file and line of a given number,
    the reason of a stated one. under: the headings that it stands under, or its slide.
    """

    page: str
    position: int
    key: str
    printed: str
    value: str
    kind: str
    formula: str
    place: str
    under: str = ""


def entries(
    page: str, mentions: Iterable[Mention], sources: Sources, writer: Writer, under: Iterable[str]
) -> tuple[Entry, ...]:
    """The entries of one page, in reading order. A number whose key nobody knows has none: the audit refuses it.

    under: the place of each mention in words."""
    return tuple(
        replace(entry(page, mention, sources, writer), under=words)
        for mention, words in zip(mentions, under, strict=True)
        if mention.key in sources
    )


def entry(page: str, mention: Mention, sources: Sources, writer: Writer) -> Entry:
    source = sources[mention.key]
    if not isinstance(source, Quantity):
        return Entry(page, mention.position, mention.key, mention.text, source.text, "stated", "", source.reason)
    formula = stamps.without(writer.formula(source)) if source.node.arguments else ""
    value = (digits.as_far_as_known if source.agreed else digits.widened)(source.value, KNOWN_TO).text
    return Entry(page, mention.position, mention.key, mention.text, value, source.kind, formula, source.place)


def as_json(entries: Iterable[Entry]) -> str:
    """The ledger as text, one entry a line, so that two ledgers can be compared line by line."""
    lines = ",\n".join(json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True) for entry in entries)
    return f"[\n{lines}\n]\n"
