"""The build, from the examples to the files of the book. It writes nothing; the doors do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator import assets
from generator.documents import audit, decks, ledger
from generator.documents.context import book_context, chapter_context
from generator.documents.ledger import Entry
from generator.documents.templating import Templates
from generator.errors import AuditError, Problem, TextbookError
from generator.example import Example, read
from generator.numbers import certified
from generator.numbers.certified import Undecided
from generator.numbers.digits import DigitRule
from generator.numbers.traced import Traced
from generator.project import EXAMPLE, Project
from generator.quantities import witness
from generator.quantities.notation import PRODUCTS
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import publication
from generator.text.derivation import Writer

Result = TypeVar("Result")


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
    """A page or deck that may be published, and the entries of its numbers."""

    file: File
    entries: tuple[Entry, ...]


def build(project: Project, *, preview: bool = False) -> Book:
    """The whole book. TextbookError, with everything that is wrong, if any part of it must not be published.

    A preview, made anew at every keystroke, is not held against the witnesses, whose trainings take longest."""
    examples, unreadable = tried(partial(read, folder / EXAMPLE) for folder in project.example_folders())
    typed = [problem for template in project.texts() for problem in audit.typed_numbers(template)]
    works = [partial(decided, project.content, partial(front_pages, project, examples))]
    works += [partial(decided, one.path, partial(chapter_and_deck, project, one, preview)) for one in examples]
    parts, unfit = tried(works if not unreadable else works[1:])
    stop_if_any(unreadable, [AuditError(typed)] if typed else [], unfit)
    documents = [document for part in parts for document in part]
    entries = tuple(entry for document in documents for entry in document.entries)
    ledger_file = File("ledger.json", ledger.as_json(entries))
    return Book((*(document.file for document in documents), ledger_file, *shipped(project)), entries)


def front_pages(project: Project, examples: Iterable[Example], bits: int) -> tuple[Document, ...]:
    """The pages that belong to no single example."""
    worked = [Worked(example, bits) for example in examples]
    render = partial(rendered, Templates(project.content, project.templates), book_writer(worked), book_context(worked))
    return gathered(partial(page, render, name.name, name.name) for name in project.pages())


def chapter_and_deck(project: Project, example: Example, preview: bool, bits: int) -> tuple[Document, ...]:
    """The documents of an example, certified at so many bits and met by both witnesses."""
    worked = Worked(example, bits)
    context = chapter_context(worked)
    templates = Templates(example.path.parent, project.templates)
    render = [
        partial(rendered, templates, Writer(worked.named, PRODUCTS[example.notation.times], rule), context)
        for rule in (example.digits.chapter, example.digits.deck)
    ]
    documents = gathered(
        (
            partial(page, render[0], "chapter.md", f"{example.slug}.md"),
            partial(deck, render[1], "deck.md", f"{example.slug}/deck.html", example.title, project),
        )
    )
    problems = () if preview else witness.testimony(worked).problems
    if problems:
        raise AuditError(problems)
    return documents


def page(render: Render, name: str, uri: str) -> Document:
    """A page of the book, as Markdown."""
    source, text, entries = render(name, uri)
    return Document(File(uri, text, source=source), entries)


def deck(render: Render, name: str, uri: str, title: str, project: Project) -> Document:
    """A deck, as the finished page that a lecturer opens."""
    source, text, entries = render(name, uri)
    template = Templates(project.templates).page("deck.html")
    finished = decks.assemble(text, file=str(source), page=template, title=title, root="..")
    return Document(File(uri, finished, source=source), entries)


Render = Callable[[str, str], tuple[Path, str, tuple[Entry, ...]]]
"""From a template's name and a page's address to the template's file, the published text, and the entries."""


def rendered(
    templates: Templates, writer: Writer, context: Mapping[str, object], name: str, uri: str
) -> tuple[Path, str, tuple[Entry, ...]]:
    """A template filled in, held to the rules, published, and entered into the ledger."""
    filled = templates.render(name, writer, context)
    problems = tuple(audit.problems(filled))
    if problems:
        raise AuditError(problems)
    published = publication.publish(filled.text)
    return Path(filled.file), published.text, ledger.entries(uri, published.mentions, filled.sources, writer)


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


def decided(file: Path, work: Callable[[int], Result]) -> Result:
    """What the work returns at the first precision that decides all its digits."""
    try:
        return certified.with_enough_precision(work)
    except Undecided as undecided:
        message = f"no precision up to {certified.LAST_PRECISION} bits decides every digit: {undecided}"
        raise AuditError([Problem(str(file), None, message, "Show one digit more, or one less.")]) from undecided


def tried(tasks: Iterable[Callable[[], Result]]) -> tuple[tuple[Result, ...], tuple[TextbookError, ...]]:
    """The results of the tasks that succeed, and the errors of the others."""
    results: list[Result] = []
    errors: list[TextbookError] = []
    for task in tasks:
        try:
            results.append(task())
        except TextbookError as error:
            errors.append(error)
    return tuple(results), tuple(errors)


def gathered(tasks: Iterable[Callable[[], Result]]) -> tuple[Result, ...]:
    """The results of all tasks; one TextbookError with the problems of all that fail."""
    results, errors = tried(tasks)
    stop_if_any(errors)
    return results


def stop_if_any(*errors: Iterable[TextbookError]) -> None:
    """One error in place of many, of the kind of the first."""
    found = [error for group in errors for error in group]
    if found:
        raise type(found[0])(problem for error in found for problem in error.problems)
