"""All that differs between two editions, example by example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.comparing.edition import FRONT, Edition, Page, Sheet
from generator.comparing.keys import KeyChange, key_changes
from generator.comparing.moves import Comparison, Move, comparison
from generator.comparing.renames import renaming
from generator.comparing.verdicts import Verdict, verdicts
from generator.comparing.vocabulary import Vocabulary, vocabulary
from generator.errors import Problem
from generator.example.yaml_lines import Located


@dataclass(frozen=True)
class Chapter:
    """What differs in an example, or in a front page. state: changed, new or gone. made: whether both editions of its
    pages could be made; if not, only the keys are known. verdicts: of its claims."""

    slug: str
    file: str
    state: str
    made: bool
    keys: tuple[KeyChange, ...]
    pages: tuple[Comparison, ...]
    verdicts: tuple[Verdict, ...]
    vocabulary: Vocabulary

    @property
    def moves(self) -> tuple[Move, ...]:
        return tuple(move for page in self.pages for move in page.moves if move.value_moved)

    @property
    def reprints(self) -> tuple[Move, ...]:
        """Numbers that are the same and printed with other digits."""
        return tuple(move for page in self.pages for move in page.moves if not move.value_moved)

    @property
    def is_silent(self) -> bool:
        """Whether all there is to say of it is that it could not be compared."""
        return not (self.made or self.keys) and self.state == "changed"

    @property
    def differs(self) -> bool:
        told = any(page.moves or page.added or page.gone for page in self.pages)
        said = any(verdict.change != "still false" for verdict in self.verdicts)
        return told or said or bool(self.keys) or self.state != "changed" or self.vocabulary != Vocabulary()


@dataclass(frozen=True)
class Difference:
    """old, new: the editions by name. chapters: those that differ, or could not be compared. texts: the files that an
    author writes whose text differs. old_problems, new_problems: why something of an edition could not be made. notes:
    what the comparison cannot see."""

    old: str
    new: str
    numbers_only: bool
    chapters: tuple[Chapter, ...]
    texts: tuple[str, ...]
    old_problems: tuple[Problem, ...]
    new_problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        return any(chapter.differs for chapter in self.chapters)

    @property
    def in_trouble(self) -> bool:
        """Whether something could not be compared."""
        return bool(self.old_problems or self.new_problems)


def difference(old: Edition, new: Edition) -> Difference:
    """What an author wants to know before the new edition takes the place of the old one."""
    chapters = (chapter(slug, old, new) for slug in slugs(old, new))
    kept = tuple(one for one in chapters if one.differs or not one.made or one.verdicts)
    texts = sorted(old.texts.keys() | new.texts.keys()) if not old.numbers_only else []
    differing = tuple(file for file in texts if old.texts.get(file) != new.texts.get(file))
    return Difference(old.name, new.name, old.numbers_only, kept, differing, old.problems, new.problems)


def slugs(old: Edition, new: Edition) -> Iterable[str]:
    """Of the examples in reading order, then of the front pages."""
    pages = [page.slug for edition in (new, old) for page in edition.pages.values()]
    return dict.fromkeys([*new.sheets, *old.sheets, *sorted(pages, key=lambda slug: (slug == "index", slug))])


def chapter(slug: str, old: Edition, new: Edition) -> Chapter:
    sheets = old.sheets.get(slug, ()), new.sheets.get(slug, ())
    before, now = ({uri: page for uri, page in one.pages.items() if page.slug == slug} for one in (old, new))
    part = slug if any(sheets) else FRONT
    made = part not in old.unmade | new.unmade
    there_before, there_now = (
        bool(sheet or pages or part in edition.unmade)
        for edition, sheet, pages in zip((old, new), sheets, (before, now), strict=True)
    )
    state = "changed" if there_before and there_now else "new" if there_now else "gone"
    file = next((found[0].file for found in reversed(sheets) if found), "")
    keys = tuple(keys_of(*sheets)) if all(sheets) else ()
    if not made:
        return Chapter(slug, file, state, made, keys, (), (), Vocabulary())
    if state == "gone":
        now = {uri: Page(uri) for uri in before}
    found = compared(slug, file, state, keys, before, now, (sheets[0][0], sheets[1][0]) if all(sheets) else None)
    return replace(found, verdicts=()) if old.numbers_only else found


def keys_of(old: Iterable[Sheet], new: Iterable[Sheet]) -> Iterator[KeyChange]:
    """The changed keys of all files of an example that can be read. Its folder may have another number now."""
    before, now = ({Path(sheet.file).name: sheet for sheet in sheets} for sheets in (old, new))
    for name in {**now, **before}:
        was, is_now = before.get(name) or blank(now[name]), now.get(name) or blank(before[name])
        if was.located and is_now.located:
            yield from key_changes(was, is_now)


def blank(sheet: Sheet) -> Sheet:
    """The file that there is not, in place of one that there is."""
    return Sheet(sheet.file, Located(sheet.file, {}, {(): 1}))


def compared(
    slug: str, file: str, state: str, keys: tuple[KeyChange, ...], before: Mapping[str, Page], now: Mapping[str, Page],
    sheets: tuple[Sheet, Sheet] | None,
) -> Chapter:  # fmt: skip
    """An example whose pages could be made in the editions that have it."""
    entries = [[entry for page in pages.values() for entry in page.entries] for pages in (before, now)]
    renamed = renaming(*entries, sheets)
    pages = tuple(
        comparison(before.get(uri) or Page(uri), page, renamed) for uri, page in now.items()
    )
    claims = tuple(verdict for uri, page in now.items() for verdict in verdicts(before.get(uri), page))
    words = vocabulary(*entries, renamed) if state == "changed" else Vocabulary()
    return Chapter(slug, file, state, True, keys, pages, claims, words)
