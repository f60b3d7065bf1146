"""What a template finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.documents.context import book_context, chapter_context
from generator.errors import ExampleError
from generator.example import read
from generator.numbers import certified
from generator.quantities.worked import Worked
from tests.quantities import small_nets
from tests.small_books import EXAMPLE
from tests.two_outputs import BITS, GIVEN, worked


def small(folder: Path, name: str, text: str = EXAMPLE) -> Worked:
    file = folder / name / "example.yml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with certified.precision(BITS):
        return Worked(read(file), BITS)


def test_every_quantity_of_the_first_round_is_found_by_its_name() -> None:
    context = chapter_context(worked())
    assert all(context[name] is quantity for name, quantity in worked().first.items())
    assert set(GIVEN) <= set(context)


FREE = {word for word in chapter_context(worked()) if re.fullmatch("[A-Za-z]+[0-9]*", word)} - set(worked().first)
"""What could be the name of an input otherwise."""


@pytest.mark.parametrize("word", sorted(FREE))
def test_a_name_that_a_template_needs_otherwise_is_refused(tmp_path: Path, word: str) -> None:
    """An input called 'given' would hide what templates find under 'given', or be hidden by it."""
    with pytest.raises(ExampleError, match="is taken"):
        small(tmp_path, "1-net", EXAMPLE.replace("inputs: [x]", f"inputs: [{word}]"))


def test_other_rounds_variants_and_mistakes_are_reached() -> None:
    context = chapter_context(worked())
    with certified.precision(BITS):
        assert context["after"](1)["E_total"] is context["at"](2)["E_total"] is worked().at(2)["E_total"]
        assert context["at"](context["rounds"])["E_total"] is worked().at(10000)["E_total"]
        assert context["variant"](learning_rate=1, rounds=1, table=[1]).first["eta"].written == 1
        assert context["mistaken"]("updated weights on the way back").is_mistaken
        with pytest.raises(LookupError):
            context["mistaken"]("updated weights on the way bakc")


def test_counts_are_quantities_that_count() -> None:
    context = chapter_context(worked())
    assert int(context["rounds"]) == 10000 and [int(size) for size in context["sizes"]] == [2, 2, 2]
    assert [int(row) for row in context["table"]][:3] == [1, 300, 600]


def test_a_layer_knows_its_neurons_and_parameters() -> None:
    hidden, output = chapter_context(worked())["layers"]
    assert [[q.name for q in row] for row in hidden["weights"]] == [["w1", "w2"], ["w3", "w4"]]
    assert [[q.name for q in row] for row in output["weights"]] == [["w5", "w6"], ["w7", "w8"]]
    assert [q.name for q in hidden["biases"]] == ["b1"] and [q.name for q in output["biases"]] == ["b2"]
    assert (hidden["inputs"], hidden["neurons"], output["inputs"]) == (("i1", "i2"), ("h1", "h2"), ("h1", "h2"))
    assert (hidden["is_output"], output["is_output"], hidden["shares_bias"]) == (False, True, True)
    assert (hidden["activate"], hidden["slope"]) == ("logistic", "logistic_slope")
    assert [hidden[key] for key in ("before", "index", "after")] == ["0", "1", "2"]


@pytest.mark.parametrize(("form", "first"), [("columns", ["w1", "w2"]), ("rows", ["w1", "w3"])])
def test_a_layer_s_matrix_is_written_as_the_example_writes_it(form: str, first: list[str]) -> None:
    hidden, _ = chapter_context(small_nets.worked(notation={"form": form}))["layers"]
    assert [q.name for q in hidden["matrix"][0]] == first


@pytest.mark.parametrize(
    ("batch", "size", "several", "is_full", "has_rest", "samples"),
    [
        ("online", 1, False, False, False, (1,)),
        (2, 2, True, False, True, (1, 2)),
        ("full", 3, True, True, False, (1, 2, 3)),
    ],
)
def test_what_a_round_learns_from(
    batch: object, size: int, several: bool, is_full: bool, has_rest: bool, samples: tuple[int, ...]
) -> None:
    facts = chapter_context(small_nets.worked(batch=batch))["batch"]
    assert (int(facts["size"]), int(facts["of"])) == (size, 3)
    assert [facts[fact] for fact in ("several", "is_full", "has_rest")] == [several, is_full, has_rest]
    assert facts["samples"] == samples


def test_one_sample_is_no_full_batch() -> None:
    facts = chapter_context(worked())["batch"]
    assert (facts["several"], facts["is_full"]) == (False, False)


def test_each_parameter_that_learns_knows_how_it_moves() -> None:
    of = small_nets.worked(optimizer="adam", batch=2, weight_decay=0.05)
    hidden, _ = chapter_context(of)["layers"]
    weight, bias = hidden["moves"][0], hidden["moves"][-1]
    assert [move["name"] for move in hidden["moves"]] == ["w1", "w2", "w3", "w4", "b_h1", "b_h2"]
    assert [weight[part].name for part in ("before", "derivative", "gradient", "after")] == [
        "w1", "dE_dw1_batch", "dE_dw1_decayed", "w1_new",
    ]  # fmt: skip
    assert [[q.name for q in pair] for pair in weight["state"]] == [
        ["mean_w1", "mean_w1_new"], ["square_w1", "square_w1_new"],
    ]  # fmt: skip
    assert [q.name for q in weight["aside"]] == ["mean_corrected_w1", "square_corrected_w1"]
    assert (bias["derivative"].name, bias["gradient"].name) == ("dE_db_h2_batch", "dE_db_h2_batch")


def test_biases_that_stay_do_not_move() -> None:
    hidden, _ = chapter_context(worked())["layers"]
    assert [move["name"] for move in hidden["moves"]] == ["w1", "w2", "w3", "w4"]


def test_the_weight_that_is_shown_in_full_is_none_of_a_dead_neuron() -> None:
    """At first, h1 has a net input of 0.36 and h2 of 0.64; with these biases the first is dead."""
    hidden, output = chapter_context(small_nets.worked(hidden="relu", biases=[-0.6, -0.3]))["layers"]
    assert (hidden["shown"], hidden["move"]["name"]) == ("3", "w3")
    assert (output["shown"], output["move"]["name"]) == ("6", "w6")


def test_a_layer_without_biases_has_none(tmp_path: Path) -> None:
    hidden, output = chapter_context(small(tmp_path, "1-net", EXAMPLE.replace("biases: 0.1", "biases: none")))["layers"]
    assert hidden["biases"] == [] and [q.name for q in output["biases"]] == ["b_o"]


def test_the_inputs_and_targets_are_those_of_the_sample() -> None:
    (given,) = chapter_context(worked())["samples"]
    assert [q.name for q in given["inputs"]] == ["i1", "i2"]
    assert [q.name for q in given["targets"]] == ["target_o1", "target_o2"]


def test_sources_have_their_year_as_a_given_number() -> None:
    first, second, *_ = chapter_context(worked())["sources"]
    assert (first["author"], int(first["year"]), second["url"]) == ("Matt Mazur", 2015, None)
    assert first["year"].kind == "given"


def test_the_pages_of_the_book_find_each_example_under_its_slug(tmp_path: Path) -> None:
    examples = [small(tmp_path, "2-later"), small(tmp_path, "10-last")]
    context = book_context(examples)
    assert [chapter["slug"] for chapter in context["chapters"]] == ["later", "last"]
    assert context["book"]["last"] is context["chapters"][1]
    assert context["book"]["later"]["E_total"] is examples[0].first["E_total"]


def test_a_one_output_network_s_total_error_is_not_called_by_another_name(tmp_path: Path) -> None:
    """The sum over one output is that output's error; a reader of E_total still expects its symbol and key."""
    total = chapter_context(small(tmp_path, "1-net"))["E_total"]
    assert (total.name, total.key) == ("E_total", "net/E_total@1")
