"""Tables: a number belongs to the words and symbols at the head of its column and of its row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.checks.equality import Fault
from generator.checks.naming.in_tables import faults
from generator.checks.naming.tables import tables
from generator.numbers import certified
from generator.quantities.worked import Worked
from tests.checks.printed_numbers import shown
from tests.checks.test_proof import worked

RIGHT = {
    "before and after": "| weight | before | derivative | after |\n| - | - | - | - |\n"
    r"| \(w_{11}^{(1)}\) | <w1> | <dE_dw1> | <w1_new> |" "\n" r"| \(w_{12}^{(1)}\) | <w2> | <dE_dw2> | <w2_new> |",
    "rounds": "| round | error | output |\n| - | - | - |\n"
    "| <round=1> | <E_total@1> | <out_o1@1> |\n| <round=2> | <E_total@2> | <out_o1@2> |",
    "updates": "| updates | error | weight |\n| - | - | - |\n"
    "| none | <E_total> | <w1> |\n| <round=2> | <E_total@3> | <w1_new@2> |",
    "updates across": "| updates | none | <round=1> |\n| - | - | - |\n| error | <E_total> | <E_total@2> |",
    "kinds beside": "| | value |\n| - | - |\n"
    "| error | <E_total> |\n| prediction | <out_o1> |\n| learning rate | <eta> |\n"
    "| rounds | <round=3> |\n| net | <net_h1> |\n| delta | <delta_o1> |",
    "after some": "| | before | after one update | after <round=2> updates |\n| - | - | - | - |\n"
    "| error | <E_total> | <E_total@2> | <E_total@3> |",
    "names": "| weight w1 | <w1> |\n| - | - |\n| weight w<sub>2</sub> | <w2> |",
    "html": r"<table><tr><th>weight</th><th>before</th></tr><tr><td>\(w_{11}^{(1)}\)</td><td><w1></td></tr></table>",
    "symbols above": "| \\(\\mathrm{out}_{o_1}\\) | \\(\\mathrm{out}_{o_2}\\) |\n| - | - |\n| <out_o1> | <out_o2> |",
    "two nets": "| the small net | the large net |\n| - | - |\n| <E_total> | <E_total@2> |",
    "two optimizers": "| | gradient descent | with bias |\n| - | - | - |\n"
    "| after one update | <E_total@2> | <E_total@2> |",
    "left and right": "| left | right | output layer |\n| - | - | - |\n| <w1> | <w2> | <w5> |",
    "slopes": "| slope | derivative | input |\n| - | - | - |\n| <dout_dnet_h1> | <delta_o1> | <out_h1> |",
    "how many": "| neuron | inputs |\n| - | - |\n| \\(h_1\\) | <round=2> |",
    "without outer bars": "round | error\n--- | ---\n<round=2> | <E_total@2>",
    "epochs": "| epochs | loss |\n| - | - |\n| none | <loss> |\n| <round=1> | <loss@3> |",
    "neurons in rows": "| | | target | before | after |\n| - | - | - | - | - |\n"
    "| first | \\(o_1\\) | <target_o1> | <out_o1> | <out_o1@2> |\n"
    "| | \\(o_2\\) | <target_o2> | <out_o2> | <out_o2@2> |",
    "a product": r"| | value |" "\n| - | - |\n"
    r"| \(\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{out}_{h_1}}"
    r"\frac{\partial \mathrm{out}_{h_1}}{\partial w_{11}^{(1)}}\) | <dE_dw1> |",
    "in a quotation": "> | round | error |\n> | --- | --- |\n> | <round=2> | <E_total@2> |",
}
WRONG = {
    "a word of another column": ("before and after", "| <dE_dw1> | <w1_new>", "| <w1_new> | <dE_dw1>"),
    "before and after exchanged": ("before and after", "| <w1> | <dE_dw1> | <w1_new>", "| <w1_new> | <dE_dw1> | <w1>"),
    "after is before": ("before and after", "<w1_new>", "<w1>"),
    "another weight": ("before and after", "<w2_new>", "<w1_new>"),
    "the next round": ("rounds", "<E_total@2>", "<E_total@3>"),
    "the round before": ("rounds", "<out_o1@2>", "<out_o1@1>"),
    "another kind": ("rounds", "<E_total@1>", "<out_o1@1>"),
    "an update less": ("updates", "<E_total@3>", "<E_total@2>"),
    "an update more": ("updates", "<w1_new@2>", "<w1_new@3>"),
    "an update less, across": ("updates across", "<E_total@2>", "<E_total>"),
    "a row's kind": ("kinds beside", "<E_total>", "<out_o1>"),
    "the net for the delta": ("kinds beside", "<delta_o1>", "<net_h1>"),
    "after one is after two": ("after some", "<E_total@2>", "<E_total@3>"),
    "after two is after one": ("after some", "<E_total@3>", "<E_total@2>"),
    "a name at the head": ("names", "<w1>", "<w2>"),
    "a name with a lowered digit": ("names", "<w2>", "<w1>"),
    "in HTML": ("html", "<w1>", "<w2>"),
    "the first column": ("symbols above", "<out_o1> |", "<out_o2> |"),
    "no epoch yet": ("epochs", "<loss>", "<loss@3>"),
    "half an epoch": ("epochs", "<loss@3>", "<loss>"),
    "a number in place of the round": ("rounds", "<round=2>", "<E_total@2>"),
    "the target of another neuron": ("neurons in rows", "<target_o2>", "<target_o1>"),
    "before is of another thing": ("before and after", "<w1> |", "<dE_dw1> |"),
    "bare": ("without outer bars", "<E_total@2>", "<E_total@1>"),
    "beside a product": ("a product", "<dE_dw1>", "<dE_dout_h1>"),
    "quoted": ("in a quotation", "<E_total@2>", "<net_o1>"),
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worked]:
    with certified.precision(128):
        yield worked(tmp_path_factory.mktemp("batch"), batch="full")


def of(text: str, example: Worked) -> list[Fault]:
    return list(faults(*shown(text, example)))


@pytest.mark.parametrize("table", RIGHT)
def test_a_table_whose_numbers_are_what_its_heads_say_is_fine(network: Worked, table: str) -> None:
    assert not [fault.message for fault in of(RIGHT[table], network)]


@pytest.mark.parametrize("slip", WRONG)
def test_a_number_below_or_beside_words_that_mean_another_is_found(network: Worked, slip: str) -> None:
    table, old, new = WRONG[slip]
    assert old in RIGHT[table]
    text, sources = shown(RIGHT[table].replace(old, new), network)
    ours, _ = shown(RIGHT[table], network)
    found = list(faults(text, sources))
    changed = next(place for place, (a, b) in enumerate(zip(text, ours, strict=False)) if a != b)
    line = text.count("\n", 0, changed)
    assert found and any(text.count("\n", 0, fault.start) == line for fault in found), "not in the line of the slip"


@pytest.mark.parametrize(("old", "new"), [
    ("before | derivative | after", "derivative | before | after"),
    ("before | derivative | after", "after | derivative | before"),
])  # fmt: skip
def test_exchanged_headings_are_told_where_they_stand_too(network: Worked, old: str, new: str) -> None:
    found = of(RIGHT["before and after"].replace(old, new), network)
    text, _ = shown(RIGHT["before and after"].replace(old, new), network)
    assert 0 in {text.count("\n", 0, fault.start) for fault in found}


def test_a_column_of_a_sample_has_that_sample_s_numbers(batch: Worked) -> None:
    table = "| | sample <round=1> | sample <round=2> |\n| - | - | - |\n| error | <E_total@1:1> | <E_total@1:2> |"
    assert not of(table, batch)
    assert of(table.replace("@1:1> | <E_total@1:2", "@1:2> | <E_total@1:1"), batch)


def test_a_row_of_a_sample_has_that_sample_s_numbers(batch: Worked) -> None:
    table = "| sample | \\(x_1\\) | output |\n| - | - | - |\n| <round=2> | <x1@1:2> | <out_o1@1:2> |"
    assert not of(table, batch)
    assert of(table.replace("<out_o1@1:2>", "<out_o1@1:1>"), batch)
    assert of(table.replace("<x1@1:2>", "<x1@1:1>"), batch)


def test_a_batch_s_number_is_none_of_its_samples(batch: Worked) -> None:
    table = "| | sample <round=1> | sample <round=2> |\n| - | - | - |\n"
    table += "| \\(w_{11}^{(1)}\\) | <dE_dw1@1:1> | <dE_dw1@1:2> |"
    assert not of(table, batch)
    assert of(table.replace("<dE_dw1@1:2>", "<dE_dw1_batch>"), batch)


def test_inputs_and_outputs_of_one_row_are_of_one_sample(batch: Worked) -> None:
    table = "| \\(x_1\\) | target | output |\n| - | - | - |\n| <x1@1:2> | <target_o1@1:2> | <out_o1@1:2> |"
    assert not of(table, batch)
    assert of(table.replace("<out_o1@1:2>", "<out_o1@1:1>"), batch)
    assert of(table.replace("<x1@1:2>", "<x1@1:1>"), batch)


def test_words_that_name_a_variant_are_said_of_its_numbers(network: Worked) -> None:
    other = network.variant(update="weights")
    both = "| {} | all | {} |\n| - | - | - |\n| error | {} | {} |"
    text, sources = shown("<E_total@2>", network)
    theirs, more = shown("<E_total@2>", other)
    named = other.slug.partition("+")[2].replace("-", " ")
    right = both.format("", named, text, theirs)
    assert not list(faults(right, {**sources, **more}))
    assert list(faults(both.format("", named, theirs, text), {**sources, **more}))


def test_cells_keep_their_places() -> None:
    text = "so\n\na | b\n- | -\n1 | 2\n\n> | c |\n> | - |\n\n<table><tr><td>x</td></tr></table>"
    cells = [cell for table in tables(text) for row in table for cell in row]
    assert [cell.text.strip() for cell in cells] == ["a", "b", "1", "2", "c", "x"]
    assert all(text[cell.start :].startswith(cell.text) for cell in cells)
