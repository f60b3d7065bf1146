r"""What a sentence compares: a printed number, a symbol such as \(w_5\), a name such as `w5` or w₅."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from generator.checks.naming import sentences
from generator.checks.naming.in_prose import OF_IT, ONE_OF_TWO, neuron_of
from generator.checks.naming.symbols import LOWERED, Sources, bold, symbol_of, without_marks
from generator.documents.claim_numbers import number
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import stamps
from generator.text.stamps import CLOSE, OPEN

PRINTED = rf"{OPEN}[^{CLOSE}]*{CLOSE}"
FORMULA = r"\\\((?:(?!\\\)|\\\(|\n\n)[\s\S]){1,200}\\\)"
ANY = re.compile(rf"{FORMULA}|`[A-Za-z]\w*`|(?<![\w\\/.-])[A-Za-z]+[₀-₉]+|{PRINTED}")
FIRST_SIGN, NEXT_SIGN = "\ufffc", "\ufeff"
OPERAND = rf"{FIRST_SIGN}{NEXT_SIGN}*"
"""An operand in a text that is `masked`."""
EQUATION = re.compile(rf"\\\(\s*(?:[^={OPEN}]*(?:=|\\approx)\s*)?(?P<number>{PRINTED})\s*\\\)|{PRINTED}")
NEAR = 60


@dataclass(frozen=True)
class Value:
    """What an operand may be. half: half a unit of its last printed digit; 0 for a symbol, and for what is
    printed as it is. of: which example it is of, None for a printed number."""

    value: float
    half: float = 0.0
    of: int | None = None


Known = tuple[Mapping[str, float], ...]
"""For each example, the first values by their symbols and by their names."""


def masked(text: str) -> str:
    """The text with as many signs, in which each operand is a run of signs of its own."""
    return ANY.sub(lambda found: FIRST_SIGN + NEXT_SIGN * (len(found[0]) - 1), text)


def known_values(examples: Iterable[Worked]) -> Known:
    """What symbols and names stand for when a training begins; nothing of an example that is too large to be read."""
    all_of = [one for example in examples for one in (example, *example.beside.values())]
    return tuple({name: value for one in each.first.values() for name, value in named(one)}
                 for each in all_of if not each.is_large)  # fmt: skip


def named(quantity: Quantity) -> Iterator[tuple[str, float]]:
    value = number(quantity)
    yield quantity.name, value
    if quantity.symbol:
        own = bold(quantity.symbol)
        yield own, value
        if own == without_marks(own):
            yield neuron_of(own), value


def meanings(text: str, sources: Sources, known: Known) -> tuple[Value, ...]:
    """What an operand may stand for; nothing if that is not known."""
    if found := EQUATION.fullmatch(text):
        return tuple(printed(found["number"] or found[0], sources))
    if OPEN in text:
        return ()
    name = bold(symbol_of(text[2:-2].strip())) if text.startswith("\\(") else text.strip("`").translate(LOWERED)
    return tuple(Value(values[name], of=place) for place, values in enumerate(known) if name and name in values)


def printed(text: str, sources: Sources) -> Iterator[Value]:
    stamp = next(stamps.stamps(text))
    try:
        digits = Decimal(stamp.text.replace(",", ""))
    except InvalidOperation:
        return
    quantity = sources.get(stamp.key)
    value = number(quantity) if isinstance(quantity, Quantity) else float(digits)
    yield Value(value, 0.0 if value == float(digits) else float(Decimal((0, (5,), digits.as_tuple().exponent - 1))))


def together(*operands: tuple[Value, ...]) -> Iterator[tuple[Value, ...]]:
    """The ways to take several operands that are of one example."""
    if not operands:
        yield ()
        return
    for first in operands[0]:
        for rest in together(*operands[1:]):
            if len({one.of for one in (first, *rest)} - {None}) < 2:
                yield (first, *rest)


def is_said_plainly(seen: str, start: int, end: int) -> bool:
    """Whether a sentence says something of what stands at `start`: not of something by or of it, not as a question,
    and not only for a case."""
    begins, ends = sentences.around(seen, start, end)
    near = seen[max(begins, start - NEAR) : start].rstrip("*_")
    if OF_IT.search(near) or ONE_OF_TWO.search(near) or seen[ends : ends + 1] == "?":
        return False
    return not sentences.ONLY_SUPPOSED.search(seen[begins:ends])
