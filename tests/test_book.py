"""The book as its readers get it: its numbers marked, its listings right, its links in order."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest

from generator.documents.ledger import Entry
from generator.numbers import certified
from tests.two_outputs import BITS, to_mpmath, worked


@pytest.fixture(scope="module")
def site(published: Path) -> Path:
    """The book as its readers get it."""
    return published


@pytest.fixture(scope="module")
def ledger(site: Path) -> tuple[Entry, ...]:
    return tuple(Entry(**entry) for entry in json.loads(page(site, "ledger.json")))


def page(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def slides(site: Path) -> str:
    """The deck as remark shows it: its formulas and figures in their places."""
    text = json.loads(re.search(r'id="deck">(.*?)</script>', page(site, "two-outputs/deck.html"), re.DOTALL)[1])
    return re.sub(r'<span[^<>]* data-(?:tex|html)="([^"]*)"></span>', lambda match: unquote(match[1]), text)


def marked(text: str) -> Counter[str]:
    """How often each key is marked in a text."""
    keys = re.findall(r'data-q="([^"]*)"', text) + re.findall(r"\\q\{([^{}]*)\}\{", text)
    return Counter(map(html.unescape, keys))


def described(text: str) -> str:
    """What is read aloud, and has no room for a mark."""
    return " ".join(re.findall(r"<(?:title|desc)>[^<]*|aria-label=\"[^\"]*|alt=\"[^\"]*", text))


@pytest.mark.parametrize(("uri", "name"), [
    ("index.md", "index.html"), ("two-outputs.md", "two-outputs/index.html"), ("two-outputs/deck.html", ""),
])  # fmt: skip
def test_every_number_of_a_page_is_in_the_ledger_and_the_other_way_round(
    ledger: tuple[Entry, ...], site: Path, uri: str, name: str
) -> None:
    text = html.unescape(page(site, name)) if name else slides(site)
    entries = [entry for entry in ledger if entry.page == uri]
    found, ledger = marked(text), Counter(entry.key for entry in entries)
    assert found and not found - ledger
    aloud = described(text)
    for key, count in (ledger - found).items():
        assert len([entry for entry in entries if entry.key == key and entry.printed in aloud]) >= count, key


@pytest.mark.parametrize("name", ["index.html", "two-outputs/index.html"])
def test_no_markup_shows_as_text(site: Path, name: str) -> None:
    content = re.search(r"<article.*?</article>", page(site, name), re.DOTALL)[0]
    assert not re.search("[\ue000-\ue003]|{{|{%|\\?\\?\\?|=== ", content)
    shown = re.sub(r'<(span|div) class="arithmatex">.*?</\1>', "", content, flags=re.DOTALL)
    shown = html.unescape(re.sub(r"<[^<>]*>", "", shown))
    for trace in (r"\q{", r"\(", r"\[", "<span", "data-q", "**", "](", "```", "None", "Traceback"):
        assert trace not in shown.replace("**2", "").replace("**-", ""), trace


def test_nothing_but_listings_is_shown_as_code(site: Path) -> None:
    blocks = re.findall(r"<pre\b.*?</pre>", page(site, "two-outputs/index.html"), re.DOTALL)
    assert len(blocks) == 2


def listings(text: str) -> list[str]:
    """The listings of a page as a reader copies them."""
    blocks = re.findall(r"<pre\b[^<>]*>(.*?)</pre>", text, re.DOTALL)
    return [html.unescape(re.sub(r"<[^<>]*>", "", block)) for block in blocks]


@pytest.fixture(scope="module")
def expected() -> dict[str, object]:
    """Errors by round and last weights, certified."""
    with certified.precision(BITS):
        last = worked().after(10000)
        return {
            "errors": {number: float(to_mpmath(worked().at(number)["E_total"].value)) for number in (1, 300, 10000)},
            "weights": {f"w{n}": float(to_mpmath(last[f"w{n}"].value)) for n in range(1, 9)},
        }


def held(scope: Mapping[str, object], expected: Mapping, weights: Mapping[str, float]) -> None:
    errors = scope["errors"]
    assert len(errors) == 10000
    assert {number: float(errors[number - 1]) for number in expected["errors"]} == pytest.approx(
        expected["errors"], rel=1e-12
    )
    assert weights == pytest.approx(expected["weights"], rel=1e-12)


def rows(scope: Mapping[str, object]) -> dict[str, float]:
    entries = np.concatenate([scope["W1"].ravel(), scope["W2"].ravel()])
    return {f"w{n}": float(entry) for n, entry in enumerate(entries, 1)}


def test_the_numpy_listing_of_the_chapter_gives_the_numbers_of_the_book(site: Path, expected: Mapping) -> None:
    (listing,) = [text for text in listings(page(site, "two-outputs/index.html")) if "import numpy" in text]
    scope: dict = {}
    exec(listing, scope)
    held(scope, expected, rows(scope))


def test_the_plain_listing_of_the_chapter_gives_the_numbers_of_the_book(site: Path, expected: Mapping) -> None:
    (listing,) = [text for text in listings(page(site, "two-outputs/index.html")) if "from math import" in text]
    scope: dict = {}
    exec(listing, scope)
    held(scope, expected, {name: scope[name] for name in expected["weights"]})


def test_the_code_of_the_deck_gives_the_numbers_of_the_book(site: Path, expected: Mapping) -> None:
    parts = listings(slides(site))
    assert len(parts) == 2
    scope: dict = {"np": np}
    exec("\n\n".join(parts), scope)
    held(scope, expected, rows(scope))


def test_every_link_inside_the_site_arrives(site: Path) -> None:
    deck = "two-outputs/deck.html"
    found = [(deck, link) for link in re.findall(r"\]\(([^()\s]+)\)", slides(site))]
    for name in ("index.html", "two-outputs/index.html", deck):
        text = page(site, name) if name.endswith("index.html") else page(site, name) + slides(site)
        found += [(name, link) for link in re.findall(r'(?:href|src)="([^"]+)"', text)]
    for name, link in found:
        address = html.unescape(link).partition("#")[0].partition("?")[0]
        if address and not re.match(r"[a-z]+:", address):
            target = ((site / name).parent / address).resolve()
            assert (target / "index.html").is_file() or target.is_file(), f"{name}: {link}"


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    for path in [*site.glob("*.html"), *site.glob("two-outputs/*.html")]:
        loads = r'<(?:script|img|link|iframe)\b[^<>]*(?:src|href)="((?:https?:)?//[^"]+)"'
        assert re.findall(loads, path.read_text(encoding="utf-8")) == []


def test_a_search_for_a_number_finds_its_page(site: Path) -> None:
    index = json.loads(page(site, "search/search_index.json"))
    texts = [doc["text"] for doc in index["docs"] if doc["location"].startswith("two-outputs/")]
    for number in ("0.593269992", "0.298371109", "0.149780716", "0.291027774"):
        assert any(number in text for text in texts), number
    assert not any(r"\q{" in text for text in texts)


def test_every_figure_has_a_name_and_a_description(site: Path) -> None:
    shown = re.findall(r'<figure class="worked-figure.*?</figure>', page(site, "two-outputs/index.html"), re.DOTALL)
    figures = [figure for text in shown for figure in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]
    assert len(figures) >= 7
    for figure in figures:
        assert 'role="img"' in figure and re.search(r'<title>[^<]+</title>|aria-label="[^"]+"', figure)
        assert re.search(r"<desc>[^<]{20,}</desc>", figure)


def test_no_number_is_printed_that_a_reader_could_not_use(ledger: tuple[Entry, ...]) -> None:
    for entry in ledger:
        assert re.fullmatch(r"-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]{1,20})?(e-?[0-9]+)?", entry.printed), entry
        assert not re.fullmatch(r"-0*\.?0*", entry.printed), entry
