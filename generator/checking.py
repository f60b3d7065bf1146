"""The check of a whole book: every rule, over everything that is published, with all findings at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from generator import build, search_index
from generator.book import Book
from generator.checks import beside, breakdown, claim_words, report
from generator.checks.published import handed_on, made_again, recorded, same_bytes, site, slides_shown, spoken_formulas
from generator.checks.published.made_again import MadeAgain
from generator.checks.published.same_bytes import Elsewhere
from generator.checks.report import Report
from generator.errors import Problem, TextbookError
from generator.project import EXAMPLE, Project


def check(project: Project, *, twice: bool = True, published: Path | None = None, browser: bool = False) -> Report:
    """Hold every rule against the book as it is now; nothing comes from a cache.

    twice: whether it is built a second time, in a process and folder of its own, for the rule of the same bytes.
    published: a folder that `mkdocs build` has written, to be held against the ledger and against the site as MkDocs
    makes it now. browser: whether each deck is shown in one. Raises TextbookError only if there is no book in the
    project's folder."""
    project.checked()
    with (
        same_bytes.elsewhere(project.root) if twice else nullcontext() as second,
        made_again.made_again(project.root) if published else nullcontext() as again,
    ):
        book, problems = made(project)
        if book is None:
            problems += beside.findings(project.other_files(), project.templates / "browser")
            problems += claim_words.findings(project.templates)
            not_checked = {"same bytes, the site and the decks": "there is no book before this is mended"}
            return report.report(problems, {}, not_checked)
        return examined(project, book, second, published, again, browser)


def examined(
    project: Project,
    book: Book,
    second: Elsewhere | None = None,
    published: Path | None = None,
    again: MadeAgain | None = None,
    browser: bool = False,
) -> Report:
    """What a build does not look at: the words of the templates, what is published as it is, traces of the machine; and
    if they are given, the second build, the site, the site made again and the decks on the screen."""
    not_checked: dict[str, str] = {}
    problems = [*beside.findings(project.other_files(), project.templates / "browser")]
    problems += claim_words.findings(project.templates)
    problems += recorded.findings(book)
    problems += handed_on.findings(book)
    sources = {document.file.uri: str(document.file.source) for document in book.documents}
    for file in (document.file for document in book.documents if document.file.uri.endswith(".md")):
        problems += spoken_formulas.findings(file.uri, file.text, sources[file.uri], search_index.readable)
    texts = {file.uri: file.text for file in book.files if file.path is None}
    problems += same_bytes.traces(texts, project.root, written(project))
    if second is not None:
        files = {file.uri: file.path or file.text for file in book.files}
        problems += second.differences(files, sources)
    else:
        not_checked["same bytes"] = "a second build was not asked for"
    counts = {**counted(book), "builds compared": 1 if second is None else 2}
    if published is not None:
        problems += site.findings(published, book)
        counts["pages of the site"] = len(sources)
    if again is not None:
        told = {(one.file, one.line) for one in problems}
        problems += (one for one in again.differences(published) if (one.file, one.line) not in told)
    if browser:
        shown, told = slides_shown.findings(book)
        problems += shown
        not_checked.update(told)
        counts["decks shown"] = 0 if told else sum(uri.endswith(".html") for uri in sources)
    else:
        not_checked["decks on the screen"] = "not asked for: --browser"
    return report.report(problems, counts, not_checked)


def made(project: Project) -> tuple[Book | None, list[Problem]]:
    """The book, or everything that forbids it."""
    try:
        return build.build(project), []
    except TextbookError as error:
        return None, [replace(one, kind=one.kind or kind_of(one)) for one in error.problems]
    except Exception as error:  # whatever the generator itself may do wrong, the check tells it and goes on
        return None, [breakdown.problem(error)]


def kind_of(problem: Problem) -> str:
    return "example" if Path(problem.file).name == EXAMPLE else "template"


def counted(book: Book) -> Mapping[str, int | str]:
    """How much was held against the rules."""
    held = [document.held for document in book.documents]
    return {
        "numbers": len(book.ledger),
        "lines recomputed": sum(one.lines for one in held),
        "lines said to be unrounded": sum(one.unrounded for one in held),
        "lines not fully printed": sum(one.left_out for one in held),
        "formulas computed again": sum(one.formulas for one in held),
        "formulas proved": sum(one.proved for one in held),
        "formulas supposed": sum(one.supposed for one in held),
        "listings run": sum(one.listings for one in held),
        "claims": sum(len(document.claims) for document in book.documents),
        "values met in float64": sum(record.values for record in book.records),
        "gradients met by quotients": sum(record.gradients for record in book.records),
    }


def written(project: Project) -> Iterator[str]:
    """What authors have written."""
    paths: Iterable[Path] = (*project.texts(), *project.content.rglob("*.yml"))
    return (path.read_text(encoding="utf-8") for path in paths)
