"""What the build makes of documents that have passed the rules: pages, decks, the ledger, the cards of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from generator.checks.published import as_stamped, cards_told, cards_used, ledger_told, whereabouts
from generator.checks.published.numbers_behind import numbers_behind
from generator.errors import Problem
from generator.quantities.worked import Worked

CARDS = "numbers.js"


class Book(Protocol):
    files: tuple
    documents: tuple
    examples: tuple[Worked, ...]


def findings(book: Book) -> Iterator[Problem]:
    """Where it differs from the documents and from their numbers."""
    decks = [one.file.uri for one in book.documents if one.file.uri.endswith("/deck.html")]
    chapters = {deck.removesuffix("/deck.html"): str(number) for number, deck in enumerate(decks, 1)}
    for document in book.documents:
        yield from as_stamped.findings(document, chapters.get(slug_of(document.file.uri), ""))
    known, seen = numbers_behind(book), whereabouts.by_key(book.documents)
    lines = lines_of(book)
    for file in book.files:
        try:
            if file.uri == ledger_told.URI:
                yield from ledger_told.findings(file.text, book.documents, known)
            elif file.path is None and file.uri.rpartition("/")[2] == CARDS:
                told = cards_told.read(file.text)
                yield from cards_told.findings(file.uri, told["numbers"], known, lines)
                yield from cards_used.findings(file.uri, told, seen, pages_beside(file.uri, book))
        except (ValueError, LookupError, TypeError, ArithmeticError) as trouble:
            message = f"nobody can read {file.uri}: {type(trouble).__name__}: {trouble}"
            yield Problem(file.uri, None, message, "", cards_told.KIND)
    with_cards = {file.uri for file in book.files if file.path is None}
    for document in book.documents:
        script = f"{folder_of(document.file.uri)}{CARDS}"
        if script not in with_cards and any(True for _ in whereabouts.in_sight(document)):
            message = f"{document.file.uri} has numbers, and there is no {script} that says what they are"
            yield Problem(str(document.file.source), None, message, "", cards_told.KIND)


def slug_of(uri: str) -> str:
    """What a page or deck is called."""
    return uri.rpartition("/")[0] if uri.endswith(".html") else uri.removesuffix(".md")


def folder_of(uri: str) -> str:
    """The folder of the site in which a page or deck is."""
    return "" if slug_of(uri) == "index" else f"{slug_of(uri)}/"


def pages_beside(script: str, book: Book) -> list[str]:
    """The pages and decks that load a script."""
    return [uri for uri in (one.file.uri for one in book.documents) if f"{folder_of(uri)}{CARDS}" == script]


def lines_of(book: Book) -> Mapping[str, list[str]]:
    """The lines of every example.yml, by the name that the place of a given number has for it."""
    paths = {one.example.path for example in book.examples for one in example.witnessed()}
    return {"/".join(path.parts[-3:]): path.read_text(encoding="utf-8").splitlines() for path in paths}
