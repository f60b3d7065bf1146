"""A printed formula cut into what a reader sees: numbers with their keys, symbols, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.text.stamps import BAR, CLOSE, OPEN, STRUCTURAL


class Unreadable(ValueError):
    """A formula that the reader does not understand."""


@dataclass(frozen=True)
class Number:
    """A number as printed: "-0.02", "3.5e-12". key: of the quantity that it is; empty where it belongs to the form."""

    text: str
    key: str = ""


@dataclass(frozen=True)
class Symbol:
    """What stands for a quantity, as LaTeX without blanks: net_{h_1}."""

    latex: str


@dataclass(frozen=True)
class Sign:
    """Anything else: an operation, a relation, a bracket, the name of a function."""

    text: str


Token = Number | Symbol | Sign

GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\})*\}"
MARKS = r"\^\{(?:\([^{}()]*\)|\[[^\[\]]*\]|[+,*]|t=[0-9]+)+\}"
GREEK = (
    "alpha|beta|gamma|delta|epsilon|varepsilon|eta|theta|lambda|mu|nu|rho|tau|phi|varphi|psi|omega|"
    "Delta|Theta|Lambda|Sigma|Phi|Omega|ell|nabla"
)
LETTER = rf"\\(?:mathrm|mathbf|mathit|mathcal|hat|bar|tilde|widehat){GROUP}|\\(?:{GREEK})(?![A-Za-z])|[A-Za-z]"
DERIVATIVE = rf"\\[dt]?frac(?=\{{\s*\\partial)(?P<above>{GROUP})\s*{GROUP}"
SCRIPTS = rf"(?:_(?:{GROUP}|[A-Za-z0-9])|{MARKS}|')*"

TOKEN = re.compile(
    rf"""
      (?P<stamp>  {OPEN}(?P<key>[^{BAR}]*){BAR}(?P<digits>[^{CLOSE}]*){CLOSE} )
    | (?P<skip>   \s+ | \\[,;:!\ ] | ~ | \{{\}} | \\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z]) | \\displaystyle
                | \\phantom{GROUP} )
    | (?P<number> [0-9]+(?:\.[0-9]+)? )
    | (?P<matrix> \\(?:begin|end)\{{pmatrix\}} )
    | (?P<name>   \\operatorname{GROUP} )
    | (?P<row>    \\\\(?:\[[^\]]*\])? )
    | (?P<mark>   \^\{{\\mathsf(?:\{{T\}}|\s+T)\}} )
    | (?P<exp>    e\^ )
    | (?P<symbol> (?:{DERIVATIVE}|{LETTER}){SCRIPTS} )
    | (?P<sign>   \\[A-Za-z]+'? | [-+*/^_=<>(){{}}&,.|:'] | \[ | \] )
    """,
    re.VERBOSE,
)


def tokens(latex: str) -> Iterator[Token]:
    """The tokens of a formula, its numbers still stamped. Raises Unreadable at what is none."""
    done = 0
    while done < len(latex):
        found = TOKEN.match(latex, done)
        if found is None:
            raise Unreadable(f"what is '{latex[done : done + 20]}'?")
        done = found.end()
        match found.lastgroup if found.lastgroup not in ("key", "digits", "above") else kind(found):
            case "stamp":
                yield Number(found["digits"], "" if found["key"] == STRUCTURAL else found["key"])
            case "number":
                yield Number(found[0])
            case "symbol":
                yield Symbol(plain(found[0]))
            case "skip":
                continue
            case "row":
                yield Sign(r"\\")
            case "mark":
                yield Sign(r"^{\mathsf{T}}")
            case _:
                yield Sign(found[0])


def kind(found: re.Match[str]) -> str:
    return "stamp" if found["stamp"] is not None else "symbol"


def plain(latex: str) -> str:
    """A symbol without what changes nothing in its meaning: blanks, and braces around a single sign."""
    return re.sub(r"\{([A-Za-z0-9])\}", r"\1", re.sub(r"\s+(?![A-Za-z])|\{\}", "", latex))
