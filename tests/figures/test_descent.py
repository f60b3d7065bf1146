"""The loss over what is learned: the curve and the map are those of the loss, the way is that of the training."""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path

import pytest

from generator import example
from generator.documents import audit
from generator.errors import TemplateError
from generator.figures.descent import AREA
from generator.figures.valley import LONGER_SIDE, levels
from generator.quantities.worked import Worked
from generator.text.publication import publish
from tests import two_outputs
from tests.drawn_networks import network, rendered
from tests.small_books import ROOT

FOLDER = ROOT / "content" / "4-gradient-descent"
SAMPLES = ((-2, 0.5), (1.5, 0.2), (3, 0.7))
RATE, BIAS = 2, -4
LEFT = (
    'variant(layers=[{"name": "output", "neurons": ["o"], "activation": "logistic", "weights": [[-3.5]],'
    ' "biases": [-4]}])'
)


@cache
def one() -> Worked:
    return Worked(example.read(FOLDER / "one-weight.yml"), two_outputs.BITS)


@cache
def two() -> Worked:
    return Worked(example.read(FOLDER / "two-weights.yml"), two_outputs.BITS)


def published(folder: Path, worked: Worked, call: str) -> str:
    return publish(rendered(folder, worked, f"{{{{ figure({call}) }}}}").text).text.strip()


