"""Figures whose code has a slip, and figures that were asked for with the wrong words: each is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.checks import rules
from generator.documents.templating import Templates
from generator.figures import curve, network, nodes, shapes, sketch
from generator.figures import path as way_back
from generator.figures.scale import Scale
from generator.figures.view import View
from generator.numbers import certified
from generator.quantities.worked import Worked
from tests import two_outputs
from tests.drawn_networks import IMPORT, TEMPLATES, context, rendered
from tests.drawn_networks import network as of_shape
from tests.small_books import line_of

Plant = Callable[[pytest.MonkeyPatch], None]


def plant(owner: object, name: str, made: Callable[[object], object]) -> Plant:
    """Puts what is made of an attribute in its place."""
    return lambda patch: patch.setattr(owner, name, made(getattr(owner, name)))


def fewer(found: object, **changes: object) -> object:
    return replace(found, **changes)


def mirrored(edges: Callable) -> Callable:
    def drawn(self: View, names: object) -> object:
        count = len(self.columns[names.index].positions)
        return ((count - 1 - source, *rest) for source, *rest in edges(self, names))

    return drawn


CURVES: Mapping[str, Plant] = {
    "upside down": plant(Scale, "at", lambda at: lambda self, v: at(replace(self, start=self.end, end=self.start), v)),
    "values on a linear scale": plant(Scale, "at", lambda at: lambda self, v: at(replace(self, kind="linear"), v)),
    "ticks doubled": plant(Scale, "row", lambda row: lambda self, tick: row(self, tick * 2)),
    "ticks without minus": plant(
        curve, "anchored", lambda put: lambda row, *more: put(replace(row, spans=tuple(
            replace(span, text=span.text.replace("\u2212", "")) for span in row.spans)), *more)
    ),
    "losses halved": plant(curve, "course", lambda made: lambda *a: (
        fewer(c := made(*a), losses=tuple(loss / 2 for loss in c.losses)))),
    "reversed": plant(curve, "course", lambda made: lambda *a: fewer(c := made(*a), losses=c.losses[::-1])),
    "a round too late": plant(curve, "course", lambda made: lambda *a: fewer(
        c := made(*a), losses=(*c.losses[1:], c.losses[-1]))),
    "last loss that of the first round": plant(
        curve.Diagram, "value", lambda value: lambda self, one, number: value(self, one, 1)),
    "a straight line": plant(curve, "thinned", lambda thinned: lambda points: (
        all_of := list(thinned(points)), [all_of[0], all_of[-1]])[1]),
    "another name at x": plant(curve, "COUNTED", lambda _: {"round": "epochs", "epoch": "round"}),
    "names of scales exchanged": plant(curve, "NAMES", lambda _: {"log": "linear", "linear": "logarithmic"}),
    "dots elsewhere": plant(
        curve.Diagram, "place", lambda place: lambda self, one, index: place(self, one, index or 40)),
}  # fmt: skip

NETWORKS: Mapping[str, tuple[str, Plant]] = {
    "old weights after the update": ('show="updated"', plant(network, "SHOWS", lambda shows: {
        **shows, "updated": replace(shows["updated"], weight=("w{}",))})),
    "net and out exchanged": ('show="forward"', plant(network, "SHOWS", lambda shows: {
        **shows, "forward": replace(shows["forward"], neurons=("out_{}", "net_{}"))})),
    "the words of other numbers": ('show="forward"', plant(
        sketch, "base", lambda base: lambda latex: base(latex.replace("net", "out")))),
    "edges from mirrored sources": ('show="given"', plant(View, "edges", mirrored)),
    "symbols from mirrored sources": ('show="bare"', plant(View, "edges", mirrored)),
    "numbers from mirrored sources on the way back": ('path="w5"', plant(View, "edges", mirrored)),
    "another weight": ('path="w5"', plant(
        way_back, "weight_named", lambda named: lambda layers, _: named(layers, "w7"))),
    "factors of another neuron": ('path="w1"', plant(
        way_back.WayBack, "factor", lambda factor: lambda self, name, family: factor(
            self, name.replace("o1", "o2"), family))),
    "inputs in another order": ('show="given"', plant(
        sketch.Sketch, "input", lambda put: lambda self, name: put(self, {"i1": "i2", "i2": "i1"}[name]))),
    "a bias like a weight": ('show="given"', plant(
        sketch, "Strand", lambda made: lambda i, j, kind, *more, **named: made(i, j, "way", *more, **named))),
    "the arrows in neurons turned": ('path="w1"', plant(
        nodes, "arrow", lambda made: lambda x1, y1, x2, y2, kind: made(x2, y1, x1, y2, kind))),
    "the colour of another factor": ('path="w1"', plant(
        way_back, "arrow", lambda made: lambda a, b, family, *more: made(a, b, "dE_dout", *more))),
    "heads that nobody sees": ('path="w1"', plant(shapes, "HALF_HEAD", lambda _: 0.2)),
    "factors that nobody hears of": ('path="w1", values=true', plant(
        way_back.WayBack, "sentences", lambda told: lambda self, left_out: list(told(self, left_out))[:1])),
    "lines that end elsewhere": ('show="given"', plant(
        shapes, "unit", lambda unit: lambda length: unit(length if length < 40 else length - 30))),
}  # fmt: skip


def findings(folder: Path, worked: Worked, source: str) -> list[tuple[str, int | None, str]]:
    """What `textbook check` says of a chapter, but for what is no figure's."""
    with certified.precision(two_outputs.BITS):
        text = rendered(folder, worked, source)
        problems = rules.held(text, examples=(worked,)).problems
    return [(Path(one.file).name, one.line, one.message) for one in problems if one.kind == "figure"]


