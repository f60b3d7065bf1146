"""The plane of two inputs: borders where they belong, points at their places, every number with its source."""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path

import mpmath
import pytest

from generator import example
from generator.documents import audit
from generator.errors import TemplateError
from generator.figures.boundary import AROUND, SIDE
from generator.quantities.worked import Worked
from generator.text.publication import publish
from tests import two_outputs
from tests.drawn_networks import network, rendered
from tests.small_books import ROOT

LOW, HIGH = -AROUND, 1 + AROUND
"""What is shown of an axis whose samples lie at 0 and 1."""


@cache
def xor() -> Worked:
    return Worked(example.read(ROOT / "content" / "1-xor-by-hand" / "example.yml"), two_outputs.BITS)


@cache
def one_neuron(weights: tuple[float, float] = (2, 4), bias: float = -3, activation: str = "logistic") -> Worked:
    """It says yes where 2 a + 4 b > 3, unless it is told otherwise."""
    layer = {"name": "only", "neurons": ["y"], "activation": activation, "weights": [weights], "biases": [bias]}
    no = 0 if activation == "logistic" else -1
    data = [{"inputs": [a, b], "targets": [1 if a and b else no]} for a in (0, 1) for b in (0, 1)]
    changed = two_outputs.read().variant(
        inputs=["a", "b"], layers=[layer], data=data, update="weights and biases", rounds=4, table=[1]
    )
    return Worked(changed, two_outputs.BITS)


def published(folder: Path, worked: Worked, call: str) -> str:
    return publish(rendered(folder, worked, f'{{{{ figure("boundary"{call}) }}}}').text).text.strip()


def points(path: str) -> list[tuple[float, float]]:
    return [tuple(map(float, pair.split())) for pair in re.findall(r"[ML]([-\d. ]+)", path)]


def paths(markup: str, kind: str) -> list[str]:
    return re.findall(rf'<path class="{kind}" d="([^"]*)"', markup)


def place(x: float, y: float) -> tuple[float, float]:
    """Where a point of the plane stands in the first panel."""
    return (x - LOW) / (HIGH - LOW) * SIDE, (HIGH - y) / (HIGH - LOW) * SIDE


