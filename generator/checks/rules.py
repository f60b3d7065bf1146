"""The rules, by name, and what each kind of finding is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.checks import counts, equality, finished, formulas, glued, named, repeated
from generator.checks.drawn import finding, reader, template_place
from generator.checks.equality import Fault
from generator.checks.proof import document
from generator.checks.typed_place import typed_place
from generator.documents import audit
from generator.documents.templating import Rendered
from generator.errors import Problem
from generator.quantities.worked import Worked

KINDS: dict[str, str] = {
    "example": "an example.yml that cannot be read or worked",
    "template": "a document or template that cannot be rendered",
    "source": "1 sources: a number that is neither computed, given, stated nor structural",
    "name": "1 sources: a number that stands where another quantity is named, or a name of nothing",
    "digits": "2 digits: a printed number that is not the certified value, or a rounding tie",
    "equality": "3 equality: a displayed line that does not hold as printed",
    "line-not-read": "3 equality: a displayed line that cannot be recomputed",
    "claim": "4 claims: a sentence that is not true",
    "claim-word": "4 claims: a word that compares, outside a claim",
    "count": "4 claims: a count in words of what the example has another number of",
    "witness": "5 witnesses: a value or gradient that a second computation does not confirm",
    "formula": "5 witnesses: a formula that does not hold, or that nothing proves",
    "figure": "1 sources: something drawn other than the numbers that it stands for",
    "listing": "5 witnesses: a listing that does not run, or gives other numbers",
    "bytes": "6 same bytes: two builds that differ, or a trace of the building machine",
    "site": "1 sources: a published page that differs from the ledger",
    "deck": "7 decks: a slide that differs from the ledger, or does not fit",
    "fault": "anything else that forbids publication",
}


@dataclass(frozen=True)
class Held:
    """What came of holding the rules against a document.

    problems: what breaks them. lines, unrounded, left_out: displayed lines that were recomputed from their digits, that
    say that they are not to be, that are not fully printed. formulas: computed again from their symbols; listings:
    programs that were run; proved: formulas in symbols that hold in their example, supposed: those of which the author
    says that they do not say anything of it."""

    problems: tuple[Problem, ...] = ()
    lines: int = 0
    unrounded: int = 0
    left_out: int = 0
    formulas: int = 0
    listings: int = 0
    proved: int = 0
    supposed: int = 0


def held(rendered: Rendered, in_rows: bool = False, examples: Iterable[Worked] = ()) -> Held:
    """Every rule about a single document. in_rows: whether the example's vectors are written as rows. examples: those
    that its formulas may be about; without one they are not proved."""
    reading = equality.reading(rendered.text, rendered.sources, in_rows)
    wrong, count = formulas.faults(rendered.text, rendered.sources, in_rows)
    examples = tuple(examples)
    proofs = document.proofs(rendered.text, rendered.sources, examples)
    beside = (
        *named.faults(rendered.text, rendered.sources, examples), *glued.faults(rendered.text, rendered.sources),
        *counts.faults(rendered.text, examples), *repeated.faults(rendered.text),
    )  # fmt: skip
    drawn = reader.faults(rendered.text, rendered.sources, examples)
    faults = (*reading.faults, *beside, *wrong, *proofs.faults, *drawn)
    problems = (*audit.problems(rendered), *finished.problems(rendered), *(located(rendered, one) for one in faults))
    return Held(
        problems, reading.recomputed, reading.unrounded, reading.left_out, formulas=count, proved=proofs.proved,
        supposed=proofs.supposed,
    )  # fmt: skip


def located(rendered: Rendered, fault: Fault) -> Problem:
    if fault.kind == finding.KIND or template_place.is_drawn(rendered.text, fault.start):
        file, line = template_place.typed(rendered, fault.stands, fault.start)
        return Problem(file, line, fault.message, fault.way_out, fault.kind, fault.stands, fault.should)
    # A formula is mended where it was typed, if only in a macro; a line with other numbers where these were asked for.
    file, line = typed_place(rendered, fault.start) if fault.kind == document.KIND else rendered.place(fault.start)
    return Problem(file, line, fault.message, fault.way_out, fault.kind, fault.stands, fault.should)
