"""{% claim CONDITION %}words{% endclaim %}: a sentence that depends on values, checked against the values."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from generator.text import stamps

START = re.compile(r"{%-?\s*claim\s+(.*?)\s*%}", re.DOTALL)
END = re.compile(r"{%-?\s*endclaim\s*%}")


@dataclass(frozen=True)
class Claim:
    """The words of a claim, where they stand, what they depend on, and whether the values bear them out."""

    file: str
    line: int
    words: str
    condition: str
    holds: bool


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
        words = parser.parse_statements(("name:endclaim",), drop_needle=True)
        note = self.call_method("_note", [condition, written, nodes.Const(parser.filename), nodes.Const(line)])
        return nodes.CallBlock(note, [], [], words).set_lineno(line)

    def _note(self, holds: object, condition: str, file: str, line: int, caller: Callable[[], str]) -> str:
        if not isinstance(holds, bool):
            raise TypeError(f"a claim needs a comparison, found {condition}")
        words = caller()
        self.environment.claims.append(Claim(file, line, " ".join(stamps.without(words).split()), condition, holds))
        return words
