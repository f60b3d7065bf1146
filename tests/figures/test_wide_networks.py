"""Figures of networks with many neurons, with neurons that are off, with coupled outputs, with batches."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from generator.documents import audit
from generator.errors import TemplateError
from generator.example import Example
from generator.figures.view import seen
from generator.quantities.worked import Worked
from tests.drawn_networks import published as published_small
from tests.drawn_networks import rendered
from tests.wide_networks import CALLS, WIDE, published
from tests.wide_networks import network as wide

FEW_NODES = 22
"""More than all nodes of a column of four, its bias and a total, in four columns."""


def classes(markup: str, kind: str) -> list[str]:
    """The classes of the groups or paths that have this one."""
    return [found for found in re.findall(r'class="([^"]*)"', markup) if kind in found.split()]


def keys(markup: str) -> list[str]:
    """The names of the quantities in the drawing, not of those in the description."""
    return re.findall(r'data-q="[^"/]*/([\w]+)', markup.partition("</desc>")[2])


def description(markup: str) -> str:
    return html.unescape(re.search(r"<desc>(.*)</desc>", markup)[1])


def texts(markup: str, kind: str) -> list[str]:
    groups = re.findall(rf'<g class="{kind}[^"]*">(.*?)</g>', markup, re.DOTALL)
    return [html.unescape(re.sub(r"\s*<[^>]*>\s*", "", group)) for group in groups]


@pytest.mark.parametrize(
    ("size", "also", "drawn"),
    [
        (2, [], [1, 2]),
        (7, [], [1, 2, 3, 4, 5, 6, 7]),
        (8, [], [1, 2, 3, 8]),
        (784, [], [1, 2, 3, 784]),
        (784, [300], [1, 2, 3, 300, 784]),
        (784, [5], [1, 2, 3, 4, 5, 784]),  # dots would stand for h4 alone
        (784, [782], [1, 2, 3, 782, 783, 784]),
    ],
)
def test_a_long_column_shows_the_first_the_last_and_whom_the_figure_is_about(
    size: int, also: list[int], drawn: list[int]
) -> None:
    names = [f"h{k}" for k in range(1, size + 1)]
    made = seen(names, [f"h{k}" for k in also])
    assert list(made.drawn) == [f"h{k}" for k in drawn] and made.is_all == (len(drawn) == size)


@pytest.mark.parametrize("name", WIDE)
def test_no_number_in_a_figure_of_many_neurons_is_without_a_source(tmp_path: Path, name: str) -> None:
    source = "".join(f"{{{{ figure({call.format(1)}) }}}}\n" for call in CALLS.values())
    done = rendered(tmp_path, wide(name), source)
    assert list(audit.problems(done)) == [] and len(done.sources) > 50


@pytest.mark.parametrize("figure", CALLS)
def test_a_figure_of_many_neurons_has_few_nodes_and_says_how_many_there_are(tmp_path: Path, figure: str) -> None:
    markup = published(tmp_path, "101-10-9", CALLS[figure])
    assert len(classes(markup, "node")) <= FEW_NODES and len(classes(markup, "dot")) in (9, 12)
    assert texts(markup, "label count") == ["101inputs", "10neurons", "9outputs"]
    assert {"inputs", "layers_0_neurons", "layers_1_neurons"} <= set(keys(markup))
    said = description(markup)
    assert "Inputs x1, x2, x3" in said and "x101 of 101." in said and "Neurons h1, h2, h3 and h10 of 10." in said
    assert not re.search(r"\bx50\b", markup)


def test_lines_lead_only_from_what_is_drawn_to_what_is_drawn(tmp_path: Path) -> None:
    markup = published(tmp_path, "101-10-9", CALLS["bare"])
    assert len(classes(markup, "way")) == 4 * 4 + 4 + 4 * 4 + 4
    assert len(classes(markup, "constant")) == 4 + 4


def test_weights_are_written_where_they_are_worked_out(tmp_path: Path) -> None:
    markup = published(tmp_path, "101-10-9", '"network", show="given"')
    first = [f"w{k}" for k in (1, 2, 3, 101)]
    second = [f"w{1010 + 10 * j + i}" for j in (0, 1, 2, 8) for i in (1, 2, 3, 10)]
    assert {key for key in keys(markup) if key.startswith("w")} == {*first, *second}
    assert "Of the lines to h1, h2, h3 and h10, those to h1 carry their weights." in description(markup)
    assert {"b_h1", "b_o1", "b_o9"} <= set(keys(markup)) and "b_h2" not in keys(markup)


def test_sums_are_written_where_they_are_worked_out(tmp_path: Path) -> None:
    """Of a neuron whose formula is not kept there is its name."""
    nodes = texts(published(tmp_path, "101-10-9", '"network", show="sums"'), "node neuron")
    sums = {node.partition("net =")[0]: node for node in nodes if "net =" in node}
    assert set(sums) == {"h1", "o1", "o2", "o3", "o9"} and {"h2", "h3", "h10"} <= set(nodes)
    assert sums["h1"].startswith("h1net =w11(1)·x1[1]+w12(1)·x2[1]+⋯+b") and sums["h1"].endswith("out = relu(net)")


def test_every_neuron_that_is_drawn_has_its_numbers(tmp_path: Path) -> None:
    forward = keys(published(tmp_path, "101-10-9", CALLS["forward"]))
    assert {f"{half}_{name}" for half in ("net", "out") for name in ("h1", "h3", "h10", "o1", "o9")} <= set(forward)
    assert "net_h4" not in forward


NINE = '"network", show="updated", digits="9 decimals"'


@pytest.mark.parametrize(
    ("name", "call", "bare", "weight", "there"),
    [
        ("7-7-3", CALLS["bare"], "h1, h2, h3, h4, h5, h6 and h7", "w11(1)", False),
        ("7-7-3", CALLS["bare"], "h1, h2, h3, h4, h5, h6 and h7", "w11(2)", True),
        ("12-9-8-10", CALLS["bare"], "", "w1", True),
        ("12-9-8-10", NINE, "h1, h2, h3 and h9", "w1+", False),
        ("12-9-8-10", CALLS["back to the first"], "o1, o2, o3 and o10", "∂neth1", True),
    ],
)
def test_labels_for_which_there_is_no_room_are_left_out_and_the_description_says_so(
    tmp_path: Path, name: str, call: str, bare: str, weight: str, there: bool
) -> None:
    markup = published(tmp_path, name, call)
    told = re.findall("For lack of room the lines to (.*?) have no", description(markup))
    assert bare in told if bare else told == []
    assert any(text.startswith(weight) for text in texts(markup, "label")) == there


def test_six_and_six_neurons_keep_all_their_labels(tmp_path: Path) -> None:
    weights = [text for text in texts(published_small(tmp_path, "6-6-1", '"network", show="bare"'), "label tag")]
    assert len(weights) == 36 + 6 + 6 + 1


@pytest.mark.parametrize(("path", "ways"), [("w1", "80"), ("w7", "80"), ("w109", "10"), ("w260", "")])
def test_the_ways_that_are_not_all_drawn_are_counted(tmp_path: Path, path: str, ways: str) -> None:
    markup = published(tmp_path, "12-9-8-10", f'"network", path="{path}"')
    assert [text for text in texts(markup, "label") if text.endswith("ways")] == ([f"{ways}ways"] if ways else [])
    assert re.findall(r"Ways in all: (\d+)\.", description(markup)) == ([ways] if ways else [])


def test_the_way_to_a_weight_in_the_middle_shows_where_it_comes_from(tmp_path: Path) -> None:
    markup = published(tmp_path, "101-10-9", '"network", path="w50"')
    assert "x50" in [text for text in texts(markup, "node input")] and "w1,50(1)" in texts(markup, "label goal")
    assert texts(markup, "label k-dnet_dout")[:2] == ["∂neto1[1]∂outh1[1]", "∂neto2[1]∂outh1[1]"]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("w102", "'w102' leads to h2. In a layer as large as this one it is h1 that is worked out."),
        ("w1101", "there is no weight 'w1101'"),
    ],
)
def test_a_way_that_cannot_be_shown_is_said_in_a_sentence(tmp_path: Path, path: str, sentence: str) -> None:
    with pytest.raises(TemplateError) as caught:
        published(tmp_path, "101-10-9", f'"network", path="{path}"')
    assert sentence in str(caught.value)


def error(example: Example, change: dict[int, float]) -> float:
    """The loss of the first sample of a network of rectified neurons and softmax, with some weights changed."""
    values, number = [float(x) for x in example.data[0].inputs], 0
    for index, layer in enumerate(example.layers):
        nets = []
        for row, bias in zip(layer.weights, layer.biases, strict=True):
            weights = [float(w) + change.get(number + i, 0.0) for i, w in enumerate(row, 1)]
            nets.append(sum(w * x for w, x in zip(weights, values, strict=True)) + float(bias))
            number += len(row)
        values = [max(net, 0.0) for net in nets]
        if index == len(example.layers) - 1:
            values = [math.exp(net) / sum(map(math.exp, nets)) for net in nets]
    return -sum(float(t) * math.log(out) for t, out in zip(example.data[0].targets, values, strict=True))


def difference(example: Example, weight: int) -> float:
    """The gradient of a weight as a difference quotient."""
    return (error(example, {weight: 1e-5}) - error(example, {weight: -1e-5})) / 2e-5


def soft(delta: str) -> Worked:
    worked = wide("7-7-3")
    return worked.variant(notation={"delta": delta}, batch="online")


@pytest.mark.parametrize("delta", ["plus", "minus"])
@pytest.mark.parametrize("weight", [15, 18, 50, 57, 70])
def test_the_values_along_all_ways_through_softmax_make_the_gradient(tmp_path: Path, weight: int, delta: str) -> None:
    worked = soft(delta)
    call = f'"network", path="w{weight}", values=true, digits="12 significant"'
    done = rendered(tmp_path, worked, f"{{{{ figure({call}) }}}}")
    assert list(audit.problems(done)) == []
    stamped = re.findall("\ue000[^\ue001]*/-?(\\w+)[^\ue001]*\ue001([^\ue002]*)\ue002", done.text)
    value = {name: float(text) for name, text in stamped}
    outputs = [name for name in value if name.startswith("delta_")]
    assert outputs and not [name for name in value if name.startswith(("dE_dout", "dout_dnet_o"))]
    (last,) = [value[name] for name in value if name.startswith("dnet_dw")]
    hidden = next((name.removeprefix("dout_dnet_") for name in value if name.startswith("dout_dnet_h")), None)
    ways = [
        value[name] * (value[f"dnet_{name.removeprefix('delta_')}_dout_{hidden}"] if hidden else 1) for name in outputs
    ]
    assert len(ways) == (3 if hidden else 1)
    made = sum(ways) * last * (value[f"dout_dnet_{hidden}"] if hidden else 1)
    assert made == pytest.approx(difference(worked.example, weight), rel=1e-5, abs=1e-9)


def test_a_coupled_output_has_no_way_of_its_own(tmp_path: Path) -> None:
    markup = published(tmp_path, "7-7-3", '"network", path="w50"')
    assert texts(markup, "label k-delta") == ["∂Jtotal[1]∂neto1[1]"]
    assert texts(markup, "label k-dE_dout") == texts(markup, "label k-dout_dnet") == []
    assert "Each output depends on the nets of all outputs" in description(markup)
    assert len(classes(markup, "coupling")) == 2


def test_outputs_that_are_not_coupled_are_not_joined(tmp_path: Path) -> None:
    for call in ('"network", path="w5"', '"network", show="forward"'):
        markup = published_small(tmp_path, "2-2-2", call)
        assert classes(markup, "coupling") == [] and "depends" not in description(markup)


def off(worked: Worked) -> Iterator[str]:
    """The hidden neurons whose net is negative."""
    for name in worked.example.layers[0].neurons:
        if float(worked.first[f"net_{name}"].value.ball) < 0:
            yield name


def test_a_rectified_neuron_that_is_off_is_drawn_so(tmp_path: Path) -> None:
    markup = published(tmp_path, "7-7-3", CALLS["forward"])
    dead = list(off(wide("7-7-3")))
    assert 0 < len(dead) < 7
    drawn = [re.match(r"h\d", text)[0] for text in texts(markup, "node neuron dead")]
    assert drawn == dead and len(classes(markup, "off")) == 3 * len(dead)
    assert f"{', '.join(dead[:-1])} and {dead[-1]} are off" in description(markup)


def test_only_what_shows_outs_shows_who_is_off(tmp_path: Path) -> None:
    for call in ('"network", show="bare"', '"network", show="given"', '"network", show="updated"'):
        assert "dead" not in published(tmp_path, "7-7-3", call)
    assert "dead" not in published_small(tmp_path, "2-2-2", CALLS["forward"])


def test_a_figure_shows_the_first_sample_of_a_batch_or_the_one_that_is_asked_for(tmp_path: Path) -> None:
    first, asked, second = (
        published(tmp_path, "7-7-3", f'"network", show="forward"{more}') for more in ("", ", sample=1", ", sample=2")
    )
    assert first == asked != second
    assert "The numbers are those of sample 2." in description(second)
    inputs = [str(x) for x in wide("7-7-3").example.data[1].inputs]
    assert [text[2:] for text in texts(second, "node input")] == [text.replace("-", "\u2212") for text in inputs]
    assert re.search(r'data-q="[^"]*/net_h1@1:2"', second) and "out[2]" in "".join(texts(second, "node neuron"))


def test_in_a_later_round_the_batch_begins_elsewhere(tmp_path: Path) -> None:
    assert "sample 3." in description(published(tmp_path, "7-7-3", '"network", show="forward", round=2'))


def test_a_sample_that_is_not_in_the_batch_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="sample 3 is not in the batch of round 1"):
        published(tmp_path, "7-7-3", '"network", show="forward", sample=3')


def test_a_network_with_one_sample_a_round_says_nothing_of_samples(tmp_path: Path) -> None:
    assert "sample" not in description(published_small(tmp_path, "2-2-2", CALLS["forward"]))


def test_a_number_of_a_large_network_that_lies_on_a_tie_is_told_and_gets_a_digit_more(tmp_path: Path) -> None:
    """net_h2 is 1 times 0.12345. It is not worked out, and known exactly all the same."""
    worked = wide("101-10-9")
    hidden, output = (layer.model_dump(exclude_none=True) for layer in worked.example.layers)
    others = [[Decimal("0.12345"), *[0] * 100]] * 9
    hidden |= {"weights": [[Decimal("0.5"), *[0] * 100], *others], "biases": "none"}
    data = [{"inputs": [1, *[0] * 100], "targets": [1, *[0] * 8]}]
    worked = worked.variant(layers=[hidden, output], data=data, batch="online", rounds=1)
    call = '"network", show="forward"'
    assert "/net_h2@1\ue0010.12345\ue002" in rendered(tmp_path, worked, f"{{{{ figure({call}) }}}}").text
    tie, *_ = rendered(tmp_path, worked, f'{{{{ figure({call}, digits="4 significant") }}}}').ties
    assert re.match("net_h2 cannot be rounded.*show one digit more", tie.message)
