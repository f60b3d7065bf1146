"""Counts in words: "six weights" is said of a network, and there is something of which it has six.

Of three of the six, of the other two or the first two, this says nothing: what is picked out may be any number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.checks.equality import Fault
from generator.quantities.worked import Worked
from generator.text import marks, markup, stamps
from generator.text.number_words import VALUES, between

KIND = "count"
THINGS = ("weight", "bias", "neuron", "input", "output", "layer", "sample", "derivative")
PICKED = (
    "other first last next more further these those only some any least most than every remaining such upper lower "
    "left right between another same negative positive dead of new old both just"
).split()
"""Words before a count that pick out a part."""
PART = "into|to|from|of|at|with|that|which|in|are|have|want|more"
"""Words behind a count that do the same."""
COUNT = re.compile(
    rf"(?P<before>\w+[ \n]+)?\b(?P<count>{between(2, 12)}|dozen)[ \n]+(?:(?P<kind>hidden|output|input)[ \n]+)?"
    rf"(?P<thing>{'|'.join(THINGS)})(?:es|s)\b(?![ \n]+(?:{PART})\b|-)",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:some|other|others|many|most|real|deep|deeper|large|larger|modern|such)\s+(?:neural\s+)?"
    r"(?:networks?|nets?|models?)\b"
    r"|\b(?:any|every|another) (?:network|net)\b|\ba (?:larger|deeper|real|modern|usual) (?:network|net)\b",
    re.IGNORECASE,
)
"""What is said of other networks needs no count of this one."""
MADE_OF = re.compile(
    rf"\b(?:this|the|our|its)[ \n]+(?:\w+[ \n]+)?(?P<count>{between(2, 12)})-(?:(?P<kind>hidden|output|input)-)?"
    rf"(?P<thing>{'|'.join(THINGS)})[ \n]+(?:network|net|example)\b",
    re.IGNORECASE,
)
"""The network of this example by a count: the three-layer network."""
ALL_OF_THEM = re.compile(
    rf"\ball[ \n]+(?P<count>{between(3, 12)})(?=[ \n]*(?:[.,;:!?]|\Z|\n[ \t]*\n)"
    r"|[ \n]+(?:together|at[ \n]+once|of[ \n]+them|new[ \n]+ones|formulas|updates|changes"
    r"|are|have|were|grow|fall|rise|shrink|lead|change)\b)"
    rf"|\bthere[ \n]+are[ \n]+(?P<more>{between(3, 12)})(?=[ \n]*[.,;:!?])",
    re.IGNORECASE,
)
"""A count that does not say of what: there has to be something of which the example has so many."""
SENTENCE_ENDS = re.compile(r"[.!?:;](?=\s)|\n[ \t]*\n|\|")
LONG = 300
"""So long a sentence is looked at, at most."""
MANY = 3
"""Of so many derivatives or more one speaks of all there are; two are compared."""
OTHER = "\ufffc"
WAY_OUT = "Count again; of a part, say so: the other two, two of them."
SAY_OF_WHAT = "Count again, or say of what: all four questions."


def faults(text: str, examples: Iterable[Worked]) -> Iterator[Fault]:
    """The counts in the prose of a stamped text that fit nothing in any of the examples that it may be about."""
    examples = tuple(one for example in examples for one in example.witnessed())
    if not examples:
        return
    bare, known = prose(text), counts(examples)
    any_count = set().union(*known.values())
    for found in ALL_OF_THEM.finditer(bare):
        number, said = VALUES[(found["count"] or found["more"]).lower()], " ".join(found[0].split())
        if number not in any_count:
            message = f"this says '{said}', and the example has so many of nothing"
            yield Fault(KIND, found.start(), message, said, "", SAY_OF_WHAT)
    for found in (*COUNT.finditer(bare), *MADE_OF.finditer(bare)):
        if ELSEWHERE.search(SENTENCE_ENDS.split(bare[max(0, found.start() - LONG) : found.start()])[-1]):
            continue
        before = found.groupdict().get("before") or ""
        what = f"{(found['kind'] or '').lower()} {found['thing'].lower()}".strip()
        number = {**VALUES, "dozen": 12}[found["count"].lower()]
        if what == "derivative" and number < MANY or before.strip().lower() in PICKED:
            continue
        if number not in (numbers := known.get(what, {number})):
            have = ", ".join(map(str, sorted(numbers)))
            said = " ".join(found[0].removeprefix(before).split())
            yield Fault(KIND, found.start("count"), f"nothing here has {said}: there are {have}", said, have, WAY_OUT)


def prose(text: str) -> str:
    """The text with as many signs, of which only its sentences are left."""
    bare = marks.MARK.sub(unread, stamps.STAMP.sub(unread, text))
    return "".join(one.text if one.kind == "prose" else OTHER * len(one.text) for one in markup.segments(bare))


def unread(found: re.Match[str]) -> str:
    return OTHER * len(found[0])


def counts(examples: Iterable[Worked]) -> Mapping[str, set[int]]:
    """How many there are of each thing: in all, in a layer, of a neuron."""
    found: dict[str, set[int]] = {}
    for one in examples:
        for thing, numbers in counted(one).items():
            found.setdefault(thing, set()).update(numbers)
    return found


def counted(worked: Worked) -> Mapping[str, set[int]]:
    example = worked.example
    layers = [len(layer.neurons) for layer in example.layers]
    sizes = [len(example.inputs), *layers]
    hidden, between = layers[:-1], [before * after for before, after in zip(sizes, layers, strict=False)]
    biases = [len(layer.biases) if isinstance(layer.biases, tuple) else 1 for layer in example.layers]
    learned = sum(number for number, layer in zip(biases, example.layers, strict=True) if layer.biases is not None)
    samples, batch = len(example.data), example.batch_size
    return {
        "neuron": {*layers, sum(layers), sum(sizes), sum(hidden)},
        "hidden neuron": {*hidden, sum(hidden)},
        "output neuron": {layers[-1]},
        "input neuron": {sizes[0]},
        "weight": {*sizes, *between, sum(between)},
        "output weight": {between[-1], sizes[-2]},
        "hidden weight": {*between[:-1], sum(between[:-1])},
        "input weight": {between[0], sizes[0]},
        "bias": {*biases, sum(biases), len(biases)},
        "derivative": {
            *between, sum(between), sum(between) + learned, learned, *sizes, *biases, samples, batch,
        },  # fmt: skip
        "input": {*sizes[:-1]},
        "output": {*layers},
        "layer": {len(layers), len(layers) + 1, len(hidden)},
        "hidden layer": {len(hidden)},
        "output layer": {1},
        "sample": {samples, batch, samples % batch},
    }
