"""What stands beside a printed number and makes another one of it, wherever it stands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from generator.checks.glued import faults
from generator.checks.rules import held
from generator.documents.templating import Rendered, Stated
from generator.numbers.certified import Certified
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text.stamps import stamp


def quantity(name: str, value: str) -> Quantity:
    return Quantity(f"net/{name}", name, "weight", "", Traced.given(Certified.of(Decimal(value))))


X, Y, N = quantity("x", "0.5"), quantity("y", "0.25"), quantity("n", "2")
SHARE = 100 * X
SEVEN = Stated("stated/a/1", "7", "")
SOURCES: Mapping[str, object] = {one.key: one for one in (X, Y, N, SHARE, SEVEN)}
PRINTED = {
    "x": stamp(X.key, "0.5"), "y": stamp(Y.key, "0.25"), "n": stamp(N.key, "2"), "share": stamp(SHARE.key, "50"),
    "stated": stamp("stated/a/1", "7"),
}  # fmt: skip


def found(text: str) -> list[str]:
    return [fault.stands for fault in faults(text.format(**PRINTED), SOURCES)]


@pytest.mark.parametrize(("text", "sign"), [
    ("The error is -{x}.", "-"),
    ("The error is −{x}.", "−"),
    ("The error is − {x}.", "−"),
    ("The error is –{x}.", "–"),
    ("The error is &minus;{x}.", "&minus;"),
    ("The error is minus {x}.", "minus"),
    ("It is negative\n{x}.", "negative"),
    ("| before | -{x} |", "-"),
    ("- -{x} is an item", "-"),
    ("**-{x}**", "-"),
    ("-**{x}**", None),
    ("-<b>{x}</b>", "-"),
    ("# A net with error -{x}", "-"),
    ("???\n\nThe error is -{x}.", "-"),
    ('![The error is -{x}](picture.svg)', "-"),
    ('<span title="-{x}">it</span>', "-"),
    ("<svg><text>-{x}</text></svg>", "-"),
    ('<svg><text>−<tspan dx="2">{x}</tspan></text></svg>', "−"),
    ("<svg><desc>w5 is -{x}</desc></svg>", "-"),
    ("```python\nx = -{x}\n```", "-"),
    ("It is {x}{y}.", "a number"),
    ("It is {n}.{n}", None),
    ("It is {x}e{n}.", "e"),
    ("It is {n}k.", "k"),
    ("It is {x} %.", "%"),
    ("It is {x}%.", "%"),
    ("It is {x} percent.", "percent"),
    ("It is {n} million.", "million"),
    ("It takes {n}\nhundred rounds.", "hundred"),
    ("a{x}", "a"),
    ("It is <b>{x}</b>%.", "%"),
])  # fmt: skip
def test_what_makes_another_number_of_a_printed_one_is_found(text: str, sign: str | None) -> None:
    told = found(text)
    assert told and (sign is None or told[0] == sign)


@pytest.mark.parametrize("text", [
    "The error is {x}, and {y} later.",
    "It lies between {x} and {y}.",
    "From {x} to {y}: {n} steps.",
    "{x} minus {y} is what is left.",
    "{x} - {y} and {x} − {y} and w − {y}",
    "the change w5-{x}",
    r"\(w_5\) minus {x}",
    "A dash – {x} comes after it – is no minus.",
    "A dash - {x} - is none either.",
    "- {x}\n- {y}\n",
    "* {x}",
    "(**{x}**, *{y}*, `{n}`)",
    "a **well-known** {x}",
    "The book of\n{n}.\n\nMore.",
    "The book has\n{n}, and {n}.",
    "It is {share} %, or {share}% or {share} percent.",
    "{n} of {n} neurons, {n}/{n}",
    "| {x} | {y} |\n| ---: | ---: |\n| {y} | {x} |",
    '<svg><text>w<tspan class="sub">5</tspan><tspan dx="4">{x}</tspan></text><text>{y}</text><text>a</text></svg>',
    "<td>{x}</td><td>{y}</td>",
    "```python\nw = [{x}, {y}]\nv = w - {x} + a[i] -{y} * {n}**{n}\n```",
    "<pre><span>-</span><span>{stated}</span></pre>",
    "one -- {x} -- two",
    r"\(-{x}\) stands in a formula, which is recomputed",
])  # fmt: skip
def test_what_leaves_a_number_what_it_is_is_not_found(text: str) -> None:
    assert found(text) == []


def test_the_sign_is_told_with_its_place_and_a_way_out(tmp_path: Path) -> None:
    text = "One.\n\nThe error is -{x}.".format(**PRINTED)
    (tmp_path / "page.md").write_text("One.\n\nThe error is -{{ x }}.", encoding="utf-8")
    problems = held(Rendered(str(tmp_path / "page.md"), text, SOURCES, ())).problems
    (problem,) = (one for one in problems if "beside 0.5" in one.message)
    assert problem.kind == "source" and "{{ -x }}" in problem.way_out
