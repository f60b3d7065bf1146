"""Slips of notation, which are seen in the LaTeX of a formula and not in what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

FRACTION = re.compile(r"\\frac\s*(?=\{)")
DERIVED_BY = re.compile(r"\\partial\s*[a-z]_\{([a-z]+)\}")
BOUND = re.compile(r"\\sum_\{?([a-z])")


def group(latex: str, start: int) -> str:
    """What stands in the braces that open at a place."""
    depth = 0
    for end in range(start, len(latex)):
        depth += {"{": 1, "}": -1}.get(latex[end], 0)
        if depth == 0:
            return latex[start + 1 : end]
    raise ValueError("a brace is not closed")


def fractions(latex: str) -> Iterator[tuple[str, str]]:
    """Above and below the bar of each fraction."""
    for match in FRACTION.finditer(latex):
        above = group(latex, match.end())
        below = re.match(r"\s*(?=\{)", latex[match.end() + len(above) + 2 :])
        if below:
            yield above, group(latex, match.end() + len(above) + 2 + below.end())


def partial_left_out(latex: str) -> bool:
    """Whether a derivative has its sign only above the bar, or only below."""
    return any(("\\partial" in above) != ("\\partial" in below) for above, below in fractions(latex))


def letter_for_two_indices(latex: str) -> bool:
    """Whether the index of a sum is also an index of what the left side is derived by."""
    left, _, right = first_equals(latex)
    free = set("".join(DERIVED_BY.findall(left)))
    return bool(free & set(BOUND.findall(right)))


def breakable(latex: str) -> tuple[str, ...]:
    """A formula in parts between which a line may end: behind what joins its factors and sides."""
    depth, start, parts = 0, 0, []
    for token in re.finditer(r"\\(?:begin|left|right|end)(?![A-Za-z])|\\cdot(?![A-Za-z])|[{}()=]", latex):
        depth += {"{": 1, "(": 1, r"\begin": 1, "}": -1, ")": -1, r"\end": -1}.get(token[0], 0)
        if depth == 0 and token[0] in ("=", r"\cdot"):
            parts.append(latex[start : token.end()])
            start = token.end()
    return tuple(part.strip() for part in (*parts, latex[start:]))


def first_equals(latex: str) -> tuple[str, str, str]:
    depth = 0
    for place, sign in enumerate(latex):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == "=" and depth == 0:
            return latex[:place], sign, latex[place + 1 :]
    return latex, "", ""


SLIPS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "∂ left out": (partial_left_out, "A derivative has its ∂ on one side of the bar only."),
    "one letter for two indices": (
        letter_for_two_indices,
        "The letter that the sum runs over is an index of the weight as well.",
    ),
}
"""Verdicts on the way a formula is written, with what finds them, and what one can see."""


def slips(latex: str) -> tuple[str, ...]:
    """The slips of notation in a formula."""
    return tuple(verdict for verdict, (has, _) in SLIPS.items() if has(latex))
