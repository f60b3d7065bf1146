"""What a template finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.documents.context import book_context, chapter_context
from generator.errors import ExampleError
from generator.example import read
from generator.numbers import certified
from generator.quantities.worked import Worked
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


@pytest.mark.parametrize("word", sorted(set(chapter_context(worked())) - set(worked().first)))
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


def test_a_layer_without_biases_has_none(tmp_path: Path) -> None:
    hidden, output = chapter_context(small(tmp_path, "1-net", EXAMPLE.replace("biases: 0.1", "biases: none")))["layers"]
    assert hidden["biases"] == [] and [q.name for q in output["biases"]] == ["b_o"]


def test_the_inputs_and_targets_are_those_of_the_sample() -> None:
    (given,) = chapter_context(worked())["samples"]
    assert [q.name for q in given["inputs"]] == ["i1", "i2"]
    assert [q.name for q in given["targets"]] == ["target_o1", "target_o2"]


def test_sources_have_their_year_as_a_given_number() -> None:
    first, second = chapter_context(worked())["sources"]
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
