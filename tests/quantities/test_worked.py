"""The worked example against the tutorial's formulas in mpmath, against float64, and on nets of other shapes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import mpmath
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.engine.activations import ACTIVATIONS
from generator.engine.training import one_round
from generator.errors import ExampleError
from generator.example import Example
from generator.numbers import certified
from generator.quantities import witness
from generator.quantities.straightline import flat
from generator.quantities.trainings import trained, trained_in_float64
from generator.quantities.worked import Worked
from tests import two_outputs
from tests.exact_numbers import contains, fraction
from tests.strategies import DrawnNetwork, Learning, learnings, networks, quick
from tests.two_outputs import round_by_hand, rounded, to_mpmath, worked

PRINTED_IN_THE_TUTORIAL = {
    "net_h1": "0.3775", "out_h1": "0.593269992", "out_h2": "0.596884378", "net_o1": "1.105905967",
    "out_o1": "0.751365070",
    "out_o2": "0.772928465", "E_o1": "0.274811083", "E_o2": "0.023560026", "E_total": "0.298371109",
    "dE_dout_o1": "0.741365070", "dout_dnet_o1": "0.186815602", "dE_dw5": "0.082167041", "delta_o1": "0.138498562",
    "dE_dout_h1_via_o1": "0.055399425", "dE_dout_h1": "0.036350306", "dout_dnet_h1": "0.241300709",
    "dE_dw1": "0.000438568",
    "w5_new": "0.358916480", "w6_new": "0.408666186", "w7_new": "0.511301270", "w8_new": "0.561370121",
    "w1_new": "0.149780716", "w2_new": "0.19956143", "w3_new": "0.24975114", "w4_new": "0.29950229",
}  # fmt: skip


def test_every_name_has_the_value_of_the_tutorials_formula() -> None:
    expected = round_by_hand()
    assert set(worked().first) == set(expected)
    with mpmath.workdps(60):
        for name, quantity in worked().first.items():
            assert abs(to_mpmath(quantity.value) - expected[name]) < mpmath.mpf(10) ** -55, name
            assert certified.width(quantity.value.ball) < 1e-60


@pytest.mark.parametrize("name", PRINTED_IN_THE_TUTORIAL)
def test_the_tutorials_digits_are_these(name: str) -> None:
    digits = PRINTED_IN_THE_TUTORIAL[name]
    assert rounded(to_mpmath(worked().first[name].value), len(digits) - 2) == digits


def test_after_one_update_every_name_has_the_value_of_a_second_round_by_hand() -> None:
    once = round_by_hand()
    twice = round_by_hand({f"w{n}": once[f"w{n}_new"] for n in range(1, 9)})
    with mpmath.workdps(60):
        for name, quantity in worked().after(1).items():
            assert abs(to_mpmath(quantity.value) - twice[name]) < mpmath.mpf(10) ** -50, name
    assert rounded(to_mpmath(worked().after(1)["E_total"].value), 9) == "0.291027774"


def test_the_error_that_round_ten_thousand_sees_is_the_tutorials() -> None:
    assert rounded(to_mpmath(worked().at(10_000)["E_total"].value), 10) == "0.0000351085"
    assert certified.width(worked().at(10_000)["E_total"].value.ball) < 1e-50


def test_after_so_many_updates_is_at_the_round_that_follows() -> None:
    assert worked().after(1) is worked().at(2) and worked().at(worked().rounds) is worked().after(9_999)


@pytest.mark.parametrize("number", [0, -1, 10_002, 99_999])
def test_there_is_no_round_outside_the_training(number: int) -> None:
    with pytest.raises(LookupError, match=f"round {number} is outside the training, which has 10000 rounds"):
        worked().at(number)


def test_the_last_round_there_is_shows_what_the_last_update_did() -> None:
    before, after = worked().at(10_000)["E_total"], worked().at(10_001)["E_total"]
    assert after < before


@pytest.mark.parametrize("number", [1, 2, 3, 10_000])
def test_a_round_meets_the_long_training_and_its_float64_witness(number: int) -> None:
    error = worked().at(number)["E_total"].value.ball
    assert error.overlaps(worked().error_of(number))
    witness = trained_in_float64(two_outputs.read(), one_round).errors[number - 1]
    assert witness == pytest.approx(certified.middle(error), rel=1e-11)


def test_given_numbers_carry_what_was_written_and_where() -> None:
    lines = two_outputs.FILE.read_text(encoding="utf-8").split("\n")
    for name, written in two_outputs.GIVEN.items():
        quantity = worked().first[name]
        assert (quantity.kind, str(quantity.written)) == ("given", written)
        file, _, line = quantity.place.rpartition(":")
        assert file.endswith("3-two-outputs/example.yml") and written in lines[int(line) - 1], name
        assert fraction(quantity.value) == fraction(certified.Certified.of(Decimal(written)))


def test_computed_numbers_have_neither() -> None:
    computed = [q for name, q in worked().first.items() if name not in two_outputs.GIVEN]
    assert {(q.kind, q.written, q.place) for q in computed} == {("computed", None, "")}


def test_a_key_is_the_address_of_one_number() -> None:
    by_key: dict[str, set[int]] = {}
    for number in (1, 2, 3, 4):
        for quantity in worked().at(number).values():
            by_key.setdefault(quantity.key, set()).add(id(quantity.node))
    assert {key for key, nodes in by_key.items() if len(nodes) > 1} == set()
    assert {"two-outputs/w5", "two-outputs/net_h1@1", "two-outputs/net_h1@4", "two-outputs/w5_new@1"} <= set(by_key)


def of_two_samples() -> Worked:
    data = [{"inputs": [0.05, 0.1], "targets": [0.01, 0.99]}, {"inputs": [0.5, 0.25], "targets": [0.3, 0.7]}]
    return Worked(two_outputs.read().variant(data=data, rounds=4, table=[1]), 128)


def test_each_round_has_the_numbers_of_its_own_sample() -> None:
    both = of_two_samples()
    for number, written in ((1, "0.05 0.1 0.01 0.99"), (2, "0.5 0.25 0.3 0.7"), (3, "0.05 0.1 0.01 0.99")):
        quantities = [both.at(number)[name] for name in ("i1", "i2", "target_o1", "target_o2")]
        assert [str(quantity.written) for quantity in quantities] == written.split()
        assert [fraction(quantity.value) for quantity in quantities] == [Fraction(text) for text in written.split()]


def test_the_keys_of_two_samples_differ() -> None:
    both = of_two_samples()
    for name in ("i1", "i2", "target_o1", "target_o2"):
        first, second, again = (both.at(number)[name] for number in (1, 2, 3))
        assert first.value.exact != second.value.exact and first.value.exact == again.value.exact
        assert first.key != second.key and first.key == again.key


def test_a_name_leads_to_a_quantity_of_that_name() -> None:
    for number in (1, 3):
        assert [name for name, quantity in worked().at(number).items() if quantity.name != name] == []


def test_the_second_round_starts_from_the_results_of_the_first() -> None:
    first, second = worked().at(1), worked().at(2)
    for n in range(1, 9):
        assert second[f"w{n}"] is first[f"w{n}_new"]
    assert second["b1"] is first["b1"] and second["i1"] is first["i1"] and second["eta"] is first["eta"]
    assert second["w5"].symbol == "w_{5}^{+}" and second["net_h1"].symbol == r"\mathrm{net}_{h_1}^{+}"


def test_a_later_round_starts_from_computed_numbers_of_its_own() -> None:
    third = worked().at(3)["w5"]
    assert (third.kind, third.key, third.symbol) == ("computed", "two-outputs/w5@3", "w_{5}^{(3)}")
    assert third.node.arguments == ()
    assert third.value.ball.overlaps(worked().at(2)["w5_new"].value.ball)
    assert worked().at(3)["b1"] is worked().at(1)["b1"]


def test_biases_that_learn_are_computed_later_on() -> None:
    learning = Worked(two_outputs.read().variant(update="weights and biases", rounds=5, table=[1]), 128)
    assert learning.at(2)["b1"] is learning.at(1)["b1_new"]
    later = learning.at(3)["b1"]
    assert (later.kind, later.key) == ("computed", "two-outputs/b1@3")
    assert later.value.ball.overlaps(learning.at(2)["b1_new"].value.ball)


@pytest.mark.parametrize("number", [1, 2])
def test_the_total_error_of_one_output_has_a_name_of_its_own(number: int) -> None:
    """The sum over one output is that output's error: the same number, but another quantity."""
    hidden = {"name": "hidden", "neurons": ["h1", "h2"], "weights": [[0.15, 0.2], [0.25, 0.3]], "biases": 0.35}
    output = {"name": "output", "neurons": ["y"], "weights": [[0.4, 0.45]], "biases": 0.6}
    layers = [{**layer, "activation": "logistic"} for layer in (hidden, output)]
    data = [{"inputs": [0.05, 0.1], "targets": [0.01]}]
    one = Worked(two_outputs.read().variant(layers=layers, data=data, rounds=3, table=[1]), 128).at(number)
    assert one["E_total"].key.endswith(f"/E_total@{number}") and one["E_total"].symbol.startswith(r"E_{\mathrm{total}}")
    assert one["dE_dout_h1"].key.endswith(f"/dE_dout_h1@{number}") and "total" in one["dE_dout_h1"].symbol
    assert one["dE_dout_h1"].symbol != one["dE_dout_h1_via_y"].symbol


