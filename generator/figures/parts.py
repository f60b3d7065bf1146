"""What a figure is made of: texts, nodes, labels and lines, with their places as the attributes of SVG elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from generator.figures.rect import Rect
from generator.figures.symbols import SHIFTS, SIZE, SMALLER, Span, Symbol, back, text_width
from generator.numbers import digits
from generator.numbers.digits import DigitRule
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text import stamps

BETWEEN = 4.0
"""Between a symbol and its number."""

WHOLE = "15 significant"
"""The digits of a count."""


@dataclass(frozen=True)
class Number:
    """A quantity to be printed. as_written: with the author's digits, not under a rule. digits: a rule of its own, if
    it does not follow the figure's."""

    quantity: Quantity
    as_written: bool
    width: float
    digits: str = ""


@dataclass(frozen=True)
class Row:
    """A symbol, a number, or both, and words after them. back: SVG's dy from the symbol's end to the line; width: an
    upper estimate."""

    spans: tuple[Span, ...] = ()
    number: Number | None = None
    width: float = 0.0
    after: tuple[Span, ...] = ()

    @property
    def back(self) -> str:
        return back(self.spans)


@dataclass(frozen=True)
class Text:
    """A row that has its place: the attributes x, y and text-anchor."""

    place: str
    row: Row
    kind: str = ""


@dataclass(frozen=True)
class Line:
    """A line or an outline: SVG's path data."""

    path: str
    kind: str


@dataclass(frozen=True)
class Node:
    """A box with rounded corners and what is written in it."""

    box: str
    kind: str
    texts: tuple[Text, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Label:
    """Texts that belong together and the lines between them, such as a fraction. rect: all that they cover; box: the
    outline of a background."""

    texts: tuple[Text, ...]
    rect: Rect
    kind: str = ""
    box: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence of a description: its words, then names and their numbers."""

    words: str
    numbers: tuple[tuple[str, Number], ...] = ()


@dataclass(frozen=True)
class Pen:
    """Makes rows of quantities. named: the quantity that a node is; rule: the digits of computed numbers."""

    named: Callable[[Traced], Quantity | None]
    rule: DigitRule

    def number(self, quantity: Quantity) -> Number:
        original = quantity
        while original is not None and original.node.operation == "same":
            original = self.named(original.node.arguments[0])
        written = original is not None and original.written is not None
        try:
            show = digits.as_far_as_known if quantity.agreed else digits.printed
            shown = digits.given(original.written) if written else show(quantity.value, self.rule)
        except digits.Tie as tie:
            raise tie.named(quantity.name, quantity.key) from tie
        return Number(quantity, written, text_width(shown.text))

    def row(self, symbol: Symbol | None = None, quantity: Quantity | None = None) -> Row:
        """A symbol of one row with a number behind it."""
        number = self.number(quantity) if quantity is not None else None
        parts = [part.width for part in (symbol, number) if part is not None]
        return Row(symbol.row if symbol else (), number, sum(parts) + BETWEEN * (len(parts) - 1))

    def count(self, quantity: Quantity) -> Number:
        """A whole number, which has all its digits."""
        return replace(replace(self, rule=DigitRule.parse(WHOLE)).number(quantity), digits=WHOLE)

    def counted(self, quantity: Quantity, what: str) -> Row:
        """A number of things, with the word for them."""
        number, after = self.count(quantity), words(what)
        return Row((), number, number.width + BETWEEN + after.width, after.spans)

    def sentence(self, words: str, quantities: Iterable[Quantity]) -> Sentence:
        """Words, then each quantity's name as one says it, and its number."""
        return Sentence(words, tuple((q.name.replace("_", " "), self.number(q)) for q in quantities))


def words(text: str) -> Row:
    """A row of words, which may hold no number."""
    return Row((Span(text, True, "main", "0.0"),), width=text_width(text))


def structural(text: str, exponent: str = "") -> Row:
    """A row with a number that belongs to the form of the figure, as those at an axis do."""
    spans = [Span(stamps.stamp(stamps.STRUCTURAL, text), True, "main", "0.0")]
    if exponent:
        level = "sub raised"
        spans.append(Span(stamps.stamp(stamps.STRUCTURAL, exponent), True, level, f"{SHIFTS[level]:.1f}"))
    return Row(tuple(spans), width=text_width(text) + text_width(exponent, SIZE * SMALLER))
