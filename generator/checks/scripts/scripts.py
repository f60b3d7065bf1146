"""Sources in scripts: a script of the book puts no number onto a page and changes none, but where it is known to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.checks.scripts.javascript import HOLE, Piece, Statement, statements
from generator.checks.scripts.script_places import PLACES, SIZES, STRINGS
from generator.errors import Problem
from generator.text import structural

KIND = "source"

TOUCHES = re.compile(
    r"\.(?:append\w*|prepend|before|after|replaceWith|replaceChildren|insert\w+|write\w*|setAttribute\w*|remove"
    r"|replace|replaceAll|slice|splice|substr\w*|split|to(?:Fixed|Precision|Exponential|Locale\w*)|pad(?:Start|End)"
    r"|repeat|reverse|fromC\w+|execCommand|setHTML\w*|setProperty|addRule|insertRule|deleteRule)\s*\("
    r"|\.(?:textContent|inner\w+|outer\w+|nodeValue|data|title|aria\w+|alt|value|label|placeholder|content|cssText"
    r"|hidden|style|style\.(?!(?:left|top|maxHeight|visibility)\b)\w+|dataset\.\w+|source|text|macros(?:\.\w+)?)"
    r"\s*[-+*/|&?]*=(?!=)"
    r"|[-+*/~]\s*\w+\.(?:value|textContent)\b|\.(?:value|textContent)\s*[-+*/%]"
    r"|\[[\"'`][^\]]*\]\s*[-+*/|&?]*=(?!=)"
    r"|\b(?:createTextNode|CSSStyleSheet|Option|alert|confirm|prompt|eval|Function|Number|parseFloat|parseInt|BigInt"
    r"|Intl|String|atob|import|fetch|XMLHttpRequest|unescape|Reflect|Proxy|defineProperty)\b"
)
"""What writes onto a page, or makes another number of one."""

ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\})")
SIGN = re.compile(r"[\"'`&\s]*(?:[-=≈≠≤≥<>+·×\u2212]+|proved)[\"'`\s]*")
"""A string that says how two numbers stand to each other, what sign one has, or that it is proved."""
SMALL = ("0", "1", "2")
"""Positions and steps. Nothing shows them that is not in PLACES."""
WAY_OUT = (
    "Numbers come from the build. A place that changes none is entered in generator/checks/scripts/script_places.py."
)


def findings(script: Path) -> Iterator[Problem]:
    """The places of a script that nobody has found to be harmless."""
    text = script.read_text(encoding="utf-8")
    for statement in statements(text):
        if not is_known(statement.text):
            yield from in_statement(script, text, statement)


def is_known(statement: str) -> bool:
    return any(statement == place or (place.endswith(" ") and statement.startswith(place)) for place in PLACES)


def in_statement(script: Path, text: str, statement: Statement) -> Iterator[Problem]:
    for piece in statement.pieces:
        if number := number_in(piece, statement):
            line = text.count("\n", 0, piece.start) + 1
            yield Problem(str(script), line, f"'{number}' of a script has no source", WAY_OUT, KIND, number)
            return
    if touch := TOUCHES.search(statement.text):
        line = text.count("\n", 0, statement.start) + 1
        message = f"'{touch[0]}' may put a number onto a page, or change one"
        yield Problem(str(script), line, message, WAY_OUT, KIND, statement.text[:80])


def number_in(piece: Piece, statement: Statement) -> str:
    """The number, or the sign of one, that somebody typed into a piece of a script; empty if there is none."""
    match piece.kind:
        case "number":
            return "" if piece.text in SMALL or SIZES.search(statement.text) else piece.text
        case "string" | "pattern" if piece.text not in STRINGS:
            words = ESCAPE.sub(lambda code: chr(int(code[1] or code[2] or code[3], 16)), HOLE.sub("", piece.text))
            sign = words.strip("\"'`& ") if SIGN.fullmatch(words) else ""
            return next((digits for _, digits in structural.outside(words, 0, "words")), sign)
    return ""
