"""`textbook check --browser`: decks as a lecturer sees them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.build import build
from generator.checks.published.slides_shown import on_the_screen
from tests.small_books import DECK, small_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_slide_that_is_too_high_is_told_with_the_line_on_which_it_begins(browser: Browser, tmp_path: Path) -> None:
    lines = "\n\n".join(f"Line {letter}." for letter in "abcdefghijklmnopqrstuvwxyz")
    book = small_book(tmp_path / "book", deck=DECK + f"\n---\n\n# Long\n\n{lines}\n\n---\n\n# Short\n")
    [problem] = on_the_screen(browser, build(book.project))
    assert "the slide 'Long' of chain/deck.html is" in problem.message
    assert book.deck.read_text(encoding="utf-8").split("\n")[problem.line - 1] == "# Long"
    assert Path(problem.file) == book.deck
