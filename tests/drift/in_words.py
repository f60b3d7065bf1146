r"""What is said in words and is not so: a comparison, a line of the network, a value, a count, a claim's sentence, an
answer to another question, the largest of all, a sentence about the method.

Not caught, in principle: most of what a sentence says of the method in words of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise

from generator.checks import counts, named, rules
from generator.documents.claim_numbers import number as value_of
from generator.errors import Problem
from generator.numbers import certified
from generator.quantities.labels import layers
from generator.quantities.notation import subscript
from generator.text.number_words import WORDS
from tests.drift.bench import DOCUMENTS, Bench, Chapter, line_at, said, with_text
from tests.drift.drift import Drift
from tests.drift.said import called

SMALLER = (
    "{{{{ {a} }}}} is larger than {{{{ {b} }}}}.",
    "The number {{{{ {b} }}}} is smaller than {{{{ {a} }}}}.",
    r"\({{{{ {a} | symbol }}}}\) is greater than \({{{{ {b} | symbol }}}}\).",
    "It falls from {{{{ {a} }}}} to {{{{ {b} }}}}.",
    "It has risen from {{{{ {b} }}}} to {{{{ {a} }}}}.",
    "{{{{ {a} }}}} exceeds {{{{ {b} }}}}.",
    "{{{{ {a} }}}} equals {{{{ {b} }}}}.",
    "{{{{ {b} }}}} is nearer to {{{{ {a} }}}} than {{{{ {a} }}}}.",
)
"""Each of a smaller number a and a larger number b."""

VALUES = (
    "The error is about a third.", "The prediction is forty-two.", "Two thirds of the error are gone.",
    "The first update has halved the error.", "The loss falls to a tenth of what it was.",
    "The target is minus a half.",
    "The output is twice the target.", "After thirty updates the error is gone.", "The learning rate is one half.",
)  # fmt: skip

FALLS = "after(1).E_total < E_total"
CONTRARY = (
    "Every update makes the error larger.", "The error has gone up.", "The error is less than a hundredth of it.",
    "The error has become more than ten times larger.", "The prediction is too small, as one sees.",
    "The sum of both errors is what counts.",
)  # fmt: skip
"""What a condition that says that the error falls does not bear out."""

OF_NO_NETWORK = (
    "Along the gradient, the error falls.", "Each update adds to every weight its derivative.",
    "It is the derivative of the weight with respect to the error.", "The learning rate sets the direction of a step.",
    r"The sign \(\approx\) says that both sides are equal.",
)  # fmt: skip

EXERCISE = (
    r"**Once more.** Compute \({{{{ {a} | symbol }}}}\)." + "\n\n/// details | Answer\n    type: success\n\n"
    r"\[ {{{{ {b} | equation }}}} \]" + "\n\n///"
)


def comparisons(bench: Bench) -> Iterator[Drift]:
    """Each pair of parameters that follow each other, the smaller said to be the larger."""
    for chapter in bench.chapters:
        given = [one for one in chapter.worked.first.values() if one.family in ("weight", "input", "target")]
        for number, (a, b) in enumerate(pairwise(given)):
            with certified.precision(chapter.bits):
                if a == b:
                    continue
                a, b = (a, b) if a < b else (b, a)
            form = SMALLER[number % len(SMALLER)].format(a=called(a), b=called(b))
            yield at_the_end(chapter, number, form, f"{a.name} and {b.name} in '{form[:30]}'")


def lines(bench: Bench) -> Iterator[Drift]:
    """Each weight, led from another neuron of its layer than its own."""
    for chapter in bench.chapters:
        number = 0
        for layer in layers(chapter.example):
            for _, _, weight, neuron, source in layer.edges():
                for other in set(layer.inputs) - {source}:
                    symbol = f'\\({{{{ first["w{weight}"] | symbol }}}}\\)'
                    form = rf"The weight {symbol} leads from \({subscript(other)}\) to \({subscript(neuron)}\)."
                    number += 1
                    yield at_the_end(chapter, number, form, f"w{weight} leads from {other}")
                    break


def values(bench: Bench) -> Iterator[Drift]:
    """Each value in words, at the end of each document."""
    for chapter in bench.chapters:
        for number, form in enumerate(VALUES):
            yield at_the_end(chapter, number, form, form)


def contrary(bench: Bench) -> Iterator[Drift]:
    """Each sentence over a condition that says something else, where both rounds see the same sample."""
    for chapter in bench.chapters:
        with certified.precision(chapter.bits):
            there = chapter.worked.after(1).get("E_total"), chapter.worked.first.get("E_total")
            if None in there or len(chapter.example.data) > 1 or not there[0] < there[1]:
                continue
        for number, words in enumerate(CONTRARY):
            yield at_the_end(chapter, number, f"{{% claim {FALLS} %}}{words}{{% endclaim %}}", words)


def compounds(bench: Bench) -> Iterator[Drift]:
    """The network by a count of layers, inputs and weights that it does not have."""
    for chapter in bench.chapters:
        for number, thing in enumerate(("layer", "input", "weight")):
            have = counts.counts(chapter.worked.witnessed())[thing]
            word = next(word for count, word in enumerate(WORDS) if count > 1 and count not in have)
            yield at_the_end(chapter, number, f"This {word}-{thing} network learns.", f"{word}-{thing}")


def extremes(bench: Bench) -> Iterator[Drift]:
    """Each weight that is the largest of no layer, by value or by size, said to be the largest; and all of them said to
    have a sign that those of no layer have."""
    for chapter in bench.chapters:
        first = chapter.worked.first
        of_layers = [[first[f"w{number}"] for _, _, number, _, _ in one.edges()] for one in layers(chapter.example)]
        with certified.precision(chapter.bits):
            values = [{one.name: value_of(one) for one in each} for each in of_layers]
        if chapter.worked.beside or chapter.worked.is_large:
            continue  # of another example beside it, it may be so
        for each in values:
            below = [name for name, value in each.items()
                     if value < max(each.values()) and abs(value) < max(map(abs, each.values()))]  # fmt: skip
            for number, name in enumerate(below):
                symbol = f'{{{{ first["{name}"] | symbol }}}}'
                yield at_the_end(chapter, number, rf"The largest weight is \({symbol}\).", f"{name}, the largest")
        for number, sign in enumerate(("negative", "positive")):
            if not any(all(value <= 0 if number == 0 else value >= 0 for value in each.values()) for each in values):
                yield at_the_end(chapter, number, f"All weights are {sign}.", f"all weights {sign}")


def of_no_network(bench: Bench) -> Iterator[Drift]:
    """Each sentence that turns round what is so in every network."""
    for chapter in bench.chapters:
        for number, form in enumerate(OF_NO_NETWORK):
            yield at_the_end(chapter, number, form, form)


def answers(bench: Bench) -> Iterator[Drift]:
    """Each pair of derivatives that follow each other, the one asked for and the other told."""
    for chapter in bench.chapters:
        slopes = [one for one in chapter.worked.first.values() if one.family == "gradient"]
        for a, b in pairwise(slopes):
            yield at_the_end(chapter, 0, EXERCISE.format(a=called(a), b=called(b)), f"{a.name} answered by {b.name}")


def at_the_end(chapter: Chapter, number: int, form: str, what: str) -> Drift:
    """A drift at the end of the chapter or of the deck, in turn, of which the rules of names are asked, too."""
    name = DOCUMENTS[number % len(DOCUMENTS)]
    file = chapter.file(name)
    changed = f"{file.read_text(encoding='utf-8').rstrip()}\n\n{form}\n"
    last = line_at(changed, len(changed))
    ask = with_text(file, changed, partial(findings, chapter, name))
    return Drift(f"{what}, {chapter.folder.name}/{name}", ask, file, last - form.count("\n") - 1, last)


def findings(chapter: Chapter, name: str) -> tuple[Problem, ...]:
    """What is said of a document, with its example known."""
    return (*chapter.all_findings(name), *said(lambda: of_its_example(chapter, name)))


def of_its_example(chapter: Chapter, name: str) -> tuple[Problem, ...]:
    rendered = chapter.rendered(name)
    with certified.precision(chapter.bits):
        faults = (*named.faults(rendered.text, rendered.sources, [chapter.worked]),
                  *counts.faults(rendered.text, [chapter.worked]))  # fmt: skip
        return tuple(rules.located(rendered, one) for one in faults)


Planted = Callable[[Bench], Iterable[Drift]]
KINDS: dict[str, Planted] = {
    "a comparison in words turned round": comparisons,
    "a line of the network led elsewhere": lines,
    "a value in words": values,
    "a claim whose words say the contrary": contrary,
    "a network called by another count": compounds,
    "an answer to another question": answers,
    "the largest of all in words": extremes,
    "a sentence that is true of no network": of_no_network,
}
