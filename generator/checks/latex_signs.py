"""The signs of a formula that the reader knows."""

from __future__ import annotations

import re

TIMES = {
    r"\cdot": "multiply", r"\times": "multiply", "*": "multiply", "/": "divide", r"\odot": "each", r"\oslash": "divide",
}  # fmt: skip
BRACKETS = {"(": ")", "{": "}", "[": "]", r"\lfloor": r"\rfloor"}
FRACTIONS = (r"\frac", r"\tfrac", r"\dfrac")
FUNCTIONS = {
    r"\ln": "log", r"\log": "log", r"\tanh": "tanh", r"\exp": "exp", r"\max": "max", r"\sigma": "logistic",
    r"\sigma'": "slope of logistic", r"\tanh'": "slope of tanh",
}  # fmt: skip
DOTS = (r"\cdots", r"\dots", r"\ldots", r"\vdots", r"\ddots")
DERIVED_BY = re.compile(r"\\[dt]?frac\{\\partial\}")
"""The derivative of what comes behind it."""

FUNCTION_LETTERS = re.compile(r"[EfgHJLC](?:_\w)?'?$")
"""With a bracket behind them they are no factors."""

BEGIN, END, TRANSPOSED = r"\begin{pmatrix}", r"\end{pmatrix}", r"^{\mathsf{T}}"
