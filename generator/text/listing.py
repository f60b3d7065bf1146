"""Code listings: syntax colours as HTML, with the numbers in them still stamped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES

from generator.text import stamps
from generator.text.stamps import Stamp


def highlighted(stamped: str, language: str = "python", heading: str = "") -> str:
    """A stamped listing as a <pre> in the classes of Pygments. A stamped number stays one piece, sign included.
    heading: the name of the file that it is from, if it is from one."""
    stamped = stamped.strip("\n") + "\n"
    bare, numbers = taken_apart(stamped)
    pieces = [
        piece
        for start, kind, text in get_lexer_by_name(language, ensurenl=False).get_tokens_unprocessed(bare)
        for piece in coloured(start, STANDARD_TYPES.get(kind, ""), text, numbers)
    ]
    above = f'<span class="filename">{heading}</span>' if heading else ""
    return f'<div class="highlight">{above}<pre><code>{"".join(pieces)}</code></pre></div>'


def coloured(start: int, name: str, text: str, numbers: Mapping[int, Stamp]) -> Iterator[str]:
    """A token in the colour of its kind, but a number in it as one piece in the colour of numbers.

    A number may begin in one token and end in another, as -0.5 does: it is written where it begins.
    """
    done, end = start, start + len(text)
    for place, number in numbers.items():
        stop = place + len(number.text)
        if place < end and stop > start:
            yield from in_class(name, text[done - start : max(place - start, 0)])
            if place >= start:
                yield f'<span class="m">{stamps.stamp(number.key, number.text)}</span>'
            done = min(max(stop, done), end)
    yield from in_class(name, text[done - start :])


def in_class(name: str, text: str) -> Iterator[str]:
    if text:
        yield escape(text) if name in ("", "w") else f'<span class="{name}">{escape(text)}</span>'


def taken_apart(stamped: str) -> tuple[str, dict[int, Stamp]]:
    """The listing without stamps, and each stamp by where its number then starts."""
    bare, numbers, done = "", {}, 0
    for found in stamps.stamps(stamped):
        bare += stamped[done : found.start]
        numbers[len(bare)] = found
        bare += found.text
        done = found.end
    return bare + stamped[done:], numbers
