"""A number beside the symbol of another quantity: written so by an author, or come so out of a macro or a figure.

Not caught, in principle: in prose, where a sentence names the one quantity in words and prints the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise

from generator.checks.naming.symbols import symbol_of
from generator.documents.templating import Rendered
from generator.quantities.quantity import Quantity
from generator.text import stamps
from tests.drift.bench import DOCUMENTS, Bench, line_at, spliced, with_text
from tests.drift.drift import Drift
from tests.drift.printed import Made, planted, quantities

NAMED = ("name", "equality", "formula")
FORMS = (r"\( {{{{ {a} | symbol }}}} = {{{{ {b} }}}} \)",
         r"\( {{{{ {a} | symbol }}}} {{{{ {b} | relation }}}} {{{{ {b} }}}} \)",
         "\n| name | number |\n| - | - |\n| \\({{{{ {a} | symbol }}}}\\) | {{{{ {b} }}}} |\n")  # fmt: skip


def written(bench: Bench) -> Iterator[Drift]:
    """{{ a | symbol }} = {{ b }} for each pair of quantities that follow each other, at the end of a document."""
    for chapter in bench.chapters:
        first = [one for one in chapter.worked.first.values() if one.symbol]
        for number, (a, b) in enumerate(pairwise(first)):
            if bare(a.symbol) == bare(b.symbol):
                continue
            name = DOCUMENTS[number % len(DOCUMENTS)]
            file = chapter.file(name)
            text = file.read_text(encoding="utf-8").rstrip("\n")
            form = FORMS[number % len(FORMS)].format(a=f'first["{a.name}"]', b=f'first["{b.name}"]')
            changed = f"{text}\n\n{form}\n"
            last = line_at(changed, len(changed))
            what = f"the symbol of {a.name} beside {b.name} ({number % len(FORMS)}), {chapter.folder.name}/{name}"
            # A product of symbols is no symbol: only its proof can tell that it is another number.
            ask = partial(chapter.findings if symbol_of(a.symbol) else chapter.proved, name)
            lines = last - len(form.split("\n")), last
            yield Drift(what, with_text(file, changed, ask), file, *lines, NAMED)


def bare(symbol: str) -> str:
    return re.sub(r"\\mathbf\{([^{}]*)\}|[{} ]", r"\1", symbol)


EQUATION = re.compile(r"\s*(?:=|\\approx)\s*\ue000(?P<key>[^\ue001]*)\ue001")
BEFORE_A_SYMBOL = re.compile(r"(?:\A|\\[\[(]|\\\\(?:\[[^\]]*\])?|[&=,;]|\\quad|\\qquad|\})\s*\Z")


def exchanged(rendered: Rendered) -> Made:
    """Each symbol = number, with the symbol of the equation before it."""
    before = ""
    by_symbol: dict[str, Quantity] = {one.symbol: one for _, one in quantities(rendered) if one.symbol}
    for found in EQUATION.finditer(rendered.text):
        source = rendered.sources.get(found["key"])
        symbol = source.symbol if isinstance(source, Quantity) else ""
        at = found.start() - len(symbol)
        if not symbol or not rendered.text.startswith(symbol, at) or not is_alone(rendered.text, at):
            continue
        if before and bare(before) != bare(symbol) and before in by_symbol:
            yield f"{before} in place of {symbol}", at, spliced(rendered.text, at, at + len(symbol), before)
        before = symbol


def is_alone(text: str, at: int) -> bool:
    """Whether nothing stands before a symbol on its side of an equation."""
    return BEFORE_A_SYMBOL.search(text[max(0, at - 20) : at]) is not None


ROW = re.compile(r"^\| *\\\((?P<symbol>[^|\n\ue000]*)\\\) *\|[^\n]*\ue000[^\n]*$", re.MULTILINE)


def rows(rendered: Rendered) -> Made:
    """Each row of a table that begins with a symbol, with the symbol of the row before it."""
    before: tuple[str, int] = ("", -1)
    known = {bare(one.symbol) for _, one in quantities(rendered)}
    for found in ROW.finditer(rendered.text):
        symbol = found["symbol"]
        if bare(symbol.strip()) in known and numbers_are_of(symbol.strip(), found[0], rendered):
            if before[0] and bare(before[0]) != bare(symbol):
                text = spliced(rendered.text, *found.span("symbol"), before[0])
                yield f"a row of {symbol} begins with {before[0]}", found.start("symbol"), text
            before = symbol, found.start()


def numbers_are_of(symbol: str, row: str, rendered: Rendered) -> bool:
    """Whether a row prints the very quantity that it begins with."""
    found = [rendered.sources.get(stamp.key) for stamp in stamps.stamps(row)]
    return any(isinstance(one, Quantity) and bare(one.symbol) == bare(symbol) for one in found)


LABEL = re.compile(
    r"<text\b(?:(?!</text>).)*?<tspan class=\"letter\"[^<>]*>(?P<letter>[^<>]*)</tspan>"
    r"(?:(?!</text>).)*?\ue000(?P<key>[^\ue001]*)\ue001",
    re.DOTALL,
)


def labels(rendered: Rendered) -> Made:
    """Each label of a figure that has a letter and a number, with another letter."""
    for found in LABEL.finditer(rendered.text):
        source = rendered.sources.get(found["key"])
        if isinstance(source, Quantity) and source.symbol:
            other = "v" if found["letter"] != "v" else "u"
            text = spliced(rendered.text, *found.span("letter"), other)
            yield f"{other} in place of {found['letter']} in a figure", found.start(), text


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a symbol beside another's number": written,
    "a symbol exchanged in an equation": lambda bench: planted(bench, exchanged, NAMED),
    "a symbol exchanged in a table": lambda bench: planted(bench, rows, NAMED),
    "a symbol exchanged in a figure": lambda bench: planted(bench, labels, NAMED),
}
