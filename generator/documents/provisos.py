"""What an author tells the proof of formulas: that something is only supposed, what a letter stands for, of which
example a passage is. Each leaves a mark in the text, of which nothing is published."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from generator.text.marks import Mark

LETTER = re.compile(r"[A-Za-z]$|\\[A-Za-z]+$")
START, END = re.compile(r"{%-?\s*suppose\b"), re.compile(r"{%-?\s*endsuppose\s*%}")
WORD = re.compile(r"(?<!\\)\b(net|out|target|delta)\b")


class SupposeBlock(Extension):
    r"""{% suppose "why" %}\(w_1 + b > 0\){% endsuppose %}: formulas that are no statements about the example."""

    tags = frozenset({"suppose"})

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """It may stand in the middle of prose, so the blanks before it and the end of the line behind it stay."""
        return END.sub("{% endsuppose +%}", START.sub("{%+ suppose", source))

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        why = parser.parse_expression()
        body = parser.parse_statements(("name:endsuppose",), drop_needle=True)
        marks = [self.call_method("_marked", [nodes.Const(kind), why]) for kind in ("suppose", "supposed")]
        begin, end = (nodes.Output([mark]).set_lineno(line) for mark in marks)
        return [begin, *body, end]

    def _marked(self, kind: str, why: object) -> str:
        if not isinstance(why, str) or not why.strip():
            raise ValueError("say in words why this is supposed: {% suppose 'a single neuron is to do it' %}")
        return str(Mark(kind, why if kind == "suppose" else ""))


def provisos() -> Mapping[str, Callable[..., str]]:
    """The functions with which a document explains its formulas.

    where(e="target - out", o="out"): letters of its own, from here on, each by a formula in net, out, target, delta;
    with an index, e_1 is that of one neuron. about("logistic"): the formulas from here on are about the example in that
    file beside its own; about("example") returns to its own."""

    def where(**letters: str) -> str:
        for letter, formula in letters.items():
            if not LETTER.match(letter) or not isinstance(formula, str):
                raise ValueError(f"write where(e='target - out'), a formula for a letter; found {letter}={formula!r}")
        marks = (Mark("where", letter, WORD.sub(in_latex, formula)) for letter, formula in letters.items())
        return "".join(map(str, marks))

    def about(example: str) -> str:
        return str(Mark("about", example))

    return {"where": where, "about": about}


def in_latex(word: re.Match[str]) -> str:
    return r"\delta" if word[0] == "delta" else rf"\mathrm{{{word[0]}}}"
