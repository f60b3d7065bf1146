"""Decks as pages: a finished page holds the slides that were held to the rules, and says nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from generator.documents import audit
from generator.errors import Problem
from generator.text import markup, structural

KIND = "deck"
SLIDES = re.compile(r'<script type="application/json" id="deck">(.*?)</script>', re.DOTALL)
PACKED = re.compile(
    r'<span (?:class="tex (?:display" data-tex="(?=%5C%5B)|inline" data-tex="(?=%5C%28))|data-html=")([^"]*)"></span>'
)
"""A formula travels as one of its kind: on a line of its own, or in the text."""
TECHNICAL = ("href", "src", "id", "class", "rel", "media", "lang", "charset", "type", "name")
"""Attributes that say where something is and what it looks like. Of others only a title is shown, or a number is."""
ELSEWHERE = re.compile(r"\s*(?:[a-z][\w+.-]*:|//)", re.IGNORECASE)
"""An address that is not of this book."""
ON_A_SCREEN = ("viewport",)
MADE = re.compile(r"\{\{(?!-? *\w+(?: *\| *(?:e|safe))? *-?\}\})")
WAY_OUT = "templates/deck.html puts a page around the slides; it may not change them, or say more."


def findings(template: Path, page: str, audited: str, title: str) -> Iterator[Problem]:
    """What is wrong with a finished deck. template: what its page is made from. audited: the Markdown of the slides, as
    the rules have passed it. title: of the deck."""
    typed = list(typed_numbers(template))
    yield from typed
    line = line_of(template, "{{ slides")
    found = SLIDES.findall(page)
    if len(found) != 1:
        yield Problem(str(template), line, f"the page has its slides {len(found)} times", WAY_OUT, KIND)
        return
    try:
        slides = json.loads(found[0])
    except ValueError as trouble:
        yield Problem(str(template), line, f"nobody can read the slides of the page: {trouble}", WAY_OUT, KIND)
        return
    shown, held = squeezed(unpacked(slides)), squeezed(without_comments(audited))
    if shown != held:
        message, both = "remark does not get the slides that were checked", (around(shown, held), around(held, shown))
        yield Problem(str(template), line, message, WAY_OUT, KIND, *both)
    told = {one.stands for one in typed}
    yield from (one for one in beside_the_slides(template, SLIDES.sub("", page), title) if one.stands not in told)


def typed_numbers(template: Path) -> Iterator[Problem]:
    """The numbers that are typed into the template of the page: in its text, its attributes, its scripts."""
    for line, digits in audit.typed_in(template):
        words = template.read_text(encoding="utf-8").splitlines()[line - 1]
        if not any(f'name="{name}"' in words for name in ON_A_SCREEN):
            message = audit.NO_SOURCE.format(digits)
            yield Problem(str(template), line, message, audit.HOW_TO_GIVE_ONE.format(digits), "source", digits)


def beside_the_slides(template: Path, page: str, title: str) -> Iterator[Problem]:
    """What a page says but for its slides: its title, and no further number; no script and style of its own."""
    reader = Reader()
    reader.feed(page)
    if "".join(reader.title) != title:
        line = line_of(template, "<title>")
        yield Problem(str(template), line, "the title of the page is not that of the deck", WAY_OUT, KIND, "", title)
    for word in reader.own:
        message = f"'{word}' brings what nobody holds against the book"
        yield Problem(str(template), line_of(template, word), message, WAY_OUT, KIND, word)
    for words in reader.said:
        for _, digits in structural.outside(words, 0, "words"):
            line, message = line_of(template, words) or line_that_makes(template), audit.NO_SOURCE.format(digits)
            yield Problem(str(template), line, message, WAY_OUT, "source", digits)


class Reader(HTMLParser):
    """What a page says. title: the pieces of its title; said: its other words, of attributes too; own: elements and
    attributes that hold a script or a style of its own, or bring something that is not of this book."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = ""
        self.title: list[str] = []
        self.said: list[str] = []
        self.own: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        if tag == "style":
            self.own.append("<style")
        self.own += [name for name, _ in attributes if name == "style" or name.startswith("on")]
        on_a_screen = dict(attributes).get("name") in ON_A_SCREEN
        self.said += [value or "" for name, value in attributes if name not in TECHNICAL and not on_a_screen]
        fetched = [value or "" for name, value in attributes if name == "src" or (name == "href" and tag != "a")]
        self.own += [one for one in fetched if ELSEWHERE.match(one) and one != "data:,"]

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script" and data.strip():
            self.own.append("<script>")
        (self.title if self.inside == "title" else self.said).append(data)


def line_of(template: Path, words: str) -> int | None:
    """The first line of a template with these words."""
    lines = template.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if words.strip() in line), None)


def line_that_makes(template: Path) -> int | None:
    """The first line of a template with an expression that is more than a name."""
    lines = template.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if MADE.search(line)), None)


def unpacked(slides: str) -> str:
    """The slides with the formulas and figures that travel past remark back in their places."""
    return PACKED.sub(lambda packed: unquote(packed[1]), slides)


def without_comments(text: str) -> str:
    return "".join(one.text for one in markup.segments(text) if one.kind != "comment")


def squeezed(text: str) -> str:
    """Breaks of slides are set apart by empty lines, which say nothing."""
    return " ".join(text.split())


def around(text: str, other: str) -> str:
    """The text from a little before the place where it becomes the other one."""
    shorter = min(len(text), len(other))
    same = next((n for n in range(shorter) if text[n] != other[n]), shorter)
    return text[max(0, same - 20) : same + 40]
