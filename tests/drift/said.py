"""A number that a sentence or the heading of a table says to be another.

Not caught, in principle: a sentence that says in words of its own what a number is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from generator.quantities.quantity import Quantity
from tests.drift.bench import DOCUMENTS, Bench, Chapter, line_at
from tests.drift.drift import Drift
from tests.drift.symbols import bare

NAMED = ("name",)
SENTENCES = (
    r"The number \({{{{ {a} | symbol }}}}\) is {{{{ {b} }}}}.",
    r"- \({{{{ {a} | symbol }}}}\): {{{{ {b} }}}}",
    r"Here \({{{{ {a} | symbol }}}}\) = {{{{ {b} }}}}",
)
WORDS = {"error": "total", "output": "out", "net": "net", "delta": "delta", "learning rate": "rate", "target": "target"}
HEADED = (
    "\n| | {word} |\n| - | - |\n| it | {{{{ {b} }}}} |\n",
    "\n| | value |\n| - | - |\n| {word} | {{{{ {b} }}}} |\n",
    "The {word} is {{{{ {b} }}}}.",
)


def sentences(bench: Bench) -> Iterator[Drift]:
    """Each pair of quantities that follow each other, one named and the other printed, in a sentence."""
    for chapter in bench.chapters:
        first = [one for one in chapter.worked.first.values() if one.symbol]
        for number, (a, b) in enumerate(pairwise(first)):
            if bare(a.symbol) != bare(b.symbol):
                form = SENTENCES[number % len(SENTENCES)].format(a=called(a), b=called(b))
                yield at_the_end(chapter, number, form, f"{a.name} is said of {b.name}")


def headings(bench: Bench) -> Iterator[Drift]:
    """Each word that names a kind of number, with a number of each other kind."""
    for chapter in bench.chapters:
        by_family = {one.family: one for one in reversed(chapter.worked.first.values())}
        for number, (word, family) in enumerate(WORDS.items()):
            for other in WORDS.values():
                if other != family and family in by_family and other in by_family:
                    b = by_family[other]
                    form = HEADED[number % len(HEADED)].format(word=word, b=called(b))
                    yield at_the_end(chapter, number, form, f"'{word}' is said of {b.name}")


def at_the_end(chapter: Chapter, number: int, form: str, what: str) -> Drift:
    """A drift at the end of the chapter or of the deck, in turn."""
    name = DOCUMENTS[number % len(DOCUMENTS)]
    changed = f"{chapter.file(name).read_text(encoding='utf-8').rstrip()}\n\n{form}\n"
    last = line_at(changed, len(changed))
    where = f"{what}, {chapter.folder.name}/{name}"
    return chapter.drift(where, name, changed, last - form.count("\n") - 1, last, NAMED)


def called(quantity: Quantity) -> str:
    return f'first["{quantity.name}"]'


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a symbol in a sentence before another's number": sentences,
    "a word that names another kind of number": headings,
}
