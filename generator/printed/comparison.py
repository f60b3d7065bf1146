"""Everything that a source prints, compared with what is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from generator.errors import AuditError, Problem, nearest
from generator.example.enumerating import counted
from generator.example.sections import Source
from generator.printed import formulas, mentions
from generator.printed.entries import Entry, Part, PrintedSource
from generator.printed.expressions import Expression
from generator.printed.findings import SORTS, Comparison, Finding, merged
from generator.printed.meanings import Names, with_activation
from generator.printed.reading import Printed
from generator.quantities.worked import Worked

Place = tuple[str | int, ...]
WAY_OUT = "Say in the file what the number was made from, or what should stand there; a cause is found by computing."
ANOTHER_EXAMPLE = "With its own numbers it is another example: give it a folder of its own, without this file."


def comparisons(printed: Printed, worked: Worked) -> tuple[Comparison, ...]:
    """What came of the comparison, source by source. AuditError for everything that does not agree without a cause."""
    problems: list[Problem] = []
    found = [compared(printed, place, source, worked, problems) for place, source in enumerate(printed.sources)]
    if problems:
        raise AuditError(problems)
    return tuple(found)


def compared(
    printed: Printed, place: int, source: PrintedSource, worked: Worked, problems: list[Problem]
) -> Comparison | None:
    document, index = document_of(printed, place, source, worked, problems)
    count: Counter[str] = Counter()
    found: list[Finding] = []
    apart: list[tuple[str, str]] = []
    before: dict[tuple[Decimal, str], Finding] = {}
    wrong: list[tuple[Place, ValueError | LookupError]] = []
    for at, part, entry in entries(source, place):
        if entry.kind == "apart":
            apart.append((entry.apart, entry.why))
            continue
        try:
            names = Names(with_activation(worked, part.activation) if part.activation else worked, source.names)
            line = printed.located.line(*at)
            results = list(of_entry(entry, names, before, source, part.where, line))
        except (ValueError, LookupError) as error:
            within = error.within(entry) if isinstance(error, mentions.Unexplained) else ()
            wrong.append(((*at, *within), error))
            continue
        for sort, finding in results:
            count[sort] += 1
            if finding is not None:
                found.append(finding)
    problems.extend(told(printed, wrong))
    if document is None:
        return None
    differing = Counter(finding.sort for finding in found)
    quantity: Callable[[str, int], object] = lambda what, number: worked.counted(f"{what}_{source.called}", number)
    return Comparison(
        source.called, source.kind, document.title, document.author, document.url, worked.source_years[index],
        worked.slug,
        {sort: quantity(f"compared_{sort}", count[sort]) for sort in SORTS},
        {sort: quantity(f"agreeing_{sort}", count[sort] - differing[sort]) for sort in SORTS},
        merged(found), source.remarks, tuple(apart),
    )  # fmt: skip


def told(printed: Printed, wrong: Sequence[tuple[Place, ValueError | LookupError]]) -> Iterator[Problem]:
    """What is wrong in a source. Where it was given other numbers than the example, what follows is only counted."""
    given = {str(error): at for at, error in reversed(wrong) if isinstance(error, mentions.GivenOtherwise)}
    after = sum(isinstance(error, mentions.Unexplained) and str(error) not in given for _, error in wrong)
    one_or_more = counted(after, "number or formula", "numbers or formulas")
    follows = f"; {one_or_more} after it cannot be compared" if after else ""
    for at, error in wrong:
        if isinstance(error, mentions.GivenOtherwise):
            if given[str(error)] == at:
                yield printed.problem(at, str(error) + follows, ANOTHER_EXAMPLE)
        elif not isinstance(error, mentions.Unexplained):
            yield printed.problem(at, str(error))
        elif not given:
            yield printed.problem(at, str(error), WAY_OUT)


def document_of(
    printed: Printed, place: int, source: PrintedSource, worked: Worked, problems: list[Problem]
) -> tuple[Source | None, int]:
    """The example's own entry for a source, and which of its entries that is."""
    for index, document in enumerate(worked.example.source):
        if document.title == source.title and source.author in (None, document.author):
            return document, index
    message = f"the example names no source '{source.title}'" + (f" by {source.author}" if source.author else "")
    way_out = nearest(source.title, [document.title for document in worked.example.source])
    problems.append(printed.problem(("sources", place, "title"), message, way_out))
    return None, 0


def entries(source: PrintedSource, place: int) -> Iterator[tuple[Place, Part, Entry]]:
    for i, part in enumerate(source.parts):
        for j, entry in enumerate(part.prints):
            yield ("sources", place, "parts", i, "prints", j), part, entry


def of_entry(
    entry: Entry, names: Names, before: dict[tuple[Decimal, str], Finding], source: PrintedSource, where: str, line: int
) -> Iterator[tuple[str, Finding | None]]:
    """What an entry has that is counted, each with what was found. ValueError or LookupError where it cannot be
    compared."""
    if entry.kind in ("formula", "sentence"):
        sort = "formulas" if entry.formula else "sentences"
        yield sort, formulas.finding(entry, names, source.symbols, where, line)
    elif entry.kind == "missing":
        right = mentions.one_number(Expression.of(entry.of[0]), names)
        quantity = names.quantity(right, entry.of[0])
        yield "missing", Finding("missing", (where,), entry.missing, ("announced, not printed",), (), line, quantity,
                                 "6 significant", see=entry.see or "")
    else:
        see = entry.see or ""
        for mention in mentions.mentions(entry):
            finding = mentions.finding(mention, names, before, where, line)
            if finding is not None and (key := (mention.pair.printed, finding.computed.key)) not in before:
                finding, see = replace(finding, see=see), ""
                before[key] = finding
            yield "numbers", finding
        if entry.equation:
            signs = list(formulas.false_equals(entry, names, where, line))
            yield "formulas", signs[0] if signs else None

