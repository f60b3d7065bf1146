"""The chapter, and its deck, that a file of tests names with SLUG, as they are published."""

from __future__ import annotations

import pytest

from generator.book import Book
from tests.book.chapters import of_chapter, slides, text
from tests.publishing import Publication


@pytest.fixture(scope="module")
def book(publication: Publication, request: pytest.FixtureRequest) -> Book:
    """Both documents, with their numbers."""
    return of_chapter(publication.book, request.module.SLUG)


@pytest.fixture(scope="module")
def chapter(book: Book, request: pytest.FixtureRequest) -> str:
    return text(book, f"{request.module.SLUG}.md")


@pytest.fixture(scope="module")
def deck(book: Book, request: pytest.FixtureRequest) -> str:
    """The slides as remark shows them."""
    return slides(book, f"{request.module.SLUG}/deck.html")
