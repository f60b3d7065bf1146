"""Extremes and signs in words: "the largest weight is w₄" and "all derivatives are negative" are said of every weight
and every derivative there is, in the network or in a layer of it, when a training begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from generator.checks.equality import Fault
from generator.checks.naming import sentences
from generator.checks.naming.compared import OPERAND, is_said_plainly, masked
from generator.checks.naming.in_prose import as_read
from generator.checks.naming.leads import name_of
from generator.checks.naming.symbols import Sources, bold
from generator.documents.claim_numbers import number
from generator.quantities.labels import layers
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import stamps

KIND = "equality"
WAY_OUT = "Mend the words, or say of which layer or round they are; {% claim %} holds a sentence against its condition."

FAMILIES = {
    "weight": "weight", "bias": "bias", "derivative": "gradient", "delta": "delta", "net": "net", "output": "out",
    "input": "input",
}  # fmt: skip
SHARED = ("weight", "bias")
"""What samples that are taken together have in common."""
NOUN = rf"(?P<noun>{'|'.join(FAMILIES)})"
EXTREME = r"(?P<extreme>largest|greatest|biggest|highest|smallest|lowest)"
ONE_OF_ALL = rf"the\s+{EXTREME}\s+(?:of\s+(?:all\s+)?the\s+)?{NOUN}(?:e?s)?"
STANDS_OUT = (
    re.compile(rf"\b{ONE_OF_ALL}\s+is\s+(?P<one>{OPERAND})", re.IGNORECASE),
    re.compile(rf"(?P<one>{OPERAND})\s+is\s+{ONE_OF_ALL}\b(?!\s+of\b)", re.IGNORECASE),
)
SIGN = r"(?P<sign>positive|negative)\b"
EACH = re.compile(
    rf"(?<!not )\b(?:(?:all|every)\s+(?:(?:of\s+)?the\s+)?(?:\w+\s+)??|(?P<no>no)\s+){NOUN}(?:e?s)?"
    rf"\s+(?:are|is)\s+{SIGN}",
    re.IGNORECASE,
)
LATER = re.compile(
    r"\b(?:now|then|later|after\w*|finally|last|end|round|update|epoch|step|train\w*|become\w*"
    r"|sample|row|layer|hidden)s?\b",
    re.IGNORECASE,
)
"""Words that leave the beginning of the training, or a part of the network that this does not look at."""


@dataclass(frozen=True)
class Group:
    """The numbers of a kind, by their names. symbols: the names by their symbols."""

    values: Mapping[str, float]
    symbols: Mapping[str, str]


def faults(text: str, sources: Sources, examples: Iterable[Worked]) -> Iterator[Fault]:
    """Each sentence about the largest or smallest number of a kind, or the sign of all of them, that is not so."""
    seen = as_read(text)
    bare = masked(seen)
    groups = cache(lambda noun: [group for one in examples for each in (one, *one.beside.values())
                                 for group in groups_of(each, FAMILIES[noun.lower()])])  # fmt: skip
    for found in (one for pattern in (*STANDS_OUT, EACH) for one in pattern.finditer(bare)):
        if not is_said_plainly(bare, *found.span()) or LATER.search(beginning(bare, found)):
            continue
        if found.re is EACH:
            is_positive = (found["sign"].lower() == "positive") != bool(found["no"])
            known = [group.values.values() for group in groups(found["noun"])]
            is_so = any(all(one >= 0 if is_positive else one <= 0 for one in group) for group in known)
        else:
            named = called(seen[slice(*found.span("one"))], sources)
            best = max if found["extreme"].lower() not in ("smallest", "lowest") else min
            known = [group for group in groups(found["noun"]) if named in {*group.values, *group.symbols}]
            is_so = any(is_best(group, group.symbols.get(named, named), best) for group in known)
        if known and not is_so:
            line = " ".join(stamps.without(seen[found.start() : found.end()]).split())
            yield Fault(KIND, found.start(), f"this is not so: {line}", line, "", WAY_OUT)


def beginning(bare: str, found: re.Match[str]) -> str:
    """The sentence up to the end of what was found in it."""
    return bare[sentences.around(bare, *found.span())[0] : found.end()]


def called(operand: str, sources: Sources) -> str:
    """The name or the symbol by which a sentence calls a number; of a printed one the name."""
    stamp = next(stamps.stamps(operand), None)
    quantity = sources.get(stamp.key) if stamp else None
    return quantity.name if isinstance(quantity, Quantity) else name_of(operand)


def is_best(group: Group, name: str, best: Callable[[Iterable[float]], float]) -> bool:
    """By value or by size: of -3 and 2 one may call either the largest."""
    value, values = group.values[name], group.values.values()
    return value == best(values) or abs(value) == best(abs(one) for one in values)


def groups_of(worked: Worked, family: str) -> Iterator[Group]:
    """All numbers of a kind in a network, and those of each of its layers; nothing of a network that is too large
    to be read, and of one that takes several samples at once only what they share."""
    if worked.is_large or worked.example.batch_size > 1 and family not in SHARED:
        return
    found = {one.name: one for one in worked.first.values() if one.family == family}
    layer_of = layers_by_name(worked)
    of_layers: dict[int, dict[str, Quantity]] = {}
    for name, quantity in found.items():
        of_layers.setdefault(layer_of.get(name, 0), {})[name] = quantity
    for part in (found, *of_layers.values()):
        if part:
            yield Group({name: number(one) for name, one in part.items()},
                        {bold(one.symbol): name for name, one in part.items()})  # fmt: skip


def layers_by_name(worked: Worked) -> Mapping[str, int]:
    """Of each number of a weight or a neuron the layer, the first being 1."""
    found: dict[str, int] = {}
    for layer in layers(worked.example):
        weights = [f"{before}w{number}" for _, _, number, _, _ in layer.edges() for before in ("", "dE_d")]
        neurons = [f"{before}_{neuron}" for neuron in layer.neurons for before in ("net", "out", "delta", "b")]
        found |= dict.fromkeys((*weights, *neurons), layer.index + 1)
    return found
