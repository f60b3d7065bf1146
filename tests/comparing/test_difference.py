"""`textbook diff`: what an author's change does to the book, in the author's terms."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from generator import build
from generator.project import Project
from tests.comparing.kept_books import KeptBook
from tests.small_books import CHAPTER, DECK, EXAMPLE, line_of, replaced

YAML = "content/1-chain/example.yml"


def moves(chapter: Mapping, page: str) -> list[tuple[str, str, str, str]]:
    return [
        (move["name"], move["old"], move["new"], move["spot"]["under"])
        for one in chapter["pages"] if one["page"] == page for move in one["moves"]
    ]  # fmt: skip


def test_nothing_differs_in_a_clean_folder(kept: KeptBook) -> None:
    status, out, err = kept.diff()
    assert (status, err) == (0, "") and "No key, number, claim or formula differs." in out


def test_what_is_alike_is_not_built(kept: KeptBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(build, "rendered")
    assert kept.diff()[0] == 0


def test_a_changed_weight_is_told_with_its_way_and_its_line(kept: KeptBook) -> None:
    replaced(kept.book.example, "[[0.30]]", "[[0.31]]")
    data = kept.data()
    (chapter,) = [one for one in data["chapters"] if one["slug"] == "chain"]
    line = line_of(kept.book.example, "0.31")
    assert data["status"] == 1 and chapter["keys"] == [
        {"path": "layers[hidden].weights[h][x]", "old": "0.30", "new": "0.31", "file": YAML, "line": line}
    ]


def test_numbers_that_moved_are_told_with_both_digits_and_their_places(kept: KeptBook) -> None:
    """net_h = 0.80 w + 0.1; out_h = 1 / (1 + exp(-0.34)) = 0.5841905, with 0.348 0.5861325."""
    kept.book.chapter.write_text(CHAPTER + "\n## Inside\n\nIt is {{ out_h }}.\n", "utf-8")
    kept.commit()
    replaced(kept.book.example, "[[0.30]]", "[[0.31]]")
    chapter = kept.only()
    assert ("out_h", "0.584191", "0.586133", "Inside") in moves(chapter, "chain.md")
    assert moves(chapter, "chain/deck.html") == [
        ("w1", "0.30", "0.31", "slide 2 (Net)"), ("net_h", "0.34", "0.348", "slide 2 (Net)"),
    ]  # fmt: skip
    (spot,) = [move["spot"] for page in chapter["pages"] for move in page["moves"] if move["spot"]["under"] == "Inside"]
    assert (spot["file"], spot["line"]) == ("content/1-chain/chapter.md", line_of(kept.book.chapter, "out_h }}"))


def test_the_text_counts_pages_and_slides(kept: KeptBook) -> None:
    replaced(kept.book.example, "[[0.30]]", "[[0.31]]")
    status, out, _ = kept.diff()
    assert status == 1 and "numbers moved on 1 page and 1 slide." in out
    assert f"layers[hidden].weights[h][x]  0.30 → 0.31  {YAML}:{line_of(kept.book.example, '0.31')}" in out
    assert "The working tree against HEAD (" in out and "Moved: chain.md" in out and "Moved: index.md" in out


def test_prose_moves_no_number(kept: KeptBook) -> None:
    replaced(kept.book.chapter, "It answers {{ out_o }}.", "After all that, the answer is {{ out_o }}.")
    status, out, _ = kept.diff()
    assert status == 0 and "The text differs of: content/1-chain/chapter.md" in out


def test_one_more_number_moves_nothing_behind_it(kept: KeptBook) -> None:
    replaced(kept.book.chapter, "It answers", "With {{ w1 }} and {{ out_o | value('3 decimals') }}, it answers")
    chapter = kept.only()
    (page,) = [one for one in chapter["pages"] if one["page"] == "chain.md"]
    assert page["moves"] == [] and page["gone"] == []
    assert [(entry["key"], entry["printed"]) for entry in page["added"]] == [
        ("chain/w1", "0.30"), ("chain/out_o@1", "0.460"),
    ]  # fmt: skip


def test_a_number_that_goes_is_counted_and_moves_nothing(kept: KeptBook) -> None:
    replaced(kept.book.chapter, "It answers {{ out_o }}.\n", "")
    status, out, _ = kept.diff()
    assert status == 1 and "1 number is gone." in out and "moved" not in out


def test_a_renamed_neuron_is_a_renamed_neuron(kept: KeptBook) -> None:
    replaced(kept.book.example, "neurons: [h]", "neurons: [g]")
    replaced(kept.book.deck, "net_h", "net_g")
    chapter = kept.only()
    (key,) = chapter["keys"]
    assert (key["path"], key["old"], key["new"]) == ("layers[hidden].neurons[1]", "h", "g")
    assert ["net_h", "net_g"] in chapter["vocabulary"]["renamed"]
    assert not any(chapter["vocabulary"][name] for name in ("appeared", "disappeared", "formulas"))
    assert not any(page[name] for page in chapter["pages"] for name in ("moves", "added", "gone"))


def test_a_rename_does_not_hide_what_moved(kept: KeptBook) -> None:
    replaced(kept.book.example, "neurons: [h]", "neurons: [g]")
    replaced(kept.book.example, "[[0.30]]", "[[0.31]]")
    replaced(kept.book.deck, "net_h", "net_g")
    assert ("net_g", "0.34", "0.348", "slide 2 (Net)") in moves(kept.only(), "chain/deck.html")


def test_other_digits_of_the_same_value_are_not_moved(kept: KeptBook) -> None:
    replaced(kept.book.example, "6 decimals", "4 decimals")
    chapter = kept.only()
    assert {move["value_moved"] for page in chapter["pages"] for move in page["moves"]} == {False}
    assert "numbers are printed with other digits on 1 page." in kept.diff()[1]


def test_a_claim_that_is_false_stops_nothing(kept: KeptBook) -> None:
    replaced(kept.book.chapter, "E_total > after(1).E_total", "E_total < after(1).E_total")
    (verdict,) = [one for one in kept.only()["verdicts"] if "false" in one["change"]]
    assert verdict["change"] == "became false" and verdict["words"].startswith("The error falls")
    kept.commit()
    assert kept.diff()[0] == 0
    replaced(kept.book.example, "[[0.30]]", "[[0.31]]")
    chapter = kept.only()
    assert [one["change"] for one in chapter["verdicts"]] == ["still false"] and moves(chapter, "chain.md")


def test_a_claim_that_became_false_is_told_with_its_line_and_condition(kept: KeptBook) -> None:
    replaced(kept.book.chapter, "E_total > after(1).E_total", "w1 < out_h")
    kept.commit()
    replaced(kept.book.example, "[[0.30]]", "[[3.0]]")
    data = kept.data()
    (verdict,) = data["chapters"][0]["verdicts"]
    assert (verdict["change"], verdict["condition"]) == ("became false", "w1 < out_h")
    assert verdict["file"] == "content/1-chain/chapter.md"
    assert verdict["line"] == line_of(kept.book.chapter, "w1 < out_h")
    assert data["status"] == 1 and "1 claim became false" in kept.diff()[1]
    kept.commit()
    replaced(kept.book.example, "[[3.0]]", "[[0.30]]")
    assert [one["change"] for one in kept.only()["verdicts"]] == ["became true"]


def test_another_notation_changes_formulas_and_moves_nothing(kept: KeptBook) -> None:
    with kept.book.example.open("a", encoding="utf-8") as file:
        file.write("notation: {weights: to from}\n")
    chapter = kept.only()
    (formula,) = [one for one in chapter["vocabulary"]["formulas"] if one["name"] == "net_h"]
    assert formula["old"].startswith("w_{1}") and formula["new"].startswith("w_{") and formula["old"] != formula["new"]
    assert not any(page["moves"] for page in chapter["pages"])
    assert "formulas changed" in kept.diff()[1]


def test_a_quantity_that_is_printed_for_the_first_time_has_appeared(kept: KeptBook) -> None:
    replaced(kept.book.deck, "# Net\n", "# Net\n\nIt becomes {{ out_h }}.\n")
    vocabulary = kept.only()["vocabulary"]
    assert (vocabulary["appeared"], vocabulary["disappeared"]) == (["out_h"], [])
    kept.commit()
    replaced(kept.book.deck, "\nIt becomes {{ out_h }}.\n", "")
    vocabulary = kept.only()["vocabulary"]
    assert (vocabulary["appeared"], vocabulary["disappeared"]) == ([], ["out_h"])


def test_a_new_example_is_one_line_and_a_count(kept: KeptBook) -> None:
    kept.book.second("2-next", example=EXAMPLE, chapter=CHAPTER, deck=DECK)
    data = kept.data()
    assert {one["slug"]: one["state"] for one in data["chapters"]} == {"next": "new", "index": "changed"}
    out = kept.diff()[1]
    assert "next  (content/2-next/example.yml): new" in out and "1 example is new" in out
    assert "New quantities" not in out
    kept.commit()
    assert {one["slug"]: one["state"] for one in kept.data("HEAD~1")["chapters"]} == {"next": "new", "index": "changed"}


def test_an_example_that_is_gone_is_told(kept: KeptBook) -> None:
    second = kept.book.second("2-next")
    ledger = next(file for file in build.build(Project(kept.book.root)).files if file.uri == "ledger.json")
    keys = [one["key"] for one in json.loads(ledger.text) if one["page"].startswith("next")]
    printed = [key for key in keys if "/verified/" not in key]
    kept.commit()
    for file in (second.example, second.chapter, second.deck):
        file.unlink()
    status, out, _ = kept.diff()
    assert status == 1 and "next  (content/2-next/example.yml): gone" in out and "1 example is gone" in out
    assert len(printed) > 10 and f"  {len(printed)} numbers are gone." in out
