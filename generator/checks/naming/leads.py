r"""Lines of the network in words: "\(w_6\) leads from \(h_2\) to \(o\)" is said of the line that has this weight, and
"the inputs \(i_1\) and \(i_2\)" of what comes in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from generator.checks.equality import Fault
from generator.checks.naming import sentences
from generator.checks.naming.compared import OPERAND, masked
from generator.checks.naming.in_prose import as_read
from generator.checks.naming.symbols import KIND, LOWERED, bold, symbol_of
from generator.quantities.labels import layers
from generator.quantities.notation import subscript
from generator.quantities.worked import Worked
from generator.text import stamps

WAY_OUT = "Name the neurons that the line joins; the figure of the network shows them."
LIST = rf"{OPERAND}(?:(?:,\s+|,?\s+and\s+){OPERAND})*"
WORDS = r"(?:[A-Za-z-]+\s+){0,5}?"
LEADS = re.compile(rf"(?P<weights>{LIST})\s+(?:all\s+)?(?:leads?|comes?)\b(?P<rest>)")
GOES_ON = re.compile(rf",\s+(?:and\s+)?(?P<weights>{LIST})\s+(?=into\s+)(?P<rest>)")
ENDS = {
    "from": re.compile(rf"\bfrom\s+{WORDS}(?P<unit>{OPERAND})"),
    "to": re.compile(rf"\b(?:in)?to\s+{WORDS}(?P<unit>{OPERAND})"),
}
CALLED = re.compile(
    rf"\b(?:(?P<layer>input|hidden|output)\s+layer\W+with\s+the\s+(?:\w+\s+)?(?:inputs?|neurons?)"
    rf"|(?P<kind>hidden|output)\s+neurons?|(?<!net )(?<!total )(?P<inputs>input)s?)\s+(?P<units>{LIST})(?!\s+of\b)"
)
LETTERS = re.compile(r"w_\{?(?P<first>[a-z])(?P<second>[a-z])\}?(?:\^\{?\([a-z]\)\}?)?")


@dataclass(frozen=True)
class Lines:
    """The lines of one network. ends: where each weight comes from and leads to, by its symbol and by its name. units:
    of which layer an input or neuron is, 0 for an input, by its symbol and by its name. last: the layer of the outputs.
    order: which index of a weight says what, "from to" or "to from"."""

    ends: Mapping[str, tuple[str, str]]
    units: Mapping[str, tuple[str, int]]
    last: int
    order: str

    def end(self, weight: str, which: str) -> str:
        """The neuron at one end of a weight's line, or the letter that stands for it; nothing if there is none."""
        if found := LETTERS.fullmatch(weight):
            is_first = self.order.startswith(which)
            return "" if self.order == "numbered" else found["first" if is_first else "second"]
        return self.ends[weight][which == "to"] if weight in self.ends else ""

    def unit(self, name: str, weight: str) -> str:
        """A neuron by its name; a letter that stands for any is one beside a weight with letters only."""
        is_any = LETTERS.fullmatch(weight) and re.fullmatch("[a-z]", name)
        return name if is_any else self.units[name][0] if name in self.units else ""


def lines_of(worked: Worked) -> Lines:
    """What a network of any size joins; of a large one only what it works out in full."""
    ends: dict[str, tuple[str, str]] = {}
    units = {key: (name, 0) for name in worked.example.inputs for key in (name, bold(subscript(name)))}
    for layer in layers(worked.example):
        units |= {key: (name, layer.index + 1) for name in layer.neurons for key in (name, bold(subscript(name)))}
        for _, _, number, neuron, source in layer.edges():
            quantity = worked.first.get(f"w{number}")
            if quantity is not None:
                ends |= dict.fromkeys((quantity.name, bold(quantity.symbol)), (source, neuron))
    return Lines(ends, units, len(worked.example.layers), worked.example.notation.weights)


def faults(text: str, examples: Iterable[Worked]) -> Iterator[Fault]:
    """Each sentence of a text that has a line begin or end elsewhere than in its examples, or puts a neuron into
    another layer."""
    seen = as_read(text)
    bare = masked(seen)
    networks = cache(lambda: [lines_of(one) for example in examples for one in (example, *example.beside.values())])
    for pattern in (LEADS, GOES_ON):
        for found in pattern.finditer(bare):
            begin, end = sentences.around(bare, *found.span())
            is_led = pattern is LEADS or "lead" in bare[begin : found.start()]
            if is_led and not sentences.ONLY_SUPPOSED.search(bare[begin:end]):
                yield from of_lines(seen, bare, found, end, networks())
    for found in CALLED.finditer(bare):
        what = found["layer"] or found["kind"] or found["inputs"]
        for unit in names(seen, found, "units"):
            if is_elsewhere(unit, what, networks()):
                yield told(f"{unit} is no {what} of this network", seen, found.start(), found.end())


def of_lines(seen: str, bare: str, found: re.Match[str], end: int, networks: list[Lines]) -> Iterator[Fault]:
    for which, pattern in ENDS.items():
        said = pattern.search(bare, found.end(), end)
        if said is None or said.start() - found.end() > 60 and which == "from":
            continue
        unit = name_of(seen[said.start("unit") : said.end("unit")])
        for weight in names(seen, found, "weights"):
            known = [(one.end(weight, which), one.unit(unit, weight)) for one in networks]
            known = [(own, named) for own, named in known if own and named]
            if known and not any(own == named for own, named in known):
                yield told(f"{weight} does not lead {which} {unit}", seen, found.start(), said.end())


def is_elsewhere(unit: str, what: str, networks: list[Lines]) -> bool:
    """Whether a neuron or input is known, and in no network where one says that it is."""
    known = [(one.units[unit][1], one.last) for one in networks if unit in one.units]
    fits = {"input": lambda at, last: at == 0, "output": lambda at, last: at == last,
            "hidden": lambda at, last: 0 < at < last}[what]  # fmt: skip
    return bool(known) and not any(fits(at, last) for at, last in known)


def names(seen: str, found: re.Match[str], group: str) -> list[str]:
    start, end = found.span(group)
    return [name_of(seen[start + one.start() : start + one.end()])
            for one in re.finditer(OPERAND, masked(seen[start:end]))]  # fmt: skip


def name_of(operand: str) -> str:
    """The symbol or the name that an operand is; nothing of a number."""
    if operand.startswith("\\("):
        return bold(symbol_of(operand[2:-2].strip()) or operand[2:-2].strip())
    return operand.strip("`").translate(LOWERED)


def told(message: str, seen: str, start: int, end: int) -> Fault:
    line = " ".join(stamps.without(seen[start:end]).split())
    return Fault(KIND, start, f"{message}: {line}", line, "", WAY_OUT)
