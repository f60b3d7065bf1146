"""Reads a displayed formula as a reader does who has a pocket calculator: symbols from a list, numbers as printed.

It knows nothing of how the formula was made. It is strict: two signs in a row, or two superscripts, are a mistake.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from fractions import Fraction

import mpmath

from generator.text import stamps

Number = Fraction | mpmath.mpf

TOKEN = re.compile(
    r"\\t?frac|\\sqrt|\\ln|\\tanh|\\quad\\text\{since \}|,\\ |[<>]|"
    r"\\left\(|\\right\)|\\cdot|\\times|\\,|e\^|[-+^{}]|\d+(?:\.\d+)?|\s+"
)
SINCE, AND = r"\quad\text{since }", r",\ "
FUNCTIONS = {r"\ln": mpmath.log, r"\tanh": mpmath.tanh}
CLASS = re.compile(r"\\class\{[^{}]*\}")
TIMES = (r"\cdot", r"\times", r"\,")


class Misprint(ValueError):
    """A reader would not know what this means."""


def read(latex: str, symbols: Mapping[str, Number] | None = None) -> Number:
    """The value of a formula; `symbols` says what each symbol stands for."""
    bare = stamps.STAMP.sub(lambda match: as_published(match[2]), CLASS.sub("", latex))
    reader = Reader(list(tokens(bare, symbols or {})))
    with mpmath.workdps(60):
        value = reader.sum()
        reader.conditions()
    if reader.tokens:
        raise Misprint(f"cannot go on at {reader.tokens[:5]} in {bare}")
    return value


def as_published(number: str) -> str:
    mantissa, _, power = number.partition("e")
    return rf"{mantissa} \times 10^{{{power}}}" if power else mantissa


def tokens(latex: str, symbols: Mapping[str, Number]) -> list[str | Number]:
    names = sorted(symbols, key=len, reverse=True)
    found: list[str | Number] = []
    while latex:
        name = next((name for name in names if latex.startswith(name)), None)
        if name is not None:
            found.append(symbols[name])
            latex = latex[len(name) :]
            continue
        match = TOKEN.match(latex)
        if match is None:
            raise Misprint(f"what is {latex[:40]}?")
        if match[0][0].isdigit():
            found.append(Fraction(match[0]))
        elif not match[0].isspace():
            found.append(match[0])
        latex = latex[match.end() :]
    return found


class Reader:
    def __init__(self, tokens: list[str | Number]) -> None:
        self.tokens = tokens

    def next(self, *expected: str) -> bool:
        if self.tokens and isinstance(self.tokens[0], str) and self.tokens[0] in expected:
            self.tokens.pop(0)
            return True
        return False

    def needs(self, token: str) -> None:
        if not self.next(token):
            raise Misprint(f"expected {token}, found {self.tokens[:5]}")

    def conditions(self) -> None:
        """What a formula rests on must be so."""
        separator = SINCE
        while self.next(separator):
            left, above = self.sum(), self.next(">")
            if not above:
                self.needs("<")
            right = self.sum()
            gap = both(left, right, lambda a, b: a - b)
            if not (gap > 0 if above else gap < 0):
                raise Misprint(f"{left} {'>' if above else '<'} {right} is not so")
            separator = AND

    def sum(self) -> Number:
        value = -self.product() if self.next("-") else self.product()
        while True:
            if self.next("+"):
                value = both(value, self.product(), lambda a, b: a + b)
            elif self.next("-"):
                value = both(value, self.product(), lambda a, b: a - b)
            else:
                return value

    def product(self) -> Number:
        value = self.power()
        while self.next(*TIMES) or self.tokens[:1] == [r"\left("]:
            value = both(value, self.power(), lambda a, b: a * b)
        return value

    def power(self) -> Number:
        value = self.single()
        if self.next("^"):
            exponent = self.group()
            if self.tokens[:1] == ["^"]:
                raise Misprint("two superscripts in a row")
            if exponent != int(exponent):
                raise Misprint(f"the exponent {exponent} is no whole number")
            value = value ** int(exponent)
        return value

    def single(self) -> Number:
        if self.next(r"\left("):
            value = self.sum()
            self.needs(r"\right)")
            return value
        if self.next(r"\frac", r"\tfrac"):
            return both(self.group(), self.group(), lambda a, b: a / b)
        if self.next("e^"):
            return mpmath.exp(real(self.group()))
        if self.next(r"\sqrt"):
            return root(self.group())
        for name, function in FUNCTIONS.items():
            if self.next(name):
                if self.tokens[:1] != [r"\left("]:
                    raise Misprint(f"{name} of what?")
                return function(real(self.single()))
        if self.next("{"):
            value = self.sum()
            self.needs("}")
            return value
        if not self.tokens or isinstance(self.tokens[0], str):
            raise Misprint(f"expected a number, found {self.tokens[:5]}")
        return self.tokens.pop(0)

    def group(self) -> Number:
        self.needs("{")
        value = self.sum()
        self.needs("}")
        return value


def real(number: Number) -> mpmath.mpf:
    return mpmath.mpf(number.numerator) / number.denominator if isinstance(number, Fraction) else number


def root(number: Number) -> Number:
    """Exactly, where it is a fraction; of a number below zero there is none."""
    if number < 0:
        raise Misprint(f"the root of {number}")
    if isinstance(number, Fraction):
        parts = [math.isqrt(part) for part in (number.numerator, number.denominator)]
        if Fraction(parts[0] ** 2, parts[1] ** 2) == number:
            return Fraction(*parts)
    return mpmath.sqrt(real(number))


def both(a: Number, b: Number, operation: object) -> Number:
    exact = isinstance(a, Fraction) and isinstance(b, Fraction)
    return operation(a, b) if exact else operation(real(a), real(b))
