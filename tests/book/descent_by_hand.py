"""The examples of the chapter on gradient descent, computed by hand: each formula once, with another library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import mpmath

H, TARGETS = ("0.9", "0.5", "0.4", "0.7"), ("1", "0.5")
INTO = (("0.6", "0.4", "0.1", "0.2"), ("0.5", "-0.3", "0.4", "0.2"))
ONE = [(("-2",), ("0.5",)), (("1.5",), ("0.2",)), (("3",), ("0.7",))]
TWO = [(("1", "-1.5"), ("0.8",)), (("-0.5", "3"), ("0.8",)), (("1.5", "-0.5"), ("0.2",)), (("-1.5", "1"), ("0.3",))]
LAYER = {"weights": INTO, "samples": [(H, TARGETS)], "inputs": ("h1", "h2", "h3", "h4"), "outputs": ("o1", "o2")}
EXAMPLES = {
    "": {**LAYER, "eta": "0.1", "curved": False, "rounds": 30},
    ".logistic": {**LAYER, "eta": "0.5", "curved": True, "rounds": 1000},
    ".one-weight": {"weights": (("3.5",),), "samples": ONE, "inputs": ("x",), "outputs": ("o",), "bias": "-4",
                    "eta": "2", "curved": True, "rounds": 24},
    ".two-weights": {"weights": (("-1", "3"),), "samples": TWO, "inputs": ("x1", "x2"), "outputs": ("o",), "bias": "3",
                     "eta": "2", "curved": True, "rounds": 80},
}  # fmt: skip


def overrides(variant: str) -> Mapping[str, object]:
    """What a variant changes, by the end of its address."""
    start = re.search(r"-weights-(-?[0-9.]+)(?:-+(-?[0-9.]+))?-biases", variant)
    rate = re.search(r"learning-rate-([0-9.]+)", variant)
    told = {"weights": (tuple(filter(None, START[start[0]])),)} if start else {}
    return {**told, **({"eta": rate[1]} if rate else {})}


START = {"-weights--3.5-biases": ("-3.5",), "-weights-0-biases": ("0",), "-weights-2--3-biases": ("2", "-3")}


def sample_by_hand(
    w: list[list[mpmath.mpf]], of: Mapping, inputs: tuple, targets: tuple
) -> tuple[dict[str, mpmath.mpf], list[list[mpmath.mpf]]]:
    """One sample forward and back: its numbers by name, and the derivatives by the weights."""
    x = [mpmath.mpf(one) for one in inputs]
    q = {**dict(zip(of["inputs"], x, strict=True)), "E_total": mpmath.mpf(0)}
    slopes, number = [], 0
    for o, row, target in zip(of["outputs"], w, map(mpmath.mpf, targets), strict=True):
        net = mpmath.fdot(row, x) + mpmath.mpf(of.get("bias", 0))
        out = 1 / (1 + mpmath.exp(-net)) if of["curved"] else net
        slope = mpmath.exp(net) / (1 + mpmath.exp(net)) ** 2 if of["curved"] else mpmath.mpf(1)
        q |= {f"net_{o}": net, f"out_{o}": out, f"target_{o}": target, f"E_{o}": (target - out) ** 2 / 2}
        q |= {f"dE_dout_{o}": out - target, f"dout_dnet_{o}": slope, f"delta_{o}": (out - target) * slope}
        q["E_total"] += q[f"E_{o}"]
        slopes.append([q[f"delta_{o}"] * one for one in x])
        for one in x:
            number += 1
            q |= {f"dnet_dw{number}": one, f"dE_dw{number}": q[f"delta_{o}"] * one}
    return q, slopes


@cache
def rounds(example: str, variant: str) -> list[dict[str, mpmath.mpf]]:
    """All rounds; those of each sample as name:k. Index 0 is round 1."""
    of = {**EXAMPLES[example], **overrides(variant)}
    with mpmath.workdps(60):
        w, eta, found = [[mpmath.mpf(one) for one in row] for row in of["weights"]], mpmath.mpf(of["eta"]), []
        for _ in range(of["rounds"] + 1):
            done = [sample_by_hand(w, of, *sample) for sample in of["samples"]]
            q = {f"{name}:{k}": number for k, (one, _) in enumerate(done, 1) for name, number in one.items()}
            q |= {**done[0][0], "eta": eta, "b_o": mpmath.mpf(of.get("bias", 0))}
            each = zip(*(slopes for _, slopes in done), strict=True)
            slopes = [[sum(column) for column in zip(*rows, strict=True)] for rows in each]
            new = [[a - eta * b for a, b in zip(*rows, strict=True)] for rows in zip(w, slopes, strict=True)]
            for letter, table in (("w{}", w), ("dE_dw{}_batch", slopes), ("w{}_new", new)):
                q |= {letter.format(k): number for k, number in enumerate(sum(table, []), 1)}
            q["E_batch"] = sum(one["E_total"] for one, _ in done)
            found.append(q)
            w = new
    return found


@cache
def whole() -> dict[str, mpmath.mpf]:
    """The whole linear network: the numbers that differ from those of its last layer."""
    first = (("0.5", "0.2"), ("0.1", "0.2"), ("0.8", "-0.2"), ("0.3", "0.2"))
    with mpmath.workdps(60):
        x1, x2 = mpmath.mpf(1), mpmath.mpf(2)
        q = {"x1": x1, "x2": x2, **{f"out_h{i}": mpmath.mpf(h) for i, h in enumerate(H, 1)}}
        q |= {f"w{k}": mpmath.mpf(w) for k, w in enumerate(sum(map(list, (*first, *INTO)), []), 1)}
        for i, (a, b) in enumerate(first, 1):
            assert mpmath.almosteq(q[f"out_h{i}"], mpmath.mpf(a) * x1 + mpmath.mpf(b) * x2)
        last = rounds("", "")[0]
        q |= {name: last[name] for name in last if name[-2:] in ("o1", "o2")}
        for i in range(1, 5):
            via = [last[f"delta_o{j}"] * mpmath.mpf(INTO[j - 1][i - 1]) for j in (1, 2)]
            q |= {f"dE_dout_h{i}": sum(via), f"delta_h{i}": sum(via), f"dout_dnet_h{i}": mpmath.mpf(1)}
            q |= {f"dE_dout_h{i}_via_o{j}": via[j - 1] for j in (1, 2)}
            q |= {f"dnet_o{j}_dout_h{i}": mpmath.mpf(INTO[j - 1][i - 1]) for j in (1, 2)}
    return q


KEY = re.compile(r"gradient-descent(\.[a-z-]+?)?((?:\+[-.,a-zA-Z0-9]+)*)/(\w+)(?:@([0-9]+))?((?::[0-9]+)?)")
COUNTED = re.compile(r"/(rounds|table_\d+|updates_\d+|source_\d+_year|sample_\d+)\b")


def expected(key: str) -> mpmath.mpf:
    def stand_in(match: re.Match[str]) -> str:
        if match[1] == ".whole-net":
            return f"whole()['{match[3]}']"
        return f"rounds('{match[1] or ''}', '{match[2]}')[{int(match[4] or 1) - 1}]['{match[3]}{match[5]}']"

    return eval(KEY.sub(stand_in, key), {"rounds": rounds, "whole": whole})
