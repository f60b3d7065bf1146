"""Every quantity of an example, with optimizers and batches: its key, where it comes from, and a formula whose operands
all have names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from generator.engine.optimizers import OPTIMIZERS
from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.numbers.traced import Traced, recomputed
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from tests.exact_numbers import fraction
from tests.quantities import small_nets
from tests.quantities.small_nets import by_optimizer

ROUNDS = (1, 2, 5)


def quantities_of(worked: Worked, number: int) -> Iterator[Quantity]:
    """All of a round, those of each of its samples included."""
    yield from worked.at(number).values()
    for position in worked.positions(number):
        yield from worked.at(number, sample=position + 1).values()


def operands(worked: Worked, quantity: Quantity) -> Iterator[tuple[Traced, Quantity | None]]:
    """The leaves of the formula of a quantity, each with its name."""
    waiting = list(quantity.node.arguments)
    while waiting:
        node = waiting.pop()
        named = worked.named(node)
        if named is not None or not node.arguments:
            yield node, named
        else:
            waiting.extend(node.arguments)


@pytest.mark.parametrize("number", ROUNDS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_formula_stands_on_named_numbers_and_its_own_constants(optimizer: str, number: int) -> None:
    worked = by_optimizer(optimizer)
    marks = {f"@{number}", f"@{number - 1}"} if number == 2 else {f"@{number}"}
    for quantity in quantities_of(worked, number):
        for node, named in operands(worked, quantity):
            if named is None:
                assert node.operation == "constant", quantity.name
            elif named.kind == "computed":
                assert any(mark in named.key for mark in marks), (quantity.key, named.key)


@pytest.mark.parametrize("number", ROUNDS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_value_is_its_formula_computed_from_the_values_of_its_operands(optimizer: str, number: int) -> None:
    worked = by_optimizer(optimizer)
    with certified.precision(small_nets.BITS):
        for quantity in quantities_of(worked, number):
            known = {id(node): named.value for node, named in operands(worked, quantity) if named is not None}
            again = recomputed(quantity.node, lambda node, known=known: known.get(id(node)))
            assert again.ball.overlaps(quantity.value.ball), quantity.key
            assert certified.width(again.ball) < 1e-40
            if again.exact is not None and quantity.value.exact is not None:
                assert fraction(again) == fraction(quantity.value)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_before_the_first_round_an_optimizer_remembers_zeros_that_its_line_gives(optimizer: str) -> None:
    worked = by_optimizer(optimizer)
    states = [q for q in worked.first.values() if q.family == "state"]
    assert len(states) == 12 * len(OPTIMIZERS[optimizer].state)
    for state in states:
        assert (state.kind, state.written, fraction(state.value)) == ("given", 0, 0)
        assert state.place.endswith(f"example.yml:{worked.example.line('optimizer')}")


@pytest.mark.parametrize("optimizer", [name for name, entry in OPTIMIZERS.items() if entry.state])
def test_a_state_is_carried_from_round_to_round(optimizer: str) -> None:
    worked = by_optimizer(optimizer)
    for state in OPTIMIZERS[optimizer].state:
        for parameter in ("w1", "b_o1"):
            name, new = f"{state}_{parameter}", f"{state}_{parameter}_new"
            assert worked.at(2)[name] is worked.at(1)[new]
            third = worked.at(3)[name]
            assert (third.kind, third.key, third.node.arguments) == ("computed", f"two-outputs/{name}@3", ())
            assert third.value.ball.overlaps(worked.at(2)[new].value.ball)
            assert third.symbol == worked.at(2)[new].symbol


def test_the_number_of_the_round_is_given_by_the_rounds() -> None:
    worked = by_optimizer("adam")
    for number in ROUNDS:
        t = worked.at(number)["t"]
        assert (t.kind, int(t), fraction(t.value), t.symbol) == ("given", number, number, "t")
        assert t.place.endswith(f":{worked.example.line('rounds')}")
    assert "t" not in by_optimizer("momentum").first


def test_settings_are_given_by_their_lines() -> None:
    written = {**small_nets.SETTINGS, "weight_decay": 0.05}
    for optimizer in OPTIMIZERS:
        settings = [q for q in by_optimizer(optimizer).first.values() if q.family == "setting"]
        assert {q.name: float(q.written) for q in settings} == {q.name: written[q.name] for q in settings}
    leak = small_nets.worked(hidden="leaky relu").first["leak1"]
    assert (leak.kind, float(leak.written), leak.key) == ("given", 0.125, "two-outputs/leak1")


@pytest.mark.parametrize("choices", [
    {"optimizer": "adam", "batch": 2, "weight_decay": 0.05}, {"loss": "categorical cross-entropy", "batch": "full"},
    {"optimizer": "nesterov", "loss": "binary cross-entropy"},
], ids=small_nets.told)  # fmt: skip
def test_a_key_is_the_address_of_one_number_in_all_rounds_and_predictions(choices: dict) -> None:
    worked = small_nets.worked(**choices)
    calmer = worked.variant(learning_rate=0.01)
    by_key: dict[str, set[int]] = {}
    for one in (worked, calmer):
        for number in (1, 2, 3, 4):
            made = one.predictions(number)
            predicted = [
                quantity
                for each in made.each
                for quantity in (each.sample, each.E_total, *each.inputs, *each.targets, *each.outs)
            ]
            counted = [] if made.correct is None else [made.correct]
            for quantity in (*quantities_of(one, number), made.loss, *predicted, *counted):
                by_key.setdefault(quantity.key, set()).add(id(quantity.node))
    assert {key: len(nodes) for key, nodes in by_key.items() if len(nodes) > 1} == {}


def test_the_numbers_of_a_sample_are_had_by_its_number_in_the_data() -> None:
    worked = by_optimizer("momentum")
    for number, samples in ((1, (1, 2)), (2, (3,)), (3, (1, 2)), (4, (3,))):
        for sample in samples:
            of_sample = worked.at(number, sample=sample)
            data = small_nets.DATA[sample - 1]
            assert [float(of_sample[name].written) for name in ("i1", "i2")] == data["inputs"]
            assert [float(of_sample[f"target_{name}"].written) for name in ("o1", "o2")] == data["targets"]
            assert of_sample["net_h1"].key == f"two-outputs/net_h1@{number}:{sample}"
            assert f"[{sample}]" in of_sample["net_h1"].symbol and f"[{sample}]" in of_sample["i1"].symbol
            assert of_sample["w1"] is worked.at(number)["w1"]
        assert all(worked.at(number)[name] is quantity for name, quantity in worked.at(number, samples[0]).items())
        assert worked.after(number - 1, sample=samples[-1]) is worked.at(number, sample=samples[-1])


@pytest.mark.parametrize(("number", "sample", "there"), [(1, 3, "1, 2"), (2, 1, "3"), (1, 0, "1, 2"), (1, 4, "1, 2")])
def test_a_sample_outside_the_batch_is_refused(number: int, sample: int, there: str) -> None:
    with pytest.raises(LookupError, match=f"sample {sample} is not in the batch of round {number}, which has {there}$"):
        by_optimizer("momentum").at(number, sample=sample)


def test_a_round_of_one_sample_can_be_asked_for_it_too() -> None:
    online = small_nets.worked()
    for number, sample in ((1, 1), (2, 2), (3, 3), (4, 1)):
        assert online.at(number, sample=sample)["net_h1"] is online.at(number)["net_h1"]
    with pytest.raises(LookupError, match="sample 2 is not in the batch of round 1"):
        online.at(1, sample=2)


@pytest.mark.parametrize("batch_loss", ["mean", "sum"])
def test_the_numbers_of_a_batch_are_made_from_those_of_its_samples(batch_loss: str) -> None:
    worked = small_nets.worked(batch=2, batch_loss=batch_loss)
    with certified.precision(small_nets.BITS):
        for number in (1, 3):
            of_round, first, second = worked.at(number), worked.at(number, sample=1), worked.at(number, sample=2)
            for batch, name in (("E_batch", "E_total"), ("dE_dw5_batch", "dE_dw5"), ("dE_db_h1_batch", "dE_db_h1")):
                total = first[name].value + second[name].value
                expected = total / Certified.of(2) if batch_loss == "mean" else total
                assert of_round[batch].value.ball.overlaps(expected.ball) and len(of_round[batch].symbol) > 5
        assert "E_batch" not in worked.at(2)


def test_a_variant_may_change_optimizer_batch_and_activation() -> None:
    plain = small_nets.worked()
    full = plain.variant(batch="full")
    assert "E_batch" in full.first and "E_batch" not in plain.first and int(full.batch_size) == 3
    adam = plain.variant(optimizer="adam", beta1=0.9, beta2=0.999, epsilon=1e-8)
    assert "mean_w1_new" in adam.first and float(adam.first["beta2"].written) == 0.999
    back = adam.variant(optimizer="gradient descent", beta1=None, beta2=None, epsilon=None)
    assert back.first["w1_new"].value.ball.overlaps(plain.first["w1_new"].value.ball)
    keys = {worked.first["w1_new"].key for worked in (plain, full, adam, back)}
    assert len(keys) == 4 and list(plain.witnessed()) == [plain, full, adam, back]


@pytest.mark.parametrize(("one", "other"), [
    ({"data": [{"inputs": [0.5, 1], "targets": [0, 1]}]}, {"data": [{"inputs": [-0.5, 1], "targets": [0, 1]}]}),
    ({"learning_rate": Decimal("1E-1")}, {"learning_rate": Decimal("1E+1")}),
])  # fmt: skip
def test_variants_that_differ_in_a_sign_are_two(one: dict, other: dict) -> None:
    plain = small_nets.worked(rounds=1)
    first, second = plain.variant(**one), plain.variant(**other)
    assert first is not second and first.slug != second.slug and first.example != second.example
