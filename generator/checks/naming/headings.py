"""What the words of a heading say of the numbers below or beside it: the words, and the kinds of number they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.checks.naming.symbols import LOWERED, symbol_of
from generator.text import stamps
from generator.text.number_words import VALUES

SLOPES = ("gradient", "decayed", "dE_dout", "dout_dnet", "dnet_dw", "dnet_dout", "delta", "jacobian", "via", "via out")
ALONE = r"(?:(?:its|the|old|new|total) )?{}(?:,? (?:to|from|of|at|for|in|before|after|two|all)\b.*)?"
WORDS: dict[str, tuple[str, ...]] = {
    r"error by out": ("dE_dout",),
    r"out by net": ("dout_dnet",),
    r"with decay": ("decayed", "gradient"),  # biases do not decay
    r"(?:gradients?(?! descent)|derivatives?|slope)\b.*": SLOPES,
    r"(?:actual|wanted|desired|expected|true|correct|intended) (?:output|answer|prediction)|target|^wanted$": (
        "target", "count",
    ),
    rf"^{ALONE.format('(?:learning )?rate')}$|learning rate": ("rate",),
    r"predictions?|answers?|output(?! weights| layer| neuron)": ("out",),
    rf"^{ALONE.format('out')}$": ("out",),
    r"(?:error|loss)(?! of| on| rate| function)": ("error",),
    r"(?:error|loss) (?:of|on) the (?:first |second |third |fourth |last )?(?:row|sample|batch|data)": ("error",),
    rf"^{ALONE.format('net(?: input)?')}$": ("net",),
    rf"^{ALONE.format('delta')}$": ("delta", "short delta"),
    rf"^{ALONE.format('input')}$": ("input", "out"),
    rf"^{ALONE.format('(?:weight|bias)')}$": ("parameter",),
    r"^(?:velocity|square)$": ("state",),
    r"^corrected$": ("aside",),
    r"^right, of\b.*": ("count",),
    r"^(?:neurons|weights|biases|rounds?|updates|epochs|sample)$": ("count", "round"),
}  # fmt: skip
"""What a column's or a row's words name. The first words that fit are taken away before the next are tried."""

COUNTED = {"none": 0, **VALUES}
NUMBER = rf"(?P<count>{'|'.join(COUNTED)}|the|{stamps.STAMP.pattern})"
AFTER = re.compile(rf"\bafter {NUMBER}(?: (?:updates?|rounds?|steps?))?$")
BEFORE_OR_AFTER = re.compile(r"\b(before|after)\b")
FORMULA = re.compile(r"\\\((.+?)\\\)")
NAME = re.compile(r"(?<![\w\\{])[a-z][0-9]{1,4}(?:_new)?(?!\w)")
SAMPLE = re.compile(rf"sample {stamps.STAMP.pattern}")


@dataclass(frozen=True)
class Heading:
    """kinds: of number that its words name. symbol: that it begins with. after: how many updates its numbers have
    behind them, where it says so. side: "before" or "after", where it says one of these. sample: the sample it names.
    names: such as w6, spelled like that."""

    words: str
    kinds: frozenset[str] = frozenset()
    symbol: str = ""
    after: int | None = None
    side: str = ""
    sample: int | None = None
    names: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def heading(words: str) -> Heading:
    """What a heading says, its formulas and stamps still in it."""
    formulas = [*FORMULA.finditer(words)]
    begins = len(formulas) == 1 and (formulas[0].start() == 0 or words[: formulas[0].start()].endswith(", "))
    after = AFTER.search(words.lower())
    sides = BEFORE_OR_AFTER.findall(words.lower())
    sample = SAMPLE.fullmatch(words.lower())
    bare = stamps.STAMP.sub(" # ", FORMULA.sub(" ", words.lower()))
    return Heading(
        words,
        kinds(" ".join(bare.split())),
        symbol_of(formulas[0][1]) if begins else "",
        counted(after["count"]) if after and after["count"] != "the" else 1 if after and "update" in after[0] else None,
        sides[0] if len(sides) == 1 else "",
        whole(sample[2]) if sample else None,
        tuple(NAME.findall(stamps.STAMP.sub(" ", FORMULA.sub(" ", words)).translate(LOWERED))),
    )


def kinds(words: str) -> frozenset[str]:
    found: set[str] = set()
    for named, which in WORDS.items():
        words, times = re.subn(rf"(?<![\w-])(?:{named})(?![\w-])", " ", words)
        found.update(which if times else ())
    return frozenset(found)


def counted(text: str) -> int | None:
    """The whole number that a word or a stamp says; None for anything else."""
    text = stamps.without(text).strip().lower()
    return COUNTED[text] if text in COUNTED else whole(text)


def whole(digits: str) -> int | None:
    digits = digits.replace(",", "")
    return int(digits) if digits.isdecimal() else None
