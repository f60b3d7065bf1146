"""The ledger: one entry for each number that the published book shows, with its value and where it comes from."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import unquote

import mpmath
import pytest

from generator.build import Book, build
from generator.documents.ledger import Entry, as_json
from tests.small_books import SmallBook, line_of, small_book

MARKED = re.compile(r'data-q="([^"]*)">([^<]*)(?:<sup>([^<]*)</sup>)?<|\\q\{([^{}]*)\}\{([^{}]*(?:\{[^{}]*\})?)\}')
CHAPTER = r"""# {{ example.title }}

Given {{ x }}, {{ eta }} and {{ b_o }}; {{ rounds | grouped }} rounds; {{ stated("0.5", "printed elsewhere") }}.

\[ {{ dE_dw1 | derivation("delta") }} \]

It is {{ out_o }} and {{ at(2).E_o }}, so {{ E_o - at(2).E_o }} less, and {{ out_o | value("12 significant") }}.
Tiny: {{ ((E_o - at(2).E_o) * (E_o - at(2).E_o) * (E_o - at(2).E_o) * (E_o - at(2).E_o)) | value("3 significant") }}.

<svg viewBox="0 0 9 9"><text>{{ w2 }}</text></svg>

{% filter highlight %}{% include "code/python.py.jinja" %}{% endfilter %}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallBook, Book]:
    small = small_book(tmp_path_factory.mktemp("book"), chapter=CHAPTER)
    return small, build(small.project)


def page(book: Book, uri: str) -> tuple[str, tuple[Entry, ...]]:
    (file,) = [file for file in book.files if file.uri == uri]
    text = file.text
    if uri.endswith(".html"):
        slides = json.loads(re.search(r'id="deck">(.*?)</script>', text, re.DOTALL)[1])
        text = re.sub(r'data-tex="([^"]*)"', lambda match: unquote(match[1]), slides)
    return text, tuple(entry for entry in book.ledger if entry.page == uri)


def shown(match: re.Match[str]) -> tuple[str, str]:
    """Key and digits of a marked number, in plain characters."""
    if match[1] is None:
        key, text = match[4], match[5].replace(r" \times 10^{", "e").replace("}", "")
    else:
        key, text = match[1], match[2].replace("·10", "e") + (match[3] or "")
    return html.unescape(key), text.replace("\N{MINUS SIGN}", "-")


@pytest.mark.parametrize("uri", ["chain.md", "chain/deck.html", "index.md"])
def test_each_marked_number_has_its_entry_in_the_same_order(book: tuple[SmallBook, Book], uri: str) -> None:
    text, entries = page(book[1], uri)
    assert [shown(match) for match in MARKED.finditer(text)] == [(entry.key, entry.printed) for entry in entries]
    assert [entry.position for entry in entries] == list(range(len(entries))) and entries


def test_the_ledger_is_published_as_it_is(book: tuple[SmallBook, Book]) -> None:
    (file,) = [file for file in book[1].files if file.uri == "ledger.json"]
    assert [Entry(**entry) for entry in json.loads(file.text)] == list(book[1].ledger)
    assert file.text.count("\n") == len(book[1].ledger) + 2  # a line for each, so that two can be compared


def test_values_are_known_to_twenty_digits(book: tuple[SmallBook, Book]) -> None:
    known = {entry.key: entry for entry in page(book[1], "chain.md")[1]}
    with mpmath.workdps(40):
        x, t, w1, b1, w2, b2 = map(mpmath.mpf, ("0.80", "0.9", "0.30", "0.1", "-0.7", "0.25"))
        out_h = 1 / (1 + mpmath.exp(-(w1 * x + b1)))
        out_o = 1 / (1 + mpmath.exp(-(w2 * out_h + b2)))
        expected = {
            "chain/out_o@1": out_o, "chain/x": x, "chain/b_o": b2, "chain/eta": mpmath.mpf("0.5"),
            "chain/rounds": mpmath.mpf(40),
            "chain/dE_dw1@1": (out_o - t) * out_o * (1 - out_o) * w2 * out_h * (1 - out_h) * x,
        }  # fmt: skip
        for key, value in expected.items():
            assert abs(mpmath.mpf(known[key].value) - value) <= mpmath.mpf("5e-20") * abs(value), key
            assert len(known[key].value.lstrip("-0.").replace(".", "")) <= 20


def test_a_given_number_leads_to_its_line(book: tuple[SmallBook, Book]) -> None:
    small, built = book
    given = {entry.key: entry for entry in built.ledger if entry.kind == "given"}
    lines = {"chain/x": "inputs: [0.80]", "chain/eta": "learning_rate", "chain/w2": "-0.7", "chain/w1": "0.30",
             "chain/b_o": "0.25", "chain/rounds": "rounds: 40", "chain/b_h": "0.1",
             "chain/target_o": "targets"}  # fmt: skip
    for key, words in lines.items():
        if key in given:
            assert given[key].place == f"content/1-chain/example.yml:{line_of(small.example, words)}", key
    assert len(given.keys() & lines.keys()) >= 6
    assert given["chain/x"].printed == "0.80" and given["chain/x"].formula == ""


def test_a_computed_number_has_its_formula_and_no_place(book: tuple[SmallBook, Book]) -> None:
    known = {entry.key: entry for entry in book[1].ledger}
    net = known["chain/dE_dw1@1"]
    assert (net.kind, net.place) == ("computed", "")
    assert net.formula == r"\delta_{h} \cdot \frac{\partial \mathrm{net}_{h}}{\partial w_{1}}"


def test_a_stated_number_has_its_reason(book: tuple[SmallBook, Book]) -> None:
    (stated,) = [entry for entry in book[1].ledger if entry.kind == "stated"]
    assert (stated.printed, stated.value, stated.place, stated.formula) == ("0.5", "0.5", "printed elsewhere", "")


def test_a_number_in_a_listing_is_entered_too(book: tuple[SmallBook, Book]) -> None:
    _, entries = page(book[1], "chain.md")
    assert {"chain/w1", "chain/w2", "chain/rounds"} <= {entry.key for entry in entries[-14:]}


def test_each_number_was_rounded_from_its_value(book: tuple[SmallBook, Book]) -> None:
    for entry in book[1].ledger:
        printed = entry.printed.replace(",", "")
        decimals = len(printed.partition(".")[2].partition("e")[0]) - int(printed.partition("e")[2] or 0)
        with mpmath.workdps(40):
            gap = abs(mpmath.mpf(printed) - mpmath.mpf(entry.value))
            assert gap <= mpmath.mpf("0.5") * mpmath.mpf(10) ** -decimals, entry


def test_text_is_kept_readable_and_sorted() -> None:
    entry = Entry("a.md", 0, "k", "1", "1", "given", r"\frac{∂}{}", "x")
    line = as_json([entry]).splitlines()[1]
    assert "∂" in line and list(json.loads(line)) == sorted(json.loads(line))
    assert json.loads(as_json([])) == []


def test_two_pages_are_numbered_each_for_itself(book: tuple[SmallBook, Book]) -> None:
    first: dict[str, int] = {}
    for entry in book[1].ledger:
        assert entry.position == first.get(entry.page, 0)
        first[entry.page] = entry.position + 1
    assert set(first) == {"index.md", "chain.md", "chain/deck.html"}


