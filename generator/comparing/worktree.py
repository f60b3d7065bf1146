"""An edition from a folder with the book in it: whatever of it can be made, fit to be published or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.book import Document, Part
from generator.build import decided_chapter_and_deck, front_pages, read_chapter
from generator.comparing.edition import FRONT, Edition, Page, Sheet, told
from generator.errors import Problem, TextbookError, seen_from
from generator.example import Example
from generator.example.yaml_lines import read_yaml
from generator.project import EXAMPLE, Project
from generator.quantities.deciding import decided

Made = TypeVar("Made")


def edition(project: Project, name: str, alike: Collection[str]) -> Edition:
    """The edition in a folder. alike: the slugs of what need not be made, since the other edition has the same.

    Nothing is raised for what is wrong with the book: it is among the problems."""
    sheets: dict[str, tuple[Sheet, ...]] = {}
    examples: list[Example] = []
    problems: list[Problem] = []
    unmade: set[str] = set()
    pages: dict[str, Page] = {}

    def attempt(slug: str, task: Callable[[], Made]) -> Made | None:
        try:
            return task()
        except TextbookError as error:
            found = [replace(one, file=seen_from(project.root, one.file)) for one in error.problems]
        except Exception as error:  # what this generator makes of templates that were written for another one
            found = [Problem(slug or "front pages", None, f"{type(error).__name__}: {error}")]
        problems.extend(found)
        unmade.add(slug)
        return None

    for folder in project.example_folders():
        slug = slug_of(folder)
        sheets[slug] = tuple(sheet(file, project.root) for file in (folder / EXAMPLE, *project.beside(folder)))
        if example := attempt(slug, partial(read_chapter, project, folder)):
            examples.append(example)
    works = {one.slug: partial(decided_chapter_and_deck, project, one, preview=True) for one in examples}
    if len(examples) == len(project.example_folders()):
        works[FRONT] = partial(decided, project.content, partial(front_pages, project, examples))
    else:
        unmade.add(FRONT)
    for slug, work in works.items():
        if slug not in alike:
            pages.update({page.uri: page for page in shown(attempt(slug, work) or (), project.root)})
    return Edition(name, sheets, pages, texts(project), tuple(dict.fromkeys(problems)), frozenset(unmade))


def shown(parts: Iterable[Part], root: Path) -> Iterable[Page]:
    for document in (document for part in parts for document in part.documents):
        yield page(document, root)


def page(document: Document, root: Path) -> Page:
    claims = tuple(replace(claim, file=seen_from(root, claim.file)) for claim in document.claims)
    lines = tuple((seen_from(root, file), line) for file, line in document.lines)
    return Page(document.file.uri, told(document.entries), claims, lines)


def sheet(file: Path, root: Path) -> Sheet:
    """What a file says, if it can be read."""
    name = seen_from(root, str(file))
    try:
        return Sheet(name, read_yaml(file))
    except TextbookError:
        return Sheet(name, None)


def texts(project: Project) -> dict[str, str]:
    """Every file that an author or designer writes, by its name as seen from the book's folder."""
    keys = (file for folder in project.example_folders() for file in sorted(folder.glob("*.yml")))
    written = [*project.texts(), *keys]
    return {seen_from(project.root, str(file)): file.read_text(encoding="utf-8", errors="replace") for file in written}


def alike(old: Project, new: Project) -> frozenset[str]:
    """The slugs of the examples that both have, made from the same files, and that of the front pages if nothing that
    they could show is different."""
    before, now = (ingredients(project) for project in (old, new))
    same = {slug for slug in now if before.get(slug) == now[slug]}
    if list(before) == list(now) and same == set(now) and front(old) == front(new):
        same.add(FRONT)
    return frozenset(same)


def ingredients(project: Project) -> dict[str, frozenset[tuple[str, bytes]]]:
    """All that the documents of each example are made from, by slug in reading order. The number of its folder counts,
    since places name the folder."""
    return {
        slug_of(folder): frozenset(
            (seen_from(project.root, str(path)), content)
            for path, content in (*project.sources_of(folder), (folder / EXAMPLE, (folder / EXAMPLE).read_bytes()))
        )
        for folder in project.example_folders()
    }


def front(project: Project) -> list[tuple[str, bytes]]:
    return [(page.name, page.read_bytes()) for page in project.pages()]


def slug_of(folder: Path) -> str:
    """The name of an example's folder without the number before it."""
    return re.sub(r"^[0-9]+-", "", folder.name)
