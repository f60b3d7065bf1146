"""The check's own tools held: what a chapter's foot says was checked, the formulas of the search index, a fault of the
generator."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator import search_index, verified
from generator.book import Book
from generator.build import build
from generator.checking import check
from generator.checks import breakdown
from generator.checks.published import recorded, spoken_formulas
from generator.errors import AuditError, Problem, TextbookError
from generator.project import Project
from generator.quantities import setting
from tests.small_books import SmallBook, small_book


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallBook, Book]:
    book = small_book(tmp_path_factory.mktemp("small") / "book")
    book.chapter.unlink()  # the default walk-through has a foot
    return book, build(book.project)


def test_what_the_record_says_was_checked(made: tuple[SmallBook, Book]) -> None:
    assert list(recorded.findings(made[1])) == []


@pytest.mark.parametrize("name", ["numbers", "lines", "formulas", "proved", "programs", "claims"])
def test_a_count_that_is_not_that_of_the_documents_is_found(made: tuple[SmallBook, Book], name: str) -> None:
    def changed(text: str) -> str:
        counts = json.loads(text)
        return json.dumps({**counts, name: counts[name] + 100})

    files = [replace(one, text=changed(one.text)) if one.uri.endswith("verified.json") else one for one in made[1].files]
    found = list(recorded.findings(replace(made[1], files=tuple(files))))
    assert {one.file for one in found} >= {"chain/verified.json"} and f"'{name}'" in found[0].message


LOOSENED = {"values_within": "1e-6", "gradients_within": "1", "values": 0, "gradients": 0}


@pytest.mark.parametrize("name", LOOSENED)
def test_a_witness_that_allows_for_more_or_looks_at_nothing_is_found(made: tuple[SmallBook, Book], name: str) -> None:
    def changed(text: str) -> str:
        return json.dumps({**json.loads(text), name: LOOSENED[name]})

    files = [replace(one, text=changed(one.text)) if one.uri.endswith("verified.json") else one for one in made[1].files]
    found = list(recorded.findings(replace(made[1], files=tuple(files))))
    assert any(name.partition("_")[0] in one.message for one in found)


TAMPERED: dict[str, Callable[[verified.Record], verified.Record]] = {
    "more claims": lambda one: replace(one, claims=one.claims + 100),
    "a smaller difference": lambda one: replace(one, gradients_within="1e-99"),
    "a smaller limit": lambda one: replace(one, values_within="1e-15"),
    "more values": lambda one: replace(one, values=one.values + 1),
    "more gradients": lambda one: replace(one, gradients=one.gradients + 1),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_record_that_is_tampered_with_as_it_is_made_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    book, record = small_book(tmp_path / "book"), verified.record
    monkeypatch.setattr(verified, "record", lambda *of: TAMPERED[what](record(*of)))
    assert "record" in str(check(Project(book.root), twice=False).findings)


def test_a_foot_that_says_another_number_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, quantity = small_book(tmp_path / "book"), verified.quantity
    book.chapter.unlink()
    monkeypatch.setattr(verified, "quantity", lambda slug, name, value: quantity(slug, name, value if "within" in name else value + 1))
    found = check(Project(book.root), twice=False).findings
    assert found and {(Path(one.file).name, one.kind) for one in found} == {("verified.md", "site")}


# --- formulas in the search index -------------------------------------------------------------------------------------

FORMULA = r"\[ \begin{aligned} w_{5} &= \q{a/(x-y)@1}{-0.21} \\[0.4em] &\approx \frac{\q{b}{1} - \q{c}{3.5 \times 10^{-12}}}{2} \cdot \q{d}{0.5} \end{aligned} \]"


def said(readable: Callable[[str], str]) -> list[Problem]:
    return list(spoken_formulas.findings("a.md", f"It is −0.5, or -0.7. {FORMULA} And \\( -x \\).", "a.md", readable))


def test_the_search_index_has_the_numbers_and_signs_of_pages() -> None:
    assert said(search_index.readable) == []


@pytest.mark.parametrize(("old", "new"), [
    (" -0.21", " 0.21"), ("≈", "="), ("=", "≈"), ("0.21", "0.22"), ("×", ""), ("-12", "12"), ("−", ""), (" -x", " x"),
    ("-0.7", "0.7"), ('"title":"a', '"title":"17'),
])  # fmt: skip
def test_what_the_search_index_has_otherwise_is_found(old: str, new: str) -> None:
    (found,) = said(lambda index: search_index.readable(index).replace(old, new))
    assert found.kind == "site" and "title" in old or found.stands != found.should


def test_the_check_asks_the_search_index_of_this_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, spoken = small_book(tmp_path / "book"), search_index.spoken
    monkeypatch.setattr(search_index, "spoken", lambda formula: spoken(formula).replace("-", ""))
    (found, *_) = check(Project(book.root), twice=False).findings
    assert (found.file, found.kind) == (str(book.chapter), "site") and "search index" in found.message


# --- a fault of the generator -----------------------------------------------------------------------------------------


def test_a_fault_of_the_generator_is_one_finding_and_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = small_book(tmp_path / "book")

    def broken(*of: object) -> range:
        raise LookupError("no such sample")

    monkeypatch.setattr(setting, "positions", broken)
    (found,) = check(Project(book.root), twice=False).findings
    assert found.kind == "fault" and found.line is not None and "LookupError: no such sample" in found.message
    assert Path(found.file).is_relative_to(breakdown.PACKAGE)


def test_the_build_says_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, record = small_book(tmp_path / "book"), verified.record
    monkeypatch.setattr(verified, "record", lambda *of: TAMPERED["more values"](record(*of)))
    with pytest.raises(TextbookError) as error:
        build(book.project)
    assert isinstance(error.value, AuditError) and len(error.value.problems) == 1
