"""The real book and its site, held against every rule."""

from __future__ import annotations

import pytest

from generator.checks.report import as_text
from tests.publishing import Publication


def test_the_book_and_its_site_hold_every_rule(publication: Publication) -> None:
    found = publication.report
    assert found.is_clean, as_text(found)
    assert found.counts["lines recomputed"] > 400 and found.counts["listings run"] > 5


def test_what_is_not_a_page_is_published_as_it_was_built(publication: Publication) -> None:
    """MkDocs makes its own of pages in Markdown only."""
    compared = [file for file in publication.book.files if file.path is None and not file.uri.endswith(".md")]
    assert {"ledger.json", "two-outputs/deck.html", "two-outputs/numbers.js"} <= {file.uri for file in compared}
    for file in compared:
        assert (publication.site / file.uri).read_text(encoding="utf-8") == file.text, file.uri


@pytest.mark.parametrize("uri", ["index.md", "two-outputs.md"])
def test_no_page_says_that_it_is_only_a_preview(publication: Publication, uri: str) -> None:
    (page,) = [file for file in publication.book.files if file.uri == uri]
    assert "preview" not in page.text
