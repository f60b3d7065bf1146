"""The last pass over the book: every name gets its number and every reference its link, across pages and decks."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.documents import decks
from generator.documents.targets import SPACE, Page, Target, targets
from generator.errors import Problem, TemplateError, nearest
from generator.text import marks
from generator.text.marks import Mark

FIRST = "first"


@dataclass(frozen=True)
class Index:
    """Everything that can be referred to: pages by what they are called, their places by name, and the first place of
    each term."""

    pages: Mapping[str, Page]
    places: Mapping[str, Mapping[str, Target]]
    terms: Mapping[str, Target]
    problems: tuple[Problem, ...]


def resolved(pages: Iterable[Page]) -> tuple[str, ...]:
    """The texts of the pages and decks with numbers and links in place of marks. TemplateError with every name that is
    used twice and every reference that leads nowhere."""
    pages = tuple(pages)
    index = index_of({page.slug: page for page in pages if not page.is_deck})
    unknown = [problem for page in pages for problem in faults(page, index)]
    if index.problems or unknown:
        raise TemplateError((*index.problems, *unknown))
    wanted = {target for page in pages for _, mark in marks.marks(page.text) if (target := led_to(mark, page, index))}
    return tuple(finished(page, index, wanted) for page in pages)


def index_of(pages: Mapping[str, Page]) -> Index:
    """The places of all pages. A deck has none of its own: it shows what its chapter names."""
    places: dict[str, dict[str, Target]] = {}
    terms: dict[str, Target] = {}
    problems: list[Problem] = []
    for slug, page in pages.items():
        here = places.setdefault(slug, {})
        # What was named with a name has it; a term in bold only takes one that is free.
        for target in targets(page):
            if target.kind == "term":
                terms.setdefault(target.shown, target)
                here.setdefault(target.name, target)
            elif target.name in here:
                first = f" (first in line {line})" if (line := here[target.name].line) else ""
                message = f"the name '{target.name}' is given a second time{first}"
                problems.append(Problem(page.file, target.line, message, "Each name of a page names one thing."))
            else:
                here[target.name] = target
    return Index(pages, places, terms, tuple(problems))


def led_to(mark: Mark, page: Page, index: Index) -> Target | None:
    """The place that a mark is about, None where there is no such place."""
    if mark.kind == FIRST and "#" not in mark.name:
        return index.terms.get(mark.name)
    slug, _, name = mark.name.rpartition("#")
    target = index.places.get(slug or page.slug, {}).get(name)
    if target is None and not slug and mark.kind == "see":
        return whole(name, index)
    named_here = mark.kind in ("see", FIRST) or target is None or target.kind == mark.kind.replace("caption", "figure")
    return target if named_here else None


def whole(slug: str, index: Index) -> Target | None:
    """A page as a whole."""
    page = index.pages.get(slug)
    return page and Target(page, "page", slug, chapter_words(page) if page.chapter else slug)


def faults(page: Page, index: Index) -> Iterator[Problem]:
    for _, mark in marks.marks(page.text):
        if mark.kind == "end" or led_to(mark, page, index) is not None:
            continue
        slug, _, name = mark.name.rpartition("#")
        known = index.places.get(slug or page.slug, {})
        if mark.kind == FIRST and not slug:
            message, known = f"no chapter has the term '{mark.name}' in bold", index.terms
        elif mark.kind not in ("see", FIRST):
            message = f"the chapter of this deck names no {mark.kind.replace('caption', 'figure')} '{mark.name}'"
        elif slug and slug not in index.places:
            message, name, known = f"there is no page '{slug}' to refer to", slug, index.places
        else:
            message = f"nothing is named '{name}' " + (f"in '{slug}'" if slug else "here")
        yield Problem(page.file, mark.line, message, nearest(name, known))


def finished(page: Page, index: Index, wanted: set[Target]) -> str:
    """The text of a page with all marks replaced, and with anchors at those terms that somebody refers to."""
    text = page.text
    if page.is_deck:
        return marks.replaced(text, lambda mark, _: in_script(in_deck(mark, page, index)))
    for target in reversed([target for target in targets(page) if target.kind == "term" and target in wanted]):
        end = target.at[1]
        text = f"{text[:end]}{{ #{target.anchor} }}{text[end:]}"
    captions = list(spans(text, "<figcaption", "</figcaption>"))

    def shown(mark: Mark, position: int) -> str:
        return in_page(mark, page, index, raw=any(start < position < end for start, end in captions))

    return marks.replaced(text, shown)


def spans(text: str, opened: str, closed: str) -> Iterator[tuple[int, int]]:
    start = text.find(opened)
    while start >= 0:
        end = text.find(closed, start)
        yield start, end
        start = text.find(opened, end)


def in_page(mark: Mark, page: Page, index: Index, raw: bool) -> str:
    """raw: whether it stands among HTML, where Markdown is not read."""
    if mark.kind == "end":
        return f"\n\n{number_beside(led_to(Mark('equation', mark.name), page, index), page)}\n\n</div>"
    target = led_to(mark, page, index)
    match mark.kind:
        case "equation":
            return f'<div class="equation" id="{target.anchor}" markdown="1">\n\n'
        case "figure":
            return f' id="{target.anchor}"'
        case "caption":
            return f'<b class="number">{target.shown}.</b> '
    words = said(mark, target)
    if raw:
        return anchor(words, site_address(target, page), "see")
    return f"[{words}]({markdown_address(target, page)}){{ .see }}"


def in_deck(mark: Mark, page: Page, index: Index) -> str:
    if mark.kind == "end":
        return f"{number_beside(led_to(Mark('equation', mark.name), page, index), page)}</div>"
    target = led_to(mark, page, index)
    match mark.kind:
        case "equation":
            return '<div class="equation">'
        case "figure":
            return ""
        case "caption":
            return f'<b class="number">{target.shown}.</b> '
    return anchor(decks.lifted(said(mark, target)), site_address(target, page), "see")


def said(mark: Mark, target: Target) -> str:
    """The words of a link."""
    return mark.words or (chapter_words(target.page) if mark.kind == FIRST else target.shown)


def chapter_words(page: Page) -> str:
    return f"chapter{SPACE}{page.chapter}"


def number_beside(target: Target, page: Page) -> str:
    """The number of an equation, which leads to itself: an address to copy; from a deck, to the chapter."""
    address = site_address(target, page)
    return anchor(target.shown, address, "number", f"Equation {target.shown.strip('()')}")


def anchor(words: str, address: str, name: str, label: str = "") -> str:
    spoken = f' aria-label="{html.escape(label)}"' if label else ""
    return f'<a class="{name}" href="{address}"{spoken}>{words}</a>'


def site_address(target: Target, page: Page) -> str:
    """As seen in the finished site from where the page or deck is."""
    fragment = f"#{target.anchor}" if target.anchor else ""
    if target.page.slug == page.slug:
        return ("index.html" if page.is_deck else "") + fragment
    return posixpath.relpath(f"{target.page.folder}index.html", page.folder or ".") + fragment


def markdown_address(target: Target, page: Page) -> str:
    """As one document refers to another, which MkDocs checks and turns into what the site needs."""
    fragment = f"#{target.anchor}" if target.anchor else ""
    if target.page.slug == page.slug and fragment:
        return fragment
    return posixpath.relpath(target.page.uri, posixpath.dirname(page.uri) or ".") + fragment


def in_script(shown: str) -> str:
    """A piece of the JSON string that the slides of a deck are."""
    return decks.as_script(shown)[1:-1]
