"""From a template to a document that may be published or may not: filled in, held to the rules, with its ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from generator.attempts import stop_if_any, tried
from generator.book import Document, File, Part
from generator.checks import rules
from generator.checks.programs import listings
from generator.checks.programs.listings import Place
from generator.checks.published import packed
from generator.checks.rules import Held
from generator.documents import decks, ledger, provenance, slides
from generator.documents.templating import Rendered, Templates
from generator.documents.uses import spoken, uses
from generator.errors import AuditError
from generator.numbers.digits import DigitRule
from generator.numbers.traced import Traced
from generator.project import Project
from generator.quantities.notation import PRODUCTS
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import marks, markup, publication, stamps
from generator.text.derivation import Writer
from generator.verified import Record


def all_made(tasks: Iterable[Callable[[], Document]]) -> tuple[Document, ...]:
    """The documents, fit to be published or not. If one cannot be made: TextbookError with what is wrong with all."""
    documents, errors = tried(tasks)
    stop_if_any(errors, refusals(documents) if errors else ())
    return documents


def refusals(documents: Iterable[Document]) -> list[AuditError]:
    """What forbids the publication of documents."""
    return [AuditError(document.problems) for document in documents if document.problems]


def template(worked: Worked, name: str) -> str:
    """The example's own document, or the default walk-through for a network of its size."""
    own = worked.example.path.with_name(name)
    return name if own.exists() or not worked.is_large else f"large/{name}"


def deck(render: Callable[[str, str], Document], name: str, uri: str, title: str, project: Project) -> Document:
    """A deck, as the finished page that a lecturer opens; as its slides where remark would break them."""
    made = render(name, uri)
    places = [made.place(slide.start) for slide in slides.slides(made.stamped)]
    faults = slides.faults(made.file.text, places)
    if faults:
        return replace(made, problems=(*made.problems, *faults))
    page = Templates(project.templates).page("deck.html")
    finished = decks.assemble(made.file.text, page=page, title=title, root="..")
    faults = packed.findings(Path(page.filename), finished, made.file.text, title)
    return replace(made, file=replace(made.file, text=finished), problems=(*made.problems, *faults))


def rendered(templates: Templates, writer: Writer, context: Mapping[str, object], name: str, uri: str) -> Document:
    """A template filled in, held to the rules, and entered into the ledger. AuditError for rounding ties, which no
    ledger can have."""
    filled = templates.render(name, writer, context)
    held = rules.held(filled, in_rows(context), examples(context))
    if filled.ties:
        raise AuditError(held.problems)
    return finished(uri, filled, writer, held)


def in_rows(context: Mapping[str, object]) -> bool:
    """Whether the vectors of the example, if there is one, are written as rows."""
    return "example" in context and context["example"].notation.form == "rows"


def examples(context: Mapping[str, object]) -> tuple[Worked, ...]:
    """The examples that a document may speak of: its own, or all of the book."""
    return (context["worked"],) if "worked" in context else tuple(one["worked"] for one in context.get("chapters", ()))


def finished(uri: str, filled: Rendered, writer: Writer, held: Held) -> Document:
    """A document with its stamps published."""
    published = publication.publish(markup.without_numbers_in_comments(marks.spoken(filled.text)))
    unmarked = marks.without(filled.text)
    numbers = (stamp.start for stamp in stamps.stamps(filled.text) if stamp.key != stamps.STRUCTURAL)
    return Document(
        File(uri, published.text, source=Path(filled.file)),
        ledger.entries(uri, published.mentions, filled.sources, writer, spoken(uri, unmarked)),
        filled.sources,
        tuple(uses(uri, unmarked, published.mentions)),
        filled.claims,
        held.problems,
        held,
        filled.text,
        filled.made,
        tuple(map(filled.place, numbers)),
    )


def with_programs(held: Held, stamped: str, place: Place, worked: Worked, in_pieces: bool = False) -> Held:
    """What was held against a text, and the programs in it run."""
    examples = {one.slug: one for one in worked.witnessed()}
    problems, count = listings.findings(stamped, place, examples, in_pieces)
    return replace(held, problems=(*held.problems, *problems), listings=count)


def with_slides_run(slides: Document, worked: Worked, chapter: str = "") -> Document:
    """A deck with the program on its slides run. Of a default deck that shows only a part of one, the lines are those
    of a program in the chapter's stamped text."""
    held = with_programs(slides.held, slides.stamped, slides.place, worked, in_pieces=True)
    if not held.listings and slides.file.source and slides.file.source.parent != worked.example.path.parent:
        held = replace(held, problems=(*held.problems, *listings.not_of(chapter, slides.stamped, slides.place)))
    return replace(slides, held=held, problems=(*slides.problems, *held.problems[len(slides.held.problems) :]))


def part(
    folder: str,
    documents: tuple[Document, ...],
    writer: Writer,
    worked: Collection[Worked],
    record: Record | None = None,
) -> Part:
    """Documents with the cards of all that is printed in them."""
    sources = chain.from_iterable(document.sources.values() for document in documents)
    return Part(folder, documents, provenance.cards(sources, writer, worked), record, tuple(worked))


def book_writer(worked: Iterable[Worked]) -> Writer:
    """What writes the numbers of a page that may quote any example."""
    worked = tuple(worked)

    def named(node: Traced) -> Quantity | None:
        return next((quantity for one in worked if (quantity := one.named(node)) is not None), None)

    return Writer(named, PRODUCTS["dot"], DigitRule(6, "significant"))
