"""The comment for a review: tables that hold whatever an author writes, what alarms in the open, the rest folded."""

from __future__ import annotations

import re

import pytest

from generator.comparing import review
from tests.comparing.kept_books import KeptBook
from tests.small_books import CHAPTER, line_of, replaced


def test_a_false_claim_stands_in_the_open_and_numbers_are_folded(kept: KeptBook) -> None:
    replaced(kept.book.chapter, "E_total > after(1).E_total %}", "w1 < out_h %}Of a | b, *this*: ")
    kept.commit()
    replaced(kept.book.example, "[[0.30]]", "[[3.0]]")
    status, out, _ = kept.diff("--markdown")
    before, _, folded = out.partition("<details>")
    line = line_of(kept.book.chapter, "w1 < out_h")
    assert status == 1 and "| became false | Of a \\| b, \\*this\\*: The error falls" in before
    assert f"`content/1-chain/chapter.md:{line}`" in before and "| `layers[hidden].weights[h][x]` |" in before
    assert re.search(r"<summary>Numbers that moved in chain.md: \d+</summary>", folded) and "`net_h`" in folded


def test_every_row_of_a_table_has_its_columns(kept: KeptBook) -> None:
    replaced(kept.book.example, "[[0.30]]", "[[0.31]]")
    with kept.book.example.open("a", encoding="utf-8") as file:
        file.write("notation: {weights: to from}\n")
    rows = [re.split(r"(?<!\\)\|", line) for line in kept.diff("--markdown")[1].splitlines()]
    tables = "".join("|" if len(row) > 1 else "." for row in rows)
    for table in re.finditer(r"\|+", tables):
        assert len({len(row) for row in rows[table.start() : table.end()]}) == 1
    assert any("$`w_{1} \\cdot x" in cell for row in rows for cell in row)


def test_what_is_folded_is_unfolded_again(kept: KeptBook) -> None:
    replaced(kept.book.example, "[[0.30]]", "[[0.31]]")
    out = kept.diff("--markdown")[1]
    assert out.count("<details>") == out.count("</details>") > 0


def test_a_long_comment_is_cut_unless_all_is_asked_for(kept: KeptBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "LONGEST", 2500)
    kept.book.chapter.write_text(CHAPTER + "\n".join(f"{{{{ at({n + 1}).out_h }}}}\n" for n in range(40)), "utf-8")
    kept.commit()
    replaced(kept.book.example, "[[0.30]]", "[[0.31]]")
    short, whole = kept.diff("--markdown")[1], kept.diff("--markdown", "--all")[1]
    assert "more rows (`textbook diff --markdown --all`)" in short and "more rows" not in whole
    assert "at(40).out_h" in whole and "at(40).out_h" not in short


def test_nothing_to_review_is_said(kept: KeptBook) -> None:
    assert "No key, number, claim or formula differs." in kept.diff("--markdown")[1]
