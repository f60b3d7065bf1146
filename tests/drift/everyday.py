"""Sentences in general, which have words that compare, count and order, and are about none of the book's numbers; and
true ones that are. Each stands at the end of each document of an author's own, and nothing may be said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.errors import Problem
from tests.drift.bench import DOCUMENTS, Bench, Chapter, edited
from tests.drift.drift import Harmless
from tests.drift.in_words import findings

SENTENCES = (
    "A larger network learns more slowly, but it can learn more. Smaller steps are safer than larger ones.",
    "First compute the nets, second the outputs, third the error. Read the second section before the third.",
    "There are two ways to read a chain: from the left and from the right.",
    "In general, a deeper network is harder to train than a shallow one.",
    "Real networks have millions of weights and hundreds of layers. Some networks have three hidden layers.",
    "One half of the work is bookkeeping; the other half is patience. A third way is to draw the network once more.",
    "Half an hour with a pencil teaches more than a day of reading. Take ten minutes and a pocket calculator.",
    "It is one thing to compute a gradient and another to trust it.",
    "The error is one number. It says how wrong the network is. The gradient is one of the two things that you need.",
    "The error can be zero, and then nothing moves. If the error were two, all of this would be the same.",
    "The prediction is half the story; the other half is the target.",
    "You can do this a hundred times and still enjoy it. Twice a year we repeat this lecture.",
    "As a rule the error falls quickly at first and slowly later. A step that is twice as long is not twice as good.",
    "Networks with two inputs can be drawn in a plane. After twenty minutes you will know it by heart.",
    "A row of numbers times a column of numbers is one number.",
    "The larger the learning rate, the longer the step. When the slope is negative, the curve goes down to the right.",
    "The delta is positive where the output is too large, and negative where it is too small.",
    "The sum of two numbers is larger than each of them if both are positive. A minus times a minus is a plus.",
    "A three-layer network, a two-input network: these names are common.",
    "The output of one layer is the input of the next. Rows belong to samples, columns to neurons, in most programs.",
    "Subtract, do not add: that is the whole secret of the descent. At least once, do it by hand. At most twice.",
    "Is the error larger or smaller after the update? The error is largest at the beginning of most trainings.",
    "Against the gradient the error falls, along it the error rises. The learning rate sets the length of the step.",
    "The gradient of the error with respect to the weights has one entry for each weight.",
    "All five senses help. There are three, four or more, as you like; all three of these ways work, all six do.",
    "The largest weight is not always the most important one. All derivatives are numbers.",
    "/// tip | Two hints\nDo it on paper. Do it slowly.\n///",
    "> Numbers are like people: torture them enough, and they will tell you anything.",
    "**Once more.** What would happen with a learning rate of zero?\n\n/// details | Answer\n    type: success\n\n"
    "Nothing at all.\n\n///",
)


def sentences(bench: Bench) -> Iterator[Harmless]:
    """Each sentence in each document that an author has written."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            if (chapter.folder / name).exists():
                for sentence in SENTENCES:
                    what = f"'{sentence[:40]}', {chapter.folder.name}/{name}"
                    yield Harmless(what, partial(said_of, chapter, name, sentence))


def said_of(chapter: Chapter, name: str, sentence: str) -> tuple[Problem, ...]:
    file = chapter.file(name)
    with edited(file, f"{file.read_text(encoding='utf-8').rstrip()}\n\n{sentence}\n"):
        return findings(chapter, name)


HARMLESS: dict[str, Callable[[Bench], Iterable[Harmless]]] = {"sentences in general": sentences}
