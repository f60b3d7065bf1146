"""Every quantity as a list."""

from __future__ import annotations

import json
import re
from pathlib import Path

import mpmath
import pytest

from generator.errors import TextbookError
from generator.values import listing
from tests.small_books import EXAMPLE
from tests.two_outputs import FILE, GIVEN, round_by_hand, rounded, worked


def rows(round_number: int = 1, digits: int = 12) -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in json.loads(listing(FILE, round_number, digits, as_json=True))}


def test_every_quantity_is_listed_in_the_order_of_the_computation() -> None:
    assert list(rows()) == list(worked().first)


def test_values_are_those_of_a_computation_by_hand() -> None:
    hand = round_by_hand()
    listed = rows(digits=20)
    assert len(listed) > 60
    with mpmath.workdps(40):
        for name, row in listed.items():
            value = mpmath.mpf(row["value"])
            assert abs(value - hand[name]) <= abs(hand[name]) * mpmath.mpf(10) ** -19, name


@pytest.mark.parametrize("digits", [2, 5, 27])
def test_so_many_digits_are_shown_as_were_asked_for(digits: int) -> None:
    value = rows(digits=digits)["out_h1"]["value"]
    assert len(value) - 2 == digits and value == rounded(round_by_hand()["out_h1"], digits)


def test_given_numbers_lead_to_their_lines_and_computed_ones_have_formulas() -> None:
    listed = rows()
    lines = FILE.read_text(encoding="utf-8").splitlines()
    for name in GIVEN:
        row = listed[name]
        line = int(re.fullmatch(r"content/3-two-outputs/example\.yml:(\d+)", row["place"])[1])
        assert row["kind"] == "given" and row["formula"] == row["latex"] == "" and GIVEN[name] in lines[line - 1]
    net = listed["net_h1"]
    assert (net["kind"], net["formula"], net["place"]) == ("computed", "w1 * i1 + w2 * i2 + b1", "")
    assert (net["symbol"], net["value"]) == (r"\mathrm{net}_{h_1}", "0.3775")
    assert net["latex"].count(r"\cdot") == 2 and "i_1" in net["latex"]


def test_the_round_after_the_last_is_what_training_has_made() -> None:
    """The tutorial prints 0.0000351085 for the error that round 10,000 sees."""
    assert rows(10000, 6)["E_total"]["value"] == "0.0000351085"
    assert float(rows(10001)["E_total"]["value"]) < float(rows(10000)["E_total"]["value"])


def test_a_table_has_a_line_for_each_with_its_formula_or_place() -> None:
    lines = listing(FILE, 1, 6, as_json=False).splitlines()
    assert len(lines) == len(worked().first)
    assert re.fullmatch(r"net_h1 +0\.3775 +w1 \* i1 \+ w2 \* i2 \+ b1", lines[list(worked().first).index("net_h1")])
    assert re.match(r"i1 +0\.05 +content/3-two-outputs/example\.yml:\d+$", lines[0])
    columns = {line.index(re.split(r"  +", line)[1]) for line in lines}
    assert len(columns) == 1


@pytest.mark.parametrize("number", [0, -1, 10002, 10**9])
def test_a_round_that_there_is_not_is_refused(number: int) -> None:
    with pytest.raises(TextbookError) as error:
        listing(FILE, number, 6, as_json=False)
    (problem,) = error.value.problems
    line = FILE.read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert line.startswith("rounds: 10000") and f"no round {number}" in problem.message and "10000" in problem.message


@pytest.mark.parametrize("digits", [0, -3, 31])
def test_a_number_of_digits_that_cannot_be_shown_is_refused(digits: int) -> None:
    with pytest.raises(TextbookError, match="expected 1 to 30"):
        listing(FILE, 1, digits, as_json=False)


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Two samples in each round."""
    data = "  - {inputs: [0.80], targets: [0.9]}\n  - {inputs: [-0.3], targets: [0.2]}\nbatch: full"
    file = tmp_path / "1-net" / "example.yml"
    file.parent.mkdir()
    file.write_text(EXAMPLE.replace("  - {inputs: [0.80], targets: [0.9]}", data), encoding="utf-8")
    return file


def test_the_numbers_of_one_sample_of_a_batch_can_be_asked_for(batch: Path) -> None:
    first, second, both = (
        {row["name"]: row for row in json.loads(listing(batch, 1, 6, sample=sample, as_json=True))}
        for sample in (1, 2, None)
    )
    assert [float(rows["x"]["value"]) for rows in (first, second, both)] == [0.8, -0.3, 0.8]
    assert first["net_h"]["symbol"] == r"\mathrm{net}_{h}^{[1]}"
    assert float(second["net_h"]["value"]) == pytest.approx(0.1 - 0.3 * 0.3)
    assert both["net_h"] == first["net_h"] and "E_batch" in both and "E_batch" not in first
    mean = (float(first["E_total"]["value"]) + float(second["E_total"]["value"])) / 2
    assert float(both["E_batch"]["value"]) == pytest.approx(mean, rel=1e-5)


def test_a_sample_that_is_not_in_the_batch_is_refused(batch: Path) -> None:
    with pytest.raises(TextbookError, match="sample 3 is not in the batch of round 1, which has 1, 2"):
        listing(batch, 1, 6, sample=3, as_json=True)


def test_a_long_formula_is_shortened_in_the_table_and_whole_in_the_json(tmp_path: Path) -> None:
    inputs = [f"x{k}" for k in range(1, 41)]
    text = EXAMPLE.replace("inputs: [x]", f"inputs: [{', '.join(inputs)}]").replace("[[0.30]]", str([[0.1] * 40]))
    file = tmp_path / "1-net" / "example.yml"
    file.parent.mkdir()
    file.write_text(text.replace("inputs: [0.80]", f"inputs: {[0.5] * 40}"), encoding="utf-8")
    whole = next(row for row in json.loads(listing(file, 1, 6, as_json=True)) if row["name"] == "net_h")["formula"]
    assert whole == " + ".join([*(f"w{k} * x{k}" for k in range(1, 41)), "b1"])
    (line,) = [line for line in listing(file, 1, 6, as_json=False).splitlines() if line.startswith("net_h ")]
    assert "w1 * x1 + w2 * x2" in line and " ... " in line and line.endswith("x40 + b1") and len(line) < 200


def test_an_example_is_named_by_its_folder_or_its_file() -> None:
    assert listing(FILE, 1, 6, as_json=True) == listing(FILE.parent, 1, 6, as_json=True)


def test_a_folder_without_an_example_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextbookError, match="example.yml"):
        listing(tmp_path, 1, 6, as_json=True)


def test_a_number_half_way_between_two_is_no_stumbling_block() -> None:
    """0.25 to one digit is neither 0.2 nor 0.3. Either it is shown as it was written or the author is told."""
    try:
        shown = rows(digits=1)["w3"]["value"]
    except TextbookError as error:
        assert "w3" in str(error)
    else:
        assert shown == "0.25"
