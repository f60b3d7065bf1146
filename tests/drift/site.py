"""The published site changed behind the build: a digit of a page, a deck, the search index, the cards, the ledger; a
title."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

from generator.book import Book
from generator.build import build
from generator.checks.published import site
from generator.errors import Problem
from generator.project import Project
from tests.drift.bench import QUICK, ROOT, Bench, line_at, with_text
from tests.drift.drift import Drift

SITE = ("site",)
KEYED = re.compile(
    r'data-q="[^"]*">[^<]*?(?P<digit>[0-9])(?=[^0-9<]*<)'
    r"|\\q\{[^{}]*\}\{[^{}]*?(?P<formula>[0-9])(?=[^0-9{}]*\})"
)


@cache
def published(bench: Bench) -> tuple[Book, Path]:
    """The book and its site; in a quick run of one chapter only."""
    if not bench.quick:
        return build(Project(ROOT)), built(bench.project.root / "site")
    root = bench.project.root / "small"
    shutil.copytree(ROOT / "templates", root / "templates")
    for folder in QUICK[1:2]:
        shutil.copytree(ROOT / "content" / folder, root / "content" / folder)
    (root / "content" / "index.md").write_text("# A book\n", encoding="utf-8")
    book = build(Project(root))
    return book, around(book, root / "site")


def built(folder: Path) -> Path:
    """The site of the book, as `make site` writes it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True)
    return folder


def around(book: Book, folder: Path) -> Path:
    """Each document as a host would write it, with a page around its text."""
    docs = []
    for file in book.files:
        if file.path is not None:
            continue
        name, text = file.uri, file.text
        if name.endswith(".md"):
            docs.append({"location": site.address_of(name), "title": "A page", "text": re.sub(r"<[^<>]*>", "", text)})
            name = "index.html" if name == "index.md" else name.removesuffix(".md") + "/index.html"
            text = f"<title>A book</title>\n<nav>Chapters</nav>\n<article>\n{text}\n</article>\n"
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (folder / "search").mkdir()
    (folder / "search" / "search_index.json").write_text(json.dumps({"docs": docs}), encoding="utf-8")
    return folder


def found(bench: Bench) -> tuple[Problem, ...]:
    book, folder = published(bench)
    return tuple(site.findings(folder, book))


def of_page(page: Path, text: str, entries: tuple) -> tuple[Problem, ...]:
    return tuple(site.against_ledger(page, text, list(entries)))


def other(digit: str) -> str:
    return str((int(digit) + 1) % 10)


def in_pages(bench: Bench) -> Iterator[Drift]:
    """Each number of each page in turn."""
    book, folder = published(bench)
    for document in book.documents:
        page = site.page_of(folder, document.file.uri)
        if not document.file.uri.endswith(".md"):
            continue
        text = page.read_text(encoding="utf-8")
        start, end = text.index("<article"), text.index("</article>")
        for number in KEYED.finditer(text, start, end):
            at = number.start("digit") if number["digit"] else number.start("formula")
            changed = text[:at] + other(text[at]) + text[at + 1 :]
            line = line_at(text, number.start())
            what = f"a digit of {page.relative_to(folder)} at {at}"
            ask = partial(of_page, page, changed, document.entries)
            yield Drift(what, ask, page, line, line_at(text, at), SITE)


def in_decks(bench: Bench) -> Iterator[Drift]:
    """Each number of each deck in turn, in a formula packed for remark too."""
    book, folder = published(bench)
    for document in book.documents:
        if document.file.uri.endswith(".html"):
            page = site.page_of(folder, document.file.uri)
            text = page.read_text(encoding="utf-8")
            for key in dict.fromkeys(entry.key for entry in document.entries):
                mark = f'data-q="{html.escape(key)}">'
                in_json, packed = mark.replace('"', r"\""), partial(quote, safe="!'()*~")
                for begin in (packed(rf"\q{{{key}}}{{"), in_json, packed(mark)):
                    at = text.find(begin)
                    digit = re.compile("[0-9]").search(text, at + len(begin)) if at >= 0 else None
                    if digit and digit.start() < at + len(begin) + 5 and text[digit.start() - 1] != "%":
                        changed = text[: digit.start()] + other(digit[0]) + text[digit.end() :]
                        what = f"a digit of {page.relative_to(folder)} at {digit.start()}, {key}"
                        yield Drift(what, partial(of_page, page, changed, document.entries), page, kinds=SITE)


def in_files(bench: Bench) -> Iterator[Drift]:
    """The ledger, the cards and the records that are published beside the pages."""
    book, folder = published(bench)
    for file in book.files:
        if file.path is None and file.uri.endswith((".json", ".js")):
            target = folder / file.uri
            text = target.read_text(encoding="utf-8")
            places = list(re.finditer(r"(?<=[0-9.])[0-9](?=[\"\\<,}\n])", text))
            for place in places[:: max(1, len(places) // 25)]:
                changed = text[: place.start()] + other(place[0]) + text[place.end() :]
                what = f"a digit of {file.uri} at {place.start()}"
                ask = with_text(target, changed, partial(found, bench))
                yield Drift(what, ask, target, line_at(text, place.start()), kinds=SITE)


def around_pages(bench: Bench) -> Iterator[Drift]:
    """A number that the book has not: in a title, the navigation, the text, the search index."""
    book, folder = published(bench)
    for document in book.documents:
        if document.file.uri.endswith(".md"):
            page = site.page_of(folder, document.file.uri)
            text = page.read_text(encoding="utf-8")
            for end in ("</title>", "</nav>", "</article>"):
                at = text.find(end)
                if at >= 0:
                    changed = f"{text[:at]} 17.2593 {text[at:]}"
                    what = f"17.2593 before {end} of {page.relative_to(folder)}"
                    ask = with_text(page, changed, partial(found, bench))
                    yield Drift(what, ask, page, line_at(text, at), kinds=SITE)
    index = folder / "search" / "search_index.json"
    text = index.read_text(encoding="utf-8")
    docs = json.loads(text)["docs"]
    for number, doc in enumerate(docs):
        new = [*docs[:number], {**doc, "text": doc["text"] + " 17.2593"}, *docs[number + 1 :]]
        what = f"17.2593 in the search index, {doc['location']}"
        yield Drift(what, with_text(index, json.dumps({"docs": new}), partial(found, bench)), index, kinds=SITE)


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a digit changed in a published page": in_pages,
    "a digit changed in a published deck": in_decks,
    "a digit changed in ledger, cards or records": in_files,
    "a number added to a published page": around_pages,
}
