"""How tests read what is published of one chapter."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import unquote

from generator.book import Book


def of_chapter(book: Book, slug: str) -> Book:
    """The chapter and the deck of one example, with their numbers; not with those of what was checked."""
    uris = (f"{slug}.md", f"{slug}/deck.html")
    return Book(
        tuple(file for file in book.files if file.uri in uris),
        tuple(entry for entry in book.ledger if entry.page in uris and "/verified/" not in entry.key),
    )


def text(book: Book, uri: str) -> str:
    return next(file.text for file in book.files if file.uri == uri)


def slides(book: Book, uri: str) -> str:
    """The slides as remark shows them: formulas and listings in their places."""
    source = json.loads(re.search(r'id="deck">(.*?)</script>', text(book, uri), re.DOTALL)[1])
    return re.sub(r'<span[^<>]* data-(?:tex|html)="([^"]*)"></span>', lambda match: unquote(match[1]), source)


def listings(source: str) -> list[str]:
    blocks = re.findall(r"<pre\b[^<>]*>(.*?)</pre>", source, re.DOTALL)
    return [html.unescape(re.sub(r"<[^<>]*>", "", block)) for block in blocks]
