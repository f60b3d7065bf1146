"""Words that compare or count: in the default walk-through, which tells of every example, they stand on a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.errors import Problem
from generator.text.number_words import between

KIND = "claim-word"

WORDS = (
    "falls", "fell", "fallen", "rises", "rose", "risen", "grows", "grew", "grown", "shrinks", "shrank", "shrunk",
    "drops", "dropped", "doubles", "doubled", "halves", "halved", "sinks", "sank", "decreases", "decreased",
    "increases", "increased", "climbs", "climbed", "goes down", "went down", "goes up", "went up", "bigger",
    "twice as", "twice the", "twice its", "half as", "a third of", "a quarter of", "a tenth of",
    "is negative", "are negative", "is positive", "are positive", "is dead", "are dead", "becomes zero", "become zero",
    "is right", "are right", "is wrong", "are wrong", "too small", "below its", "above its",
    "larger than", "smaller than", "greater than", "less than", "more than", "fewer than", "higher than", "lower than",
    "better", "worse", "best", "worst", "faster", "slower", "improves", "improved",
    "largest", "smallest", "highest", "lowest", "greatest", "longest", "shortest", "strongest", "weakest",
    "nearest to", "nearly", "almost", "mostly", "hardly", "neither of them",
    "most of the", "half of the", "right about", "wrong about",
)  # fmt: skip
"""What one says of numbers after a look at them."""

NUMBER_WORDS = between(2, 10)
COUNTED = rf"(?:one|{NUMBER_WORDS}|all|none|both) (?:out )?of (?:the )?(?:{NUMBER_WORDS}|samples|rows|answers)"

FACTOR = rf"(?:{NUMBER_WORDS}) times (?:as|more|less|larger|smaller|higher|lower|bigger)|too large(?! (?:for|to)\b)"
TOOLS = "hours?|minutes?|days?|weeks?|pages?|lines?|sheets?|pencils?|pocket|glance|once|twice"
EVERYDAY = (
    r"better (?:to|if you)\b|almost (?:ready|done|there)|best (?:on paper|to|way)\b"
    rf"|(?:more|less|fewer) than (?:(?:an?|one|half an?)\s+)?(?:{TOOLS})\b"
    r"|worse than an?\b|more than one (?:way|reading|text|book)\b"
    r"|(?:faster|slower|better) (?:at|in|with|on) (?:the|a|every|your)\b|nearly every (?:text|book|reader)"
)
"""What is said of a reader's work, and of no number."""

FOUND = re.compile(
    rf"(?<![\w-])(?!{EVERYDAY})(?:{'|'.join(map(re.escape, WORDS))}|{COUNTED}|{FACTOR})(?![\w-])", re.IGNORECASE
)
QUESTION = re.compile(r"[^.!?:|]*\?")
STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
TAG = re.compile(r"{##.*?##}|{%[-+]?\s*(?P<word>\w+).*?%}|{{.*?}}", re.DOTALL)
FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]|`[^`\n]*`", re.DOTALL)

CLAIM, END = "claim", "endclaim"
"""The block whose words are held against its condition."""
SAID = ("set", "call")
"""The tags that may have words in them; a string in an expression is printed as well."""

ABOUT_FUNCTIONS = ("activations", "losses", "optimizers")
"""The folders of templates that tell what a function does to any number at all; nothing in them is about an example."""

WAY_OUT = "Put it into {% claim ... %}: in an {% if ... %} nothing holds the words against the condition."


def findings(folder: Path) -> Iterator[Problem]:
    """The words in the templates of a folder that would be said of every example, whatever its numbers."""
    for template in sorted(folder.rglob("*.md")):
        if template.parent.name not in ABOUT_FUNCTIONS:
            yield from in_template(template)


def in_template(template: Path) -> Iterator[Problem]:
    source = template.read_text(encoding="utf-8")
    text = FORMULA.sub(lambda formula: blank(formula[0]), unconditional(source))
    text = QUESTION.sub(lambda question: blank(question[0]), text)
    for word in FOUND.finditer(text):
        line = text.count("\n", 0, word.start()) + 1
        message = f"'{word[0]}' is said of every example, and depends on its numbers"
        yield Problem(str(template), line, message, WAY_OUT, KIND, word[0])


def unconditional(source: str) -> str:
    """A template's text with blanks for its claims, and for its tags but the strings that they print. Lines stay."""
    pieces: list[str] = []
    is_claim, done = False, 0
    for tag in TAG.finditer(source):
        before = source[done : tag.start()]
        pieces += [blank(before) if is_claim else before, blank(tag[0]) if is_claim else strings(tag)]
        is_claim = tag["word"] == CLAIM or is_claim and tag["word"] != END
        done = tag.end()
    return "".join([*pieces, source[done:]])


def strings(tag: re.Match[str]) -> str:
    """What a tag may print: its strings, in their places."""
    if tag[0].startswith("{{") or tag["word"] in SAID:
        kept = {place for one in STRING.finditer(tag[0]) for place in range(one.start() + 1, one.end() - 1)}
        return "".join(sign if place in kept or sign == "\n" else " " for place, sign in enumerate(tag[0]))
    return blank(tag[0])


def blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)

