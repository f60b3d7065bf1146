"""{% claim CONDITION %}words{% endclaim %}: a sentence that depends on values, checked against the values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from generator.documents import claim_relations, claim_sense
from generator.quantities.quantity import Quantity
from generator.text import stamps

START = re.compile(r"{%-?\s*claim\s+(.*?)\s*%}", re.DOTALL)
END = re.compile(r"{%-?\s*endclaim\s*%}")


@dataclass(frozen=True)
class Claim:
    """The words of a claim, where they stand, what they depend on, and whether the values bear them out.

    compared: the keys of the quantities that the condition compares. constants: the numbers in it, as they would be
    printed. printed: the keys of the numbers in its words. doubts: what the words say and the compared numbers do not.
    """

    file: str
    line: int
    words: str
    condition: str
    holds: bool
    compared: frozenset[str] = field(default=frozenset(), compare=False)
    constants: frozenset[str] = field(default=frozenset(), compare=False)
    printed: tuple[str, ...] = field(default=(), compare=False)
    doubts: tuple[str, ...] = field(default=(), compare=False)

    def beside_the_point(self, sources: Mapping[str, object]) -> Iterator[str]:
        """The computed and stated numbers in its words, as one calls them, that its condition does not look at: they
        might be any."""
        for source in (sources.get(key) for key in dict.fromkeys(self.printed)):
            if isinstance(source, Quantity):
                if source.kind != "given" and not source.leaves <= self.compared:
                    yield source.name
            elif source is not None and source.text not in self.constants:
                yield source.text


class ClaimBlock(Extension):
    """Prints the words of a claim and adds the claim to the list `environment.claims`."""

    tags = frozenset({"claim"})

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """A claim stands in the middle of prose, so the blanks before it and the end of the line behind it stay."""
        return END.sub("{% endclaim +%}", START.sub(lambda start: f"{{%+ claim {start[1]!r}, {start[1]} %}}", source))

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        written = parser.parse_primary()
        parser.stream.expect("comma")
        condition = parser.parse_expression()
        if trouble := always(condition):
            parser.fail(f"the condition of a claim {trouble}: compare numbers of the example", line)
        compared = nodes.List(list(operands(condition)))
        words = parser.parse_statements(("name:endclaim",), drop_needle=True)
        place = nodes.Const(parser.filename), nodes.Const(line)
        note = self.call_method("_note", [condition, compared, written, *place])
        return nodes.CallBlock(note, [], [], words).set_lineno(line)

    def _note(
        self, holds: object, compared: Sequence, condition: str, file: str, line: int, caller: Callable[[], str]
    ) -> str:
        if not isinstance(holds, bool):
            raise TypeError(f"a claim needs a comparison, found {condition}")
        words = caller()
        shown = " ".join(stamps.without(words).split())
        looked_at = {one.key: one for one in quantities_in(compared)}.values()
        keys = frozenset().union(*(one.leaves for one in looked_at))
        constants = frozenset(str(one) for one in compared if isinstance(one, int | float | str))
        printed = tuple(stamp.key for stamp in stamps.stamps(words) if stamp.key != stamps.STRUCTURAL)
        doubts = tuple(
            doubt for sense in (claim_sense, claim_relations) for doubt in sense.doubts(shown, condition, looked_at)
        ) if holds else ()  # fmt: skip
        self.environment.claims.append(Claim(file, line, shown, condition, holds, keys, constants, printed, doubts))
        return words


def operands(condition: nodes.Expr) -> Iterator[nodes.Expr]:
    """What a condition looks at: the sides of its comparisons, what its tests are about, what a list is taken from."""
    match condition:
        case nodes.And() | nodes.Or():
            looked_at = [*operands(condition.left), *operands(condition.right)]
        case nodes.Not():
            looked_at = [*operands(condition.node)]
        case nodes.Compare():
            looked_at = [condition.expr, *(one.expr for one in condition.ops)]
        case nodes.Test():
            looked_at = [condition.node, *condition.args]
        case nodes.Getattr():
            looked_at = [condition.node]
        case _:
            looked_at = []
    for one in looked_at:
        yield one
        yield from (taken.node for taken in (one, *one.find_all(nodes.Filter)) if isinstance(taken, nodes.Filter))


def always(condition: nodes.Expr) -> str:
    """Why a condition, or a part of it, holds whatever the numbers are; empty if it may not."""
    match condition:
        case nodes.And() | nodes.Or():
            return always(condition.left) or always(condition.right)
        case nodes.Not():
            return always(condition.node)
        case nodes.Compare() if any(one.expr == condition.expr for one in condition.ops):
            return "compares something with itself"
    names = isinstance(condition, nodes.Name) or any(condition.find_all(nodes.Name))
    return "" if names else "is the same for all numbers"


def quantities_in(value: object) -> Iterator[Quantity]:
    """The quantities of an operand: itself, those of a list, those of a prediction."""
    if isinstance(value, Quantity):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from quantities_in(one)
    elif is_dataclass(value):
        yield from quantities_in(list(vars(value).values()))
