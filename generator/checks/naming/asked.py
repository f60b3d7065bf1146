r"""Questions and what answers them: "Compute \(X\)" has X in its answer, "How does the net change with the weight?" is
followed by that derivative, a section about w₆ computes for no other weight, and "by (3)" is followed by what (3) is
about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.equality import Fault
from generator.checks.naming.symbols import KIND, LOWERED
from generator.text import marks, markup, stamps

WAY_OUT = "Let the question and what follows it be about the same."

EXERCISE = re.compile(
    r"(?P<asked>\b(?:Compute|Find|Work out|Derive)\s+\\\((?P<symbol>(?:(?!\\\)).)+)\\\)[^\n]*"
    r"(?:\n(?![ \t]*\n)[^\n]*)*)\n\s*\n"
    r"/// details \| Answer(?P<answer>.*?)\n///[ \t]*(?=\n|\Z)",
    re.DOTALL,
)
QUESTION = re.compile(
    r"\*\*How (?:does|do|fast does) (?P<what>[^*?]+?) change with (?P<which>[^*?]+?)\?\*\*"
    r"(?P<answer>.*?)(?=\n\*\*|\n#|\Z)",
    re.DOTALL,
)
ABOVE_OR_BELOW = {
    "error": "[A-Z]", "loss": "[A-Z]", "prediction": "out", "output": "out", "net": "net", "weight": "w", "bias": "b",
}  # fmt: skip
WORD = re.compile(rf"\b({'|'.join(ABOVE_OR_BELOW)})\b")
SYMBOL = re.compile(r"\\\(((?:(?!\\\)).)+)\\\)")

HEADING = re.compile(r"^(?P<level>#{2,4}) [^\n]*$", re.MULTILINE)
NAME = re.compile(r"(?<![\w\\])w([₀-₉]+)(?!\w)")
OF_A_WEIGHT = re.compile(r"(?:\\partialw_?|^w_?)([0-9]+)(?![0-9,])")

REST = f"[^{marks.CLOSE}]*{marks.CLOSE}"
EQUATION = re.compile(rf"{marks.OPEN}equation{marks.BAR}([^{marks.BAR}]*){REST}\s*(\\\[.*?\\\])", re.DOTALL)
SEEN = rf"{marks.OPEN}see{marks.BAR}(?P<name>[^{marks.BAR}]*){REST}"
BY = re.compile(rf"\b[Bb]y {SEEN}:\s*(?P<display>\\\[.*?\\\])", re.DOTALL)
CALLED = re.compile(rf"\b(?:the|its|this) (?P<word>[a-z]+) {SEEN}")
SIGN_OF_EQUALITY = re.compile(r"=|\\approx|\\leftarrow")


def faults(text: str) -> Iterator[Fault]:
    """Every question of a text that is answered with something else, and every section and reference like it."""
    yield from of_exercises(text)
    yield from of_questions(text)
    yield from of_sections(text)
    yield from of_references(text)


def of_exercises(text: str) -> Iterator[Fault]:
    for found in EXERCISE.finditer(text):
        if squeezed(found["symbol"]) not in squeezed(found["answer"]):
            message = f"{plain(found['symbol'])} is asked for, and is not in the answer"
            display = found["answer"].find("\\[")
            yield told(message, found.start("asked"), found)
            yield told(message, found.start("answer") + max(display, 0), found)


def of_questions(text: str) -> Iterator[Fault]:
    for found in QUESTION.finditer(text):
        above, below = side(found["what"]), side(found["which"])
        answer = squeezed(found["answer"])
        is_shown = re.search(rf"\\frac\\partial(?:\\result)?{above}[^\\]*\\partial{below}", answer)
        if above and below and "\\frac" in answer and not is_shown:
            words = " ".join(found[0].partition("?")[0].strip("*").split())
            yield told(f"what follows is not what is asked: {plain(words)}?", found.start(), found)


def side(words: str) -> str:
    """How a derivative has what some words name: the error begins with a capital, the net of a neuron with net."""
    kind = WORD.search(SYMBOL.sub("", words))
    symbol = SYMBOL.search(words)
    of = re.escape(squeezed(symbol[1])) if symbol else ""
    if kind is None:
        return of
    return ABOVE_OR_BELOW[kind[1]] + (rf"_?{of}" if of and kind[1] not in ("weight", "bias") else "")


def of_sections(text: str) -> Iterator[Fault]:
    headings = [*HEADING.finditer(text)]
    for heading in headings:
        names = {name.translate(LOWERED) for name in NAME.findall(heading[0])}
        behind = (one for one in headings if one.start() > heading.start())
        end = next((one.start() for one in behind if len(one["level"]) <= len(heading["level"])), len(text))
        if len(names) != 1:
            continue
        others: list[Fault] = []
        is_named = False
        for segment in markup.segments(text[heading.end() : end]):
            if segment.kind != "math" or not segment.text.startswith(r"\["):
                continue
            left = SIGN_OF_EQUALITY.split(segment.text)[0]
            found = set(OF_A_WEIGHT.findall(squeezed(left.removeprefix(r"\[").replace(r"\begin{aligned}", ""))))
            is_named |= bool(found & names)
            if found and not found & names:
                start = heading.end() + segment.start
                name = f"w{min(found)}"
                message = f"{name} is computed where the heading names {stamps.without(heading[0]).lstrip('# ')}"
                others.append(Fault(KIND, start, message, name, "", WAY_OUT))
        if others and not is_named:
            others.append(Fault(KIND, heading.start(), "the heading names what is not computed below it",
                                stamps.without(heading[0]), "", WAY_OUT))  # fmt: skip
        yield from others


def of_references(text: str) -> Iterator[Fault]:
    equations = dict(EQUATION.findall(text))
    for found in BY.finditer(text):
        if found["name"] in equations:
            own = squeezed(SIGN_OF_EQUALITY.split(equations[found["name"]].removeprefix(r"\["))[0])
            if own.strip("&") not in squeezed(found["display"]):
                yield told(f"what follows is not what {found['name']} is about", found.start(), found)
    for found in CALLED.finditer(text):
        if found["word"] in equations and found["name"] in equations and found["word"] != found["name"]:
            message = f"the {found['word']} is called by the number of another equation, {found['name']}"
            yield told(message, found.start(), found)


def squeezed(latex: str) -> str:
    """A formula without what only places or colours its signs, and without numbers."""
    latex = stamps.STAMP.sub("", marks.without(latex))
    latex = re.sub(r"\\(?:mathrm|mathbf|class|result|left|right|begin|end|phantom|colou?r)(?![A-Za-z])", "", latex)
    return re.sub(r"\{coloured\}|\{aligned\}|\\[,;:!]|\\\\(?:\[[^\]]*\])?|[{}\s&]", "", latex)


def plain(words: str) -> str:
    return stamps.without(marks.without(words))


def told(message: str, start: int, found: re.Match[str]) -> Fault:
    return Fault(KIND, start, message, plain(found[0])[:60], "", WAY_OUT)
