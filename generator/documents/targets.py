"""The places of the book that can be referred to: named equations and figures, sections, terms in bold, chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.text import marks, markup

HEADING = re.compile(r"^#{1,6} +(.+?) *\{ *#([-\w]+)[^{}\n]*\}[ \t]*$", re.MULTILINE)
TERM = re.compile(r"(?<![*\w])\*\*([A-Za-z][^*.,:;?!|\\\n]*(?:\n[^*.,:;?!|\\\n]+)?)\*\*(?![*\w{])")
HIDDEN = ("code", "figure", "comment", "math")
PREFIX = {"equation": "eq-", "figure": "fig-", "term": "term-"}
FILLER = "\ufffc"
SPACE = "\u00a0"
"""Keeps a word and its number on one line."""


@dataclass(frozen=True)
class Page:
    """A page or deck before its references are known. uri: its address. file: what an author edits. text: its published
    text with the marks still in it. chapter: the number of its chapter in the book, empty for the pages beside them."""

    uri: str
    file: str
    text: str
    chapter: str = ""

    @property
    def is_deck(self) -> bool:
        return self.uri.endswith(".html")

    @property
    def slug(self) -> str:
        """What the page, and the page that a deck belongs to, is called in references."""
        return self.uri.rpartition("/")[0] if self.is_deck else self.uri.removesuffix(".md")

    @property
    def folder(self) -> str:
        """Where the site has it."""
        return "" if self.slug == "index" else f"{self.slug}/"


@dataclass(frozen=True)
class Target:
    """A place of a page. kind: equation, figure, section, term or page. shown: what a link to it says. at: where in the
    page's text it stands, from start to end. line: of the document, where it is known."""

    page: Page
    kind: str
    name: str
    shown: str
    line: int | None = None
    at: tuple[int, int] = (0, 0)

    @property
    def anchor(self) -> str:
        return "" if self.kind == "page" else PREFIX.get(self.kind, "") + self.name


@lru_cache(maxsize=256)
def targets(page: Page) -> tuple[Target, ...]:
    """The places of a page that have a name, in reading order; a name that is given twice is there twice."""
    return (*counted(page), *sections(page), *terms(page))


def counted(page: Page) -> Iterator[Target]:
    """Named equations and figures, each kind counted through the chapter: (3.4), Figure 3.2."""
    count = {"equation": 0, "figure": 0}
    for start, mark in marks.marks(page.text):
        if mark.kind in count:
            count[mark.kind] += 1
            number = ".".join(filter(None, (page.chapter, str(count[mark.kind]))))
            shown = f"({number})" if mark.kind == "equation" else f"Figure{SPACE}{number}"
            yield Target(page, mark.kind, mark.name, shown, mark.line, (start, start))


def sections(page: Page) -> Iterator[Target]:
    """Headings with a name: ## The delta of a neuron { #delta }."""
    for heading in HEADING.finditer(prose(page)):
        yield Target(page, "section", heading[2], page.text[slice(*heading.span(1))], at=heading.span())


def terms(page: Page) -> Iterator[Target]:
    """What a chapter introduces in bold, each term where it first is: **learning rate**."""
    seen: set[str] = set()
    for bold in TERM.finditer(prose(page)) if page.chapter else ():
        words = bold[1].lower().split()
        if FILLER not in bold[1] and (name := "-".join(words)) not in seen:
            seen.add(name)
            yield Target(page, "term", name, " ".join(words), at=bold.span())


def prose(page: Page) -> str:
    """The text of a page as long as it is, with its formulas, figures and code blotted out."""
    return "".join(FILLER * len(s.text) if s.kind in HIDDEN else s.text for s in markup.segments(page.text))
