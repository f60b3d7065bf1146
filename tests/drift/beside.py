"""What stands beside a number and changes what it says: a sign, a condition that is none, a count of something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from tests.drift import places
from tests.drift.bench import DOCUMENTS, Bench, line_at, spliced, with_text
from tests.drift.drift import Drift

SIGNS = ("-", "−", "minus ")
BEHIND = (" %", "k", " million")
PRINTED = re.compile(r"(?<= ){{ (?:[\w()]+\.)*(?P<name>\w+) }}(?=[ ,.;:])")


def signs(bench: Bench) -> Iterator[Drift]:
    """A sign or a unit typed beside each quantity that a sentence prints."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            text = chapter.file(name).read_text(encoding="utf-8")
            seen = places.masked(text, places.FORMULA)
            found = [one for one in PRINTED.finditer(seen) if one["name"] in chapter.worked.first]
            for number, one in enumerate(found):
                line = line_at(text, one.start())
                for sign, place in ((SIGNS[number % 3], one.start()), (BEHIND[number % 3], one.end())):
                    what = f"'{sign.strip()}' beside {one[0]}, {chapter.folder.name}/{name}:{line}"
                    yield chapter.drift(what, name, spliced(text, place, place, sign), line, line, ("source",))


CONDITION = re.compile(r"{%[-+]?\s*claim\s+(?P<condition>.*?)\s*[-+]?%}", re.DOTALL)
EMPTY: dict[str, Callable[[str], str]] = {
    "true in its place": lambda condition: "true",
    "or true": lambda condition: f"({condition}) or true",
    "two plain numbers": lambda condition: "0 < 1",
    "something with itself": lambda condition: "first == first",
}


def emptied(bench: Bench) -> Iterator[Drift]:
    """The condition of each claim in a form that no number can make false."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            text = chapter.file(name).read_text(encoding="utf-8")
            for claim in CONDITION.finditer(text):
                line = line_at(text, claim.start())
                for how, empty in EMPTY.items():
                    changed = spliced(text, *claim.span("condition"), empty(claim["condition"]))
                    yield chapter.drift(f"{how}, {chapter.folder.name}/{name}:{line}", name, changed, line, line)


COUNTED = re.compile(
    r"(?<=[a-z] )(?:two|three|four|six|eight)(?= (?:hidden |output )?(?:weights|neurons|inputs|outputs|layers)[.,:;])"
)


def counts(bench: Bench) -> Iterator[Drift]:
    """Each count of neurons, weights and the like that ends a part of a sentence, made a count that no example has."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            text = chapter.file(name).read_text(encoding="utf-8")
            file = chapter.file(name)
            for count in COUNTED.finditer(places.masked(text, places.JINJA, places.FORMULA)):
                if text[: count.start()].split()[-1] not in ("other", "first", "of", "those", "these"):
                    line = line_at(text, count.start())
                    changed = spliced(text, *count.span(), "eleven")
                    what = f"'eleven' for '{count[0]}', {chapter.folder.name}/{name}:{line}"
                    ask = with_text(file, changed, partial(chapter.proved, name))
                    yield Drift(what, ask, file, line, line, ("count",))


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a sign or a unit typed beside a number": signs,
    "the condition of a claim emptied": emptied,
    "a count in words of something else": counts,
}
