"""What was checked of a chapter, as the build itself noted it: the foot of the chapter, and the record beside it."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from types import MappingProxyType, SimpleNamespace

from generator.checks.rules import Held
from generator.documents.origins import VERIFIED, Origin
from generator.documents.templating import Rendered, Sources, Templates
from generator.numbers.certified import Certified
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.quantities.scale import WITHIN
from generator.quantities.witness import Testimony
from generator.text import stamps
from generator.text.derivation import Writer

FOOT = "chapter/verified.md"


@dataclass(frozen=True)
class Record:
    """What was checked of a chapter and its deck.

    numbers: certified digits; agreed: numbers of which only so much is shown as independent runs agree on. lines:
    recomputed from their digits; unrounded: lines that say that they are not meant to be. formulas: computed again from
    their symbols; proved: in symbols only, and they hold in the example; supposed: those of which the author says that
    they do not say anything of it. programs: run, and they gave the errors of the training. values: met by a run in
    float64, each within `values_within`; gradients: met by difference quotients, each within `gradients_within`; both
    relative, and the last a power of ten."""

    numbers: int
    agreed: int
    lines: int
    unrounded: int
    formulas: int
    proved: int
    supposed: int
    programs: int
    claims: int
    values: int
    gradients: int
    values_within: str
    gradients_within: str


Document = tuple[str, Sources, int, Held]
"""The stamped text of a document, its sources, its number of claims, and what was held against it."""


def record(documents: Iterable[Document], testimony: Testimony) -> Record:
    """What was checked, of all documents of a chapter together."""
    documents = list(documents)
    printed = [sources.get(stamp.key) for text, sources, _, _ in documents for stamp in stamps.stamps(text)]
    numbers = [one for one in printed if isinstance(one, Quantity)]
    held = [one for *_, one in documents]
    agreed = sum(one.agreed for one in numbers)
    return Record(
        numbers=len(numbers) - agreed,
        agreed=agreed,
        lines=sum(one.lines for one in held),
        unrounded=sum(one.unrounded for one in held),
        formulas=sum(one.formulas for one in held),
        proved=sum(one.proved for one in held),
        supposed=sum(one.supposed for one in held),
        programs=sum(one.listings for one in held),
        claims=sum(claims for _, _, claims, _ in documents),
        values=testimony.values,
        gradients=testimony.gradients,
        values_within=power_above(WITHIN),
        gradients_within=power_above(testimony.largest_quotient_difference),
    )


def power_above(gap: float) -> str:
    """The power of ten that is not below a difference. The difference itself would change with the processor."""
    return "0" if gap == 0 else f"1e{math.ceil(math.log10(gap) - 1e-9)}"


def as_json(done: Record) -> str:
    return json.dumps(asdict(done), indent=1, sort_keys=True) + "\n"


def with_foot(filled: Rendered, templates: Templates, writer: Writer, slug: str, done: Record | None) -> Rendered:
    """A chapter with its foot in the place that it leaves for it, or at its end. done: None in a preview, which holds
    nothing against the witnesses, and says so."""
    foot = templates.render(FOOT, writer, {"checked": done and quantities(slug, done), "slug": slug})
    before, mark, after = filled.text.partition(VERIFIED)
    before = before if mark else before.rstrip("\n") + "\n\n---\n\n"
    start, gain = len(before), len(foot.text) - len(mark)
    made = (
        *(one for one in filled.made if one.start < start),
        *shifted(foot.made, start),
        *shifted([one for one in filled.made if mark and one.start >= start + len(mark)], gain),
    )
    sources = MappingProxyType({**filled.sources, **foot.sources})
    return replace(filled, text=before + foot.text + after, sources=sources, made=made)


def shifted(made: Collection[Origin], by: int) -> Iterable[Origin]:
    return (replace(one, start=one.start + by) for one in made)


def quantities(slug: str, done: Record) -> SimpleNamespace:
    return SimpleNamespace(**{name: quantity(slug, name, value) for name, value in asdict(done).items()})


def quantity(slug: str, name: str, value: int | str) -> Quantity:
    """A number of the record as a quantity, so that it is printed and entered into the ledger like any other."""
    number = Certified.of(Decimal(value))
    return Quantity(f"{slug}/verified/{name}", f"verified_{name}", "count", "", Traced.given(number))
