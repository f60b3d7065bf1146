"""A printed.yml in a book: compared, quoted, not published, and read again when it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build
from generator.errors import TextbookError
from generator.project import Project
from tests.printed.hand_made import HEAD
from tests.small_books import CHAPTER, INDEX, SmallBook, small_book

ENTRIES = "          - numbers: {net_h: 0.340, x: 0.80}\n"
COUNTED = "\n{% for one in compared %}{{ one.agreeing.numbers }} of {{ one.compared.numbers }} numbers{% endfor %}\n"
QUOTED = '\nIt prints {{ stated(printed.book.net_h, "printed in a source") }}.\n'


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    made = small_book(tmp_path, chapter=CHAPTER + QUOTED, index=INDEX + COUNTED)
    made.example.with_name("printed.yml").write_text(HEAD + ENTRIES, encoding="utf-8")
    return made


def test_pages_count_what_was_compared_and_chapters_quote_it(book: SmallBook) -> None:
    made = build(book.project, preview=True)
    assert not [file.uri for file in made.files if "printed" in file.uri]
    counts = [(entry.key, entry.printed) for entry in made.ledger if "_numbers_book" in entry.key]
    assert counts == [("chain/agreeing_numbers_book@1", "2"), ("chain/compared_numbers_book@1", "2")]
    (quoted,) = [entry for entry in made.ledger if entry.kind == "stated"]
    assert quoted.printed == "0.340"


def test_a_number_without_a_cause_stops_the_build(book: SmallBook) -> None:
    book.example.with_name("printed.yml").write_text(HEAD + ENTRIES.replace("0.340", "0.777"), encoding="utf-8")
    with pytest.raises(TextbookError, match="0.777 is not net_h"):
        build(book.project, preview=True)


def test_a_changed_file_makes_the_chapter_anew(book: SmallBook) -> None:
    before = Project(book.root).sources_of(book.example.parent)
    file = book.example.with_name("printed.yml")
    file.write_text(file.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert Project(book.root).sources_of(book.example.parent) != before
    assert file not in Project(book.root).beside(book.example.parent)