def test_the_border_of_one_neuron_is_the_line_on_which_its_net_is_zero(tmp_path: Path) -> None:
    (border,) = paths(published(tmp_path, one_neuron(), ""), "border")
    line = points(border)
    expected = [place(x, (3 - 2 * x) / 4) for x in (LOW, HIGH)]
    for found, wanted in zip(sorted([line[0], line[-1]]), sorted(expected), strict=True):
        assert found == pytest.approx(wanted, abs=0.1)
    (x1, y1), (x2, y2) = expected
    assert all(abs((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / SIDE < 0.2 for x, y in line)


def test_the_border_of_tanh_is_where_it_changes_its_sign(tmp_path: Path) -> None:
    same = (paths(published(tmp_path, one_neuron(activation=name), ""), "border") for name in ("logistic", "tanh"))
    assert len({tuple(found) for found in same}) == 1


def test_the_shaded_side_is_the_one_that_says_yes(tmp_path: Path) -> None:
    (yes,) = paths(published(tmp_path, one_neuron(), ""), "yes")
    corners = [place(HIGH, HIGH), place(LOW, HIGH), place(HIGH, LOW), place(LOW, LOW)]
    near = [min(abs(x - u) + abs(y - v) for u, v in points(yes)) < 0.2 for x, y in corners]
    # 2 a + 4 b - 3 at the corners: 5.1, 1.7, -1.7, -5.1
    assert near == [True, True, False, False] and yes.endswith("Z")


def test_a_network_that_never_says_no_is_all_shaded(tmp_path: Path) -> None:
    markup = published(tmp_path, one_neuron((1, 1), 9), "")
    assert paths(markup, "border") == []
    xs, ys = zip(*points(paths(markup, "yes")[0]), strict=True)
    assert (min(xs), max(xs), min(ys), max(ys)) == (0, SIDE, 0, SIDE)


def test_each_sample_stands_at_its_place_and_shows_what_it_wants(tmp_path: Path) -> None:
    found = re.findall(r'<circle class="(\w+)" r="[\d.]+" cx="([\d.]+)" cy="([\d.]+)"', published(tmp_path, xor(), ""))
    assert [kind for kind, _, _ in found] == ["unwanted", "wanted", "wanted", "unwanted"]
    expected = [place(x, y) for x, y in itertools.product((0, 1), repeat=2)]
    for (_, x, y), wanted in zip(found, expected, strict=True):
        assert (float(x), float(y)) == pytest.approx(wanted, abs=0.05)


def test_beside_each_sample_stands_the_answer(tmp_path: Path) -> None:
    markup = published(tmp_path, xor(), ', digits="6 significant"')
    beside = "".join(re.findall(r'<g class="label tag">(.*?)</g>', markup, re.DOTALL))
    shown = re.findall(r'data-q="xor-by-hand/out_y@1(?::\d)?">([\d.]+)<', beside)
    with mpmath.workdps(30):
        def sigma(z: mpmath.mpf) -> mpmath.mpf:
            return 1 / (1 + mpmath.exp(-z))

        answers = [
            sigma(3 - 3 * sigma(mpmath.mpf(-4 * x - 4 * y - 1)) - 2 * sigma(mpmath.mpf(y - x + 2)))
            for x, y in itertools.product((0, 1), repeat=2)
        ]
    assert [float(text) for text in shown] == pytest.approx([float(answer) for answer in answers], rel=1e-5)


def test_the_border_moves_with_the_training_and_each_panel_says_when(tmp_path: Path) -> None:
    markup = published(tmp_path, xor(), ", after=[0, 40, rounds]")
    assert len(paths(markup, "yes")) == 3 and len(set(paths(markup, "yes"))) == 3
    texts = [re.sub("<[^<>]*>", "", text) for text in re.findall(r"<text[^<>]*>(.*?)</text>", markup)]
    assert "before training" in texts and {"updates_40", "updates_4000"} <= set(re.findall(r"/(updates_\d+)@", markup))


def test_panels_can_stand_in_rows(tmp_path: Path) -> None:
    sizes = {}
    for columns in (1, 2, 4):
        box = re.search(r'viewBox="([^"]*)"', published(tmp_path, xor(), f", after=[0, 1, 2, 3], columns={columns}"))
        sizes[columns] = tuple(map(float, box[1].split()))[2:]
    assert sizes[1][0] < sizes[2][0] < sizes[4][0] and sizes[1][1] > sizes[2][1] > sizes[4][1]


def test_a_variant_shows_its_own_answers(tmp_path: Path) -> None:
    call = ", of=variant(learning_rate=8), after=[rounds]"
    markup = published(tmp_path, xor(), call)
    assert set(re.findall(r'data-q="([^"/]*)/out_y@4001', markup)) == {"xor-by-hand+learning-rate-8"}


def test_the_description_says_every_answer(tmp_path: Path) -> None:
    described = re.search(r"<desc>(.*)</desc>", published(tmp_path, xor(), ", after=[0, 40]"))[1]
    assert "The answer before training is yes at x1 0, x2 0, out y 0.6063." in described
    assert described.count("The answer before training is yes") == 4
    assert described.count("after updates 40") == 4
    assert "The answer is no at x1 0, x2 0" in described


def test_no_number_is_without_a_source_and_the_same_figure_is_the_same_bytes(tmp_path: Path) -> None:
    call = '{{ figure("boundary", after=[0, 1, rounds]) }}'
    assert list(audit.problems(rendered(tmp_path, xor(), call))) == []
    assert published(tmp_path, xor(), ", after=[0, 7]") == published(tmp_path, xor(), ", after=[0, 7]")


def test_a_value_with_no_room_beside_its_point_is_left_out(tmp_path: Path) -> None:
    crowd = [{"inputs": [0.5 + k / 1000, 0.5], "targets": [k % 2]} for k in range(6)]
    ends = [{"inputs": [0, 0], "targets": [0]}, {"inputs": [1, 1], "targets": [1]}]
    crowded = Worked(one_neuron().example.variant(data=[*crowd, *ends]), two_outputs.BITS)
    markup = published(tmp_path, crowded, "")
    assert markup.count("<circle") == 8 and 3 <= markup.count('class="label tag"') < 8
    assert re.search(r"<desc>(.*)</desc>", markup)[1].count("out y") == 8


@pytest.mark.parametrize(
    ("call", "complaint"),
    [("", "needs a network with two inputs and one output"), (", of=single", "needs targets that say yes or no")],
)
def test_what_it_cannot_show_is_said_in_a_sentence(tmp_path: Path, call: str, complaint: str) -> None:
    single = (
        '{% set single = variant(inputs=["a", "b"], layers=[{"name": "l", "neurons": ["y"], "activation": "logistic",'
        ' "weights": [[1, 2]], "biases": "none"}], data=[{"inputs": [1, 2], "targets": [0.5]}]) %}'
    )
    with pytest.raises(TemplateError, match=complaint):
        rendered(tmp_path, network("2-2-2"), single + f'{{{{ figure("boundary"{call}) }}}}')


def test_more_updates_than_the_training_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="outside the training"):
        published(tmp_path, xor(), ", after=[5000]")
