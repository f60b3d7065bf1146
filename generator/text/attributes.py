"""What the attributes of an element say to a reader: those of a tag, and those that Markdown takes in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

NAMES = (
    r"alt|title|label|summary|placeholder|value|start|content|abbr|caption|srcdoc"
    r"|aria-(?:label|description|valuenow|valuetext|roledescription|placeholder|braillelabel)"
    r"|data-(?:title|label|text|tooltip|tip|content|caption|value|toc-label)"
)
"""Those that are shown, read aloud, or begin a count. The others say where something stands, and how it looks."""

VALUE = r"\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>{}=]+)"
SHOWN = re.compile(rf"(?<![\w-])(?:{NAMES})\s*[=:]\s*(?:{VALUE})", re.IGNORECASE)
STYLE = re.compile(r"(?<![\w-])style\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
WORDS_OF_A_STYLE = re.compile(r"\bcounter-[a-z]+\s*:[^;]*|\"[^\"]*\"|'[^']*'")
TITLE = re.compile(r"\s(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|\((?P<round>[^()]*)\))")


def said(element: str) -> Iterator[tuple[int, str]]:
    """Where in a tag, or in braces, a reader is told something, and what."""
    for found in SHOWN.finditer(element):
        yield part(found)
    for style in STYLE.finditer(element):
        group = 1 if style[1] is not None else 2
        for words in WORDS_OF_A_STYLE.finditer(style[group]):
            yield style.start(group) + words.start(), words[0]


def titles(address: str) -> Iterator[tuple[int, str]]:
    """Where in an address stands the title behind it, [text](address "title"), and what it says."""
    yield from map(part, TITLE.finditer(address))


def part(found: re.Match[str]) -> tuple[int, str]:
    name = next(name for name, value in found.groupdict().items() if value is not None)
    return found.start(name), found[name]
