"""Templates with quantities in them: Jinja where silence is failure and every printed number carries its key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType

import jinja2

from generator.documents import origins
from generator.documents.claims import Claim, ClaimBlock
from generator.documents.compiled import COMPILED
from generator.documents.filters import filters, rounded_to
from generator.documents.inclusion import included
from generator.documents.names import EquationBlock, references
from generator.documents.provisos import SupposeBlock, provisos
from generator.documents.quotable import texts_of
from generator.documents.template_errors import ERRORS, located
from generator.errors import Problem, TemplateError, nearest
from generator.numbers import digits
from generator.quantities.quantity import Quantity
from generator.text import stamps
from generator.text.derivation import Writer


@dataclass(frozen=True)
class Stated:
    """A number from outside: a fact with the reason why it stands here."""

    key: str
    text: str
    reason: str


Sources = Mapping[str, Quantity | Stated]


@dataclass(frozen=True)
class Rendered:
    """A template filled in: its stamped text, what its keys stand for, its claims, where its pieces come from, and what
    forbids its publication: numbers on a rounding tie, which have a digit more in this text than they should."""

    file: str
    text: str
    sources: Sources
    claims: tuple[Claim, ...]
    made: origins.Origins = ()
    ties: tuple[Problem, ...] = ()

    def place(self, position: int) -> tuple[str, int | None]:
        """File and line that a position of the text comes from."""
        return origins.place(self.made, self.text, position) or (self.file, None)


HOLE = "\ue003"
"""Stands for whatever a template or a stamp puts in its place."""

# A brace and a hash open a colour in LaTeX, so a comment needs another mark.
COMMENTS = {"comment_start_string": "{##", "comment_end_string": "##}"}


class BareNumber(TypeError):
    """A number was to be printed that is not a quantity."""


class Templates:
    """The folders that templates are read from; where two have a template of the same name, the first one's counts."""

    def __init__(self, *folders: Path) -> None:
        self._loader = jinja2.FileSystemLoader([str(folder) for folder in folders])
        self._root = folders[-1].parent

    def render(self, name: str, writer: Writer, context: Mapping[str, object]) -> Rendered:
        """Fill in a template. TemplateError with file and line for whatever is wrong with it, but for rounding ties: a
        document is filled in to its end with these, so that what else is wrong with it is told at the same time."""
        ties: dict[str, Problem] = {}
        while True:
            try:
                filled = self._filled(name, replace(writer, tied=frozenset(ties)), context)
                return replace(filled, ties=tuple(ties.values()))
            except TemplateError as error:
                match error.__cause__:
                    case digits.Tie(of=key) if key and key not in ties:
                        ties[key] = replace(error.problems[0], kind="digits")
                    case _:
                        raise TemplateError([*ties.values(), *error.problems]) from error

    def _filled(self, name: str, writer: Writer, context: Mapping[str, object]) -> Rendered:
        sources: dict[str, Quantity | Stated] = {}
        noting = replace(writer, note=lambda q: sources.update({q.key: q}))
        environment = self._environment(noting, sources, name, texts_of(context))
        try:
            template = environment.get_template(name)
            text, made = origins.rendered(template, context)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError([Problem(error.filename or name, error.lineno, f"{error.message}")]) from error
        except ERRORS as error:
            raise TemplateError([located(error, name, environment, context)]) from error
        return Rendered(template.filename, text, MappingProxyType(sources), tuple(environment.claims), made)

    def page(self, name: str) -> jinja2.Template:
        """A page that is put around a finished document, and has no numbers of its own."""
        return jinja2.Environment(loader=self._loader, undefined=jinja2.StrictUndefined).get_template(name)

    def _environment(self, writer: Writer, sources: dict, name: str, texts: Collection[str]) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=self._loader,
            bytecode_cache=COMPILED,
            undefined=Missing,
            **COMMENTS,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=[ClaimBlock, EquationBlock, SupposeBlock],
            # With a context, it is asked when the page is made: a constant keeps the line where it stands.
            finalize=jinja2.pass_context(lambda _, printed: door(printed, writer)),
        )
        environment.claims = []
        environment.filters.update(filters(writer, texts))
        environment.tests["rounded_to"] = rounded_to
        environment.globals.update(references(), **provisos(), verified_foot=origins.VERIFIED, tied=writer.tied)
        state_here = partial(state, of=Path(name).stem, sources=sources)
        environment.globals["stated"] = state_here
        environment.globals["included"] = partial(included, root=self._root, mark=state_here)
        return environment


def door(printed: object, writer: Writer) -> object:
    """What {{ ... }} prints. A quantity becomes its stamped digits; a number of unknown origin is refused."""
    if isinstance(printed, Quantity):
        return writer.value(printed)
    if isinstance(printed, str | jinja2.Undefined):
        return printed
    raise BareNumber(
        f"{printed!r} ({type(printed).__name__}) has no source: print a quantity, or stated('...', 'why it is here')"
    )


def state(text: str, reason: str, of: str, sources: dict[str, Quantity | Stated]) -> str:
    """A number that is a fact from outside, stamped with its reason. of: the document that states it."""
    if not isinstance(text, str) or not reason:
        raise TypeError("write stated('0.29', 'why this number stands here')")
    key = f"stated/{of}/{len(sources)}"
    sources[key] = Stated(key, text, reason)
    return stamps.stamp(key, text)


@lru_cache(maxsize=256)
def own_text(source: str) -> str:
    """A template with each of its tags and expressions replaced by a hole; lines stay where they are."""
    text, inside = "", False
    for line, kind, token in jinja2.Environment(**COMMENTS).lex(source):
        # A tag that strips the blanks before it takes their line ends along.
        text += "\n" * (line - 1 - text.count("\n"))
        if kind == "data" and not inside:
            text += token
        elif kind.endswith("_begin") and kind != "raw_begin":
            text, inside = text + HOLE, True
        elif kind.endswith("_end") and kind != "raw_end":
            inside = False
    return text


class Missing(jinja2.StrictUndefined):
    """A name that nothing has. Where it was looked for among quantities, the message says which is near."""

    @property
    def _undefined_message(self) -> str:
        name, among = str(self._undefined_name), self._undefined_obj
        is_known = isinstance(among, Mapping)
        return f"there is no '{name}' here. {nearest(name, among)}" if is_known else super()._undefined_message
