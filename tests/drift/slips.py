"""A slip of the pen in a general formula that somebody typed: an index, a sign, a factor, a derivative, a word.

Not caught, in principle: a slip that is as true as what stood there, in this example. `is_as_true` has the reasons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.checks import rules
from generator.checks.proof.document import KIND, Proofs, proofs, stated
from generator.documents.templating import Rendered
from generator.errors import Problem
from generator.numbers import certified
from generator.text import marks, markup, stamps
from generator.text.marks import SILENT
from generator.text.markup import Segment
from tests.checks.slips import Slip, slips
from tests.drift.bench import BITS, DOCUMENTS, Bench, Chapter, line_at, spliced, with_text
from tests.drift.drift import Drift


@dataclass(frozen=True)
class General:
    """A formula with symbols only. said: what its document says before it of its letters, and of what it supposes."""

    chapter: Chapter
    rendered: Rendered
    formula: Segment
    said: str

    @property
    def templates(self) -> list[Path]:
        """What the document may take its formulas from."""
        return sorted([*self.chapter.folder.glob("*.md"), *self.chapter.project.templates.rglob("*.md")])

    def proofs(self, text: str) -> Proofs:
        return proofs(self.said + text, self.rendered.sources, (self.chapter.worked,))

    def findings(self, text: str) -> Iterator[Problem]:
        """What the build says with another text of the formula."""
        start, end = self.formula.start, self.formula.start + len(self.formula.text)
        changed = replace(self.rendered, text=spliced(self.rendered.text, start, end, text))
        for fault in self.proofs(text).faults:
            yield rules.located(changed, replace(fault, start=fault.start - len(self.said) + start))


def general(bench: Bench) -> Iterator[General]:
    """Each formula of the book that states something in symbols, once."""
    seen: set[str] = set()
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            rendered = chapter.clean[name]
            said = [(place, str(mark)) for place, mark in marks.marks(rendered.text) if mark.kind in SILENT]
            for segment in markup.segments(rendered.text):
                has_numbers = any(stamp.key != stamps.STRUCTURAL for stamp in stamps.stamps(segment.text))
                if segment.kind != "math" or has_numbers or segment.text in seen or not any(stated(segment.text)):
                    continue
                seen.add(segment.text)
                one = General(chapter, rendered, segment, "".join(mark for at, mark in said if at < segment.start))
                if one.proofs(segment.text).proved:  # else its author says that it is only supposed
                    yield one


def slipped(bench: Bench) -> Iterator[Drift]:
    """Each slip in each typed formula, to be told where the formula is typed."""
    texts = {file: file.read_text(encoding="utf-8") for file in sorted(bench.project.root.rglob("*.md"))}
    for one in general(bench):
        place = typed_at(one, texts)
        if place is None:  # an expression has printed it
            continue
        file, at = place
        for slip in slips(one.formula.text):
            if not is_as_true(slip):
                first, last = line_at(texts[file], at), line_at(texts[file], at + len(one.formula.text))
                what = f"{slip.kind} at {slip.at}: {slip.text}, {bench.named(file)}:{first}"
                changed = spliced(texts[file], at, at + len(one.formula.text), slip.text)
                yield Drift(what, with_text(file, changed, partial(found, one, slip)), file, first, last, (KIND,))


def found(one: General, slip: Slip) -> tuple[Problem, ...]:
    with certified.precision(BITS):
        return tuple(one.findings(slip.text))


def typed_at(one: General, texts: dict[Path, str]) -> tuple[Path, int] | None:
    """The file in which a formula stands as it is, and where: the document's own, or else the only one that it is made
    from. None if it stands in none, or more than once."""
    formula, own = one.formula.text, Path(one.rendered.file)
    found = [own] if formula in texts[own] else [file for file in one.templates if formula in texts[file]]
    return (found[0], texts[found[0]].index(formula)) if [texts[file].count(formula) for file in found] == [1] else None


OF_A_SUM = re.compile(r"\\partial w_\{(\w)(\w)\}\}\s*\\sum_\{(\w)\} w_\{\3\2\} h_\1(?!\w)")


def is_as_true(slip: Slip) -> bool:
    """Whether it says the same: of a sum over k only one term depends on w_ij, so its factor h_k may be called h_i."""
    return OF_A_SUM.search(slip.text) is not None


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {"a slip in a typed formula": slipped}
