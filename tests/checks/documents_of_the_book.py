"""Every chapter, deck and page of the real book, filled in: what the checks look at before anything is published."""

from __future__ import annotations

from collections.abc import Iterator
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


@cache
def documents() -> tuple[tuple[Worked, Rendered], ...]:
    """Chapters and decks, each with its example."""
    examples = [read_chapter(PROJECT, folder) for folder in PROJECT.example_folders()]
    return tuple(pair for one in examples for pair in with_enough_precision(partial(filled, one)))


def filled(example: Example, bits: int) -> tuple[tuple[Worked, Rendered], ...]:
    worked = Worked(example, bits)
    context = chapter_context(worked, quotations(example.path.with_name(PRINTED)))
    templates = Templates(example.path.parent, PROJECT.templates)
    rules = {"chapter.md": example.digits.chapter, "deck.md": example.digits.deck}

    def made() -> Iterator[tuple[Worked, Rendered]]:
        for name, rule in rules.items():
            writer = Writer(worked.named, PRODUCTS[example.notation.times], rule)
            yield worked, templates.render(template(worked, name), writer, context)

    return tuple(made())
