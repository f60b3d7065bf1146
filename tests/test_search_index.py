"""The search index: a formula is found by its digits, not by its keys."""

from __future__ import annotations

import json

import pytest

from generator.search_index import readable


@pytest.mark.parametrize(("text", "shown"), [
    (r"So \(\mathrm{out}_{h_1} \approx \q{two-outputs/out_h1@1}{0.593269992}\) here.", "So out_h1 ≈ 0.593269992 here."),
    (r"\(\q{a}{0.05} + \q{b}{0.10}\)", "0.05 + 0.10"),
    (r"\(\q{a/(x-y)@1}{-0.02}\)", "-0.02"),
    (r"\(\q{a}{3.5 \times 10^{-12}}\)", "3.5 × 10^-12"),
    (r"\(\class{k-net}{\q{a}{0.5}}\)", "0.5"),
    (r"\[\begin{aligned} w_{5} &= \q{a}{0.40} \\[0.3em] \eta &= \q{b}{0.5} \end{aligned}\]", "w5 = 0.40 η = 0.5"),
    (r"\(\frac{\partial E_{\mathrm{total}}}{\partial w_{5}}\)", "∂E_total/∂w5"),
    (r"\(\tfrac{1}{2}\,\left(t - o\right)^{2}\)", "1/2 (t - o )^2"),
    (r"\(\frac{1}{1 + e^{-\mathrm{net}_{o}^{[1]}}}\)", "1/1 + e^-net_o^[1]"),
    (r"\(w_{1} \cdot x_1 + \cdots + b_{1}, x_1, \ldots\)", "w1 · x1 + … + b1, x1, …"),
    (r"\(\frac{1}{1 + e^{-\mathrm{net}_{h_1}}}\)", "1/1 + e^-net_h1"),
    (r"\(\frac{1}{1 + e^{-\mathrm{net}_{h_{1}}}}\)", "1/1 + e^-net_h1"),
    (r"\(\begin{aligned} w_{5} &amp;= \q{a}{0.40} \end{aligned}\)", "w5 = 0.40"),
    ("plain words, and a \"quotation\" \\ backslash", "plain words, and a \"quotation\" \\ backslash"),
])  # fmt: skip
def test_a_number_in_a_formula_is_left_bare(text: str, shown: str) -> None:
    index = json.dumps({"docs": [{"location": "a/", "title": "A", "text": text}]})
    assert json.loads(readable(index)) == {"docs": [{"location": "a/", "title": "A", "text": shown}]}
