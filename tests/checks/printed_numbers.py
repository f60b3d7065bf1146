"""Documents with numbers of a worked example in them, as a template prints them: <w5>, <E_total@2>, <out_o1@1:2>."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.numbers import certified
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text.stamps import stamp

PLACE = re.compile(r"<(?!(?:table|t[rhd]|su[bp])>)(\w+)(?:@(\d+))?(?::(\d+))?>")


def shown(text: str, example: Worked) -> tuple[str, Mapping[str, Quantity]]:
    """The text with stamps in the places, and what their keys stand for. <round=3> is the count 3."""
    sources: dict[str, Quantity] = {}

    def put(place: re.Match[str]) -> str:
        quantity = found(example, *place.groups())
        sources[quantity.key] = quantity
        return stamp(quantity.key, f"{certified.middle(quantity.value.ball):.6g}")

    return PLACE.sub(put, re.sub(r"<round=(\d+)>", lambda one: f"<round_{one[1]}>", text)), sources


def found(example: Worked, name: str, number: str | None, sample: str | None) -> Quantity:
    if name.startswith("round_"):
        return example.counted(name, int(name.removeprefix("round_")))
    if name == "loss":
        return example.loss(int(number or 1))
    if sample is not None and example.example.batch_size == 1:
        return next(one for one in example.predictions(int(number or 1)).each[int(sample) - 1].outs if one.name == name)
    return example.at(int(number or 1), sample and int(sample))[name]
