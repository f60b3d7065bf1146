"""A difference as Markdown, for a comment on a change that is under review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.comparing import counts, rows
from generator.comparing.difference import Chapter, Difference
from generator.comparing.moves import Move
from generator.comparing.report import ARROW, capital
from generator.comparing.verdicts import Verdict
from generator.comparing.vocabulary import Vocabulary
from generator.errors import Problem

MANY = (200, 60, 20, 5)
"""So many rows of a table are shown if not all are asked for: the first that makes the comment short enough."""
LONGEST = 60_000
"""Characters. Where comments are written they may not be much longer."""
ALARMING = ("became false", "new and false")


def markdown(found: Difference, everything: bool) -> str:
    """The whole comment. What needs eyes is in the open; the long lists are folded."""
    whole = comment(found, None if everything else MANY[0])
    shorter = (comment(found, limit) for limit in MANY[1:])
    return whole if everything or len(whole) <= LONGEST else next(
        (text for text in shorter if len(text) <= LONGEST), comment(found, MANY[-1])
    )


def comment(found: Difference, limit: int | None) -> str:
    summary = counts.in_all(found.chapters)
    lines = ["### What changes in the book", "", capital(f"{summary or 'no key, number, claim or formula differs'}.")]
    for one in found.chapters:
        lines += [] if one.is_silent else ["", *chapter(one, limit)]
    if silent := [cell(one.slug) for one in found.chapters if one.is_silent]:
        lines += ["", f"Not compared, for what cannot be made: {', '.join(silent)}."]
    lines += problems(f"Of {found.old}, this could not be made", found.old_problems, limit)
    lines += problems(f"Of {found.new}, this cannot be made", found.new_problems, limit)
    if found.texts and (not summary or found.in_trouble):
        lines += ["", "The text differs of " + ", ".join(f"`{file}`" for file in found.texts) + "."]
    return "\n".join([*lines, "", f"<sub>{capital(found.new)} against {found.old}. {' '.join(found.notes)}</sub>"])


def problems(title: str, found: Sequence[Problem], limit: int | None) -> Iterator[str]:
    if found:
        more = [f"and {len(found) - limit} more"] if limit is not None and len(found) > limit else []
        yield from folded(f"{title}: {len(found)}", ["```text", *map(str, found[:limit]), *more, "```"])


def chapter(one: Chapter, limit: int | None) -> Iterator[str]:
    states = {"new": " (new)", "gone": " (gone)", "changed": ""}
    yield f"#### {cell(one.slug)}{states[one.state]}"
    summary = list(counts.moved([one]))
    if summary:
        yield from ("", capital("; ".join(summary)) + ".")
    if not one.made:
        yield from ("", "Its pages could not be compared.")
    verdicts = rows.told(one.verdicts, one.state)
    yield from claims([verdict for verdict in verdicts if verdict.change in ALARMING])
    if one.keys:
        table = [(code(key.path), code(key.old), code(key.new), code(f"{key.file}:{key.line}")) for key in one.keys]
        yield from ("", *tabled(("key", "before", "now", "where"), table, limit))
    yield from numbers("Numbers that moved", one.moves, limit)
    yield from numbers("Numbers printed with other digits", one.reprints, limit)
    others = [verdict for verdict in verdicts if verdict.change not in ALARMING]
    if others:
        yield from folded(capital(", ".join(counts.claims(others))), claims(others))
    yield from vocabulary(one.vocabulary, limit)


def claims(found: Sequence[Verdict]) -> Iterator[str]:
    if found:
        table = [(one.change, cell(one.words), code(one.condition), code(f"{one.file}:{one.line}")) for one in found]
        yield from ("", *tabled(("claim", "its words", "its condition", "where"), table, None))


def numbers(title: str, moves: Iterable[Move], limit: int | None) -> Iterator[str]:
    for page, group in rows.by_page(rows.rows(moves)):
        table = [
            (cell(row.spot.under), code(row.name), code(row.old), code(row.new),
             str(row.times) if row.times > 1 else "", code(rows.place(row.spot)))
            for row in group
        ]  # fmt: skip
        heads = ("under", "number", "before", "now", "times", "where")
        yield from folded(f"{title} in {page}: {sum(row.times for row in group):,}", tabled(heads, table, limit))


def vocabulary(found: Vocabulary, limit: int | None) -> Iterator[str]:
    for words, names in (
        ("New quantities", [code(name) for name in found.appeared]),
        ("Quantities that are gone", [code(name) for name in found.disappeared]),
        ("Renamed", [f"{code(old)} {ARROW} {code(new)}" for old, new in found.renamed]),
    ):
        if names:
            yield from ("", f"{words}: {', '.join(names)}")
    if found.formulas:
        table = [(code(one.name), formula(one.old), formula(one.new)) for one in found.formulas]
        title = f"{capital(counts.counted(len(found.formulas), 'formula'))} changed"
        yield from folded(title, tabled(("quantity", "before", "now"), table, limit))


def folded(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", "<details>", f"<summary>{cell(title)}</summary>", "", *lines, "", "</details>")


def tabled(heads: Sequence[str], table: Sequence[Sequence[str]], limit: int | None) -> Iterator[str]:
    """A table, and how many more rows there are."""
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    yield from (f"| {' | '.join(row)} |" for row in table[:limit])
    if limit is not None and len(table) > limit:
        yield from ("", f"and {counts.counted(len(table) - limit, 'more row')} (`textbook diff --markdown --all`)")


def cell(text: str) -> str:
    """Plain words in a table."""
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace("|", r"\|").replace("*", r"\*")


def code(text: str) -> str:
    """Words as they are typed; nothing stays nothing."""
    return f"`{' '.join(text.split()).replace('`', chr(39)).replace('|', chr(92) + '|')}`" if text else ""


def formula(latex: str) -> str:
    """Inline mathematics whose marks Markdown leaves alone."""
    return f"$`{latex.replace('|', chr(92) + 'vert ')}`$" if latex else ""
