"""Claims about the first round that another number in the example makes false. What each condition comes to is worked
out here, in floats, from the numbers of that round."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path

from generator.errors import Problem, TextbookError
from generator.numbers import certified
from tests.drift import places
from tests.drift.bench import BITS, DOCUMENTS, Bench, Chapter, edited, line_at, said, spliced
from tests.drift.claims import CLAIM, CLAIMS, in_use
from tests.drift.drift import Drift

NUMBER = re.compile(r"(?<![\w.\"'])-?[0-9]+(?:\.[0-9]+)?(?![\w.])")
UNTOUCHED = re.compile(r"^\s*(?:title|author|about|url|year|rounds|table|digits|chapter|deck|#|yaml)|source|https?:")
CHANGES: dict[str, Callable[[str], str]] = {
    "other sign": lambda n: n[1:] if n.startswith("-") else f"-{n}",
    "a third more": lambda n: f"{float(n) * 1.3:.6f}".rstrip("0").rstrip("."),
}


def made_false(bench: Bench) -> Iterator[Drift]:
    """Each number of each example changed, where one of its own claims is then false."""
    for chapter in bench.chapters:
        file = chapter.folder / "example.yml"
        text = file.read_text(encoding="utf-8")
        for number, start, line in places.lines_of(text):
            if UNTOUCHED.search(line) or (bench.quick and number % 8):  # each is a training of its own
                continue
            for found in NUMBER.finditer(line.partition("#")[0]):
                for how, change in CHANGES.items():
                    changed = spliced(text, start + found.start(), start + found.end(), change(found[0]))
                    expected = expectation(bench, chapter, file, changed)
                    if expected:
                        what = f"{found[0]} became {change(found[0])} ({how}), {bench.named(file)}:{number}"
                        yield Drift(what, partial(after, bench, chapter, file, changed), *expected, kinds=CLAIMS)


def after(bench: Bench, chapter: Chapter, file: Path, changed: str) -> tuple[Problem, ...]:
    with edited(file, changed):
        found: tuple[Problem, ...] = ()
        for bits in (BITS, 4 * BITS, 16 * BITS):
            fresh = Chapter(bench.project, chapter.folder, bits)
            found = said(lambda one=fresh: tuple(problem for name in DOCUMENTS for problem in one.findings(name)))
            if not any(problem.message.startswith("undecided") for problem in found):
                break
        return found


def expectation(bench: Bench, chapter: Chapter, file: Path, changed: str) -> tuple[Path, int] | None:
    """The place of the first claim that is false once the example is changed."""
    with edited(file, changed):
        try:
            first = Chapter(bench.project, chapter.folder).worked.first
        except (TextbookError, certified.Undecided):  # it is refused as it stands, which is another kind of drift
            return None
    values = {name: float(quantity.value.ball.mid()) for name, quantity in first.items()}
    for name in DOCUMENTS:
        document = chapter.file(name)
        text = document.read_text(encoding="utf-8")
        for claim in CLAIM.finditer(text):
            line = line_at(text, claim.start())
            if outcome(claim["condition"], values) is False and in_use(chapter, name, document, line):
                return document, line
    return None


COMPARED: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt, ast.Gt: operator.gt, ast.LtE: operator.le, ast.GtE: operator.ge,
    ast.Eq: partial(math.isclose, abs_tol=1e-12), ast.NotEq: lambda a, b: not math.isclose(a, b, abs_tol=1e-12),
}  # fmt: skip
COMBINED: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


def outcome(condition: str, values: Mapping[str, float]) -> bool | None:
    """What a condition is in floats; None where more is in it than these values, numbers and what is done with them."""

    def of(node: ast.expr) -> float | bool:
        match node:
            case ast.BoolOp(op=ast.And()):
                return all([of(one) for one in node.values])
            case ast.BoolOp(op=ast.Or()):
                return any([of(one) for one in node.values])
            case ast.Compare():
                sides = [of(one) for one in (node.left, *node.comparators)]
                return all(COMPARED[type(op)](*pair) for op, pair in zip(node.ops, pairwise(sides), strict=True))
            case ast.BinOp():
                return COMBINED[type(node.op)](of(node.left), of(node.right))
            case ast.UnaryOp(op=ast.USub()):
                return -of(node.operand)
            case ast.Constant(value=int() | float() as number):
                return number
            case ast.Name(id=name):
                return values[name]
        raise LookupError(ast.unparse(node))

    try:
        return bool(of(ast.parse(condition.strip(), mode="eval").body))
    except (LookupError, SyntaxError, ZeroDivisionError):
        return None


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {"a claim made false by the example": made_false}
