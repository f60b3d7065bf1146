"""Sources in the finished text: what publication has put in place of the stamps is all that it should be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.documents.audit import HOW_TO_GIVE_ONE, NO_SOURCE
from generator.documents.templating import HOLE, Rendered
from generator.errors import Problem
from generator.text import marks, publication, stamps, structural

MARKED = re.compile(
    r"\\q\{[^{}]*\}\{(?:[^{}]|\{[^{}]*\})*\}"
    r"|<(?P<tag>span|tspan) class=\"q\" data-q=\"[^\"]*\">(?:(?!</(?P=tag)>).)*</(?P=tag)>",
    re.DOTALL,
)
"""A number with its key, in a formula, in prose, in a figure or in a listing."""


def problems(rendered: Rendered) -> Iterator[Problem]:
    """Numbers of the finished text that have lost their key, and marks that have come apart."""
    published = publication.publish(rendered.text)
    marked = len(MARKED.findall(published.text))
    expected = sum(mention.medium in WITH_A_KEY for mention in published.mentions)
    if marked != expected:
        message = f"{expected} numbers should have their keys in the finished text, and {marked} have"
        way_out = "A number may stand where its mark breaks: in a tag or an address."
        yield Problem(rendered.file, None, message, way_out, "source")
    if stamps.OPEN in published.text:
        yield Problem(rendered.file, None, "a number kept its stamp in the finished text", "", "source")
    aloud = {mention.text for mention in published.mentions if mention.medium not in WITH_A_KEY}
    aloud |= {stamp.text for stamp in stamps.stamps(rendered.text) if stamp.key == stamps.STRUCTURAL}
    aloud |= {publication.in_words("", number) for number in aloud}
    bare = MARKED.sub(HOLE, marks.without(published.text))
    known = {digits for _, digits in structural.unsourced(stamps.STAMP.sub(HOLE, marks.without(rendered.text)))}
    for _, digits in structural.unsourced(bare):
        if digits not in known and not any(digits in number for number in aloud):
            message = NO_SOURCE.format(digits) + ", in the finished text"
            yield Problem(rendered.file, None, message, HOW_TO_GIVE_ONE.format(digits), "source", digits)


WITH_A_KEY = ("math", "prose", "figure", "listing")
