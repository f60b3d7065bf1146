"""The network on the way back, and in formulas: what each neuron computes, its error, the derivative of each weight."""

from __future__ import annotations

import html
import re
from pathlib import Path

import mpmath
import pytest

from tests import two_outputs
from tests.drawn_networks import NETWORKS, network, published, rendered

NUMBER = re.compile(r'<tspan class="q" data-q="[^"/]*/(\w+)(?:@\d+)?">([^<]*)</tspan>')


def rows(markup: str) -> list[str]:
    texts = re.findall(r"<text[^<>]*>(.*?)</text>", markup)
    return [" ".join(html.unescape(re.sub(r"<[^<>]*>", "", text)).split()) for text in texts]


def numbers(markup: str) -> dict[str, str]:
    return {name: text.replace("\u2212", "-") for name, text in NUMBER.findall(markup)}


def test_sums_are_the_formulas_that_were_executed_and_no_numbers(tmp_path: Path) -> None:
    markup = published(tmp_path, "2-2-2", '"network", show="sums"')
    assert numbers(markup) == {}
    found = rows(markup)
    for formula in ("net = w1·i1", "+ w2·i2 + b1", "net = w7·outh1", "+ w8·outh2 + b2"):
        assert found.count(formula) == 1, formula
    assert found.count("out = σ(net)") == 4


def test_an_activation_without_a_letter_is_called_by_its_name(tmp_path: Path) -> None:
    hidden, output = (layer.model_dump(exclude_none=True) for layer in two_outputs.read().layers)
    worked = network("2-2-2").variant(layers=[{**hidden, "activation": "tanh"}, output], rounds=1, table=[1])
    found = rows(rendered(tmp_path, worked, '{{ figure("network", show="sums") }}').text)
    assert found.count("out = tanh(net)") == 2 and found.count("out = σ(net)") == 2


@pytest.mark.parametrize(
    ("show", "families"), [("errors", ("out", "dE_dout", "delta")), ("gradient", ("out", "delta", "dE_dw"))]
)
def test_the_numbers_of_the_way_back_are_those_worked_out_by_hand(
    tmp_path: Path, show: str, families: tuple[str, ...]
) -> None:
    by_hand = two_outputs.round_by_hand()
    shown = numbers(published(tmp_path, "2-2-2", f'"network", show="{show}"'))
    expected = {name for name in by_hand if re.fullmatch(rf"(?:{'|'.join(families)})_?(?:[ho]?\d)", name)}
    assert len(expected) >= 12 and expected <= set(shown)
    for name in expected:
        assert mpmath.mpf(shown[name]) == mpmath.mpf(mpmath.nstr(by_hand[name], 4)), name


def test_an_error_is_a_derivative_written_in_one_row(tmp_path: Path) -> None:
    assert rows(published(tmp_path, "2-2-2", '"network", show="errors"')).count("∂E/∂out") == 4


def test_the_derivative_of_each_weight_and_bias_stands_on_its_line_in_the_colour_of_derivatives(tmp_path: Path) -> None:
    markup = published(tmp_path, "3-4-2", '"network", show="gradient"')
    on_lines = re.findall(r'<g class="label tag k-gradient">(.*?)</g>', markup, re.DOTALL)
    named = [name for label in on_lines for name in numbers(label)]
    assert sorted(named) == sorted([f"dE_dw{n}" for n in range(1, 21)] + [
        f"dE_db_{name}" for name in ("h1", "h2", "h3", "h4", "o1", "o2")
    ])  # fmt: skip


@pytest.mark.parametrize("show", ["sums", "errors", "gradient"])
@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_can_be_shown_so_and_its_description_has_the_same_numbers(
    tmp_path: Path, name: str, show: str
) -> None:
    markup = published(tmp_path, name, f'"network", show="{show}"')
    described = re.search(r"<desc>(.*)</desc>", markup)[1].replace("\u2212", "-")
    for quantity, text in numbers(markup).items():
        assert f"{quantity.replace('_', ' ')} {text}" in described
