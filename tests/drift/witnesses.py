"""The second witness disturbed: by the last bits of a processor, which must change nothing, and by more, which must be
told; and a number on a rounding tie, which no digit decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from unittest.mock import patch

import numpy as np

from generator.errors import Problem
from generator.numbers import certified
from generator.quantities import trainings, witness
from generator.quantities.quantity import Quantity
from tests.drift.bench import BITS, DOCUMENTS, Bench, Chapter, line_at, with_text
from tests.drift.drift import Drift, Harmless


class Disturbed:
    """A training in float64 of which every number, or only one of each array, is changed a little."""

    def __init__(self, history: object, change: Callable[[np.ndarray], np.ndarray], only: str) -> None:
        self.history, self.change, self.only = history, change, only

    def round_at(self, number: int) -> object:
        done = self.history.round_at(number)
        passes = []
        for one in done.passes:
            forward, backward = (tuple(map(self.disturbed, layers)) for layers in (one.forward, one.backward))
            passes.append(replace(one, forward=forward, backward=backward))
        return replace(done, passes=tuple(passes))

    def disturbed(self, layer: object) -> object:
        is_its = hasattr(layer, self.only)
        return replace(layer, **{self.only: self.change(getattr(layer, self.only))}) if is_its else layer


FIELDS = ("net", "out", "delta", "dE_dout", "dE_dw", "dout_dnet")


def disturbed(chapter: Chapter, change: Callable[[np.ndarray], np.ndarray], only: str) -> tuple[Problem, ...]:
    def training(*asked: object) -> Disturbed:
        return Disturbed(trainings.trained_in_float64(*asked), change, only)

    with certified.precision(BITS), patch.object(witness, "trained_in_float64", training):
        found: list[Problem] = []
        for name, number, gap in witness.float64_differences(chapter.worked, 1):
            if not gap <= witness.WITHIN:
                file, message = str(chapter.folder / "example.yml"), f"{name} in round {number}: {gap}"
                found.append(Problem(file, None, message, kind="witness"))
        return tuple(found)


def by(part: float, number: int) -> Callable[[np.ndarray], np.ndarray]:
    """One entry that is not zero, so much larger."""

    def change(array: np.ndarray) -> np.ndarray:
        changed = np.array(array, dtype=float)
        places = np.flatnonzero(changed)
        if len(places):
            changed.flat[places[number % len(places)]] *= 1 + part
        return changed

    return change


def last_bit(array: np.ndarray) -> np.ndarray:
    return np.nextafter(np.array(array, dtype=float), np.inf)


def too_far(bench: Bench) -> Iterator[Drift]:
    """One number of the run in float64 off by a billionth."""
    for chapter in bench.chapters:
        for field in FIELDS:
            for number in range(4):
                what = f"{field} {number} off by 1e-9, {chapter.folder.name}"
                ask = partial(disturbed, chapter, by(1e-9, number), field)
                yield Drift(what, ask, chapter.folder / "example.yml", kinds=("witness",))


def one_ulp(bench: Bench) -> Iterator[Harmless]:
    """Every number of the run in float64 off by its last bit."""
    for chapter in bench.chapters:
        for field in FIELDS:
            what = f"{field} off by the last bit, {chapter.folder.name}"
            yield Harmless(what, partial(disturbed, chapter, last_bit, field))


def ties(bench: Bench) -> Iterator[Drift]:
    """Each given number that ends in 5, asked for with one digit less."""
    for chapter in bench.chapters:
        quantities = (one for one in chapter.worked.first.values() if isinstance(one, Quantity))
        given = [one for one in quantities if one.kind == "given" and one.written]
        for number, one in enumerate(given):
            written = str(one.written)
            if not written.endswith("5") or "." not in written:
                continue
            digits = len(written.lstrip("-0.").replace(".", "")) - 1
            if not digits:
                continue
            name = DOCUMENTS[number % len(DOCUMENTS)]
            file = chapter.file(name)
            text = file.read_text(encoding="utf-8").rstrip("\n")
            changed = f"{text}\n\n" + f'{{{{ first["{one.name}"] | value("{digits} significant") }}}}\n'
            what = f"{one.name} = {written} with {digits} significant, {chapter.folder.name}/{name}"
            ask = with_text(file, changed, partial(chapter.findings, name))
            if file.is_relative_to(bench.project.templates):  # there the author has no other place to mend it
                yield Drift(what, ask, chapter.folder / "example.yml")
            else:
                yield Drift(what, ask, file, line_at(changed, len(text)) + 2)


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "the second witness off by a billionth": too_far,
    "a number on a rounding tie": ties,
}
HARMLESS: dict[str, Callable[[Bench], Iterable[Harmless]]] = {"the last bits of another processor": one_ulp}
