"""What can go wrong while a template is filled in: on which line, in words, and the way out."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path

import jinja2

from generator.documents import origins
from generator.errors import Problem, nearest
from generator.numbers import digits

ERRORS = (
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
