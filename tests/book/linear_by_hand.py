"""The example of the chapter on the linear net, computed by hand: each formula once, with fractions or mpmath."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache

import mpmath

WEIGHTS = ("w1", "w2", "w3", "w4", "w5", "w6")
GIVEN = {"i1": "2", "i2": "3", "target_o": "1", "eta": "0.05",
         "w1": "0.1", "w2": "0.2", "w3": "0.3", "w4": "0.4", "w5": "0.21", "w6": "0.23"}  # fmt: skip
Numbers = Mapping[str, object]
Rule = Callable[[object], object]


def round_by_hand(q: dict[str, object], kept: Rule) -> dict[str, object]:
    """One round from what it starts with. `kept` is what is written down of a new weight."""
    q = dict(q)
    for h, w, v in (("h1", "w1", "w2"), ("h2", "w3", "w4")):
        q[f"net_{h}"] = q[f"out_{h}"] = q[w] * q["i1"] + q[v] * q["i2"]
    q["net_o"] = q["out_o"] = q["w5"] * q["out_h1"] + q["w6"] * q["out_h2"]
    miss = q["out_o"] - q["target_o"]
    q["E_o"] = q["E_total"] = miss * miss / 2
    q["dE_dout_o"] = q["delta_o"] = miss
    for h, w in (("h1", "w5"), ("h2", "w6")):
        q[f"dnet_d{w}"], q[f"dnet_o_dout_{h}"] = q[f"out_{h}"], q[w]
        q[f"dE_d{w}"] = miss * q[f"out_{h}"]
        q[f"dE_dout_{h}"] = q[f"delta_{h}"] = q[f"dE_dout_{h}_via_o"] = miss * q[w]
    for w, h, i in (("w1", "h1", "i1"), ("w2", "h1", "i2"), ("w3", "h2", "i1"), ("w4", "h2", "i2")):
        q[f"dnet_d{w}"], q[f"dE_d{w}"] = q[i], q[f"delta_{h}"] * q[i]
    q |= {f"dout_dnet_{neuron}": q["out_o"] ** 0 for neuron in ("h1", "h2", "o")}
    q |= {f"{w}_new": kept(q[w] - q["eta"] * q[f"dE_d{w}"]) for w in WEIGHTS}
    return q


def by_hand(count: int, number: Callable = mpmath.mpf, rate: str = "0.05", kept: Rule = lambda w: w) -> list[Numbers]:
    """So many rounds. Index 0 is round 1."""
    rounds: list[Numbers] = []
    start = {**{name: number(given) for name, given in GIVEN.items()}, "eta": number(rate)}
    for _ in range(count):
        rounds.append(round_by_hand(start, kept))
        start |= {w: rounds[-1][f"{w}_new"] for w in WEIGHTS}
    return rounds


def two_decimals(weight: mpmath.mpf) -> mpmath.mpf:
    return mpmath.nint(weight * 100) / 100


@cache
def exactly(kept: Rule = lambda w: w) -> list[Numbers]:
    """The first rounds in fractions."""
    return by_hand(2, Fraction, kept=kept)


@cache
def rounds(variant: str) -> list[Numbers]:
    """Rounds 1 to 21 of the example or of one of its variants, by the end of its address."""
    with mpmath.workdps(80):
        if variant == "+parameters-with-two-decimals":
            return by_hand(21, kept=two_decimals)
        rate, few = re.fullmatch(r"(?:\+learning-rate-([0-9.]+)(\+rounds-3\+table.*)?)?", variant).groups()
        return by_hand(4 if few else 21, rate=rate or "0.05")


KEY = re.compile(r"a-linear-net((?:\+[-.a-z0-9]+)*)/(\w+)(?:@([0-9]+))?")


def expected(key: str) -> mpmath.mpf:
    def stand_in(match: re.Match[str]) -> str:
        return f"rounds('{match[1]}')[{int(match[3] or 1) - 1}]['{match[2]}']"

    return eval(KEY.sub(stand_in, key), {"rounds": rounds})
