"""The search index of the site, with formulas as a reader would read them aloud and search for them."""

from __future__ import annotations

import json
import re

FORMULA = re.compile(r"\\\[(.+?)\\\]|\\\((.+?)\\\)", re.DOTALL)

INSIDE = r"(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\})*"
"""What stands in a pair of braces; a fraction has powers in it, and these have indices with indices."""

PLAIN: tuple[tuple[str, str], ...] = (
    (r"&amp;", "&"),  # the index is text of a page
    (r"\\q\{[^{}]*\}\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1"),  # a number without its key
    (r"\\(?:begin|end|class)\{[^{}]*\}|\\(?:left|right|[bB]igg?[lr]?)\b|&|\\\\(?:\[[^\]]*\])?|\\[,;:! ]|\\q?quad", " "),
    (r"\\approx", "≈"),
    (r"\\[cl]?dots(?![A-Za-z])", "…"),
    (r"\\cdot", "·"),
    (r"\\times", "×"),
    (r"\\partial\s*", "∂"),
    (r"\\sum", "Σ"),
    (r"\\eta", "η"),
    (r"\\alpha", "α"),
    (r"\\varepsilon", "ε"),
    (r"\\delta", "δ"),
    (r"\\sigma", "σ"),
    (r"\\(?:mathrm|text)\{([^{}]*)\}", r"\1"),
    (r"_\{([A-Za-z]+)(?:_(?:\{(\d+)\}|(\d+)))?\}", r"_\1\2\3"),  # out_{h_1} becomes out_h1
    (r"_\{(\d+)\}|_(\d)", r"\1\2"),  # w_{5} becomes w5
    (rf"\\[dt]?frac\{{({INSIDE})\}}\{{({INSIDE})\}}", r"\1/\2"),
    (r"\\[A-Za-z]+|[{}]", ""),
    (r"\s+", " "),
)


def readable(index: str) -> str:
    """The text of search_index.json with each formula as plain text, and each number in it without its key."""
    found = json.loads(index)
    for page in found["docs"]:
        page["text"] = FORMULA.sub(lambda formula: spoken(formula[1] or formula[2]), page["text"])
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def spoken(latex: str) -> str:
    """A formula in letters and signs, without the markup of LaTeX."""
    for pattern, replacement in PLAIN:
        latex = re.sub(pattern, replacement, latex)
    return latex.strip()
