"""The published site beside the ledger: a number that changes on the way to a reader is found."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from generator.book import Book
from generator.build import build
from generator.checks.published import site
from generator.checks.published.slides_shown import beside_the_ledger
from generator.project import Project
from tests.small_books import small_book


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return build(Project(small_book(tmp_path_factory.mktemp("small") / "book").root))


@pytest.fixture
def folder(tmp_path: Path, book: Book) -> Path:
    """The site as a host would write it: each page in a folder of its own, around its text."""
    docs = []
    for document in book.documents:
        uri, text = document.file.uri, document.file.text
        if uri.endswith(".md"):
            name = "index.html" if uri == "index.md" else uri.removesuffix(".md") + "/index.html"
            text = f"<title>A book</title>\n<nav>Chapters</nav>\n<article>\n{text}\n</article>\n"
            docs.append({"location": site.address_of(uri), "title": "A page", "text": "The error."})
        else:
            name = uri
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for file in book.files:
        if file.path is None and file.uri.endswith((".json", ".js")):
            (tmp_path / file.uri).write_text(file.text, encoding="utf-8")
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "search_index.json").write_text(json.dumps({"docs": docs}), encoding="utf-8")
    return tmp_path


def test_a_site_that_shows_the_ledger_s_numbers_passes(folder: Path, book: Book) -> None:
    assert site.findings(folder, book) == []


def test_a_digit_changed_in_a_page_is_found_with_its_line(folder: Path, book: Book) -> None:
    entry = next(e for e in book.ledger if e.page == "chain.md" and e.key.endswith("out_o@1"))
    page = folder / "chain" / "index.html"
    text = page.read_text(encoding="utf-8")
    marked = f'data-q="{escape(entry.key)}">{entry.printed}'
    line = text.count("\n", 0, text.index(marked)) + 1
    page.write_text(text.replace(marked, marked[:-1] + str((int(marked[-1]) + 1) % 10), 1), encoding="utf-8")
    (found,) = site.findings(folder, book)
    assert (found.kind, found.file, found.line, found.should) == ("site", str(page), line, entry.printed)


PLANTED = {
    "in the text": ("</article>", "It is 17.25 now.\n</article>"),
    "in the title": ("A book</title>", "A book of 17.25</title>"),
    "in the navigation": ("Chapters</nav>", "Chapter 1725</nav>"),
}


@pytest.mark.parametrize("place", PLANTED)
def test_a_number_that_the_book_has_not_is_found(folder: Path, book: Book, place: str) -> None:
    page = folder / "chain" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(*PLANTED[place]), encoding="utf-8")
    (found,) = site.findings(folder, book)
    assert found.kind == "site" and found.stands in ("17.25", "1725")


def test_a_number_of_the_search_index_is_of_its_page(folder: Path, book: Book) -> None:
    index = folder / "search" / "search_index.json"
    index.write_text(index.read_text(encoding="utf-8").replace("The error.", "The error 17.25."), encoding="utf-8")
    assert {one.stands for one in site.findings(folder, book)} == {"17.25"}


def test_a_number_changed_on_a_slide_is_found(folder: Path, book: Book) -> None:
    (deck,) = [document for document in book.documents if document.file.uri.endswith(".html")]
    shown = [(entry.key, entry.printed) for entry in deck.entries]
    told = (deck.entries, deck.file.uri, str(deck.file.source), deck.lines)
    assert list(beside_the_ledger(shown, *told)) == []
    key, printed = shown[0]
    (found,) = beside_the_ledger([(key, printed + "1"), *shown[1:]], *told)
    assert found.kind == "deck" and found.should == printed and found.line == deck.lines[0][1]


@pytest.mark.parametrize("name", ["ledger.json", "chain/numbers.js", "chain/verified.json"])
def test_a_digit_changed_beside_the_pages_is_found_with_its_line(folder: Path, book: Book, name: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    at = max(place for place, sign in enumerate(text) if sign.isdigit())
    file.write_text(f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}", encoding="utf-8")
    (found,) = site.findings(folder, book)
    assert (found.file, found.line) == (str(file), text.count("\n", 0, at) + 1)
    file.unlink()
    assert site.findings(folder, book)
