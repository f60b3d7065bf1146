"""Where one stands in a document: in prose, in a formula, in code, in a figure, in a tag, in an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["prose", "math", "code", "figure", "image", "tag", "address", "comment"]

TOKENS = re.compile(
    r"""
      (?P<code>    ^(?P<fence>[ ]*(?:`{3,}|~{3,}))[^\n]*\n(?:.*?\n)??[ ]*(?P=fence)[ \t]*(?=\n|\Z)
                 | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)
                 | <pre\b.*?</pre>
      )
    | (?P<image>   !\[[^\[\]]*\]\([^()]*\) )
    | (?P<math>    \\\[.+?\\\] | \\\(.+?\\\) )
    | (?P<figure>  <svg\b.*?</svg> )
    | (?P<comment> <!--.*?--> )
    | (?P<tag>     </?[A-Za-z][^<>]*> )
    | (?P<address> (?<=\])\([^()\s]*(?:[ ]+(?:"[^"]*"|'[^']*'))?\)
                 | \{:?[^{}\n]*\}(?=[ \t]*(?:\n|\Z)) | <https?://[^<>\s]+> )
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Segment:
    """A stretch of a document of one kind."""

    kind: Kind
    text: str
    start: int


def segments(document: str) -> Iterator[Segment]:
    """The document cut into segments, in order and without a gap."""
    done = 0
    for match in TOKENS.finditer(document):
        if match.start() > done:
            yield Segment("prose", document[done : match.start()], done)
        yield Segment(match.lastgroup if match.lastgroup in KINDS else kind_of(match), match[0], match.start())
        done = match.end()
    if done < len(document):
        yield Segment("prose", document[done:], done)


KINDS = ("image", "math", "figure", "comment", "tag", "address")


def kind_of(match: re.Match[str]) -> Kind:
    """Code has groups of its own inside, so the last group's name does not tell."""
    return next(kind for kind in ("code", *KINDS) if match[kind] is not None)


ABOUT_NUMBERS = re.compile(r"[^\ue000-\uf8ff]*[0-9][^\ue000-\uf8ff]*")


def without_numbers_in_comments(document: str) -> str:
    """The document with its comments of HTML emptied where they have numbers: no reader sees these and no rule holds
    them, so they stay with their author. A comment with a stamp in it remains."""

    def kept(one: Segment) -> str:
        has_numbers = one.kind == "comment" and ABOUT_NUMBERS.fullmatch(one.text)
        return "<!--" + "\n" * one.text.count("\n") + "-->" if has_numbers else one.text

    return "".join(map(kept, segments(document)))


SVG_TOKENS = re.compile(r"(?P<words><(?P<name>title|desc)\b[^<>]*>.*?</(?P=name)>)|(?P<tag><[^<>]*>)", re.DOTALL)


def svg_labels(figure: str) -> Iterator[Segment]:
    """A figure cut into tags, words (its title and description) and labels (as kind "prose")."""
    done = 0
    for match in SVG_TOKENS.finditer(figure):
        if match.start() > done:
            yield Segment("prose", figure[done : match.start()], done)
        yield Segment("comment" if match["words"] else "tag", match[0], match.start())
        done = match.end()
    if done < len(figure):
        yield Segment("prose", figure[done:], done)
