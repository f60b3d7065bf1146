"""Names and letters that already mean something wherever an author types or sees the name of a quantity."""

from __future__ import annotations

import keyword
import re

from generator.engine.activations import ACTIVATIONS
from generator.engine.optimizers import OPTIMIZERS

OPTIMIZER_WORDS = {word for one in OPTIMIZERS.values() for word in (*one.settings, *one.state, *one.aside)}

RESERVED = (
    (r"w[0-9]+", "is the name of a weight"),
    (r"b[0-9]+", "is the name of a bias"),
    (r"leak[0-9]+", "is the name of the slope that a layer gives to its activation"),
    (r"eta", "is the name of the learning rate"),
    (r"E", "is the name of the error"),
    (r"total", "would make E_total, the total error, mean two things"),
    ("|".join(sorted(OPTIMIZER_WORDS)), "is the name of a number that an optimizer uses"),
    (r"at|after|rounds|table|epoch", "is a word that chapters use for the rounds of the training"),
    (
        r"accuracy|agreed|batch|beside|correct|example|first|layers|loss|matrix|mistaken|named|predictions|printed"
        r"|product|program|sample|samples|scene|sizes|slug|sources|variant|worked",
        "is a word that chapters use for something else",
    ),
    (r"and|or|not|in|is|if|else|true|false|none|loop|range|self|super", "is a word of the template language"),
    (r"first_use|included|see|stated|tied|where", "is a word of the template language, as this book has it"),
    ("|".join(keyword.kwlist), "is a word of Python, in which each chapter shows its program"),
    (r"data|errors|exp|leaky|len|log|math|np|round|sqrt|sum|zip", "is a name in the program that each chapter shows"),
    ("|".join(sorted(ACTIVATIONS)), "is the name of a function in the program that each chapter shows"),
)

LETTERS = {
    "b": "a bias",
    "e": "Euler's number",
    "g": "a gradient with weight decay",
    "m": "the mean that an optimizer keeps",
    "s": "the mean square that an optimizer keeps",
    "t": "the number of a round",
    "v": "the velocity that an optimizer keeps",
    "w": "a weight",
    "W": "a matrix of weights",
}
"""What single letters stand for in every notation."""


def meaning(name: str) -> str | None:
    """What a name already is, as the rest of a sentence that begins with it, or None for a free one."""
    return next((reason for pattern, reason in RESERVED if re.fullmatch(pattern, name)), None)
