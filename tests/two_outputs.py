"""The 2-2-2 example of the book: read once, trained once, and computed a second time by hand in mpmath."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import mpmath

from generator import example
from generator.numbers import certified
from generator.numbers.digits import DigitRule
from generator.quantities.worked import Worked
from generator.text.derivation import Writer

FILE = Path(__file__).parents[1] / "content" / "3-two-outputs" / "example.yml"
BITS = 256


@cache
def read() -> example.Example:
    return example.read(FILE)


@cache
def worked() -> Worked:
    return Worked(read(), BITS)


def writer(rule: str = "9 decimals", of: Worked | None = None, times: str = r"\cdot") -> Writer:
    return Writer((of or worked()).named, times, DigitRule.parse(rule))


def exactly(text: str) -> mpmath.mpf:
    with mpmath.workdps(60):
        return mpmath.mpf(text)


def to_mpmath(number: certified.Certified) -> mpmath.mpf:
    """The middle of a certified number, to 60 digits."""
    with mpmath.workdps(60):
        if number.exact is not None:
            return mpmath.mpf(int(number.exact.p)) / int(number.exact.q)
        return mpmath.mpf(number.ball.mid().str(60, radius=False))


GIVEN = {
    "i1": "0.05", "i2": "0.10", "target_o1": "0.01", "target_o2": "0.99", "eta": "0.5",
    "w1": "0.15", "w2": "0.20", "w3": "0.25", "w4": "0.30", "b1": "0.35",
    "w5": "0.40", "w6": "0.45", "w7": "0.50", "w8": "0.55", "b2": "0.60",
}  # fmt: skip
"""The numbers of the tutorial, as it prints them."""


def round_by_hand(start: dict[str, mpmath.mpf] | None = None) -> dict[str, mpmath.mpf]:
    """All names of one round, each by the formula that the tutorial prints for it, to 60 digits."""
    with mpmath.workdps(60):
        q = {name: mpmath.mpf(text) for name, text in GIVEN.items()} | (start or {})
        q["net_h1"] = q["w1"] * q["i1"] + q["w2"] * q["i2"] + q["b1"]
        q["net_h2"] = q["w3"] * q["i1"] + q["w4"] * q["i2"] + q["b1"]
        for h in ("h1", "h2"):
            q[f"out_{h}"] = 1 / (1 + mpmath.exp(-q[f"net_{h}"]))
        q["net_o1"] = q["w5"] * q["out_h1"] + q["w6"] * q["out_h2"] + q["b2"]
        q["net_o2"] = q["w7"] * q["out_h1"] + q["w8"] * q["out_h2"] + q["b2"]
        for o in ("o1", "o2"):
            out = q[f"out_{o}"] = 1 / (1 + mpmath.exp(-q[f"net_{o}"]))
            q[f"E_{o}"] = (q[f"target_{o}"] - out) ** 2 / 2
            q[f"dE_dout_{o}"] = out - q[f"target_{o}"]
            q[f"dout_dnet_{o}"] = out - out**2
            q[f"delta_{o}"] = q[f"dE_dout_{o}"] * q[f"dout_dnet_{o}"]
        q["E_total"] = q["E_o1"] + q["E_o2"]
        weights = {("o1", "h1"): "w5", ("o1", "h2"): "w6", ("o2", "h1"): "w7", ("o2", "h2"): "w8"}
        for (o, h), w in weights.items():
            q[f"dnet_d{w}"] = q[f"out_{h}"]
            q[f"dE_d{w}"] = q[f"delta_{o}"] * q[f"out_{h}"]
            q[f"dnet_{o}_dout_{h}"] = q[w]
            q[f"dE_dout_{h}_via_{o}"] = q[f"delta_{o}"] * q[w]
        for h in ("h1", "h2"):
            q[f"dE_dout_{h}"] = q[f"dE_dout_{h}_via_o1"] + q[f"dE_dout_{h}_via_o2"]
            q[f"dout_dnet_{h}"] = q[f"out_{h}"] - q[f"out_{h}"] ** 2
            q[f"delta_{h}"] = q[f"dE_dout_{h}"] * q[f"dout_dnet_{h}"]
        for w, h, i in (("w1", "h1", "i1"), ("w2", "h1", "i2"), ("w3", "h2", "i1"), ("w4", "h2", "i2")):
            q[f"dnet_d{w}"] = q[i]
            q[f"dE_d{w}"] = q[f"delta_{h}"] * q[i]
        q["dE_db1"] = q["delta_h1"] + q["delta_h2"]
        q["dE_db2"] = q["delta_o1"] + q["delta_o2"]
        for n in range(1, 9):
            q[f"w{n}_new"] = q[f"w{n}"] - q["eta"] * q[f"dE_dw{n}"]
        return q


def rounded(number: mpmath.mpf, decimals: int) -> str:
    """As a reader rounds it (no tie occurs in these tests)."""
    with mpmath.workdps(60):
        whole = int(mpmath.floor(number * mpmath.mpf(10) ** decimals + mpmath.mpf("0.5")))
    return format(Decimal(whole).scaleb(-decimals), "f")
