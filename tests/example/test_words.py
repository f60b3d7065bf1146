"""What an example says of itself in words, which are printed as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import ExampleError
from generator.example import read
from tests.small_books import EXAMPLE


def written(folder: Path, about: str, layer: str = "hidden") -> Path:
    text = EXAMPLE.replace("inputs: [x]", f"about: {about}\ninputs: [x]", 1).replace("name: hidden", f"name: {layer}")
    (folder / "example.yml").write_text(text, encoding="utf-8")
    return folder / "example.yml"


@pytest.mark.parametrize("about", ["The error ends at 0.42", "Down to .5 of it", "From 0,7 on"])
def test_a_decimal_in_the_words_about_an_example_has_no_source(tmp_path: Path, about: str) -> None:
    with pytest.raises(ExampleError) as caught:
        read(written(tmp_path, about))
    (problem,) = caught.value.problems
    assert "has no source here" in problem.message and problem.line == 3


def test_nor_has_one_in_the_name_of_a_layer(tmp_path: Path) -> None:
    with pytest.raises(ExampleError, match="the number 0.42 has no source here"):
        read(written(tmp_path, "A net", "hidden 0.42"))


NO_DECIMALS = ["A net with 2 inputs, from 1986.", "Two neurons, h1 and h2; layer 3", "Part 2, 1,000 rows"]


@pytest.mark.parametrize("about", NO_DECIMALS)
def test_counts_and_names_may_stand_in_them(tmp_path: Path, about: str) -> None:
    assert read(written(tmp_path, f'"{about}"')).about == about


SIGNS = ["½ a page", "In m²", "Part Ⅳ", "Step ①", "H and ₂", "10⁴ rows"]


@pytest.mark.parametrize("about", SIGNS)
def test_a_number_in_a_sign_of_its_own_has_no_source_either(tmp_path: Path, about: str) -> None:
    with pytest.raises(ExampleError) as caught:
        read(written(tmp_path, about))
    (problem,) = caught.value.problems
    assert problem.line == 3 and "is a number that nothing computes" in problem.message and problem.way_out


def test_nor_has_one_in_the_title_or_in_the_name_of_a_layer(tmp_path: Path) -> None:
    with pytest.raises(ExampleError, match="layer 'hidden ½', name: the sign '½' is a number"):
        read(written(tmp_path, "A net", "hidden ½"))
    file = written(tmp_path, "A net")
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: ½ "), encoding="utf-8")
    with pytest.raises(ExampleError, match="title: the sign '½' is a number"):
        read(file)


@pytest.mark.parametrize("about", ["From h₁ on", "Größe und Höhe", "一 net", "Nº with a ring °C"])
def test_letters_and_lowered_indices_are_no_such_signs(tmp_path: Path, about: str) -> None:
    assert read(written(tmp_path, about)).about == about
