"""The displayed lines of the chapter on the linear net: matrices multiplied out, updates differentiated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import sympy

from tests.book.linear_by_hand import WEIGHTS, Numbers, exactly
from tests.matrix_reader import Reader

SLUG = "a-linear-net"


def symbols(now: Numbers, later: Numbers) -> dict[str, Fraction]:
    """What the symbols of the first two rounds stand for."""
    found: dict[str, Fraction] = {"a": now["eta"], "i_1": now["i1"], "i_2": now["i2"]}
    for numbers, mark in ((now, ""), (later, "^{+}")):
        found |= {f"w_{{{w[1]}}}{mark}": numbers[w] for w in WEIGHTS}
        for neuron, sub in (("h1", "h_1"), ("h2", "h_2"), ("o", "o")):
            found |= {rf"\mathrm{{{half}}}_{{{sub}}}{mark}": numbers[f"{half}_{neuron}"] for half in ("net", "out")}
        found[rf"\delta_{{o}}{mark}"] = numbers["delta_o"]
    return found


def displays(source: str) -> Iterator[str]:
    """The displayed formulas, with their digits as printed."""
    bare = re.sub(r"\\q\{[^{}]*\}\{([^{}]*)\}", r"\1", source)
    yield from re.findall(r"\\\[(.*?)\\\]", bare, re.DOTALL)


def matrix_sides(display: str) -> list[str]:
    """The sides of an equation in a display."""
    plain = re.sub(r"\\(begin|end)\{aligned\}|\\phantom\{=\}|\\\\\[[0-9.]+em\]", "", display)
    cells = re.sub(r"\\begin\{pmatrix\}.*?\\end\{pmatrix\}", lambda m: m[0].replace("&", "\0"), plain, flags=re.DOTALL)
    return [side.replace("\0", "&").strip() for side in cells.replace("&", "").split("=")]


def test_every_line_of_matrices_holds_as_it_stands(chapter: str) -> None:
    lines = [display for display in displays(chapter) if "pmatrix" in display]
    assert len(lines) >= 14
    full, coarse = exactly(), exactly(lambda w: Fraction(round(w * 100), 100))
    for line in lines:
        assert r"\approx" not in line
        held = []
        for now, later in (full, coarse):
            values = [Reader(side, symbols(now, later)).value() for side in matrix_sides(line)]
            held.append(all(np.array_equal(np.squeeze(one), np.squeeze(values[0])) for one in values))
        assert any(held), line


UPDATE = re.compile(r"w_\{(\d)\}\^\{\+\} &?= (w_\{\d\} - a \\cdot [^&=]*?)(?: *\\\\|\n|$| *\\end)")


def test_the_update_formulas_are_the_chain_rule(chapter: str) -> None:
    w = sympy.symbols("w1:7")
    i1, i2, t, a = sympy.symbols("i1 i2 t a")
    h1, h2 = w[0] * i1 + w[1] * i2, w[2] * i1 + w[3] * i2
    out = w[4] * h1 + w[5] * h2
    error = (t - out) ** 2 / 2
    names = {r"\delta_{o}": out - t, r"\mathrm{out}_{h_1}": h1, r"\mathrm{out}_{h_2}": h2, "i_1": i1, "i_2": i2, "a": a}
    names |= {rf"w_{{{n}}}": symbol for n, symbol in enumerate(w, 1)}
    slope = r"\frac{\partial \mathrm{out}_{h_1}}{\partial \mathrm{net}_{h_1}}"
    names |= {slope: sympy.S.One, slope.replace("h_1", "h_2"): sympy.S.One}
    found: dict[str, int] = {}
    for display in displays(chapter):
        for number, formula in UPDATE.findall(display + "\n"):
            if r"\partial E" in formula:
                continue
            old, step = formula.split(" - ")
            product = sympy.Mul(*(names[factor.strip()] for factor in step.split(r" \cdot ")))
            weight = w[int(number) - 1]
            assert names[old] == weight and sympy.expand(product - a * sympy.diff(error, weight)) == 0, formula
            found[number] = found.get(number, 0) + 1
    assert set(found) == set("123456") and found["1"] >= 3, found


def test_the_prediction_taken_apart_is_the_product_of_the_matrices(chapter: str) -> None:
    (line,) = [display for display in displays(chapter) if r"\underbrace" in display]
    last = line.rpartition("&=")[2].replace(r"\mathbf{w}", "w").replace(r"\end{aligned}", "")
    last = re.sub(r"\\underbrace\{(.*?\\right\))\}_\{.*?\}\s*(?=\\;|$)", r"\1", last.strip()).replace(r"\;", "")
    now, later = exactly()
    assert Reader(last, symbols(now, later)).value() == now["out_o"]
