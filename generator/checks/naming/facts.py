"""What is known of a quantity from its address and family: which kind of number it is, of which round and sample."""

from __future__ import annotations

import re

from generator.quantities.quantity import Quantity

ADDRESS = re.compile(r"(?P<series>.*)/[^/@]*?(?:@(?P<round>[0-9]+))?(?::(?P<sample>[0-9]+))?")

KINDS = {
    "weight": "parameter", "bias": "parameter", "new weight": "parameter", "new bias": "parameter",
    "gradient": "gradient", "bias gradient": "gradient", "batch gradient": "gradient",
    "batch bias gradient": "gradient", "decayed gradient": "decayed",
    "error": "error", "total": "error", "batch total": "error", "data total": "error",
    "short delta": "delta", "new state": "state",
}  # fmt: skip
"""What a reader calls by one word; any other family is a kind of its own."""

LATER = ("new weight", "new bias", "new state", "aside")
PER_SAMPLE = ("input", "target")
TIMELESS = (*PER_SAMPLE, "count", "round", "rate", "setting", "leak", "derived", "bias", "new state", "aside", "state")
"""Of no round, or seen in any; a bias may stay as it was given through all rounds."""


def kind(quantity: Quantity) -> str:
    """Its kind; of a sum or difference that of its parts, if they have one only, and of anything else nothing."""
    if not quantity.parts:
        return "" if quantity.family == "derived" else KINDS.get(quantity.family, quantity.family)
    kinds = {kind(part) for part in quantity.parts}
    return kinds.pop() if len(kinds) == 1 and not {"*", "/"} & set(quantity.name) else ""


def moment(quantity: Quantity) -> int | None:
    """The round, counted from 1, whose forward pass sees it: what an update leaves is seen by the round after it.
    None for what is of no single round."""
    found = ADDRESS.fullmatch(quantity.key)
    if quantity.parts or found is None or (quantity.family in TIMELESS and not found["round"]):
        return None
    if quantity.family in ("count", "round", "input", "target") and quantity.name != "correct":
        return None
    return int(found["round"] or 1) + (quantity.family in LATER)


def sample(quantity: Quantity) -> int | None:
    """The sample that it is of, counted from 1, where its address says so."""
    found = ADDRESS.fullmatch(quantity.key)
    if quantity.parts or found is None:
        return None
    return int(found["sample"] or 1) if quantity.family in PER_SAMPLE else int(found["sample"] or 0) or None


def thing(quantity: Quantity) -> tuple[str, str]:
    """What it is, whichever round it is of: the training and the name."""
    found = ADDRESS.fullmatch(quantity.key)
    name = quantity.name.removesuffix("_new")
    return (found["series"] if found else "", "E" if name in ("E_total", "E_batch", "E_data") else name)


def variant(quantity: Quantity) -> str:
    """What sets its training apart from that of the example, such as batch-online; empty for the example's own."""
    found = ADDRESS.fullmatch(quantity.key)
    return "" if quantity.parts or found is None else found["series"].partition("+")[2]