def sigma(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def loss(w: float) -> float:
    return sum((t - sigma(w * x + BIAS)) ** 2 / 2 for x, t in SAMPLES)


def trained(w: float, rate: float, updates: int) -> list[float]:
    """The weight before and after each update, with the slope written out by hand."""
    way = [w]
    for _ in range(updates):
        outs = [(x, t, sigma(way[-1] * x + BIAS)) for x, t in SAMPLES]
        way.append(way[-1] - rate * sum((o - t) * o * (1 - o) * x for x, t, o in outs))
    return way


def points(path: str) -> list[tuple[float, float]]:
    return [tuple(map(float, pair.split())) for pair in re.findall(r"[ML]([-\d. ]+)", path)]


def paths(markup: str, kind: str) -> list[list[tuple[float, float]]]:
    return [points(path) for path in re.findall(rf'<path class="{kind}" d="([^"]*)"', markup)]


def dots(markup: str, style: str) -> list[tuple[float, float]]:
    found = re.findall(rf'<circle class="step {style}" r="[\d.]+" cx="([-\d.]+)" cy="([-\d.]+)"', markup)
    return [(float(x), float(y)) for x, y in found]


def place(w: float, highest: float = 0.6) -> tuple[float, float]:
    """Where a weight stands in a figure from -5 to 5 whose upper tick is 0.6."""
    return AREA.left + (w + 5) / 10 * AREA.width, AREA.bottom - loss(w) / highest * AREA.height


def test_the_curve_is_the_loss(tmp_path: Path) -> None:
    (curve,) = paths(published(tmp_path, one(), '"descent", between=[-5, 5]'), "curve")
    assert len(curve) > 200
    for x, y in curve:
        assert y == pytest.approx(place((x - AREA.left) / AREA.width * 10 - 5)[1], abs=0.2)


def test_the_dots_are_the_steps_of_the_training(tmp_path: Path) -> None:
    markup = published(tmp_path, one(), f'"descent", other=[{LEFT}], between=[-5, 5]')
    for style, start in (("one", 3.5), ("another", -3.5)):
        wanted = [place(w) for w in trained(start, RATE, 24)]
        (line,) = paths(markup, f"steps {style}")
        for found, expected in zip(dots(markup, style), wanted, strict=False):
            assert found == pytest.approx(expected, abs=0.11)
        assert line[0] == pytest.approx(wanted[0], abs=0.1) and line[-1] == pytest.approx(wanted[-1], abs=0.11)
        assert 10 <= len(dots(markup, style)) <= 25


def test_so_many_updates_are_drawn_as_were_asked_for_and_only_inside_of_the_axes(tmp_path: Path) -> None:
    fast = 'of=variant(learning_rate=10, rounds=8, table=[1])'
    assert len(dots(published(tmp_path, one(), f'"descent", {fast}, updates=3'), "one")) == 4
    inside = [w for w in trained(3.5, 10, 8) if 1.5 <= w <= 5]
    assert len(dots(published(tmp_path, one(), f'"descent", {fast}, between=[1.5, 5]'), "one")) == len(inside) < 9


def test_start_and_end_are_written_with_the_numbers_of_their_rounds(tmp_path: Path) -> None:
    markup = published(tmp_path, one(), '"descent", between=[-5, 5]')
    shown = re.findall(r'<tspan class="q" data-q="gradient-descent.one-weight/(w1(?:@\d+)?)">([^<]*)<', markup)
    assert shown == [("w1", "3.5"), ("w1@25", f"{trained(3.5, RATE, 24)[-1]:.3f}")]
    assert "It comes to w1 1.628, loss 0.1250, after updates 24." in re.search(r"<desc>(.*)</desc>", markup)[1]


def loss_of_two(w1: float, w2: float) -> float:
    samples = (((1, -1.5), 0.8), ((-0.5, 3), 0.8), ((1.5, -0.5), 0.2), ((-1.5, 1), 0.3))
    return sum((t - sigma(w1 * x + w2 * y + 3)) ** 2 / 2 for (x, y), t in samples)


def weights(x: float, y: float) -> tuple[float, float]:
    """The weights that a point of the map from -5 to 5 stands for."""
    return x / LONGER_SIDE * 10 - 5, 5 - y / LONGER_SIDE * 10


def test_on_each_contour_line_the_loss_is_the_same(tmp_path: Path) -> None:
    lines = paths(published(tmp_path, two(), '"valley", across=[-5, 5], up=[-5, 5]'), "level")
    assert len(lines) >= 10
    for line in lines:
        around = [loss_of_two(*weights(*point)) for point in line]
        nearest = round(sum(around) / len(around) / 0.05) * 0.05
        assert around == pytest.approx([nearest] * len(around), abs=0.006)


def test_every_step_against_the_gradient_goes_down_and_crosses_its_line_at_a_right_angle(tmp_path: Path) -> None:
    way = [weights(*dot) for dot in dots(published(tmp_path, two(), '"valley", across=[-5, 5], up=[-5, 5]'), "one")]
    heights = [loss_of_two(*at) for at in way]
    assert len(way) > 30 and all(b < a + 1e-4 for a, b in zip(heights, heights[1:], strict=False))
    (x, y), (u, v) = way[:2]
    h = 1e-5
    rises = loss_of_two(x + h, y) - loss_of_two(x - h, y), loss_of_two(x, y + h) - loss_of_two(x, y - h)
    slope = [rise / (2 * h) for rise in rises]
    assert abs((u - x) * slope[1] - (v - y) * slope[0]) < 0.03 * math.hypot(u - x, v - y) * math.hypot(*slope)
    assert (u - x) * slope[0] + (v - y) * slope[1] < 0


def test_a_unit_is_as_long_across_as_up(tmp_path: Path) -> None:
    box = re.search(r'<rect class="frame" x="[^"]*" y="[^"]*" width="([\d.]+)" height="([\d.]+)"',
                    published(tmp_path, two(), '"valley", across=[-4, 0], up=[-2, 4]'))  # fmt: skip
    assert float(box[1]) / 4 == pytest.approx(float(box[2]) / 6, rel=1e-3)


def test_levels_are_round_numbers() -> None:
    assert [str(level) for level in levels(0.21, 0.93)] == [f"0.{k:02d}" for k in range(25, 95, 5)]


@pytest.mark.parametrize("call", ['"descent"', f'"descent", other=[{LEFT}], names=["a", "b"]'])
def test_no_number_is_without_a_source_and_the_same_figure_is_the_same_bytes(tmp_path: Path, call: str) -> None:
    assert list(audit.problems(rendered(tmp_path, one(), f"{{{{ figure({call}) }}}}"))) == []
    assert published(tmp_path, one(), call) == published(tmp_path, one(), call)


def test_no_number_of_a_map_is_without_a_source(tmp_path: Path) -> None:
    assert list(audit.problems(rendered(tmp_path, two(), '{{ figure("valley") }}'))) == []


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        ('"descent"', "needs a single neuron of which the training changes one number"),
        ('"valley"', "needs a single neuron of which the training changes two numbers"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(tmp_path: Path, call: str, complaint: str) -> None:
    with pytest.raises(TemplateError, match=complaint):
        rendered(tmp_path, network("2-2-2"), f"{{{{ figure({call}) }}}}")


@pytest.mark.parametrize(
    ("call", "complaint"),
    [('"descent", updates=99', "outside the training"), ('"descent", names=["a", "b"]', "1 start.s. and 2 name.s.")],
)
def test_what_there_is_not_is_said_in_a_sentence(tmp_path: Path, call: str, complaint: str) -> None:
    with pytest.raises(TemplateError, match=complaint):
        rendered(tmp_path, one(), f"{{{{ figure({call}) }}}}")


def test_a_bias_that_is_learned_is_one_of_the_numbers(tmp_path: Path) -> None:
    freed = 'of=variant(update="weights and biases")'
    assert dots(published(tmp_path, one(), f'"valley", {freed}'), "one")
    with pytest.raises(TemplateError, match="changes one number"):
        rendered(tmp_path, one(), f'{{{{ figure("descent", {freed}) }}}}')