def test_counts_are_quantities() -> None:
    assert (int(worked().rounds), worked().rounds.key, worked().rounds.kind) == (10_000, "two-outputs/rounds", "given")
    assert [int(entry) for entry in worked().table] == [1, *range(300, 3301, 300), 10_000]
    assert len({entry.key for entry in worked().table}) == 13
    lines = two_outputs.FILE.read_text(encoding="utf-8").split("\n")
    assert "rounds: 10000" in lines[int(worked().rounds.place.rpartition(":")[2]) - 1]


def test_the_named_quantity_of_a_node_is_found_and_other_nodes_have_none() -> None:
    net = worked().first["net_h1"]
    assert worked().named(net.node) is net
    assert worked().named(net.node.arguments[0]) is None  # w1 i1 + w2 i2, a sum on the way
    assert worked().named(worked().first["w1"].node) is worked().first["w1"]


def test_more_bits_make_narrower_values() -> None:
    coarse = Worked(two_outputs.read().variant(rounds=3, table=[1]), 64)
    wide, narrow = (certified.width(made.at(3)["E_total"].value.ball) for made in (coarse, worked()))
    assert wide > narrow * 1e30 > 0


def test_a_variant_is_worked_from_other_values_under_other_keys() -> None:
    calm = Worked(two_outputs.read().variant(rounds=3, table=[1]), 128)
    fast = calm.variant(learning_rate=10)
    assert fraction(fast.first["eta"].value) == 10 and fast.first["eta"].key != calm.first["eta"].key
    with mpmath.workdps(60):
        w5 = to_mpmath(fast.first["w5_new"].value)
        assert abs(w5 - (mpmath.mpf("0.4") - 10 * round_by_hand()["dE_dw5"])) < mpmath.mpf(10) ** -30
    assert calm.variant(learning_rate=10) is fast and list(calm.witnessed()) == [calm, fast]
    with pytest.raises(ExampleError, match="learning_rate"):
        calm.variant(learning_rate=-1)