@pytest.mark.parametrize("slip", CURVES)
def test_a_curve_drawn_by_code_with_a_slip_is_found_where_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slip: str
) -> None:
    CURVES[slip](monkeypatch)
    found = findings(tmp_path, of_shape("2-2-2"), 'Some words.\n\n{{ figure("error-curve") }}')
    assert found and {(file, line) for file, line, _ in found} == {("chapter.md", 4)}


@pytest.mark.parametrize("slip", NETWORKS)
def test_a_network_drawn_by_code_with_a_slip_is_found_where_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slip: str
) -> None:
    show, put = NETWORKS[slip]
    put(monkeypatch)
    found = findings(tmp_path, of_shape("2-2-2"), f'Some words.\n\n{{{{ figure("network", {show}) }}}}')
    assert found and {(file, line) for file, line, _ in found} == {("chapter.md", 4)}


SAID = {
    "given, and called updated": '{{ figure("network", show="given", caption="The network after one update.") }}',
    "updated, and called given": '{{ figure("network", show="updated", caption="All given numbers.") }}',
    "the first pass, called the second": '{{ figure("network", show="forward", caption="The second forward pass.") }}',
    "old weights, called new": '{{ figure("network", show="forward", caption="Again, with the new weights.") }}',
    "no pass": '{{ figure("network", show="given", caption="The forward pass.") }}',
    "net and out exchanged": '{{ figure("network", show="forward", caption="The output and, below it, the net.") }}',
    "numbers that are not there": '{{ figure("network", show="bare", caption="With everything that is given.") }}',
    "derivatives that are not there": '{{ figure("network", show="errors", caption="The derivatives for all weights.") }}',
    "a delta that is not there": '{{ figure("network", show="forward", caption="In each neuron: its net, its delta.") }}',
    "another sample": '{{ figure("network", show="forward", caption="The forward pass with the second row.") }}',
    "the third pass": '{{ figure("network", show="forward", round=2, caption="The third forward pass.") }}',
    "old weights": '{{ figure("network", show="forward", round=2, caption="Again, with the old weights.") }}',
    "factors that are not there": '{{ figure("network", show="given", caption="Three links of a chain.") }}',
    "values that are symbols": '{{ figure("network", path="w5", caption="The values of the factors.") }}',
    "old weights of the second pass": (
        '{{ figure("network", show="forward", round=2, caption="The second forward pass, with the old weights.") }}'
    ),
    "links miscounted": '{{ figure("network", path="w5", caption="Five links of a chain.") }}',
    "ways miscounted": '{{ figure("network", path="w1", caption="One ways lead back.") }}',
    "a linear scale, called logarithmic": (
        '{{ figure("error-curve", y="linear", caption="The scale of the error is logarithmic.") }}'
    ),
    "logarithmic scales, called linear": '{{ figure("error-curve", caption="Both axes are linear.") }}',
    "rounds, called epochs": '{{ figure("error-curve", caption="The error by epochs.") }}',
    "another weight than in the heading": '### The weight \\(w_5\\)\n\n{{ figure("network", path="w6") }}',
    "another weight than in the caption": '{{ figure("network", path="w6", caption="Back to \\\\(w_5\\\\).") }}',
    "a legend exchanged": (
        '{{ figure("error-curve", other=variant(update="weights and biases"), '
        'names=["weights and biases", "weights only"]) }}'
    ),
    "rates exchanged": '{{ figure("error-curve", other=variant(learning_rate=2), names=["faster", "slower"]) }}',
}  # fmt: skip


