"""Words that compare or count: in the default walk-through, which tells of every example, they stand on a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.errors import Problem

KIND = "claim-word"

WORDS = (
    "falls", "fell", "fallen", "rises", "rose", "risen", "grows", "grew", "grown", "shrinks", "shrank", "shrunk",
    "drops", "dropped", "doubles", "doubled", "halves", "halved",
    "larger than", "smaller than", "greater than", "less than", "more than", "fewer than", "higher than", "lower than",
    "better", "worse", "best", "worst", "faster", "slower", "improves", "improved",
    "largest", "smallest", "highest", "lowest", "greatest", "longest", "shortest", "strongest", "weakest",
    "nearest to", "nearly", "almost", "mostly", "hardly", "neither of them",
    "most of the", "half of the", "right about", "wrong about",
)  # fmt: skip
"""What one says of numbers after a look at them."""

NUMBER_WORDS = "two|three|four|five|six|seven|eight|nine|ten"
COUNTED = rf"(?:one|{NUMBER_WORDS}|all|none|both) (?:out )?of (?:the )?(?:{NUMBER_WORDS}|samples|rows|answers)"

FOUND = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, WORDS))}|{COUNTED})(?![\w-])", re.IGNORECASE)
TAG = re.compile(r"{##.*?##}|{%[-+]?\s*(?P<word>\w+).*?%}|{{.*?}}", re.DOTALL)
FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]|`[^`\n]*`", re.DOTALL)

CONDITIONS = {"claim": "endclaim", "if": "endif"}
"""The blocks whose words are printed only where they are true."""

ABOUT_FUNCTIONS = ("activations", "losses", "optimizers")
"""The folders of templates that tell what a function does to any number at all; nothing in them is about an example."""

WAY_OUT = "Put it into {% claim ... %} or {% if ... %}, so that it is printed only where it is true."


def findings(folder: Path) -> Iterator[Problem]:
    """The words in the templates of a folder that would be said of every example, whatever its numbers."""
    for template in sorted(folder.rglob("*.md")):
        if template.parent.name not in ABOUT_FUNCTIONS:
            yield from in_template(template)


def in_template(template: Path) -> Iterator[Problem]:
    source = template.read_text(encoding="utf-8")
    text = FORMULA.sub(lambda formula: blank(formula[0]), unconditional(source))
    for word in FOUND.finditer(text):
        line = text.count("\n", 0, word.start()) + 1
        message = f"'{word[0]}' is said of every example, and depends on its numbers"
        yield Problem(str(template), line, message, WAY_OUT, KIND, word[0])


def unconditional(source: str) -> str:
    """A template's text with blanks for its tags, and for all that is printed on a condition. Lines stay."""
    pieces: list[str] = []
    open_blocks: list[str] = []
    done = 0
    for tag in TAG.finditer(source):
        before = source[done : tag.start()]
        pieces += [blank(before) if open_blocks else before, blank(tag[0])]
        done = tag.end()
        word = tag["word"]
        if word in CONDITIONS:
            open_blocks.append(CONDITIONS[word])
        elif open_blocks and word == open_blocks[-1]:
            open_blocks.pop()
    return "".join([*pieces, source[done:]])


def blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)

