"""What is so in every network: which way a step goes, what is differentiated with respect to what, what runs down a
matrix. A sentence about the method has no number to be held against; a few that turn it round are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.checks.equality import Fault
from generator.checks.naming import sentences
from generator.checks.naming.compared import masked
from generator.checks.naming.in_prose import as_read
from generator.documents.claim_sense import FALLS, RISES
from generator.quantities.worked import Worked

KIND = "equality"
WAY_OUT = "Mend the sentence; what is so only in some case, say with if, would or not."

LOSS = r"(?:error|loss)"
PARAMETER = r"(?:weight|bias|learning\s+rate|target)"
SLOPE = r"(?:derivative|gradient|slope)s?"
THERE = r"(?:(?!\balong\b|\bagainst\b)[^.;])*?"
THE = r"(?:(?:the|its|their|a|an|each|every|this|that|our)\s+)?(?:total\s+)?"
TURNED_ROUND = {
    rf"\balong\s+the\s+gradient\b{THERE}\b{LOSS}\s+(?:{FALLS}|becomes\s+smaller)\b":
        "along the gradient the error rises",
    rf"\bagainst\s+the\s+gradient\b{THERE}\b{LOSS}\s+(?:{RISES}|becomes\s+larger)\b":
        "against the gradient the error falls",
    rf"\b(?:adds|adding|add)\s+(?:to\s+(?:each|every|the|a|its)\s+(?:weight|bias)\s+)?(?:its|the)\s+{SLOPE}"
    rf"\s+(?:to|times)\s+(?:each|every|the|a|its)\s+(?:weight|bias|learning\s+rate)\b":
        "a step takes the derivative away",
    rf"\b(?:step|update)\s+adds\s+to\s+(?:each|every|the|a)\s+(?:weight|bias)\s+(?:its|the)\s+{SLOPE}\b":
        "a step takes the derivative away",
    rf"\b{SLOPE}\s+of\s+{THE}{PARAMETER}s?\s+(?:with\s+respect\s+to|by)\s+{THE}(?:{LOSS}|output|prediction|net)\b":
        "the loss is differentiated with respect to a parameter",
    rf"\b{SLOPE}\s+(?:of\s+[^.;]{{1,60}}?\s+)?with\s+respect\s+to\s+{THE}{LOSS}s?\b(?!\s+of\b)":
        "nothing is differentiated with respect to the loss",
    r"\blearning\s+rate\s+(?:sets|decides|gives|determines)\s+(?:the|its|their)\s+direction\b":
        "the learning rate sets the length of a step, the gradient its direction",
    rf"\bderivative\s+of\s+{THE}{LOSS}\s+with\s+respect\s+to\s+[^.;]{{0,40}}?\boutput(?:,?\s+(?:and\s+)?is|,)\s+called\s+"
    r"(?:[^.;]{0,20}\s)?delta\b": "a delta is with respect to the net",
    r"\\approx\s*\\\)\s+(?:says|means)\s+that\s+both\s+sides\s+are\s+equal\b": "≈ says that the right side is rounded",
    r"\\\(\s*=\s*\\\)\s+(?:says|means)\s+that\s+[^.;]{0,30}\brounded\b": "= says that both sides are equal",
}  # fmt: skip
"""From a sentence that is true of no network to what is so."""
FORMS = tuple((re.compile(pattern, re.IGNORECASE), so) for pattern, so in TURNED_ROUND.items())
NOT_SAID = re.compile(
    r"\b(?:not|no|never|nothing|nobody|cannot|\w+n't|if|would|could|wrong(?:ly)?|mistake|instead|unless|whoever|were)\b",
    re.IGNORECASE,
)
EACH_NEURON = re.compile(r"\b(?:one|a)\s+(?P<line>row|column)\s+for\s+(?:each|every)\s+neuron\b", re.IGNORECASE)
OTHERS = re.compile(r"\b(?:others?|some|many|tradition|books?|often|transposed?)\b", re.IGNORECASE)


def faults(text: str, examples: Iterable[Worked]) -> Iterator[Fault]:
    """Each sentence of a text that turns round what is so in every network, or in the notation of its example."""
    seen = as_read(text)
    bare = masked(seen)

    def sentence(found: re.Match[str]) -> str:
        return seen[slice(*sentences.around(bare, *found.span()))]

    for form, so in FORMS:
        for found in form.finditer(seen):
            if not NOT_SAID.search(sentence(found)):
                yield told(found, f"in every network {so}")
    lines = {"column" if one.example.notation.form == "rows" else "row" for one in examples}
    for found in EACH_NEURON.finditer(seen) if len(lines) == 1 else ():
        if found["line"].lower() not in lines and not OTHERS.search(sentence(found)):
            yield told(found, f"the matrices of this example have a {min(lines)} for each neuron")


def told(found: re.Match[str], message: str) -> Fault:
    words = " ".join(found[0].split())
    return Fault(KIND, found.start(), f"{message}, and this says: {words}", words, "", WAY_OUT)
