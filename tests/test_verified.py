"""The foot of a chapter: it says what the build has checked, and a preview does not say so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.book import Book
from generator.build import build
from generator.checking import check
from generator.project import Project
from generator.verified import power_above
from tests.small_books import SmallBook, line_of, replaced, small_book


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    return small_book(tmp_path / "book")


def text(book: Book, uri: str) -> str:
    return next(file.text for file in book.files if file.uri == uri)


def test_a_chapter_says_what_was_checked_and_the_record_says_the_same(book: SmallBook) -> None:
    built = build(Project(book.root))
    (record,) = built.records
    assert json.loads(text(built, "chain/verified.json"))["lines"] == record.lines > 0
    foot = text(built, "chain.md").partition("**Verified.**")[2]
    shown = dict(re.findall(r'data-q="chain/verified/(\w+)">([0-9,]+)<', foot))
    assert {name: int(number) for name, number in shown.items()} == {
        name: getattr(record, name)
        for name in ("numbers", "lines", "formulas", "proved", "values", "gradients", "claims")
    }
    assert "(chain/verified.json)" in foot


def test_the_counts_are_those_of_the_check(book: SmallBook) -> None:
    (record,) = build(Project(book.root)).records
    counts = check(Project(book.root), twice=False).counts
    assert (record.lines, record.claims, record.gradients) == (
        counts["lines recomputed"], counts["claims"], counts["gradients met by quotients"],
    )  # fmt: skip


def test_the_foot_says_how_many_formulas_were_held_against_the_network_and_how_many_were_not(book: SmallBook) -> None:
    true, free = r"\(\mathrm{net}_h = w_1 x + b_1\)", r"{% suppose 'a name' %}\(v = u\){% endsuppose %}"
    replaced(book.chapter, "See [the", f"{true} {free}\n\nSee [the")
    built = build(Project(book.root))
    (record,) = built.records
    foot = text(built, "chain.md").partition("**Verified.**")[2]
    assert record.proved >= 1 and f"/verified/proved\">{record.proved}<" in foot
    assert record.supposed == 1 and '/verified/supposed">1<' in foot


def test_the_numbers_of_the_foot_are_in_the_ledger(book: SmallBook) -> None:
    built = build(Project(book.root))
    entries = [entry for entry in built.ledger if entry.page == "chain.md"]
    assert [entry.position for entry in entries] == list(range(len(entries)))
    assert {entry.printed for entry in entries if entry.key.endswith("/verified/values_within")} == {"1e-12"}
    (within,) = [entry.printed for entry in entries if entry.key.endswith("/verified/gradients_within")]
    assert float(within) < 1e-20


def test_the_foot_stands_where_the_chapter_leaves_room_for_it(book: SmallBook) -> None:
    replaced(book.chapter, "It answers", "{{ verified_foot }}\n\nIt answers")
    page = text(build(Project(book.root)), "chain.md")
    assert page.count("**Verified.**") == 1 and page.index("**Verified.**") < page.index("It answers")


def test_a_fault_behind_the_foot_is_found_in_its_own_line(book: SmallBook) -> None:
    replaced(book.chapter, "See [the", "{{ verified_foot }}\n\n{{ '0.4613' }} See [the")
    (found,) = check(Project(book.root), twice=False).findings
    assert (found.kind, found.line) == ("source", line_of(book.chapter, "0.4613"))


def test_a_preview_says_that_nothing_has_been_asked_yet(book: SmallBook) -> None:
    page = text(build(Project(book.root), preview=True), "chain.md")
    assert "**Verified.**" not in page and "This is a preview" in page


def test_the_foot_of_the_default_walk_through_is_under_its_heading(book: SmallBook) -> None:
    book.chapter.unlink()
    page = text(build(Project(book.root)), "chain.md")
    assert page.count("**Verified.**") == 1
    assert page.index("## What was checked") < page.index("**Verified.**") < page.index("## Sources")


@pytest.mark.parametrize(("gap", "power"), [(0.0, "0"), (1e-12, "1e-12"), (3.2e-39, "1e-38"), (9.99e-40, "1e-39")])
def test_a_difference_is_told_by_the_power_of_ten_above_it(gap: float, power: str) -> None:
    assert power_above(gap) == power
