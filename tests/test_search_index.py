"""The search index: a formula is found by its digits, not by its keys."""

from __future__ import annotations

import json

import pytest

from generator.search_index import readable


@pytest.mark.parametrize(("text", "shown"), [
    (r"\(\mathrm{out}_{h_1} \approx \q{two-outputs/out_h1@1}{0.593269992}\)",
     r"\(\mathrm{out}_{h_1} \approx 0.593269992\)"),
    (r"\q{a}{0.05} + \q{b}{0.10}", "0.05 + 0.10"),
    (r"\(\q{a/(x-y)@1}{-0.02}\)", r"\(-0.02\)"),
    (r"\q{a}{3.5 \times 10^{-12}}", r"3.5 \times 10^{-12}"),
    (r"\class{k-net}{\q{a}{0.5}}", r"\class{k-net}{0.5}"),
    (r"\quad \text{no number}", r"\quad \text{no number}"),
    ("plain words, and a \"quotation\" \\ backslash", "plain words, and a \"quotation\" \\ backslash"),
])  # fmt: skip
def test_a_number_in_a_formula_is_left_bare(text: str, shown: str) -> None:
    index = json.dumps({"docs": [{"location": "a/", "title": "A", "text": text}]})
    assert json.loads(readable(index)) == {"docs": [{"location": "a/", "title": "A", "text": shown}]}
