"""The step of the build that needs all documents at once: the order of the book, its numbers and its references."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from generator.book import Document
from generator.documents import references
from generator.documents.targets import Page


def linked(documents: Collection[Document], slugs: Sequence[str]) -> list[Document]:
    """The documents with their equations numbered and their references resolved: the front page first, then the
    chapters with their decks, then the pages beside them. slugs: of the chapters, in reading order. TemplateError for
    names that are not there or are there twice."""
    chapters = {slug: str(number) for number, slug in enumerate(slugs, 1)}
    ordered = sorted(documents, key=lambda document: place(page_of(document, chapters)))
    texts = references.resolved(page_of(document, chapters) for document in ordered)
    return [replace(one, file=replace(one.file, text=text)) for one, text in zip(ordered, texts, strict=True)]


def page_of(document: Document, chapters: dict[str, str]) -> Page:
    page = Page(document.file.uri, str(document.file.source), document.file.text)
    return replace(page, chapter=chapters.get(page.slug, ""))


def place(page: Page) -> int:
    return 0 if page.slug == "index" else 1 if page.chapter else 2
