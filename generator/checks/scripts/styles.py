"""Sources in style sheets: none of the book's puts signs onto a page, or lets a number be read as another one.

Colours, sizes, distances and lines are free. What hides, turns, mirrors or writes something stands in `KEPT`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.checks.scripts import looks
from generator.checks.scripts.css import Declaration, declarations, strings
from generator.errors import Problem
from generator.text import structural

KIND = "source"
WAY_OUT = "Leave it out; one that touches no number is entered in KEPT, generator/checks/scripts/styles.py."

SEEN = "Let it be seen, and look as captions and the book say: generator/checks/scripts/looks.py."

NOTHING_SPECIAL = re.compile(r"(?:none|normal|initial|inherit|unset|auto|tabular-nums)(?: !important)?")
ALTERS = re.compile(
    r"transform|scale|rotate|translate|zoom|perspective|offset(?:-.+)?|direction|unicode-bidi|writing-mode|all"
    r"|text-(?:orientation|indent|transform|emphasis(?:-.+)?|combine-upright|overflow|security)|quotes|order"
    r"|hyphenate-character|counter-.+|list-style(?:-.+)?|font-feature-settings|font-variant(?:-.+)?|font-palette"
    r"|font-variation-settings|clip|clip-path|mask(?:-.+)?|filter|mix-blend-mode|content|content-visibility"
    r"|-webkit-(?:text-.+|line-clamp|mask.*|box-reflect)|line-clamp|initial-letter|symbols|suffix|prefix|system"
    r"|d|cx|cy|x|y"
)
"""Properties that write signs, take some away, or change their order or their form."""

ZERO = r"[-+]?(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?(?![\w.%])"
HIDES: dict[str, str] = {
    r"display": r"none\b",
    r"visibility": r"(?:hidden|collapse)\b",
    r"opacity|(?:fill|stroke)-opacity": r"0*(?:\.[0-2]\d*)?%?(?:\s|\Z)",
    r"font-size|font|(?:max-)?(?:width|height|inline-size|block-size)": ZERO,
    r"color|fill": r"transparent\b|.*/ ?0(?:\.0*)?%? ?\)",
    r"text-decoration(?:-line)?": r".*\b(?:line-through|overline)\b",
    r"flex-direction|flex-flow|flex-wrap": r".*reverse\b",
    r"letter-spacing|word-spacing": r"-(?!0?\.0)",
}
"""Values of other properties with which something cannot be seen, or is seen as something else."""

ON_NUMBERS = re.compile(r"\.q(?![\w-])|data-q|mjx-|\b(?:tspan|text|svg|t[dhr]|tbody|thead)\b")
MOVES: dict[str, str] = {
    r"margin.*|inset.*|left|right|top|bottom|line-height": r".*-|.*\d{3}",
    r"position": r"absolute|fixed",
    r"float|grid-(?:row|column|area).*": r"",
}
WRITES = re.compile(r"(?:url|image-set|attr|counters?|symbols|element)\(", re.IGNORECASE)
NAMES_A_FONT = re.compile(r"font(?:-family)?|--(?:sans|mono)")

KEPT = frozenset({
    # book.css: a table without a head; the small drawings of the front page, without names
    (".md-typeset thead:not(:has(th:not(:empty)))", "display", "none"),
    (".md-typeset .chapters .label", "display", "none"),
    # card.css: the card comes and goes; arrows and points between its links
    ("from", "opacity", "0"),
    (".number-card[hidden]", "display", "none"),
    (".number-card .back::before", "content", r'"\2039\a0"'),
    (".number-card .uses .words::after", "content", '":"'),
    (".number-card .uses a + a::before", "content", r'"\b7"'),
    (".number-card-status", "clip-path", "inset(50%)"),
    (".number-card, .number-card-status", "display", "none"),
    # deck.css and deck-print.css: what waits for MathJax, numbers of slides, steps of a slide, the size on paper
    (".waiting .tex:not(:has(mjx-container))", "opacity", "0"),
    (".waiting .remark-slides-area .remark-slide-container:not(.remark-visible)", "visibility", "hidden"),
    (".remark-slide-content > :is(.footnote, p:has(> .footnote))", "order", "1"),
    (".remark-slide-content thead:not(:has(th:not(:empty)))", "display", "none"),
    (".title h1::after", "content", '""'),
    (":is(.title, .section) .remark-slide-number", "display", "none"),
    (".remark-presenter-mode .chapter-link", "display", "none"),
    (".chapter-link", "display", "none"),
    (".handout .remark-slide-container.unfinished", "display", "none"),
    (".remark-presenter-mode .remark-slide-scaler", "zoom", "0.53"),
    # findings.css: on a phone the head of a table goes into its rows
    (".findings thead", "display", "none"),
    (".findings td:nth-child(2)::before", "content", '"computed: "'),
})  # fmt: skip


def findings(sheet: Path) -> Iterator[Problem]:
    """What in a style sheet may change what a reader reads."""
    text = sheet.read_text(encoding="utf-8")
    found = list(declarations(text))
    for one, message in looks.faults(found):
        line = 1 if one is None else text.count("\n", 0, one.start) + 1
        stands = "" if one is None else f"{one.name}: {one.value}"
        yield Problem(str(sheet), line, f"'{stands[:80]}' {message}" if stands else f"it {message}", SEEN, KIND, stands)
    for one in found:
        stands = f"{one.name}: {one.value}" if one.name else one.value
        if message := fault(one):
            line = text.count("\n", 0, one.start) + 1
            yield Problem(str(sheet), line, f"'{stands[:80]}' {message}", WAY_OUT, KIND, stands)


def fault(one: Declaration) -> str:
    """What a declaration does that it must not; empty if it does no harm."""
    selector = one.selectors[-1] if one.selectors else ""
    if (selector, one.name, one.value) in KEPT:
        return ""
    if (not one.name and one.value.startswith("@import")) or any(at.startswith("@font-face") for at in one.selectors):
        return "brings something that nobody holds against the book"
    if WRITES.search(one.value) or (not NAMES_A_FONT.fullmatch(one.name) and any(map(has_digits, strings(one.value)))):
        return "may write a number"
    if ALTERS.fullmatch(one.name) and not NOTHING_SPECIAL.fullmatch(one.value):
        return "may change how a number is read"
    if is_in(HIDES, one):
        return "may hide a number, or a part of one"
    if ON_NUMBERS.search(selector) and is_in(MOVES, one):
        return "may move a number, or a part of one, to where it is not seen or not read"
    return "is for a part of a text" if "::first-l" in selector else ""


def is_in(table: Mapping[str, str], one: Declaration) -> bool:
    return any(re.fullmatch(name, one.name) and re.match(value, one.value) for name, value in table.items())


def has_digits(words: str) -> bool:
    return any(True for _ in structural.outside(words, 0, "words"))
