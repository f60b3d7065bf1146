"""A difference as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import indent

from generator.comparing import counts, rows
from generator.comparing.difference import Chapter, Difference
from generator.comparing.moves import Move
from generator.comparing.verdicts import Verdict
from generator.comparing.vocabulary import Vocabulary
from generator.errors import Problem

FEW = 12
"""So many rows of a page, formulas or names are listed if not all are asked for."""
WIDE = 24
"""What is wider than so many letters is not waited for by the column behind it."""
ARROW = "→"
NONE = "(none)"


def text(found: Difference, everything: bool) -> str:
    """The whole report. everything: whether long lists are shown to their end."""
    limit = None if everything else FEW
    lines = [f"{capital(found.new)} against {found.old}. {' '.join(found.notes)}"]
    for one in found.chapters:
        lines += [] if one.is_silent else ["", *chapter(one, limit)]
    if silent := [one.slug for one in found.chapters if one.is_silent]:
        lines += ["", f"Not compared, for what cannot be made: {', '.join(silent)}"]
    lines += problems(f"Of {found.old}, this could not be made:", found.old_problems, limit)
    lines += problems(f"Of {found.new}, this cannot be made:", found.new_problems, limit)
    lines += ["", *ending(found)]
    return "\n".join(lines)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def ending(found: Difference) -> Iterator[str]:
    summary = counts.in_all(found.chapters)
    if summary:
        yield f"In all: {summary}."
    else:
        what = "number or formula" if found.numbers_only else "key, number, claim or formula"
        yield f"No {what} differs" + (" where both can be compared." if found.in_trouble else ".")
    if found.texts and (not summary or found.in_trouble):
        yield "The text differs of: " + ", ".join(found.texts)


def problems(title: str, found: Iterable[Problem], limit: int | None) -> Iterator[str]:
    listed = [indent(str(problem), "  ") for problem in found]
    if listed:
        yield from ("", title, *cut(listed, limit))


def cut(lines: list[str], limit: int | None) -> list[str]:
    """The first lines, and how many more there are."""
    if limit is None or len(lines) <= limit + 1:
        return lines
    blanks = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    return [*lines[:limit], f"{blanks}and {len(lines) - limit} more (--all)"]


def chapter(one: Chapter, limit: int | None) -> Iterator[str]:
    """What differs in an example, below a line with its name."""
    title = one.slug + (f"  ({one.file})" if one.file else "  (a page of the book)")
    states = {"new": ": new", "gone": ": gone", "changed": ""}
    yield title + states[one.state]
    if one.keys:
        old = min(max(len(key.old or NONE) for key in one.keys), WIDE)
        table = [
            (key.path, f"{(key.old or NONE).ljust(old)} {ARROW} {key.new or NONE}", f"{key.file}:{key.line}")
            for key in one.keys
        ]
        yield from cut(list(rows.columns(table, "  ")), limit)
    if not one.made:
        yield "  Its pages could not be compared."
    summary = list(counts.moved([one]))
    if summary:
        yield "  " + capital("; ".join(summary)) + "."
    yield from verdicts(rows.told(one.verdicts, one.state), limit)
    yield from vocabulary(one.vocabulary, limit)
    yield from listing("Moved:", one.moves, limit)
    yield from listing("Printed with other digits:", one.reprints, limit)


def listing(title: str, moves: Iterable[Move], limit: int | None) -> Iterator[str]:
    """Old and new digits below the pages and headings where they are printed."""
    for page, group in rows.by_page(rows.rows(moves)):
        yield f"  {title} {page}"
        shown = group if limit is None or len(group) <= limit + 1 else group[:limit]
        cells = [(row.name, row.old, row.new) for row in shown]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for under, those in groupby(shown, key=lambda row: row.spot.under):
            those = list(those)
            table = [(under or "(no heading)", rows.place(those[0].spot))]
            yield from rows.columns(table, "    ")
            for row in those:
                cells = [cell.ljust(width) for cell, width in zip((row.name, row.old, row.new), widths, strict=True)]
                times = f"  {row.times} times" if row.times > 1 else ""
                yield f"      {cells[0]}  {cells[1]} {ARROW} {cells[2]}{times}".rstrip()
        if len(shown) < len(group):
            rest = group[len(shown):]
            more = counts.counted(sum(row.times for row in rest), "more number")
            yield f"    and {more} under {counts.counted(len({row.spot.under for row in rest}), 'heading')} (--all)"


def verdicts(found: Iterable[Verdict], limit: int | None) -> Iterator[str]:
    found = sorted(found, key=lambda one: list(counts.VERBS).index(one.change))
    for change, group in groupby(found, key=lambda one: one.change):
        group = list(group)
        yield "  " + capital(next(counts.claims(group))) + ":"
        lines = [f"    {one.file}:{one.line}  '{one.words}'{condition(one)}" for one in group]
        yield from cut(lines, None if "false" in change else limit)


def condition(one: Verdict) -> str:
    return f"\n        if {one.condition}" if one.change in counts.NEWS else ""


def vocabulary(found: Vocabulary, limit: int | None) -> Iterator[str]:
    for words, names in (
        ("New quantities", found.appeared), ("Quantities that are gone", found.disappeared),
        ("Renamed", [f"{old} {ARROW} {new}" for old, new in found.renamed]),
    ):  # fmt: skip
        if names:
            yield f"  {words}: {', '.join(cut(list(names), limit))}"
    if found.formulas:
        yield f"  {counts.counted(len(found.formulas), 'formula')} changed:"
        lines = [f"    {one.name}\n      - {one.old or NONE}\n      + {one.new or NONE}" for one in found.formulas]
        yield from cut(lines, limit)