def test_the_long_training_on_balls_keeps_close_to_float64() -> None:
    example = two_outputs.read()
    balls, doubles = trained(example, two_outputs.BITS, one_round), trained_in_float64(example, one_round)
    assert len(balls.errors) == len(doubles.errors) == 10_001
    for ball, double in zip(balls.errors[::50], doubles.errors[::50], strict=True):
        assert double == pytest.approx(certified.middle(ball), rel=1e-11)
    ends = flat(balls.start_of(10_001)), flat(doubles.start_of(10_001))
    assert ends[1] == pytest.approx([certified.middle(ball) for ball in ends[0]], rel=1e-11)


def drawn_example(drawn: DrawnNetwork, learning: Learning, batch: int) -> Example:
    layers = []
    for k, layer in enumerate(drawn.layers):
        biases = "none" if layer.biases is None else list(layer.biases)
        if layer.biases is not None and len(layer.biases) == 1:
            biases = layer.biases[0]
        layers.append(
            {"name": f"layer {k}", "neurons": [f"{'pqr'[k]}{j + 1}" for j in range(len(layer.weights))],
             "activation": layer.activation, "weights": [list(row) for row in layer.weights], "biases": biases,
             **dict(zip(ACTIVATIONS[layer.activation].settings, layer.settings, strict=True))}
        )  # fmt: skip
    return two_outputs.read().variant(
        inputs=[f"i{j + 1}" for j in range(len(drawn.samples[0][0]))], layers=layers, rounds=4, table=[1],
        loss=drawn.loss, data=[{"inputs": list(x), "targets": list(t)} for x, t in drawn.samples],
        optimizer=learning.optimizer, **learning.settings, weight_decay=learning.weight_decay, batch=batch,
        update="weights and biases" if learning.update_biases else "weights",
        batch_loss="mean" if drawn.averages else "sum", notation={"delta": "minus" if drawn.negative_delta else "plus"},
    )  # fmt: skip


@given(networks(), learnings(), st.integers(1, 3))
@quick(40)
def test_a_drawn_network_is_worked_with_every_number_within_its_witnesses(
    drawn: DrawnNetwork, learning: Learning, batch: int
) -> None:
    example = drawn_example(drawn, learning, min(batch, len(drawn.samples)))
    try:
        made = Worked(example, 200)
        for number in (1, 2, 3, 5):
            error = made.at(number)["E_batch" if len(made.positions(number)) > 1 else "E_total"].value
            assert error.ball.overlaps(made.error_of(number))
            for name, quantity in made.at(number).items():
                assert quantity.value.exact is None or contains(quantity.value.ball, fraction(quantity.value)), name
    except ExampleError as stopped:
        assume("is exactly 0" not in str(stopped) and "diverges" not in str(stopped))
        raise
    with certified.precision(200):
        assert witness.testimony(made).problems == ()
