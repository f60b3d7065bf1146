"""The build, from the examples to the files of the book. It writes nothing; the doors do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

from generator import assets
from generator.attempts import gathered, stop_if_any, tried
from generator.documents import audit, decks, ledger, provenance
from generator.documents.context import book_context, chapter_context
from generator.documents.ledger import Entry
from generator.documents.provenance import Card
from generator.documents.templating import Sources, Templates
from generator.documents.uses import Use, uses
from generator.errors import AuditError
from generator.example import Example, read
from generator.numbers.digits import DigitRule
from generator.numbers.traced import Traced
from generator.project import EXAMPLE, Project
from generator.quantities import witness
from generator.quantities.deciding import decided
from generator.quantities.notation import PRODUCTS
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import publication
from generator.text.derivation import Writer


@dataclass(frozen=True)
class File:
    """A file of the finished book: its address, its text or the file that it is, and what an author edits for it."""

    uri: str
    text: str = ""
    path: Path | None = None
    source: Path | None = None


@dataclass(frozen=True)
class Book:
    """The finished book, pages in reading order."""

    files: tuple[File, ...]
    ledger: tuple[Entry, ...]


@dataclass(frozen=True)
class Document:
    """A page or deck that may be published, with the entries of its numbers, what these are and where they stand."""

    file: File
    entries: tuple[Entry, ...]
    sources: Sources
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Part:
    """Documents that share a folder of the site, and the cards of their numbers."""

    folder: str
    documents: tuple[Document, ...]
    cards: Mapping[str, Card]


def build(project: Project, *, preview: bool = False) -> Book:
    """The whole book. TextbookError, with everything that is wrong, if any part of it must not be published.

    A preview, made anew at every keystroke, is not held against the witnesses, whose trainings take longest."""
    examples, unreadable = tried(partial(read, folder / EXAMPLE) for folder in project.example_folders())
    typed = [problem for template in project.texts() for problem in audit.typed_numbers(template)]
    works = [partial(decided, project.content, partial(front_pages, project, examples))]
    make = previewed if preview else partial(decided_chapter_and_deck, preview=False)
    works += [partial(make, project, one) for one in examples]
    parts, unfit = tried(works if not unreadable else works[1:])
    stop_if_any(unreadable, [AuditError(typed)] if typed else [], unfit)
    parts = [part for found in parts for part in found]
    documents = [document for part in parts for document in part.documents]
    seen = [use for document in documents for use in document.uses]
    scripts = (
        File(f"{part.folder}numbers.js", provenance.as_script(part.cards, seen)) for part in parts if part.cards
    )
    entries = tuple(entry for document in documents for entry in document.entries)
    ledger_file = File("ledger.json", ledger.as_json(entries))
    return Book((*(document.file for document in documents), *scripts, ledger_file, *shipped(project)), entries)


def front_pages(project: Project, examples: Iterable[Example], bits: int) -> tuple[Part, ...]:
    """The pages that belong to no single example."""
    worked = [Worked(example, bits) for example in examples]
    writer = book_writer(worked)
    render = partial(rendered, Templates(project.content, project.templates), writer, book_context(worked))
    pages = gathered(partial(render, name.name, name.name) for name in project.pages())
    return tuple(part(folder_of(page.file.uri), (page,), writer, worked) for page in pages)


def folder_of(uri: str) -> str:
    """The folder of the site that the front page, or a page beside it, is published in."""
    return "" if uri == "index.md" else uri.removesuffix(".md") + "/"


def previewed(project: Project, example: Example) -> tuple[Part, ...]:
    """The documents of an example, made anew only if something that they are made from has changed."""
    return made_from(project, example, project.sources_of(example.path.parent))


@lru_cache(maxsize=64)
def made_from(project: Project, example: Example, sources: tuple[tuple[Path, bytes], ...]) -> tuple[Part, ...]:
    return decided_chapter_and_deck(project, example, preview=True)


def decided_chapter_and_deck(project: Project, example: Example, preview: bool) -> tuple[Part, ...]:
    return decided(example.path, partial(chapter_and_deck, project, example, preview))


def chapter_and_deck(project: Project, example: Example, preview: bool, bits: int) -> tuple[Part, ...]:
    """The documents of an example, certified at so many bits and met by both witnesses."""
    worked = Worked(example, bits)
    context = chapter_context(worked)
    templates = Templates(example.path.parent, project.templates)
    rules = example.digits.chapter, example.digits.deck
    writers = [Writer(worked.named, PRODUCTS[example.notation.times], rule) for rule in rules]
    render = [partial(rendered, templates, writer, context) for writer in writers]
    documents = gathered(
        (
            partial(render[0], template(worked, "chapter.md"), f"{example.slug}.md"),
            partial(deck, render[1], template(worked, "deck.md"), f"{example.slug}/deck.html", example.title, project),
        )
    )
    problems = () if preview else witness.testimony(worked).problems
    if problems:
        raise AuditError(problems)
    return (part(f"{example.slug}/", documents, writers[0], [worked]),)


def template(worked: Worked, name: str) -> str:
    """The example's own document, or the default walk-through for a network of its size."""
    own = worked.example.path.with_name(name)
    return name if own.exists() or not worked.is_large else f"large/{name}"


def deck(render: Callable[[str, str], Document], name: str, uri: str, title: str, project: Project) -> Document:
    """A deck, as the finished page that a lecturer opens."""
    made = render(name, uri)
    page = Templates(project.templates).page("deck.html")
    finished = decks.assemble(made.file.text, file=str(made.file.source), page=page, title=title, root="..")
    return replace(made, file=replace(made.file, text=finished))


def rendered(templates: Templates, writer: Writer, context: Mapping[str, object], name: str, uri: str) -> Document:
    """A template filled in, held to the rules, published, and entered into the ledger."""
    filled = templates.render(name, writer, context)
    problems = tuple(audit.problems(filled))
    if problems:
        raise AuditError(problems)
    published = publication.publish(filled.text)
    return Document(
        File(uri, published.text, source=Path(filled.file)),
        ledger.entries(uri, published.mentions, filled.sources, writer),
        filled.sources,
        tuple(uses(uri, filled.text, published.mentions)),
    )


def part(folder: str, documents: tuple[Document, ...], writer: Writer, worked: Collection[Worked]) -> Part:
    """Documents with the cards of all that is printed in them."""
    sources = chain.from_iterable(document.sources.values() for document in documents)
    return Part(folder, documents, provenance.cards(sources, writer, worked))


def book_writer(worked: Iterable[Worked]) -> Writer:
    """What writes the numbers of a page that may quote any example."""
    worked = tuple(worked)

    def named(node: Traced) -> Quantity | None:
        return next((quantity for one in worked if (quantity := one.named(node)) is not None), None)

    return Writer(named, PRODUCTS["dot"], DigitRule(6, "significant"))


def shipped(project: Project) -> Iterable[File]:
    """What comes along as it is: style sheets and scripts, the browser's libraries, pictures."""
    browser = project.templates / "browser"
    for path in sorted(browser.iterdir()):
        yield File(f"textbook/{path.name}", path=path)
    for name, path in assets.vendored().items():
        yield File(f"textbook/vendor/{name}", path=path)
    for path in project.other_files():
        yield File(path.relative_to(project.content).as_posix(), path=path)
