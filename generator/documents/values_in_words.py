"""Values in words: "the error is about a third" is a number that somebody typed, in letters.

Only what is said of one of the book's own numbers, and as a fact: "the error", "its slope"; not of any error, of a step
of the reader, or of what would be if. In a claim a sentence stands on a condition, and is held against that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.documents.templating import own_text
from generator.text.number_words import TENS, between

CLAIM = re.compile(r"{%[-+]?\s*claim\b.*?{%[-+]?\s*endclaim\s*[-+]?%}", re.DOTALL)

ONES, TEENS = between(2, 9), between(10, 19)
LARGE = "hundred|thousand|million|billion"
WHOLE = (
    rf"(?:(?:(?:an?|one|{ONES}|{TEENS})[ -])?(?:{LARGE})(?:[ -](?:and[ -])?(?:{TENS}|{TEENS}|{ONES}))?"
    rf"|(?:{TENS})(?:-(?:one|{ONES}))?|{TEENS}|{ONES}|an? dozen)"
)
NTHS = (
    "half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|thousandths?"
    "|millionths?"
)
PART = rf"(?:(?:an?|one|{ONES}|{TEENS})[ -](?:{NTHS}))"
POINT = rf"(?:zero|one|{ONES})? ?point (?:zero|one|{ONES}|{TEENS}|{TENS})"
FOLD = rf"(?:(?:{ONES}|ten|hundred|thousand)-?fold)"

NUMBERS = (
    "error|loss|prediction|output|answer|target|delta|derivative|gradient|slope|net|learning rate|rate|weight|input"
    "|bias"
)
FORMULA = r"\\\((?=[^()]*[A-Za-z])[^()]{1,60}\\\)"
OF_IT = rf"(?:\s+(?:of|after|before|at|in|for|by|with respect to)\s+(?:(?!{NUMBERS})[\w\\]+\s*){{1,4}}?(?:{FORMULA})?)?"
SUBJECT = (
    rf"(?:\b(?:the|its|their|our|this|both|all)\s+(?:(?:total|new|old|first|second|last|two|other|of the)\s+)?"
    rf"(?:{NUMBERS})(?:s|es)?(?:\s+{FORMULA})?{OF_IT}|{FORMULA})"
)
VERB = (
    r"(?:is|are|was|were|becomes?|became|equals?|(?:falls?|fell|drops?|dropped|shrinks?|shrank|grows?|grew|rises?|rose|"
    r"(?:has|have) (?:fallen|dropped|shrunk|grown|risen)|comes?|came|adds? up|sums? up)\s+to|lies?\s+between)"
)
ABOUT = (
    r"(?:\s+(?:about|nearly|almost|exactly|only|just|roughly|already|now|then|still|again|at\s+least|at\s+most|"
    r"(?:a\s+)?(?:little\s+)?(?:more|less)\s+than|precisely))*"
)
END = r"(?=\s*(?:[.,;:!?)|\"'}]|$|\n[ \t]*\n|and\b|but\b|or\b))"
OF_IT_ALL = rf"(?:the|its|as|what)\s+(?:{NUMBERS}|it|large|high|was|first|second|third|other|last)\b"
VALUE = (
    rf"(?:(?:minus\s+)?(?:{WHOLE}|{PART}){END}"
    rf"|(?:{WHOLE})\s+(?:per\s?cent|times\s+(?:the|its|as|what|larger|smaller))\b"
    rf"|{PART}\s+(?:of|as)\b|(?:{POINT})\b|{FOLD}\b|(?:twice|double|triple)\s+{OF_IT_ALL}|half\s+(?:of\s+)?{OF_IT_ALL}"
    rf"|minus\s+(?:an?\s+)?(?:half|one|{WHOLE}){END})"
)
SENTENCES = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"{SUBJECT}\s+{VERB}{ABOUT}\s+(?P<value>{VALUE})",
        rf"(?P<value>\b(?:{PART}|half|{WHOLE}\s+per\s?cent)\s+of\s+(?:the|its|this)\s+(?:total\s+)?(?:{NUMBERS}))\s+"
        r"(?:is|are|was|were|has|have|remains?)\b",
        rf"(?P<value>\b(?:has|have)\s+(?:halved|doubled|tripled|quartered)\s+(?:the|its)\s+(?:{NUMBERS}))\b",
        rf"\b(?:the|its)\s+(?:{NUMBERS})\s+(?P<value>(?:has|have)\s+(?:halved|doubled|tripled|quartered))\b",
        rf"\b(?:the|its)\s+(?:{NUMBERS})\s+(?:[\w]+\s+){{1,3}}(?P<value>{FOLD})\b",
        rf"\b(?:after|in|for)\s+(?P<value>(?:{WHOLE}|the\s+\w+tieth)\s+(?:updates?|epochs?|rounds?))\b"
        r"(?=[^.\n]*\b(?:error|loss|prediction|training)\b)",
    )
)
SMALL = re.compile(rf"(?:{ONES}|ten|eleven|twelve)\s+(?:updates?|epochs?|rounds?)", re.IGNORECASE)
"""So few rounds one may count with the finger in a table."""
ONLY_SUPPOSED = re.compile(
    r"\b(?:if|when|whenever|unless|whether|suppose|supposed|imagine|let|would|could|should|might|may|were|any|some)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?:;])\s|\n[ \t]*\n|\|")


def in_words(source: str) -> Iterator[tuple[int, str]]:
    """The values that a template's own words give to numbers of the book, outside its claims: line and words."""
    text = own_text(CLAIM.sub(lambda claim: re.sub(r"[^\n]", "\0", claim[0]), source))
    for pattern in SENTENCES:
        for found in pattern.finditer(text):
            begins = max((one.end() for one in SENTENCE.finditer(text, 0, found.start("value"))), default=0)
            ends = SENTENCE.search(text, found.end())
            sentence = text[begins : ends.start() if ends else len(text)]
            if "?" in sentence or ONLY_SUPPOSED.search(sentence) or SMALL.fullmatch(found["value"]):
                continue
            yield text.count("\n", 0, found.start("value")) + 1, " ".join(found["value"].split())
