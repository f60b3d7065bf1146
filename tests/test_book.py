"""The book itself: it may be published, and it says what is so."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import mpmath
import numpy as np
import pytest

from generator.documents.ledger import Entry
from generator.numbers import certified
from generator.printed.mentions import mentions
from generator.printed.reading import read_printed
from tests.small_books import ROOT
from tests.two_outputs import BITS, GIVEN, exactly, round_by_hand, rounded, to_mpmath, worked

DOCUMENTS = ("two-outputs.md", "two-outputs/deck.html")
FREED = "two-outputs+update-weights-and-biases"
EARLY = "two-outputs+updated-weights-on-the-way-back"
FASTER = "two-outputs+learning-rate-1+rounds-1+table--1"


@pytest.fixture(scope="module")
def site(published: Path) -> Path:
    """The book as its readers get it."""
    return published


@pytest.fixture(scope="module")
def ledger(site: Path) -> tuple[Entry, ...]:
    return tuple(Entry(**entry) for entry in json.loads(page(site, "ledger.json")))


def entries(ledger: tuple[Entry, ...], kind: str) -> list[Entry]:
    """The numbers of one kind in the chapter and the deck of the two outputs."""
    return [entry for entry in ledger if entry.page in DOCUMENTS and entry.kind == kind]


def page(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def slides(site: Path) -> str:
    """The deck as remark shows it: its formulas and figures in their places."""
    text = json.loads(re.search(r'id="deck">(.*?)</script>', page(site, "two-outputs/deck.html"), re.DOTALL)[1])
    return re.sub(r'<span[^<>]* data-(?:tex|html)="([^"]*)"></span>', lambda match: unquote(match[1]), text)


# --- what the sources print -------------------------------------------------------------------------------------------


def printed_in_sources() -> Iterator[tuple[str, str, str, int]]:
    """What both documents print for quantities that have names; of which round, in the end."""
    for source in read_printed(ROOT / "content" / "3-two-outputs" / "printed.yml").sources:
        entries = (entry for part in source.parts for entry in part.prints)
        for mention in (mention for entry in entries for mention in mentions(entry)):
            named = re.fullmatch(r"([A-Za-z]\w*)(?:@([0-9]+))?", mention.pair.of.written)
            if named:
                yield source.called, named[1], format(mention.pair.printed, "f"), int(named[2] or 1)


PRINTED = list(dict.fromkeys(printed_in_sources()))


def value(name: str, number: int) -> mpmath.mpf:
    with certified.precision(BITS):
        return to_mpmath((worked().rounds if name == "rounds" else worked().at(number)[name]).value)


def decimals(printed: str) -> int:
    return len(printed.partition(".")[2])


@pytest.mark.parametrize(("source", "name", "printed", "number"), PRINTED)
def test_what_the_sources_print_stands_in_the_chapter_or_the_deck(
    ledger: tuple[Entry, ...], source: str, name: str, printed: str, number: int
) -> None:
    key = (worked().rounds if name == "rounds" else worked().at(number)[name]).key
    ours = [entry.printed.replace(",", "") for entry in ledger if entry.page in DOCUMENTS and entry.key == key]
    assert ours, f"{key} is printed nowhere"
    right = rounded(value(name, number), decimals(printed))
    enough = [text for text in ours if decimals(text) >= decimals(printed) or Decimal(text) == Decimal(right)]
    assert enough, f"{key} is printed with fewer digits than {printed}: {set(ours)}"
    assert all(rounded(exactly(text), decimals(printed)) == right for text in enough)


def test_the_mistakes_that_the_book_quotes_are_printed_in_the_sources(ledger: tuple[Entry, ...]) -> None:
    printed = {told[2] for told in PRINTED}
    assert {entry.printed for entry in entries(ledger, "stated")} <= printed


# --- every digit, computed a second time ------------------------------------------------------------------------------

LAYERS = (("w1", "w2", "w3", "w4"), ("w5", "w6", "w7", "w8"))
PARAMETERS = (*LAYERS[0], *LAYERS[1], "b1", "b2")


def trained_by_hand(
    seen: set[int], rate: str = "0.5", *, biases: bool = False, early: bool = False
) -> dict[int, dict[str, mpmath.mpf]]:
    """All quantities of the rounds that are asked for, in mpmath to 40 digits, one formula for each weight."""
    found: dict[int, dict[str, mpmath.mpf]] = {}
    with mpmath.workdps(40):
        eta = mpmath.mpf(rate)
        i1, i2, t1, t2, *p = (mpmath.mpf(GIVEN[n]) for n in ("i1", "i2", "target_o1", "target_o2", *PARAMETERS))
        for number in range(1, max(seen) + 1):
            w1, w2, w3, w4, w5, w6, w7, w8, b1, b2 = p
            if number in seen:
                found[number] = round_by_hand({**dict(zip(PARAMETERS, p, strict=True)), "eta": eta})
            h1, h2 = 1 / (1 + mpmath.exp(-w1 * i1 - w2 * i2 - b1)), 1 / (1 + mpmath.exp(-w3 * i1 - w4 * i2 - b1))
            o1, o2 = 1 / (1 + mpmath.exp(-w5 * h1 - w6 * h2 - b2)), 1 / (1 + mpmath.exp(-w7 * h1 - w8 * h2 - b2))
            d1, d2 = (o1 - t1) * o1 * (1 - o1), (o2 - t2) * o2 * (1 - o2)
            n5, n6, n7, n8 = w5 - eta * d1 * h1, w6 - eta * d1 * h2, w7 - eta * d2 * h1, w8 - eta * d2 * h2
            v5, v6, v7, v8 = (n5, n6, n7, n8) if early else (w5, w6, w7, w8)
            e1, e2 = (d1 * v5 + d2 * v7) * h1 * (1 - h1), (d1 * v6 + d2 * v8) * h2 * (1 - h2)
            p = [w1 - eta * e1 * i1, w2 - eta * e1 * i2, w3 - eta * e2 * i1, w4 - eta * e2 * i2, n5, n6, n7, n8, b1, b2]
            if biases:
                p[8:] = [b1 - eta * (e1 + e2), b2 - eta * (d1 + d2)]
    return found


KEY = re.compile(r"(two-outputs[-+.a-z0-9]*)/(\w+)(?:@([0-9]+))?")


def test_every_computed_number_is_what_another_library_computes(ledger: tuple[Entry, ...]) -> None:
    computed = [entry for entry in entries(ledger, "computed") if "/verified/" not in entry.key]
    seen: dict[str, set[int]] = {}
    for entry in computed:
        for slug, _, number in KEY.findall(entry.key):
            seen.setdefault(slug, set()).add(int(number or 1))
    options = {"two-outputs": {}, FREED: {"biases": True}, EARLY: {"early": True}, FASTER: {"rate": "1"}}
    assert set(seen) <= set(options), "a variant that this test does not know"
    hand = {slug: trained_by_hand(numbers, **options[slug]) for slug, numbers in seen.items()}
    for entry in computed:
        def stand_in(match: re.Match[str]) -> str:
            return f"hand['{match[1]}'][{match[3] or 1}]['{match[2]}']"

        with mpmath.workdps(40):
            expected = eval(KEY.sub(stand_in, entry.key), {"hand": hand})
            assert abs(exactly(entry.value) - expected) <= mpmath.mpf("5e-20") * abs(expected), entry
            last = mpmath.mpf(10) ** Decimal(entry.printed).as_tuple().exponent
            assert abs(exactly(entry.printed) - expected) <= last / 2, entry
    assert len(computed) > 350


def test_every_given_number_is_the_author_s(ledger: tuple[Entry, ...]) -> None:
    given = {entry.key.partition("/")[2]: entry for entry in entries(ledger, "given")}
    assert {name: entry.printed for name, entry in given.items() if name in GIVEN} == GIVEN
    lines = (ROOT / "content" / "3-two-outputs" / "example.yml").read_text(encoding="utf-8").splitlines()
    for entry in given.values():
        line = lines[int(entry.place.rpartition(":")[2]) - 1]
        shown = entry.printed.replace(",", "")
        assert shown in line or line.strip().startswith(("neurons", "inputs")), entry


def test_no_number_is_printed_that_a_reader_could_not_use(ledger: tuple[Entry, ...]) -> None:
    for entry in ledger:
        assert re.fullmatch(r"-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]{1,20})?(e-?[0-9]+)?", entry.printed), entry
        assert not re.fullmatch(r"-0*\.?0*", entry.printed), entry


# --- what readers get -------------------------------------------------------------------------------------------------


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
