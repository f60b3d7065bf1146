"""Names: a number that stands beside a symbol is the number of that symbol; in formulas, tables and figures' labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.checks.equality import Fault, ReadSide, every_chain
from generator.checks.latex_reader import Matrix, Operation, Tree
from generator.checks.latex_tokens import MARKS, Number, Symbol, Unreadable, plain, tokens
from generator.quantities.quantity import Quantity
from generator.text import markup, stamps

KIND = "name"
WAY_OUT = "Print the quantity of that symbol, or write its own symbol."

Sources = Mapping[str, object]

CELL = re.compile(r"(?<=\|)[^|\n]*(?=\|)")
ONE_FORMULA = re.compile(r"\s*\\\((.+?)\\\)\s*")
LABEL = re.compile(r"<text\b[^<>]*>(.*?)</text>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
SPELLED = {
    "η": "eta", "α": "alpha", "δ": "delta", "β": "beta", "ε": "epsilon", "σ": "sigma", "μ": "mu", "λ": "lambda",
    "ρ": "rho", "∂": "partial",
}  # fmt: skip


def faults(text: str, sources: Sources) -> Iterator[Fault]:
    """Every number of a stamped text that stands where another quantity is named."""
    yield from in_formulas(text, sources)
    for segment in markup.segments(text):
        if segment.kind == "figure":
            yield from in_labels(segment.text, segment.start, sources)
    yield from in_tables(text, sources)


def in_formulas(text: str, sources: Sources) -> Iterator[Fault]:
    """symbol = number; and a formula in symbols beside the same with numbers, place by place. Of several sides that are
    built alike, one has to name the number: dE/db = delta = 0.14."""
    for start, chain in every_chain(text):
        sides = [ReadSide(side) for side in chain.sides]
        for place, printed in enumerate(sides):
            before = [k for k in range(place) if set(chain.relations[k:place]) <= {"=", "≈", ":"}]
            named = [pairs(tree_of(sides[k]), tree_of(printed)) for k in before]
            for together in zip(*filter(None, named), strict=False):
                allowed = {symbol.latex for symbol, _ in together}
                yield from held(allowed, *together[-1], sources, start + printed.start)


def tree_of(side: ReadSide) -> Tree | None:
    try:
        return side.tree if side.latex else None
    except Unreadable:
        return None


def pairs(named: Tree | None, printed: Tree | None) -> list[tuple[Symbol, Number]]:
    """The symbols of a formula, each with the number in its place; none if the two are not built alike."""
    found: list[tuple[Symbol, Number]] = []
    return found if alike(named, printed, found) else []


def alike(a: Tree | None, b: Tree | None, found: list[tuple[Symbol, Number]]) -> bool:
    match a, b:
        case Symbol(), Number():
            found.append((a, b))
            return True
        case Operation(), Operation():
            same = a.name == b.name or {a.name, b.name} <= {"multiply", "product"}
            both = list(zip(a.arguments, b.arguments, strict=False))
            return same and len(a.arguments) == len(b.arguments) and all(alike(x, y, found) for x, y in both)
        case Matrix(), Matrix():
            rows = list(zip(a.rows, b.rows, strict=False))
            same = len(a.rows) == len(b.rows) and all(len(x) == len(y) for x, y in rows)
            return same and all(alike(x, y, found) for left, right in rows for x, y in zip(left, right, strict=True))
        case Number(), Number():
            return a.key == b.key == "" and a.text == b.text
    return a is not None and a == b


def held(allowed: set[str], symbol: Symbol, number: Number, sources: Sources, place: int) -> Iterator[Fault]:
    quantity = sources.get(number.key)
    if isinstance(quantity, Quantity) and quantity.symbol and not {bold(one) for one in allowed} & {
        bold(plain(quantity.symbol))
    }:
        yield fault(symbol.latex, number.text, quantity, place)


def bold(latex: str) -> str:
    """A symbol without the weight of its letters."""
    return plain(re.sub(r"\\mathbf\{([^{}]*)\}", r"\1", latex))


def fault(symbol: str, number: str, quantity: Quantity, place: int) -> Fault:
    message = f"{number}, which is {quantity.name} ({quantity.symbol}), stands where {symbol} is named"
    return Fault(KIND, place, message, number, f"the number of {symbol}", WAY_OUT)


# --- tables -----------------------------------------------------------------------------------------------------------


def in_tables(text: str, sources: Sources) -> Iterator[Fault]:
    """A row that begins with a symbol, and a column with one above it: its numbers have to do with it."""
    header: list[str] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith("|") and line.count("|") > 2:
            cells = list(CELL.finditer(line))
            if not header:
                header = [symbol_in(cell[0]) for cell in cells]
            else:
                row = symbol_in(cells[0][0])
                for cell, above in zip(cells[1:], header[1:], strict=False):
                    yield from in_cell(cell[0], [one for one in (row, above) if one], offset + cell.start(), sources)
        elif header:
            header = []
        offset += len(line)


def in_cell(cell: str, names: list[str], place: int, sources: Sources) -> Iterator[Fault]:
    stamped = [stamp for stamp in stamps.stamps(cell) if stamp.key != stamps.STRUCTURAL]
    quantity = sources.get(stamped[0].key) if len(stamped) == 1 else None
    if names and isinstance(quantity, Quantity) and quantity.symbol:
        own = without_marks(quantity.symbol)
        if not any(is_about(own, without_marks(name)) for name in names):
            yield fault(names[0], stamped[0].text, quantity, place)


def is_about(own: str, name: str) -> bool:
    """Whether a symbol is this one, or has to do with it, as the derivative with respect to a weight has."""
    above = own.startswith(rf"\frac{{\partial{name}}}") or own.startswith(rf"\frac{{\partial {name}}}")
    return own == name or (name in own and not above and not name.startswith(r"\frac"))


def symbol_in(cell: str) -> str:
    """The symbol that a cell consists of, or nothing."""
    formula = ONE_FORMULA.fullmatch(cell)
    if not formula:
        return ""
    try:
        found = list(tokens(formula[1]))
    except Unreadable:
        return ""
    return found[0].latex if len(found) == 1 and isinstance(found[0], Symbol) else ""


def without_marks(symbol: str) -> str:
    """A symbol whichever round, layer or sample it is of."""
    return plain(re.sub(MARKS, "", bold(symbol)))


# --- figures ----------------------------------------------------------------------------------------------------------


def in_labels(figure: str, start: int, sources: Sources) -> Iterator[Fault]:
    """A label with a letter and one number."""
    for label in LABEL.finditer(figure):
        numbers = [stamp for stamp in stamps.stamps(label[1]) if stamp.key != stamps.STRUCTURAL]
        quantity = sources.get(numbers[0].key) if len(numbers) == 1 else None
        if 'class="letter"' not in label[1] or not isinstance(quantity, Quantity) or not quantity.symbol:
            continue
        words = spelled(TAG.sub("", stamps.STAMP.sub(lambda m: m[2] if m[1] == stamps.STRUCTURAL else "", label[1])))
        if words != spelled(quantity.symbol):
            yield fault(words, numbers[0].text, quantity, start + label.start())


def spelled(symbol: str) -> str:
    """The letters and digits of a symbol, however it is set."""
    for letter, word in SPELLED.items():
        symbol = symbol.replace(letter, word)
    symbol = re.sub(r"\\(?:mathrm|mathbf|hat|frac|tfrac)", "", symbol)
    return re.sub(r"[^A-Za-z0-9+]", "", symbol)
