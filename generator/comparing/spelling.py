"""The keys of quantities, as an author types the quantities."""

from __future__ import annotations

import re

KEY = re.compile(
    r"(?P<slug>[a-z0-9][\w.-]*?)(?P<variant>\+[\w.+-]*?)?/(?P<name>\w+)(?:@(?P<round>\d+))?(?::(?P<sample>\d+))?"
)
STATED = "stated/"
LONGEST = 40
"""So many letters of a variant's settings, or of a reason, are shown."""


def typed(key: str, reason: str = "") -> str:
    """two-outputs/net_h1@300 is at(300).net_h1; of a variant, with the settings that make it one behind it; a stated
    number is called by its reason."""
    if key.startswith(STATED):
        return shorten(f"stated: {reason}", LONGEST)
    text, done = "", 0
    for match in KEY.finditer(key):
        between = key[done : match.start()]
        text += (OPERATION.sub(r" \g<0> ", between) if text else between) + one(match)
        done = match.end()
    text += OPERATION.sub(r" \g<0> ", key[done:])
    return text[1:-1] if text.startswith("(") and text.count("(") - text.count("at(") == 1 else text


OPERATION = re.compile(r"[-+*/]")


def one(match: re.Match[str]) -> str:
    number, sample, name = match["round"], match["sample"], match["name"]
    if sample:
        name = f"at({number or 1}, sample={sample}).{name}"
    elif number and number != "1":
        name = f"at({number}).{name}"
    return f"{name} [{shorten(match['variant'][1:], LONGEST)}]" if match["variant"] else name


def shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 4] + " ..."


def bare(key: str) -> str:
    """The name alone, whatever the round, the sample and the variant: what has a formula of its own."""
    return KEY.sub(lambda match: match["name"], key)


def of_any_variant(key: str) -> str:
    """The key without the settings that make a variant of the example."""
    return KEY.sub(lambda match: match[0].replace(match["variant"], "+", 1) if match["variant"] else match[0], key)


def is_named(key: str) -> bool:
    """Whether the quantity has a name, and is not made of others on the page or stated there."""
    return KEY.fullmatch(key) is not None and not key.startswith(STATED)
