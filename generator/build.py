"""The build, from the examples to the files of the book. It writes nothing; the doors do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

from generator import assets, verified
from generator.attempts import gathered, stop_if_any, tried
from generator.book import Book, File, Part
from generator.checks import rules, titles
from generator.checks.published import recorded
from generator.documents import audit, ledger, provenance
from generator.documents.context import book_context, chapter_context
from generator.documents.templating import Templates
from generator.errors import AuditError
from generator.example import Example, read
from generator.fitness import (
    all_made,
    book_writer,
    deck,
    finished,
    in_rows,
    part,
    refusals,
    rendered,
    template,
    with_programs,
    with_slides_run,
)
from generator.linking import linked
from generator.printed.comparison import comparisons
from generator.printed.findings import Comparison
from generator.printed.quotations import quotations
from generator.printed.reading import read_printed
from generator.project import EXAMPLE, PRINTED, Project, uri_of
from generator.quantities import witness
from generator.quantities.deciding import decided
from generator.quantities.notation import PRODUCTS
from generator.quantities.worked import Worked
from generator.text.derivation import Writer


def build(project: Project, *, preview: bool = False) -> Book:
    """The whole book. TextbookError, with everything that is wrong, if any part of it must not be published.

    A preview, made anew at every keystroke, is not held against the witnesses, whose trainings take longest."""
    examples, unreadable = tried(partial(read_chapter, project, folder) for folder in project.example_folders())
    typed = [problem for template in project.texts() for problem in audit.typed_numbers(template)]
    typed += titles.findings(project.root)
    works = [partial(decided, project.content, partial(front_pages, project, examples))]
    make = previewed if preview else partial(decided_chapter_and_deck, preview=False)
    works += [partial(make, project, one) for one in examples]
    parts, unfit = tried(works if not unreadable else works[1:])
    parts = [part for found in parts for part in found]
    documents = [document for part in parts for document in part.documents]
    stop_if_any(unreadable, [AuditError(typed)] if typed else [], unfit, refusals(documents))
    documents = linked(documents, [example.slug for example in examples])
    seen = [use for document in documents for use in document.uses]
    scripts = (
        File(f"{part.folder}numbers.js", provenance.as_script(part.cards, seen)) for part in parts if part.cards
    )
    entries = tuple(entry for document in documents for entry in document.entries)
    checked = {part.folder: part.record for part in parts if part.record}
    made = [
        *(document.file for document in documents), *scripts, File("ledger.json", ledger.as_json(entries)),
        *(File(f"{folder}verified.json", verified.as_json(record)) for folder, record in checked.items()),
    ]  # fmt: skip
    worked = tuple(one for part in parts for one in part.examples)
    return Book((*made, *shipped(project)), entries, tuple(checked.values()), tuple(documents), worked)


def read_chapter(project: Project, folder: Path) -> Example:
    """The example of a folder, with those beside it."""
    example, *beside = gathered(partial(read, file) for file in (folder / EXAMPLE, *project.beside(folder)))
    return example.with_beside(beside)


def front_pages(project: Project, examples: Iterable[Example], bits: int) -> tuple[Part, ...]:
    """The pages that belong to no single example."""
    worked = [Worked(example, bits) for example in examples]
    writer = book_writer(worked)
    context = book_context(worked, compared(worked))
    render = partial(rendered, Templates(project.content, project.templates), writer, context)
    pages = all_made(partial(render, page.name, uri_of(page)) for page in project.pages())
    return tuple(part(folder_of(page.file.uri), (page,), writer, worked) for page in pages)


def compared(worked: Iterable[Worked]) -> tuple[Comparison, ...]:
    """What the sources of the examples print, held against the computation."""
    files = [(one, file) for one in worked if (file := one.example.path.with_name(PRINTED)).is_file()]
    each = gathered(partial(comparisons, read_printed(file), one) for one, file in files)
    return tuple(chain.from_iterable(each))


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
    if not preview:
        witness.called(worked)
    context = chapter_context(worked, quotations(example.path.with_name(PRINTED)))
    templates = Templates(example.path.parent, project.templates)
    lengths = example.digits.chapter, example.digits.deck
    # Of the default walk-through nobody can choose the digits number by number.
    widens = [not example.path.with_name(name).exists() for name in ("chapter.md", "deck.md")]
    times = PRODUCTS[example.notation.times]
    writers = [Writer(worked.named, times, rule, widens=wide) for rule, wide in zip(lengths, widens, strict=True)]
    show = partial(deck, partial(rendered, templates, writers[1], context), template(worked, "deck.md"))
    made, errors = tried([partial(show, f"{example.slug}/deck.html", example.title, project)])
    # The chapter is finished last: at its foot stands what was checked.
    filled, unfilled = tried([partial(templates.render, template(worked, "chapter.md"), writers[0], context)])
    testimony = None if preview else witness.testimony(worked)
    doubts = [AuditError(testimony.problems)] if testimony and testimony.problems else []
    held = [rules.held(one, in_rows(context), (worked,)) for one in filled]
    if not preview:
        held = [with_programs(done, one.text, one.place, worked) for done, one in zip(held, filled, strict=True)]
        made = tuple(with_slides_run(one, worked, "".join(full.text for full in filled)) for one in made)
    if errors or unfilled or doubts or any(one.ties for one in filled):
        refused = [AuditError(one.problems) for one in held if one.problems]
        stop_if_any(errors, unfilled, doubts, refusals(made), refused)
    ((chapter,), (kept,), (shown,)) = filled, held, made
    both = ((chapter.text, chapter.sources, len(chapter.claims), kept), shown.checked)
    record = None if testimony is None else verified.record(both, testimony)
    if record is not None:
        recorded.confirmed(record, testimony, example.path)
    chapter = verified.with_foot(chapter, templates, writers[0], example.slug, record)
    documents = (finished(f"{example.slug}.md", chapter, writers[0], kept), shown)
    return (part(f"{example.slug}/", documents, writers[0], [worked], record),)


def shipped(project: Project) -> Iterable[File]:
    """What comes along as it is: style sheets and scripts, the browser's libraries, pictures."""
    browser = project.templates / "browser"
    for path in sorted(browser.iterdir()):
        yield File(f"textbook/{path.name}", path=path)
    for name, path in assets.vendored().items():
        yield File(f"textbook/vendor/{name}", path=path)
    for path in project.other_files():
        yield File(path.relative_to(project.content).as_posix(), path=path)
