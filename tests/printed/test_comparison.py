"""A printed.yml: what may be in it, what is wrong with one, and what the five documents print."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from generator.errors import AuditError, ExampleError
from generator.printed.findings import Comparison
from generator.printed.quotations import quotations
from generator.printed.reading import read_printed
from tests.printed.hand_made import compared, written
from tests.small_books import ROOT

FOLDERS = ("1-xor-by-hand", "2-a-linear-net", "3-two-outputs", "4-gradient-descent")


@pytest.mark.parametrize(("entry", "message"), [
    ("{number: 0.34}", "needs 'of'"),
    ("{formula: x, of: net_h}", "needs 'says'"),
    ("{of: net_h}", "expected one of numbers"),
    ("{number: 0.34, of: net_h, formula: x}", "found number and formula"),
    ("{number: 0.34, of: net_h, each: {i: [1]}}", "has no 'each'"),
    ("{numbers: {net_h: much}}", "expected a number"),
    ("{number: 0.34, of: net_h, sees: x}", "unknown key 'sees'"),
    ('{number: 0.34, of: net_h, see: "It is 3."}', "a number stands in 'see'"),
    ("{equation: [0.3, 0.4], of: [w1]}", "of' has 1"),
])  # fmt: skip
def test_what_does_not_fit_is_said_with_file_and_line(tmp_path: Path, entry: str, message: str) -> None:
    with pytest.raises(ExampleError) as caught:
        read_printed(written(tmp_path, "numbers: {x: 0.80}\n" + entry) / "printed.yml")
    (problem,) = caught.value.problems
    assert message in str(problem) and problem.file.endswith("printed.yml") and problem.line == 9


@pytest.mark.parametrize(("entry", "message"), [
    ("numbers: {nett_h: 0.34}", "there is no 'nett_h' here. Did you mean 'net_h'?"),
    ("numbers: {net_h: 0.77}", "0.77 is not net_h, which is 0.34"),
    ('{equation: ["0.30 + 0.80", 0.34], of: [w1 * x, net_h]}', "are not of one form"),
    ("{formula: x, says: net_h +, of: net_h}", "is no expression"),
    ("{formula: x, says: open(net_h), of: net_h}", "cannot be computed"),
])  # fmt: skip
def test_what_cannot_be_compared_or_explained_stops_the_build_with_its_line(
    tmp_path: Path, entry: str, message: str
) -> None:
    entry = entry.replace('", 0.34]', '", "0.34"]')
    with pytest.raises(AuditError) as caught:
        compared(written(tmp_path, "numbers: {x: 0.80}\n" + entry))
    (problem,) = caught.value.problems
    assert message in problem.message and problem.line == 9


def test_a_source_that_the_example_does_not_name_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, "numbers: {x: 0.80}")
    file = folder / "printed.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("An older book", "An odler book"), encoding="utf-8")
    with pytest.raises(AuditError, match="An older book"):
        compared(folder)


def test_a_chapter_finds_the_printed_numbers_by_what_they_are_of(tmp_path: Path) -> None:
    entries = 'numbers: {x: 0.80, net_h@2: 0.3}\n{equation: ["0.30 * 0.80 + 0.1", "0.340"], of: [w1 * x + b1, net_h]}'
    found = quotations(written(tmp_path, entries) / "printed.yml")["book"]
    assert found["net_h"] == "0.340" and found["x"] == "0.80" and found["net_h@2"] == "0.3" and found["w1"] == "0.30"
    assert quotations(tmp_path / "nothing.yml") == {}


# --- the five documents -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sources() -> dict[str, Comparison]:
    found = [one for folder in FOLDERS for one in compared(ROOT / "content" / folder)]
    return {f"{one.slug} {one.called}": one for one in found}


COUNTED = {
    "xor-by-hand tutorial": (48, 45, 10, 6, 0, 0),
    "a-linear-net tutorial": (95, 87, 10, 9, 0, 0),
    "two-outputs tutorial": (91, 85, 55, 54, 0, 0),
    "two-outputs deck": (106, 91, 68, 64, 0, 0),
    "gradient-descent tutorial": (12, 12, 18, 12, 4, 1),
}
"""Numbers, formulas and sentences that were compared, each followed by how many agree."""

FOUND = {
    "xor-by-hand tutorial": {
        **dict.fromkeys(("0.6", "0.28"), "slope taken at the output"), "-0.6": "wrong sign"},
    "a-linear-net tutorial": dict.fromkeys(
        ("-0.016", "-0.037", "0.226", "0.267", "-0.008", "-0.009", "0.108", "0.309"), "cut off instead of rounded"),
    "two-outputs tutorial": {
        "-0.019049119": "carried from rounded numbers", "0.0000351085": "one round too early",
        **dict.fromkeys(("0.291027924", "0.015912196", "0.984065734"), "updated weights on the way back")},
    "two-outputs deck": {
        **dict.fromkeys(("0.75136", "0.77292", "0.74136"), "cut off instead of rounded"),
        **dict.fromkeys(("0.023562", "0.35937"), "carried from a number that does not agree"),
        "0.081267": "two digits exchanged"},
    "gradient-descent tutorial": {},
}  # fmt: skip

IN_FORMULAS = {
    "xor-by-hand tutorial": Counter({
        "derivative taken at the wrong place": 3, "wrong index": 3, "indices in the other order": 2}),
    "a-linear-net tutorial": Counter({"equals sign between unequal sides": 1}),
    "two-outputs tutorial": Counter({"wrong index": 1}),
    "two-outputs deck": Counter({"derivative sign left out": 1, "∂ left out": 3}),
    "gradient-descent tutorial": Counter({
        "denominators of another column": 1, "wrong index": 2, "one letter for two indices": 4, "wrong sign": 3,
        "wrong factor": 1}),
}  # fmt: skip


@pytest.mark.parametrize("source", COUNTED)
def test_so_much_of_a_document_was_compared_and_agrees(sources: dict[str, Comparison], source: str) -> None:
    one = sources[source]
    counts = [(int(one.compared[sort]), int(one.agreeing[sort])) for sort in ("numbers", "formulas", "sentences")]
    assert tuple(sum(counts, ())) == COUNTED[source]


@pytest.mark.parametrize("source", FOUND)
def test_the_numbers_that_do_not_agree_and_their_verdicts(sources: dict[str, Comparison], source: str) -> None:
    found = {one.printed: one.verdicts[0] for one in sources[source].findings if one.sort == "numbers"}
    assert found == FOUND[source]


def test_the_sentences_that_do_not_hold(sources: dict[str, Comparison]) -> None:
    found = [one.printed for one in sources["gradient-descent tutorial"].findings if one.sort == "sentences"]
    assert [sentence.split()[0] for sentence in found] == ["the", "It", "all"]


@pytest.mark.parametrize("source", IN_FORMULAS)
def test_the_formulas_that_do_not_agree_and_their_verdicts(sources: dict[str, Comparison], source: str) -> None:
    found = Counter(word for one in sources[source].findings if one.sort == "formulas" for word in one.verdicts)
    assert found == IN_FORMULAS[source]


def test_what_is_announced_and_not_printed_is_told_with_what_would_stand_there(sources: dict[str, Comparison]) -> None:
    (missing,) = [one for one in sources["a-linear-net tutorial"].findings if one.sort == "missing"]
    assert missing.computed.key == "a-linear-net/out_o@2"


def test_every_verdict_is_explained_on_the_page(sources: dict[str, Comparison]) -> None:
    page = (ROOT / "content" / "11-what-the-sources-print.md").read_text(encoding="utf-8")
    used = {word for one in sources.values() for finding in one.findings for word in (*finding.verdicts, *finding.also)}
    assert used and all(f"**{word}**" in page for word in used)


def test_an_example_with_other_numbers_than_its_source_hears_that_and_not_all_that_follows(tmp_path: Path) -> None:
    prints = ("{x: 0.80}", "{w1: 0.30}", "{net_h: 0.34}", "{w1: 0.30}")
    folder = written(tmp_path, "\n".join(f"numbers: {one}" for one in prints))
    example = folder / "example.yml"
    compared(folder)
    example.write_text(example.read_text(encoding="utf-8").replace("0.30", "0.47"), encoding="utf-8")
    with pytest.raises(AuditError) as caught:
        compared(folder)
    (problem,) = caught.value.problems
    assert "the source gives 0.30 for w1, the example 0.47" in problem.message
    assert "1 number or formula after it" in problem.message and "folder of its own" in problem.way_out
