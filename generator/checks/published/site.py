"""The published site: every number of a page that MkDocs has written is that of the ledger, in its place."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from generator.checks.finished import MARKED
from generator.documents.ledger import Entry
from generator.errors import Problem
from generator.text import publication, structural

KIND = "site"
WAY_OUT = "Build the site again; if it stays, something changes pages after the build."

IN_FORMULA = r"\\q\{(?P<formula>[^{}]*)\}\{(?P<digits>(?:[^{}]|\{[^{}]*\})*)\}"
IN_TEXT = r"<(?P<tag>span|tspan)\b[^<>]*\bdata-q=\"(?P<key>[^\"]*)\"[^<>]*>(?P<text>(?:(?!</(?P=tag)>).)*)</(?P=tag)>"
NUMBER = re.compile(f"{IN_FORMULA}|{IN_TEXT}", re.DOTALL)
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
OUTSIDE = re.compile(r"<title>(.*?)</title>|<nav\b(.*?)</nav>", re.DOTALL)
DROPPED = re.compile(r"<(script|style)\b.*?</\1>|<[^<>]*>", re.DOTALL)
DIGITS = re.compile(r"(?<![\w.])[0-9]+(?:[.,][0-9]+)*(?![.,]?\w)")
ENCODED = re.compile(r"data-(?:tex|html)=\"([^\"]*)\"")
SLIDES = re.compile(r'<script type="application/json" id="deck">(.*?)</script>', re.DOTALL)
ALOUD = re.compile(r"<(?:title|desc)\b[^<>]*>[^<]*|\b(?:alt|title|aria-label|content)=\"[^\"]*")


class Book(Protocol):
    files: tuple
    documents: Iterable[object]
    ledger: tuple[Entry, ...]


def findings(site: Path, book: Book) -> list[Problem]:
    """Where a site differs from the ledger of the book."""
    return list(differences(site, book))


def differences(site: Path, book: Book) -> Iterator[Problem]:
    spoken = site / "search" / "search_index.json"
    index = json.loads(spoken.read_text(encoding="utf-8"))["docs"] if spoken.is_file() else []
    everywhere: set[str] = set()
    for document in book.documents:
        everywhere |= said(document.file.text)
    for document in book.documents:
        uri = document.file.uri
        page = page_of(site, uri)
        if page is None:
            yield Problem(str(site / uri), None, f"the site has no page for {uri}", WAY_OUT, KIND)
            continue
        text = page.read_text(encoding="utf-8")
        yield from against_ledger(page, text, list(document.entries))
        if uri.endswith(".md"):
            yield from unmarked(page, text, said(document.file.text), everywhere)
            yield from in_index(spoken, index, address_of(uri), said(document.file.text))
    yield from beside_the_pages(site, book)


def beside_the_pages(site: Path, book: Book) -> Iterator[Problem]:
    """The ledger, the cards of the numbers and the records, which a browser fetches: the same, line by line."""
    for file in book.files:
        if file.path is not None or not file.uri.endswith((".json", ".js")):
            continue
        there, here = site / file.uri, file.text.splitlines()
        lines = there.read_text(encoding="utf-8").splitlines() if there.is_file() else []
        for number, (found, expected) in enumerate(zip_longest(lines, here, fillvalue=""), 1):
            if found != expected:
                message = f"{file.uri} is not that of the book"
                yield Problem(str(there), number, message, WAY_OUT, KIND, found[:200], expected[:200])
                break


def page_of(site: Path, uri: str) -> Path | None:
    """The file of the site that shows a document."""
    name = uri.removesuffix(".md")
    ways = [name + "/index.html", name + ".html", "index.html" if name == "index" else uri]
    return next((site / way for way in ways if (site / way).is_file()), None)


def address_of(uri: str) -> str:
    return "" if uri == "index.md" else uri.removesuffix(".md") + "/"


def against_ledger(page: Path, text: str, entries: list[Entry]) -> Iterator[Problem]:
    """The numbers of a page with their keys, in order, beside those of the ledger, some only read aloud."""
    article = readable(text)
    aloud = html.unescape(" ".join(ALOUD.findall(article)))
    waiting = list(entries)
    for found in NUMBER.finditer(article):
        key = html.unescape(found["formula"] or found["key"])
        printed = as_in_the_ledger(found["digits"] if found["formula"] else found["text"])
        place = line_of(text, article, found)
        same = [n for n, entry in enumerate(waiting) if entry.key == key]
        if not same:
            yield Problem(str(page), place, f"{printed}, of {key}, is not in the ledger here", WAY_OUT, KIND, printed)
            continue
        # The same number may just have been read aloud, with other digits.
        skipped = next((n for n in same if waiting[n].printed == printed), same[0])
        skipped = skipped if all(is_aloud(entry, aloud) for entry in waiting[same[0] : skipped]) else same[0]
        yield from missing(page, waiting[:skipped], aloud)
        expected = waiting[skipped].printed
        del waiting[: skipped + 1]
        if printed != expected:
            yield Problem(str(page), place, f"{key} is {expected} in the ledger", WAY_OUT, KIND, printed, expected)
    yield from missing(page, waiting, aloud)


def missing(page: Path, entries: list[Entry], aloud: str) -> Iterator[Problem]:
    for entry in entries:
        if not is_aloud(entry, aloud):
            message = f"{entry.printed}, of {entry.key}, is missing"
            yield Problem(str(page), None, message, WAY_OUT, KIND, "", entry.printed)


def is_aloud(entry: Entry, aloud: str) -> bool:
    return publication.in_words(entry.key, entry.printed) in aloud or entry.printed in aloud


def readable(text: str) -> str:
    """What a page holds for its readers; of a deck its slides, with formulas and figures unpacked."""
    if slides := SLIDES.search(text):
        return ENCODED.sub(lambda packed: unquote(packed[1]), json.loads(slides[1]))
    article = ARTICLE.search(text)
    return article[0] if article else text


def line_of(text: str, article: str, found: re.Match[str]) -> int | None:
    """The line of the file in which a number stands, if the file holds it as it is."""
    start = text.find(article)
    return text.count("\n", 0, start + found.start()) + 1 if start >= 0 else None


FROM_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
"""From the exponent of a power of ten, as prose has it, to plain digits."""


def as_in_the_ledger(shown: str) -> str:
    """The digits of a page as the ledger has them: -0.5 for a typographic minus, 1.2e-5 with a power of ten."""
    shown = re.sub(r"<sup>(.*?)</sup>", r"^{\1}", html.unescape(shown))
    shown = re.sub(r"<[^<>]*>|\s", "", shown).replace(publication.MINUS, "-").translate(FROM_RAISED)
    return re.sub(r"(?:\\times|·|×)10\^?\{?(-?[0-9]+)\}?$", r"e\1", shown)


def unmarked(page: Path, text: str, own: set[str], everywhere: set[str]) -> Iterator[Problem]:
    """Numbers without a key that the document did not have: in its text, and in the titles around it."""
    article = ARTICLE.search(text)
    rest = [(article.start(), article[0], own)] if article else []
    rest += [(around.start(), around[0], everywhere) for around in OUTSIDE.finditer(text)]
    for start, piece, known in rest:
        bare = NUMBER.sub(blank, piece)
        bare = DROPPED.sub(blank, bare)
        for digits in DIGITS.finditer(bare):
            if digits[0] not in known:
                line = text.count("\n", 0, start + digits.start()) + 1
                message = f"{digits[0]} has no key, and the book has no such number here"
                yield Problem(str(page), line, message, WAY_OUT, KIND, digits[0])


def blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def said(document: str) -> set[str]:
    """All numbers in the text of a document, with key or without."""
    bare = DROPPED.sub(" ", MARKED.sub(lambda marked: f" {re.sub('<[^<>]*>', ' ', marked[0])} ", document))
    return {number for text in (document, bare, html.unescape(bare)) for number in structural.NUMBER.findall(text)}


def in_index(index: Path, docs: list[dict[str, str]], address: str, known: set[str]) -> Iterator[Problem]:
    """The numbers that the search index has of a page, its title included."""
    for doc in docs:
        if doc["location"].partition("#")[0] == address:
            for digits in DIGITS.finditer(html.unescape(f"{doc['title']} {doc['text']}")):
                if digits[0] not in known:
                    message = f"the search index has {digits[0]}, and {address or 'the front page'} has no such number"
                    yield Problem(str(index), None, message, WAY_OUT, KIND, digits[0])
