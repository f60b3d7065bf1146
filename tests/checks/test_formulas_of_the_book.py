"""Each formula of the real book is proved, and hardly a slip of the pen in one of them passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from generator.checks.proof.document import Proofs, proofs, stated
from generator.checks.typed_place import typed_place
from generator.documents.templating import Rendered
from generator.quantities.worked import Worked
from generator.text import marks, markup, stamps
from generator.text.marks import SILENT
from tests.checks.documents_of_the_book import documents
from tests.checks.slips import Slip, slips

ONE_IN = 24
"""So many of all slips are tried; with 1, all of them are, in half a minute."""


@dataclass(frozen=True)
class Typed:
    """A formula with symbols only, and what its document has said before it."""

    worked: Worked
    rendered: Rendered
    text: str
    said: str

    @cached_property
    def count(self) -> int:
        """How many formulas it consists of; 0 where its author only supposes it."""
        return len(self.proofs(self.text).formulas)

    def proofs(self, text: str) -> Proofs:
        return proofs(self.said + text, self.rendered.sources, [self.worked])


def formulas() -> Iterator[Typed]:
    """Each formula of the book in which no number of a quantity stands, once."""
    seen: set[str] = set()
    for worked, rendered in documents():
        said = [(place, str(mark)) for place, mark in marks.marks(rendered.text) if mark.kind in SILENT]
        for segment in markup.segments(rendered.text):
            has_numbers = any(stamp.key != stamps.STRUCTURAL for stamp in stamps.stamps(segment.text))
            if segment.kind == "math" and not has_numbers and segment.text not in seen and any(stated(segment.text)):
                before = "".join(mark for place, mark in said if place < segment.start)
                one = Typed(worked, rendered, segment.text, before)
                if one.count:
                    seen.add(segment.text)
                    yield one


@pytest.fixture(scope="module")
def planted() -> list[tuple[Typed, Slip, bool]]:
    """Slips all over the book, and whether each was found."""
    every = [(one, slip) for one in formulas() for slip in slips(one.text)]
    return [(one, slip, is_found(one, slip)) for one, slip in every[::ONE_IN]]


def is_found(one: Typed, slip: Slip) -> bool:
    found = one.proofs(slip.text)
    return bool(found.faults) or len(found.formulas) < one.count


def is_linear(worked: Worked) -> bool:
    return any(layer.activation == "identity" for layer in worked.example.layers)


def test_each_formula_of_each_chapter_and_deck_is_proved_in_its_example() -> None:
    for worked, rendered in documents():
        found = proofs(rendered.text, rendered.sources, [worked])
        assert found.proved > 15, rendered.file
        assert [(*rendered.place(one.start), one.message) for one in found.faults] == []


def test_only_a_few_formulas_are_supposed() -> None:
    supposed = sum(proofs(rendered.text, rendered.sources, [worked]).supposed for worked, rendered in documents())
    assert 0 < supposed < 30


def test_slips_of_each_kind_were_planted(planted: list[tuple[Typed, Slip, bool]]) -> None:
    kinds = Counter(slip.kind for _, slip, _ in planted)
    assert len(kinds) >= 8 and kinds.total() > 1000 / ONE_IN


def test_a_slip_passes_only_where_both_ways_of_writing_are_right(planted: list[tuple[Typed, Slip, bool]]) -> None:
    """Without an activation out is net, so that either may be written. The rest are four in the whole book: outputs of
    softmax add up to what targets do; of a sum one term depends on a weight, so that its factor may be called h_i."""
    unseen = [(one.worked, slip) for one, slip, is_found in planted if not is_found]
    elsewhere = [(worked.slug, slip.text) for worked, slip in unseen if not is_linear(worked)]
    assert len(elsewhere) <= 4, elsewhere
    assert len(unseen) <= 0.05 * len(planted), unseen
    assert {slip.kind for worked, slip in unseen if is_linear(worked)} <= {"word", "factor", "index"}


def test_a_slip_is_told_with_its_place_and_both_values() -> None:
    worked, rendered = next(one for one in documents() if one[0].slug == "xor-by-hand")
    right, wrong = r"\delta_{j} \cdot \mathrm{out}_{i} ,", r"\delta_{i} \cdot \mathrm{out}_{i} ,"
    assert rendered.text.count(right) == 1
    spoilt = rendered.text.replace(right, wrong)
    (fault,) = proofs(spoilt, rendered.sources, [worked]).faults
    assert "i = h1, j = y: left" in fault.message
    file, line = typed_place(rendered, rendered.text.index(right))
    assert spoilt[fault.start :].startswith(wrong)
    assert right in Path(file).read_text(encoding="utf-8").splitlines()[line - 1]


def test_a_formula_of_a_macro_is_found_where_it_is_typed() -> None:
    short = r"\mathrm{out}_j - \mathrm{target}_j"
    rendered = next(rendered for worked, rendered in documents() if short in rendered.text)
    file, line = typed_place(rendered, rendered.text.index(short))
    assert Path(file).name == "short-forms.md"
    assert short in Path(file).read_text(encoding="utf-8").splitlines()[line - 1]