@pytest.mark.parametrize("words", SAID)
def test_words_that_say_another_thing_than_is_drawn_are_found(tmp_path: Path, words: str) -> None:
    assert findings(tmp_path, of_shape("2-2-2"), SAID[words]), words


TYPED = {
    "a description cut": ("parts.svg", "sentence in picture.sentences -%}", "sentence in picture.sentences[:1] -%}"),
    "fewer labels": ("network.svg", "label in picture.labels", "label in picture.labels[::2]"),
    "not read aloud": ("parts.svg", '<tspan class="number"', '<tspan aria-hidden="true" class="number"'),
    "dots that cover": ("error-curve.svg", '<circle r="3"', '<circle r="90"'),
    "mirrored": ("error-curve.svg", '{{ parts.lines(picture.curves, "curves") }}',
                 '<g transform="matrix(1 0 0 -1 0 190)">{{ parts.lines(picture.curves, "curves") }}</g>'),
    "hidden": ("parts.svg", '<path class="{{ line.kind }}"', '<path opacity="0" class="{{ line.kind }}"'),
    "renamed": ("parts.svg", "{{ sentence.words | e }}", '{{ sentence.words | replace("Weights", "Biases") }}'),
    "symbols changed": ("parts.svg", "{{ span.text | e }}", '{{ span.text | replace("5", "6") }}'),
}  # fmt: skip


@pytest.mark.parametrize("slip", TYPED)
def test_a_slip_in_the_template_of_a_figure_is_found_there(tmp_path: Path, slip: str) -> None:
    file, old, new = TYPED[slip]
    (tmp_path / "templates").mkdir()
    for template in TEMPLATES.rglob("*"):
        target = tmp_path / "templates" / template.relative_to(TEMPLATES)
        if template.suffix in (".md", ".svg"):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
    spoilt = tmp_path / "templates" / "figures" / file
    line = line_of(spoilt, old)
    spoilt.write_text(spoilt.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    worked = of_shape("2-2-2")
    source = '{{ figure("network", path="w5") }}{{ figure("network", show="given") }}{{ figure("error-curve") }}'
    (tmp_path / "chapter.md").write_text(IMPORT + source, encoding="utf-8")
    with certified.precision(two_outputs.BITS):
        templates, writer = Templates(tmp_path, tmp_path / "templates"), two_outputs.writer(of=worked)
        text = templates.render("chapter.md", writer, context(worked))
        problems = [one for one in rules.held(text, examples=(worked,)).problems if one.kind == "figure"]
    assert {(Path(one.file), one.line) for one in problems} == {(spoilt, line)}
