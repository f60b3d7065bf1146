"""Every chapter, deck and page of the real book, filled in: what the checks look at before anything is published."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from generator.build import read_chapter
from generator.documents.context import chapter_context
from generator.documents.templating import Rendered, Templates
from generator.example import Example
from generator.fitness import template
from generator.numbers.certified import with_enough_precision
from generator.printed.quotations import quotations
from generator.project import PRINTED, Project
from generator.quantities.notation import PRODUCTS
from generator.quantities.worked import Worked
from generator.text.derivation import Writer

PROJECT = Project(Path(__file__).parents[2])
FOLDERS = tuple(folder.name for folder in PROJECT.example_folders())
DOCUMENTS = ("chapter.md", "deck.md")


def documents() -> tuple[tuple[Worked, Rendered], ...]:
    """Chapters and decks, each with its example."""
    return tuple(document for folder in FOLDERS for document in of_the_example(folder))


@cache
def of_the_example(folder: str) -> tuple[tuple[Worked, Rendered], ...]:
    """The chapter and the deck of an example, in this order."""
    example = read_chapter(PROJECT, PROJECT.content / folder)
    return with_enough_precision(partial(filled, example))


def filled(example: Example, bits: int) -> tuple[tuple[Worked, Rendered], ...]:
    worked = Worked(example, bits)
    context = chapter_context(worked, quotations(example.path.with_name(PRINTED)))
    templates = Templates(example.path.parent, PROJECT.templates)
    rules = (example.digits.chapter, example.digits.deck)
    writers = (Writer(worked.named, PRODUCTS[example.notation.times], rule) for rule in rules)
    return tuple(
        (worked, templates.render(template(worked, name), writer, context))
        for name, writer in zip(DOCUMENTS, writers, strict=True)
    )
