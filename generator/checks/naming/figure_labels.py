"""Figures: the letter of a label names its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.equality import Fault
from generator.checks.naming.symbols import Sources, fault
from generator.quantities.quantity import Quantity
from generator.text import markup, stamps

LABEL = re.compile(r"<text\b[^<>]*>(.*?)</text>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
SPELLED = {
    "η": "eta", "α": "alpha", "δ": "delta", "β": "beta", "ε": "epsilon", "σ": "sigma", "μ": "mu", "λ": "lambda",
    "ρ": "rho", "∂": "partial",
}  # fmt: skip


def faults(text: str, sources: Sources) -> Iterator[Fault]:
    """Each label with a letter and one number, in all figures of a text."""
    for segment in markup.segments(text):
        for label in LABEL.finditer(segment.text) if segment.kind == "figure" else ():
            numbers = [stamp for stamp in stamps.stamps(label[1]) if stamp.key != stamps.STRUCTURAL]
            quantity = sources.get(numbers[0].key) if len(numbers) == 1 else None
            if 'class="letter"' not in label[1] or not isinstance(quantity, Quantity) or not quantity.symbol:
                continue
            words = stamps.STAMP.sub(lambda stamp: stamp[2] if stamp[1] == stamps.STRUCTURAL else "", label[1])
            if (named := spelled(TAG.sub("", words))) != spelled(quantity.symbol):
                yield fault(named, numbers[0].text, quantity, segment.start + label.start())


def spelled(symbol: str) -> str:
    """The letters and digits of a symbol, however it is set."""
    for letter, word in SPELLED.items():
        symbol = symbol.replace(letter, word)
    symbol = re.sub(r"\\(?:mathrm|mathbf|hat|frac|tfrac)", "", symbol)
    return re.sub(r"[^A-Za-z0-9+]", "", symbol)
