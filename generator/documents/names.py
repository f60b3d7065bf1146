"""What an author names and refers to: {% equation "net-h1" %}...{% endequation %}, {{ see("net-h1") }}."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from generator.errors import Problem
from generator.text import markup, structural
from generator.text.marks import Kind, Mark, marks

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
REFERENCE = re.compile(rf"(?:{NAME.pattern}#)?{NAME.pattern}")

HOLDS_NONE = {"math": "a formula", "code": "code", "figure": "a figure", "image": "the words of an image"}
"""Where a mark would be lost: the places that no link can stand in."""


class EquationBlock(Extension):
    """Names what is displayed in it. An empty name names nothing."""

    tags = frozenset({"equation"})

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        name = parser.parse_expression()
        body = parser.parse_statements(("name:endequation",), drop_needle=True)
        return nodes.CallBlock(self.call_method("_named", [name]), [], [], body).set_lineno(line)

    def _named(self, name: str, caller: Callable[[], str]) -> str:
        if not name:
            return caller()
        start = Mark("equation", checked(name, NAME, "net-h1"), line=line_of_the_document())
        return f"\n\n{start}{caller().strip()}{Mark('end', name)}\n\n"


def references() -> Mapping[str, Callable[..., str]]:
    """The functions with which a document refers to places of the book, or names a figure.

    see(name): a link to an equation, figure, section or term of the same chapter, or of another
    ("two-outputs#net-h1"), or to a whole chapter ("two-outputs"). first_use(term): "chapter 3", a link to the place of
    the book that first has the term in bold; or to another place, by its name, where the term is explained without."""

    def see(name: str, words: str = "") -> str:
        if typed := next(structural.outside(words, 0, "words"), None):
            raise ValueError(f"the number {typed[1]} has no source: a reference gets its number from what it names")
        return str(Mark("see", checked(name, REFERENCE, "two-outputs#net-h1"), words, line_of_the_document()))

    def first_use(term: str, at: str = "") -> str:
        name = checked(at, REFERENCE, "two-outputs#forward-pass") if at else term.lower()
        return str(Mark("first", name, line=line_of_the_document()))

    def of_figure(kind: Kind) -> Callable[[str], str]:
        return lambda name: str(Mark(kind, checked(name, NAME, "forward-pass"), line=line_of_the_document()))

    of_figures = {"figure_anchor": of_figure("figure"), "figure_label": of_figure("caption")}
    return {"see": see, "first_use": first_use, **of_figures}


def checked(name: object, form: re.Pattern[str], such_as: str) -> str:
    if not isinstance(name, str) or not form.fullmatch(name):
        raise ValueError(f"a name is small letters and digits with hyphens between, such as {such_as}; found {name!r}")
    return name


def line_of_the_document() -> int | None:
    """Which line of the document that is being rendered leads here, if only through a macro."""
    frame, found = sys._getframe(1), []
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            found.append((template.filename, template.get_corresponding_lineno(frame.f_lineno)))
        frame = frame.f_back
    return next((line for file, line in found if file == found[-1][0]), None)


def misplaced(text: str, file: str) -> Iterator[Problem]:
    """The names and references that stand where none can."""
    for segment in markup.segments(text):
        for _, mark in marks(segment.text) if segment.kind in HOLDS_NONE else ():
            where = HOLDS_NONE[segment.kind]
            message = f"'{mark.name}' stands inside {where}, where nothing can be named or referred to"
            yield Problem(file, mark.line, message, "Do it in the text around.")
