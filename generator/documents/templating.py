"""Templates with quantities in them: Jinja where silence is failure and every printed number carries its key."""

from __future__ import annotations

import traceback
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
    """A template filled in: its stamped text, what its keys stand for, its claims, and where its pieces come from."""

    file: str
    text: str
    sources: Sources
    claims: tuple[Claim, ...]
    made: origins.Origins = ()

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
        """Fill in a template. TemplateError with file and line for whatever is wrong with it."""
        sources: dict[str, Quantity | Stated] = {}
        noting = replace(writer, note=lambda q: sources.update({q.key: q}))
        environment = self._environment(noting, sources, name, texts_of(context))
        try:
            template = environment.get_template(name)
            text, made = origins.rendered(template, context)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateError([Problem(error.filename or name, error.lineno, f"{error.message}")]) from error
        except MISTAKES as error:
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
        environment.globals.update(references(), **provisos(), verified_foot=origins.VERIFIED)
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


MISTAKES = (
    jinja2.TemplateRuntimeError, jinja2.TemplateNotFound, digits.Tie, ZeroDivisionError, TypeError, ValueError,
    LookupError, AttributeError,
)  # fmt: skip


def located(error: Exception, name: str, environment: jinja2.Environment, context: Mapping[str, object]) -> Problem:
    """What went wrong in a template and on which line, from the frames that Jinja leaves in the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    in_templates = [frame for frame in frames if not frame.filename.endswith((".py", ".pyx"))]
    if not in_templates:
        return Problem(name, None, *told(error, environment, context))
    # The document's own line is what an author can mend; a macro that it calls may be where it comes to light.
    inmost = in_templates[-1]
    message, way_out = told(error, environment, context)
    own = origins.blamed([frame for frame in in_templates if frame.filename == in_templates[0].filename], message)
    example = context.get("example")
    if isinstance(error, digits.Tie) and example and Path(own.filename).parent != example.path.parent:
        # The default walk-through is not the author's to mend, the example is.
        way_out = "Write more digits under 'digits', or change a number that it is made from."
        return Problem(str(example.path), example.line("digits"), message, way_out)
    if inmost.filename != own.filename:
        message += f" (in {Path(inmost.filename).name}, line {inmost.lineno})"
    return Problem(own.filename, own.lineno, message, way_out)


def told(error: Exception, environment: jinja2.Environment, context: Mapping[str, object]) -> tuple[str, str]:
    """An error of a template in words, and a way out."""
    message = str(error) or type(error).__name__
    word = message.split("'")[1] if message.count("'") > 1 else ""
    match error:
        case jinja2.TemplateNotFound():
            return f"there is no template '{error.name}'", nearest(error.name or "", environment.list_templates())
        case jinja2.UndefinedError() if message.endswith("is undefined"):
            return f"there is no '{word}'", nearest(word, context)
        case jinja2.TemplateRuntimeError() if message.startswith("No filter"):
            return f"there is no filter '{word}'", nearest(word, environment.filters)
        case ZeroDivisionError():
            return "this divides by zero", ""
    return message, ""
