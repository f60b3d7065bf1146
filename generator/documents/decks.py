"""From a deck's rendered Markdown to a finished lecture deck: one HTML page, which remark and MathJax show.

remark would eat formulas and SVG as if they were Markdown, so they travel past it: percent-encoded in an attribute,
which templates/browser/deck.js decodes once the slides stand.
"""

from __future__ import annotations

import json
import re
from typing import Protocol

from generator.text import markup
from generator.text.markup import Segment

# Blanks behind it would keep remark from seeing a break.
BREAK = re.compile(r"(?<=\n)(---?|\?\?\?)[ \t]*(?=\n|\Z)")


class Page(Protocol):
    """The template of a deck's page (templates/deck.html), as templating has loaded it."""

    def render(self, **context: object) -> str: ...


def assemble(
    source: str,
    *,
    page: Page,
    title: str,
    root: str,
    language: str = "en",
    chapter: str = "index.html",
    chapter_label: str = "chapter",
) -> str:
    """The deck's HTML page.

    source: Markdown after Jinja, its stamps published, without `slides.faults`. title: plain text.
    root: the address of the site's root as seen from the deck ("..", "."). chapter: that of the deck's chapter.
    """
    return page.render(
        slides=as_script(lifted(source)),
        title=title,
        root=root,
        language=language,
        chapter=chapter,
        chapter_label=chapter_label,
    )


def lifted(source: str) -> str:
    """The Markdown that remark may see: formulas, SVG and <pre> in attributes, breaks that glue nothing together."""
    return "".join(map(without_danger, markup.segments(source)))


def without_danger(segment: Segment) -> str:
    if segment.kind == "math":
        layout = "display" if segment.text.startswith(r"\[") else "inline"
        return f'<span class="tex {layout}" data-tex="{encoded(segment.text)}"></span>'
    if segment.kind == "figure" or segment.text.startswith("<pre"):
        return f'<span data-html="{encoded(segment.text)}"></span>'
    if segment.kind == "prose":
        return BREAK.sub(apart, segment.text)
    return "" if segment.kind == "comment" else segment.text


def apart(match: re.Match[str]) -> str:
    """A break with an empty line before it: remark joins layouts and increments to what follows without even a newline.

    An increment gets none of its own, so that a list stays one tight list.
    """
    return ("\n" if match[1] == "--" else "\n\n") + match[1]


def encoded(text: str) -> str:
    """Percent-encoded down to ASCII letters and digits: nothing is left that Markdown knows, `_` included."""
    return "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"%{byte:02X}" for byte in text.encode())


def as_script(text: str) -> str:
    """A JSON string that may stand in a script element."""
    return json.dumps(text, ensure_ascii=False).replace("<", r"\u003c")
