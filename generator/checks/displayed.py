"""The lines of a displayed formula: sides, and the relations between them, with where each side stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

RELATIONS = {"=": "=", r"\approx": "≈", "<": "<", ">": ">", r"\colon": ":"}
ORDERED = {
    "<": (-1,), ">": (1,), r"\neq": (-1, 1), r"\ne": (-1, 1),
    r"\leq": (-1, 0), r"\le": (-1, 0), r"\geq": (0, 1), r"\ge": (0, 1), r"\ll": (-1,), r"\gg": (1,),
}  # fmt: skip
"""What the sign of left less right may be."""
ARROWS = (":", r"\leftarrow", r"\to", r"\rightarrow", r"\in")
"""Between numbers these say nothing of both."""
OTHER_RELATIONS = tuple(
    rf"\{name}" for name in (
        "neq ne leq le geq ge ll gg leftarrow to rightarrow in "
        "equiv propto sim doteq simeq cong approxeq asymp triangleq"
    ).split()
)
WORDS_OF_RELATIONS = "|".join(rf"{re.escape(sign)}(?![A-Za-z])" for sign in (r"\approx", r"\colon", *OTHER_RELATIONS))

WRAPPERS = re.compile(r"\\class\{[^{}]*\}\s*\{|\\result\s*\{|\\boxed\s*\{")
ALIGNED = re.compile(r"\\(?:begin|end)\{(?:aligned|align\*?|gathered|split)\}")
CONTINUED = re.compile(r"\\\\(?:\[[^\]]*\])?\s*&\s*\\quad\s*(?:\{\}|(?=[-+]|\\(?:approx|cdot|times)(?![A-Za-z])))")
TEXT = re.compile(r"\\text\{([^{}]*)\}")
TOKEN = re.compile(
    r"(?P<open>\\begin\{pmatrix\}|[{(\[]|\\lfloor)|(?P<close>\\end\{pmatrix\}|[})\]]|\\rfloor)"
    r"|(?P<row>\\\\(?:\[[^\]]*\])?)|(?P<gap>\\q?quad(?![A-Za-z]))"
    rf"|(?P<relation>=|<|>|{WORDS_OF_RELATIONS})"
    r"|(?P<skip>\\left|\\right|\\[bB]igg?[lr]?)|(?P<other>\\[A-Za-z]+|\\.|.)",
    re.DOTALL,
)

UNROUNDED = "computed unrounded"
BLANK = " "


@dataclass(frozen=True)
class Side:
    """One side of a line: its LaTeX, and where it begins in the formula."""

    latex: str
    start: int


@dataclass(frozen=True)
class Chain:
    """Sides with the relations between them, "" where the chain begins with one. words: the remarks behind it."""

    sides: tuple[Side, ...]
    relations: tuple[str, ...]
    words: str = ""


def chains(formula: str) -> Iterator[Chain]:
    r"""The chains of a formula with its delimiters, \[ ... \]. A row that begins with a relation goes on with the one
    before it."""
    return found(bare(formula), 0)


def found(text: str, offset: int) -> Iterator[Chain]:
    """The chains of a text that begins at an offset in its formula."""
    sides: list[Side] = []
    relations: list[str] = []
    words: list[str] = []
    conditions: list[Chain] = []

    def ended() -> Iterator[Chain]:
        if relations:
            yield Chain(tuple(sides), tuple(relations), " ".join(words))
        yield from conditions
        for things in (sides, relations, words, conditions):
            things.clear()

    for kind, place, piece in pieces(text):
        start = offset + place
        match kind:
            case "relation":
                if not sides:
                    sides.append(Side("", start))
                relations.append(RELATIONS.get(piece, piece))
            case "words":
                words.append(piece)
            case "condition":
                conditions.extend(found(piece, start))
            case "side":
                if len(sides) > len(relations):  # no relation since the last side, so something else begins
                    yield from ended()
                sides.append(Side(piece, start))
            case "end":
                yield from ended()
    yield from ended()


def bare(formula: str) -> str:
    """The formula with blanks in place of what only gives it colour and room, so that all else stays where it was."""

    def blank(match: re.Match[str]) -> str:
        return BLANK * len(match[0])

    text = BLANK * 2 + formula[2:-2] + BLANK * 2
    text = CONTINUED.sub(blank, ALIGNED.sub(blank, text))
    while found := WRAPPERS.search(text):
        depth, end = 1, found.end()
        while depth and end < len(text):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        text = text[: found.start()] + blank(found) + text[found.end() : end - 1] + BLANK + text[end:]
    return text


def pieces(text: str) -> Iterator[tuple[str, int, str]]:
    """Sides, relations, words, and the ends of what belongs together, each with its place."""
    depth, start, done = 0, 0, 0

    def side(end: int) -> Iterator[tuple[str, int, str]]:
        piece = text[start:end].strip(" \n\t&")
        if piece := re.sub(r"(?:[.,;]|\\[,;:])\s*$", "", piece).strip():
            yield "side", start + text[start:end].index(piece), piece

    while done < len(text):
        if depth == 0 and (words := TEXT.match(text, done)):
            yield from side(done)
            yield "words", done, words[1]
            start = done = words.end()
            if words[1].startswith("since"):
                start = done = end_of_row(text, done)
                yield "condition", words.end(), text[words.end() : done]
            continue
        token = TOKEN.match(text, done)
        done = token.end()
        match token.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth -= 1
            case "relation" if depth == 0:
                yield from side(token.start())
                yield "relation", token.start(), token[0]
                start = done
            case "row" | "gap" if depth == 0:
                yield from side(token.start())
                start = done
                if not goes_on(text[done:], token.lastgroup):
                    yield "end", done, ""
    yield from side(len(text))


def end_of_row(text: str, start: int) -> int:
    row = re.compile(r"\\\\").search(text, start)
    return row.start() if row else len(text)


def goes_on(rest: str, after: str) -> bool:
    r"""Whether what follows belongs to the chain before it: a row that begins with a relation, or a remark."""
    rest = rest.lstrip(" \n&")
    if after == "gap":
        return rest.startswith((r"\text", r"\quad", r"\qquad"))
    return rest.startswith(("=", r"\approx"))
