"""The titles of mkdocs.yml stand on every page, and have no numbers either."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build
from generator.checks import titles
from generator.errors import TextbookError
from tests.small_books import small_book

WITH_NUMBERS = """\
site_name: The error 0.37
site_description: Nought point five of it
site_url: https://example.org/37
nav:
  - index.md
  - Of round 37:
      - "Half: ½": half-37.md
theme:
  palette:
    - scheme: slate-37
      toggle: {name: 37 times}
extra: !ENV [SOME_37, 37]
"""


def found(folder: Path, text: str) -> list[tuple[int | None, str]]:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return [(one.line, one.stands) for one in titles.findings(folder)]


def test_each_number_in_a_title_is_told_with_its_line(tmp_path: Path) -> None:
    expected = [(1, "0.37"), (2, "Nought point five"), (6, "37"), (7, "½"), (11, "37")]
    assert found(tmp_path, WITH_NUMBERS) == expected


@pytest.mark.parametrize("text", [
    "site_name: A book\nsite_url: https://example.org/2026\nnav: [index.md, in-37.md]\n", "site_name: [\n", "",
    "site_name: A book\ntheme: material\nextra: {version: 37}\n", "theme:\n  palette: {scheme: slate-37}\n",
])  # fmt: skip
def test_what_no_reader_sees_is_left_alone(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_a_book_needs_no_configuration(tmp_path: Path) -> None:
    assert list(titles.findings(tmp_path)) == []


def test_a_build_stops_at_a_number_in_a_title(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    (book.root / "mkdocs.yml").write_text("site_name: The error 0.37\n", encoding="utf-8")
    with pytest.raises(TextbookError) as error:
        build(book.project)
    assert [(Path(one.file).name, one.line, one.kind) for one in error.value.problems] == [("mkdocs.yml", 1, "source")]
