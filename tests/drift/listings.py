"""A program of the book that computes something else, and a figure that shows another round's numbers.

Not caught, in principle: a change that no run shows, such as a print that is never reached.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.checks.rules import Held
from generator.documents import audit
from generator.documents.templating import Rendered
from generator.errors import Problem
from generator.fitness import with_programs
from generator.numbers import certified
from generator.text import markup
from tests.drift.bench import BITS, DOCUMENTS, Bench, Chapter, spliced
from tests.drift.drift import Drift
from tests.drift.printed import Made, planted, put, quantities

OTHER = {"-": "+", "+": "-", "*": "+", "/": "*", "@": "-"}
SIGN = re.compile(r"<span class=\"o\">(?P<sign>[-+*/])</span>")
NOT_RECKONED = ("print", "range", "import", "zip", "join", "def ", "for ")


def signs(bench: Bench) -> Iterator[Drift]:
    """Each sign of a calculation in each program of a chapter exchanged."""
    for chapter in bench.chapters:
        rendered = chapter.clean["chapter.md"]
        text = rendered.text
        for listing in markup.segments(text):
            if listing.kind != "code" or not listing.text.startswith("<pre") or "errors" not in listing.text:
                continue
            for sign in SIGN.finditer(text, listing.start, listing.start + len(listing.text)):
                line = text[text.rfind("\n", 0, sign.start()) + 1 : text.find("\n", sign.end())]
                if any(word in re.sub(r"<[^<>]*>", "", line) for word in NOT_RECKONED):
                    continue
                other = OTHER[sign["sign"]]
                changed = replace(rendered, text=spliced(text, *sign.span("sign"), other))
                file, _ = rendered.place(sign.start())
                what = f"{sign['sign']} became {other} at {sign.start()}, in a program of {chapter.folder.name}"
                ask, made_of = partial(programs, chapter, changed), bench.project.templates / "code"
                yield Drift(what, ask, Path(file), kinds=("listing",), made_of=made_of)


def programs(chapter: Chapter, rendered: Rendered) -> tuple[Problem, ...]:
    with certified.precision(BITS):
        return with_programs(Held(), rendered.text, rendered.place, chapter.worked).problems


def numbers(rendered: Rendered) -> Made:
    """Each number of a program, under its key."""
    spans = [(one.start, one.start + len(one.text)) for one in markup.segments(rendered.text) if one.kind == "code"]
    for stamp, _ in quantities(rendered):
        if any(start <= stamp.start < end for start, end in spans):
            digit = next(i for i, sign in enumerate(stamp.text) if sign.isdigit())
            other = f"{stamp.text[:digit]}{(int(stamp.text[digit]) + 1) % 10}{stamp.text[digit + 1 :]}"
            yield f"{stamp.text} became {other} in a program", stamp.start, put(rendered, stamp, stamp.key, other)


def another_round(bench: Bench) -> Iterator[Drift]:
    """Each number of each figure, as it is in another round, under the key of this one."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            rendered = chapter.clean[name]
            later = numbers_of_round(chapter, 2)
            figures = [one for one in markup.segments(rendered.text) if one.kind == "figure"]
            spans = [(one.start, one.start + len(one.text)) for one in figures]
            for stamp, quantity in quantities(rendered):
                other = later.get(quantity.name)
                if other and stamp.key.endswith("@1") and any(start <= stamp.start < end for start, end in spans):
                    digits = f"{other:.{max(1, len(stamp.text.partition('.')[2]))}f}"
                    if abs(float(digits) - float(stamp.text)) > 2 * 10.0 ** -len(stamp.text.partition(".")[2]):
                        changed = replace(rendered, text=put(rendered, stamp, stamp.key, digits))
                        file, line = rendered.place(stamp.start)
                        what = f"{digits} of round 2 for {stamp.key}, {chapter.folder.name}/{name} at {stamp.start}"
                        yield Drift(what, partial(digits_of, changed), Path(file), line, kinds=("digits",))


def numbers_of_round(chapter: object, number: int) -> dict[str, float]:
    with certified.precision(BITS):
        return {name: float(one.value.ball.mid()) for name, one in chapter.worked.at(number).items()}


def digits_of(rendered: Rendered) -> tuple[Problem, ...]:
    with certified.precision(BITS):
        return tuple(audit.digits_that_are_not_the_value(rendered))


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a program that computes something else": signs,
    "a number of a program changed": lambda bench: planted(bench, numbers, ("digits",)),
    "a figure with numbers of another round": another_round,
}
