"""Figures: what stands in them is what was computed, and nothing else."""

from __future__ import annotations

import html
import itertools
import math
import re
from decimal import Decimal
from pathlib import Path

import mpmath
import pytest

from generator import figures
from generator.documents import audit
from generator.errors import TemplateError
from generator.quantities.worked import Worked
from generator.text.publication import publish
from tests import two_outputs
from tests.drawn_networks import CALLS, NETWORKS, TEMPLATES, network, published, rendered

TSPAN = re.compile(r'<tspan class="q" data-q="two-outputs/(\w+)(?:@\d+)?">([^<]*)</tspan>')
LAST_ERROR = 0.0000351085
"""What the tutorial prints for the error after its 10,000 rounds."""

EVERY = [(name, figure) for name in NETWORKS for figure in CALLS]


def numbers(markup: str) -> list[tuple[str, str]]:
    """Name and digits of each number in a figure, in their order."""
    return [(name, text.replace("\u2212", "-")) for name, text in TSPAN.findall(markup)]


def labels(markup: str) -> list[str]:
    """The text of each row."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", markup)
    return [html.unescape(re.sub(r"<[^>]*>", "", text)) for text in texts]


def factors(markup: str, family: str) -> list[str]:
    """The labels in the colour of a family."""
    groups = re.findall(rf'<g class="label k-{family}">(.*?)</g>', markup, re.DOTALL)
    return ["/".join(labels(group)) for group in groups]


@pytest.mark.parametrize(("name", "figure"), EVERY)
def test_no_number_in_a_figure_is_without_a_source(tmp_path: Path, name: str, figure: str) -> None:
    done = rendered(tmp_path, network(name), f"{{{{ figure({CALLS[figure]}) }}}}")
    assert list(audit.problems(done)) == []


def test_no_template_of_a_figure_has_a_number_of_its_own() -> None:
    templates = [*(TEMPLATES / "figures").glob("*.svg"), TEMPLATES / "macros/figures.md"]
    assert len(templates) >= 4
    assert [problem for template in templates for problem in audit.typed_numbers(template)] == []


def test_every_figure_has_its_template() -> None:
    assert {file.stem for file in (TEMPLATES / "figures").glob("*.svg")} - {"parts"} == set(figures.FIGURES)


@pytest.mark.parametrize("show", ["forward", "updated"])
def test_the_numbers_are_those_worked_out_by_hand(tmp_path: Path, show: str) -> None:
    by_hand = two_outputs.round_by_hand()
    shown = dict(numbers(published(tmp_path, "2-2-2", f'"network", show="{show}"')))
    computed = {name for name in by_hand if name not in two_outputs.GIVEN}
    expected = {
        "forward": {name for name in computed if name.startswith(("net_", "out_", "E_"))},
        "updated": {f"w{n}_new" for n in range(1, 9)},
    }[show]
    assert computed & set(shown) == expected
    for name in expected:
        assert mpmath.mpf(shown[name]) == mpmath.mpf(mpmath.nstr(by_hand[name], 4)), name


def test_given_numbers_stand_as_they_were_written(tmp_path: Path) -> None:
    shown = dict(numbers(published(tmp_path, "2-2-2", '"network", show="given"')))
    assert shown == {name: text for name, text in two_outputs.GIVEN.items() if name != "eta"}


def test_a_bare_network_has_names_and_no_numbers(tmp_path: Path) -> None:
    bare = published(tmp_path, "2-2-2", '"network", show="bare"')
    assert numbers(bare) == []
    names = ["i1", "i2", "h1", "h2", "o1", "o2", *(f"w{n}" for n in range(1, 9)), "b1", "b2", "1", "1"]
    assert sorted(labels(bare)) == sorted(names)


def test_biases_of_their_own_stand_at_their_edges_and_a_shared_one_once(tmp_path: Path) -> None:
    own = labels(published(tmp_path, "3-4-2", '"network", show="bare"'))
    shared = labels(published(tmp_path, "2-3-3-1", '"network", show="bare"'))
    assert [text for text in own if text.startswith("b")] == ["bh1", "bh2", "bh3", "bh4", "bo1", "bo2"]
    assert [text for text in shared if text.startswith("b")] == ["b1", "b2", "b3"]


def test_new_biases_are_shown_where_they_are_trained(tmp_path: Path) -> None:
    trained = dict(numbers(published(tmp_path, "3-4-2", '"network", show="updated"')))
    untrained = dict(numbers(published(tmp_path, "2-2-2", '"network", show="updated"')))
    assert "b_h1_new" in trained and "b1_new" not in untrained and untrained["b1"] == "0.35"


def test_a_round_can_be_chosen(tmp_path: Path) -> None:
    later = published(tmp_path, "2-2-2", '"network", show="forward", round=rounds')
    assert dict(numbers(later))["E_total"] == "0.00003511"


def test_the_way_back_to_a_weight_of_the_last_layer_has_three_factors(tmp_path: Path) -> None:
    way = published(tmp_path, "2-2-2", '"network", path="w5"')
    assert factors(way, "dE_dout") == ["∂Etotal/∂outo1"]
    assert factors(way, "dout_dnet") == ["∂outo1/∂neto1"]
    assert factors(way, "dnet_dw") == ["∂neto1/∂w5"]
    assert factors(way, "dnet_dout") == []


def test_the_ways_back_to_a_hidden_weight_pass_all_later_neurons(tmp_path: Path) -> None:
    way = published(tmp_path, "2-2-2", '"network", path="w3"')
    assert factors(way, "dE_dout") == ["∂Etotal/∂outo1", "∂Etotal/∂outo2"]
    assert sorted(factors(way, "dout_dnet")) == ["∂outh2/∂neth2", "∂outo1/∂neto1", "∂outo2/∂neto2"]
    assert factors(way, "dnet_dout") == ["∂neto1/∂outh2", "∂neto2/∂outh2"]
    assert factors(way, "dnet_dw") == ["∂neth2/∂w3"]


@pytest.mark.parametrize("weight", ["w1", "w4", "w6", "w7"])
def test_the_values_along_all_ways_multiply_and_add_up_to_the_gradient(tmp_path: Path, weight: str) -> None:
    markup = published(tmp_path, "2-2-2", f'"network", path="{weight}", values=true, digits="12 significant"')
    value = {name: float(text) for name, text in numbers(markup)}
    assert f"dnet_d{weight}" in value
    hidden = next((name.removeprefix("dout_dnet_") for name in value if name.startswith("dout_dnet_h")), None)
    ways = [
        value[f"dE_dout_{o}"] * value[f"dout_dnet_{o}"] * (value[f"dnet_{o}_dout_{hidden}"] if hidden else 1)
        for o in ("o1", "o2")
        if f"dE_dout_{o}" in value
    ]
    gradient = sum(ways) * value[f"dnet_d{weight}"] * (value[f"dout_dnet_{hidden}"] if hidden else 1)
    assert gradient == pytest.approx(float(two_outputs.round_by_hand()[f"dE_d{weight}"]), rel=1e-10)


def test_symbols_follow_the_notation_of_the_example(tmp_path: Path) -> None:
    worked = network("2-2-2").variant(notation={"error": "J"})
    markup = rendered(tmp_path, worked, '{{ figure("network", path="w5") }}').text
    assert factors(markup, "dE_dout") == ["∂Jtotal/∂outo1"]


def test_title_and_description_are_made_of_the_same_numbers(tmp_path: Path) -> None:
    forward = published(tmp_path, "2-2-2", '"network", show="forward"')
    assert re.search(r'<svg role="img"[^>]* aria-label="The forward pass"', forward)
    described = re.search(r"<desc>(.*)</desc>", forward)[1]
    for name, text in numbers(forward):
        assert f"{name.replace('_', ' ')} {text}" in described
    assert "Inputs i1, i2; then neurons h1, h2; then o1, o2." in described


def test_figures_have_no_ids_since_slides_are_copied(tmp_path: Path) -> None:
    assert not [call for call in CALLS.values() if re.search(r"\sid=", published(tmp_path, "2-2-2", call))]


def test_the_search_leaves_figures_out_since_it_would_read_symbol_and_number_as_one(tmp_path: Path) -> None:
    for call in CALLS.values():
        assert "data-search-exclude" in re.search(r"<svg[^>]*>", published(tmp_path, "2-2-2", call))[0]


def test_the_same_figure_is_the_same_bytes(tmp_path: Path) -> None:
    for call in CALLS.values():
        assert published(tmp_path, "3-4-2", call) == published(tmp_path, "3-4-2", call)


def test_markdown_leaves_a_figure_alone(tmp_path: Path) -> None:
    markdown = pytest.importorskip("markdown")
    text = rendered(tmp_path, network("2-2-2"), 'Before.\n{{ figure("network", caption="A & B") }}\nAfter.').text
    svg = re.search(r"<svg.*</svg>", text, re.DOTALL)[0]
    page = markdown.markdown(text, extensions=["attr_list", "md_in_html"])
    assert svg in page and "<p>Before.</p>" in page and "<p>After.</p>" in page


def test_a_caption_may_hold_numbers_and_formulas(tmp_path: Path) -> None:
    source = '{% call figure("network") %}It is {{ E_total }}, \\({{ w5 | equation }}\\).{% endcall %}'
    done = rendered(tmp_path, network("2-2-2"), source)
    assert list(audit.problems(done)) == []
    assert '<figcaption class="arithmatex">It is \ue000two-outputs/E_total@1\ue0010.298371109' in done.text


@pytest.mark.parametrize(
    ("call", "sentences"),
    [
        ('"netwrk"', ["there is no figure 'netwrk'", "Did you mean 'network'?"]),
        ('"network", shw="bare"', ["has no option 'shw'", "Did you mean 'show'?"]),
        ('"network", show="givn"', ["shows no 'givn'", "Did you mean 'given'?"]),
        ('"network", path="w9"', ["there is no weight 'w9'", "Known: w1, w2"]),
        ('"network", digits="many"', ["expected '<n> decimals' or '<n> significant'", "found 'many'"]),
        ('"network", round=20000', ["outside the training"]),
        ('"error-curve", x="logarithmic"', ["there is no 'logarithmic' scale", "log"]),
        ('"error-curve", other=variant(update="weights and biases")', ["2 curve(s) and 0 name(s)"]),
        ('"error-curve", names=["a", "b"]', ["1 curve(s) and 2 name(s)"]),
    ],
)
def test_a_mistake_is_said_in_a_sentence(tmp_path: Path, call: str, sentences: list[str]) -> None:
    with pytest.raises(TemplateError) as caught:
        published(tmp_path, "2-2-2", call)
    (problem,) = caught.value.problems
    for sentence in sentences:
        assert sentence in str(problem)


def test_a_number_that_cannot_be_rounded_is_named(tmp_path: Path) -> None:
    worked = network("2-2-1").variant(layers=[
        {"name": "a", "neurons": ["h"], "activation": "identity", "weights": [[0.5, 0.5]], "biases": "none"},
        {"name": "b", "neurons": ["o"], "activation": "identity", "weights": [[1]], "biases": "none"},
    ], data=[{"inputs": [0.25, 0.2], "targets": [0.1]}])  # fmt: skip
    text = rendered(tmp_path, worked, '{{ figure("network", show="forward", digits="2 significant") }}')
    assert [tie.message.partition(":")[0] for tie in text.ties] == ["net_h cannot be rounded"]


def dots(markup: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r'<circle r="3" cx="([\d.-]+)" cy="([\d.-]+)"', markup)]


def ticks(markup: str, axis: str) -> dict[str, float]:
    """The coordinate of each tick by its text."""
    anchor = {"x": "middle", "y": "end"}[axis]
    rows = re.findall(rf'<text x="([\d.-]+)" y="([\d.-]+)" text-anchor="{anchor}">(.*?)</text>', markup)
    places = {re.sub(r"<[^>]*>", "", text): {"x": float(x), "y": float(y)} for x, y, text in rows}
    return {text: place[axis] for text, place in places.items() if text[0].isdigit()}


def test_the_curve_begins_and_ends_where_the_axes_say(tmp_path: Path) -> None:
    markup = published(tmp_path, "2-2-2", '"error-curve"')
    (x1, y1), (x2, y2) = dots(markup)
    across, up = ticks(markup, "x"), ticks(markup, "y")
    assert across.keys() == {"1", "10", "100", "1000", "104"} and (x1, x2) == (across["1"], across["104"])
    first, last = float(two_outputs.round_by_hand()["E_total"]), LAST_ERROR
    assert y2 - y1 == pytest.approx(math.log10(first / last) * (up["10−4"] - up["10−3"]), abs=0.2)
    path = re.search(r'<path class="curve first" d="M([^"]*)"', markup)[1]
    points = [tuple(map(float, point.split())) for point in path.split("L")]
    assert (points[0], points[-1]) == ((x1, y1), (x2, y2))
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in itertools.pairwise(points)), "the error falls in every round"
    assert 200 < len(points) < 700


def test_two_curves_have_their_names_and_both_last_errors(tmp_path: Path) -> None:
    call = '"error-curve", other=variant(update="weights and biases"), names=["weights only", "both"]'
    markup = published(tmp_path, "2-2-2", call)
    assert {"weights only", "both"} <= set(labels(markup))
    keys = re.findall(r'data-q="([^"]*)/E_total@(\d+)"', markup)
    assert keys == [
        ("two-outputs", "1"), ("two-outputs", "10000"), ("two-outputs+update-weights-and-biases", "10000")
    ]  # fmt: skip


def with_a_tie() -> Worked:
    """net_h1 is 0.123 * 0.05 + 0.20 * 0.10 + 0.35 = 0.37615, half way between two numbers of four digits."""
    hidden, output = two_outputs.read().layers
    weights = [[Decimal("0.123"), Decimal("0.20")], [Decimal("0.25"), Decimal("0.30")]]
    changed = {**hidden.model_dump(exclude_none=True), "weights": weights}
    layers = [changed, output.model_dump(exclude_none=True)]
    return Worked(two_outputs.read().variant(layers=layers, rounds=1, table=[1]), two_outputs.BITS)


def test_a_number_on_a_rounding_tie_gets_a_digit_more_where_nobody_asked_for_fewer(tmp_path: Path) -> None:
    markup = publish(rendered(tmp_path, with_a_tie(), '{{ figure("network", show="forward") }}').text).text
    assert ("net_h1", "0.37615") in numbers(markup)


def test_a_number_on_a_rounding_tie_is_refused_with_the_digits_that_were_asked_for(tmp_path: Path) -> None:
    (tie,) = rendered(tmp_path, with_a_tie(), '{{ figure("network", show="forward", digits="4 significant") }}').ties
    assert re.fullmatch("net_h1 cannot be rounded: .*; show one digit more.*", tie.message)
