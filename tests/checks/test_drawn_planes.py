"""Slopes, maps and panels whose code has a slip: each is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from generator.checks.drawn import reader
from generator.documents.templating import Rendered, Templates
from generator.example import read
from generator.figures import boundary, descent, landscape, trails, valley
from generator.figures.scale import Scale
from generator.numbers import certified
from generator.quantities.worked import Worked
from tests import two_outputs
from tests.drawn_networks import IMPORT, TEMPLATES, context
from tests.wide_networks import CALLS, WIDE
from tests.wide_networks import network as wide

NEURON = """\
title: One neuron
inputs: [INPUTS]
layers:
  - {name: output, neurons: [o], activation: logistic, weights: [[WEIGHTS]], biases: -0.5}
loss: half squared error
data:
  - {inputs: [FIRST], targets: [1]}
  - {inputs: [SECOND], targets: [0]}
batch: full
optimizer: gradient descent
learning_rate: 4
update: weights
rounds: 12
table: [1, 12]
"""

ONE = {"INPUTS": "x", "WEIGHTS": "-2.5", "FIRST": "1.5", "SECOND": "-0.4"}
TWO = {"INPUTS": "x1, x2", "WEIGHTS": "-2.5, 1.5", "FIRST": "1, 0.3", "SECOND": "0.2, 0.9"}

Plant = Callable[[pytest.MonkeyPatch], None]


def plant(owner: object, name: str, made: Callable[[object], object]) -> Plant:
    """Puts what is made of an attribute in its place."""
    return lambda patch: patch.setattr(owner, name, made(getattr(owner, name)))


UPSIDE_DOWN = plant(Scale, "at", lambda at: lambda self, v: at(replace(self, start=self.end, end=self.start), v))
TICKS = plant(Scale, "row", lambda row: lambda self, tick: row(self, tick * 3))
EARLIER = plant(
    landscape, "network", lambda of: lambda worked, floats, number: of(worked, floats, max(1, number - 1)))  # fmt: skip
LOOKS = plant(trails, "STYLES", lambda looks: looks[::-1])

SLIPS: Mapping[str, tuple[Mapping[str, str], str, Plant]] = {
    "a slope upside down": (ONE, '"descent"', UPSIDE_DOWN),
    "ticks of a slope": (ONE, '"descent"', TICKS),
    "a slope of other losses": (ONE, '"descent"', plant(descent, "losses", lambda of: lambda *a: of(*a) / 2)),
    "an update too early": (ONE, '"descent"', EARLIER),
    "way and start exchanged": (ONE, '"descent"', plant(
        descent.Descent, "way", lambda way: lambda self, trail: way(self, trail)[::-1])),
    "looks of ways": (ONE, '"descent", other=[variant(learning_rate=1)], names=["a", "b"]', LOOKS),
    "a map upside down": (TWO, '"valley"', UPSIDE_DOWN),
    "ticks of a map": (TWO, '"valley"', TICKS),
    "axes of a map exchanged": (TWO, '"valley"', plant(valley, "changed", lambda of: lambda worked: of(worked)[::-1])),
    "levels elsewhere": (TWO, '"valley"', plant(valley, "contours", lambda of: lambda x, y, f: of(x, y, f + 0.006))),
    "shades elsewhere": (TWO, '"valley"', plant(valley, "areas", lambda of: lambda x, y, f: of(x, y, -f))),
    "a map's update too early": (TWO, '"valley"', EARLIER),
    "a panel upside down": (TWO, '"boundary", after=[0, 12]', UPSIDE_DOWN),
    "ticks of a panel": (TWO, '"boundary", after=[0, 12]', TICKS),
    "yes where it is no": (TWO, '"boundary", after=[0, 12]', plant(
        boundary, "nets", lambda of: lambda *a: -np.asarray(of(*a)))),
    "the panel of another round": (TWO, '"boundary", after=[0, 12]', plant(
        boundary, "nets", lambda of: lambda network, x, y: of(network, y, x))),
    "points of other samples": (TWO, '"boundary", after=[0, 12]', plant(
        boundary, "beside", lambda of: lambda rows, *a: of(rows[::-1], *a))),
    "classes exchanged": (TWO, '"boundary", after=[0, 12]', plant(
        boundary, "point", lambda of: lambda *a: of(*a).replace('"unwanted', '"w').replace('"wanted', '"unwanted'))),
}  # fmt: skip


def drawn(folder: Path, kind: Mapping[str, str], call: str) -> tuple[Worked, Rendered]:
    text = NEURON
    for name, value in kind.items():
        text = text.replace(name, value)
    (folder / "example.yml").write_text(text, encoding="utf-8")
    worked = Worked(read(folder / "example.yml"), two_outputs.BITS)
    (folder / "chapter.md").write_text(f"{IMPORT}{{{{ figure({call}) }}}}", encoding="utf-8")
    with certified.precision(two_outputs.BITS):
        made = Templates(folder, TEMPLATES).render("chapter.md", two_outputs.writer(of=worked), context(worked))
    return worked, made


def findings(worked: Worked, text: Rendered) -> list[str]:
    with certified.precision(two_outputs.BITS):
        return [fault.message for fault in reader.faults(text.text, text.sources, (worked,))]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_plane_drawn_by_code_with_a_slip_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slip: str
) -> None:
    kind, call, put = SLIPS[slip]
    assert findings(*drawn(tmp_path, kind, call)) == []
    put(monkeypatch)
    assert findings(*drawn(tmp_path, kind, call))


@pytest.mark.parametrize("name", WIDE)
def test_networks_with_more_neurons_than_are_drawn_are_drawn_as_they_are(tmp_path: Path, name: str) -> None:
    worked = wide(name)
    last = max(int(weight[1:]) for weight in worked.first if weight[0] == "w" and weight[1:].isdigit())
    sums = () if worked.is_partial else ('"network", show="sums"',)
    for call in (one.format(last) for one in (*CALLS.values(), '"error-curve"', *sums)):
        (tmp_path / "chapter.md").write_text(f"{IMPORT}{{{{ figure({call}) }}}}", encoding="utf-8")
        with certified.precision(two_outputs.BITS):
            made = Templates(tmp_path, TEMPLATES).render("chapter.md", two_outputs.writer(of=worked), context(worked))
        assert findings(worked, made) == [], call


@pytest.mark.parametrize(("name", "is_right"), [("from the left", True), ("from the right", False)])
def test_a_way_comes_from_the_side_that_it_is_said_to_come_from(tmp_path: Path, name: str, is_right: bool) -> None:
    assert (findings(*drawn(tmp_path, ONE, f'"descent", names=["{name}"]')) == []) is is_right


BOTH = 'other=[variant(learning_rate=1)], names=["A", "B"]'
SAID: Mapping[str, tuple[Mapping[str, str], str, str, str]] = {
    "shade": (TWO, '"boundary", after=[0, 12]', "Where it is shaded, the network answers yes.", "yes.|no."),
    "points": (TWO, '"boundary", after=[0, 12]', "Full points: those where it should.", "Full|Hollow"),
    "hollow points": (TWO, '"boundary", after=[0, 12]', "Hollow points: those where it should not.", "should not|should"),
    "shades": (TWO, '"valley"', "The stronger the shade, the lower the loss.", "lower|higher"),
    "starts": (TWO, f'"valley", {BOTH}', "Two starts find two hollows.", "Two|Three"),
    "dots": (ONE, '"descent"', "Filled dots: the start on the left.", "left|right"),
    "how many samples": (TWO, '"error-curve"', "The loss over all two samples.", "two|three"),
    "one sample": (TWO, '"error-curve"', "The loss over all rows.", "over all rows|of the first row"),
    "what changes": (ONE, '"descent"', "The loss for each value of the weight.", "weight|bias"),
}  # fmt: skip


@pytest.mark.parametrize("what", SAID)
def test_words_with_a_plane_say_what_is_drawn(tmp_path: Path, what: str) -> None:
    kind, call, right, turned = SAID[what]
    assert findings(*drawn(tmp_path, kind, f'{call}, caption="{right}"')) == []
    wrong = right.replace(*turned.split("|"))
    assert wrong != right and findings(*drawn(tmp_path, kind, f'{call}, caption="{wrong}"'))
