"""What each number answers: its formula, its value to twelve digits, what it was made from, down to a given number."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal

import mpmath
import pytest

from generator.build import Book, build
from tests import pocket_calculator
from tests.small_books import SmallBook, line_of, small_book

CHAPTER = r"""# {{ example.title }}

## Begun

Given {{ x }} and {{ eta }}; {{ rounds }} rounds; {{ stated("0.5", "printed elsewhere") }}.

\[ {{ dE_dw1 | derivation("delta") }} \]

### With *numbers* and [links](https://example.org)

It is {{ out_o }} and {{ at(2).E_o }}, so {{ E_o - at(2).E_o }} less; at last {{ at(40).w2 }} and {{ w2 }}, {{ w2 }}.

## {{ variant(learning_rate=2).at(1).eta }} for a rate

It would be {{ variant(learning_rate=2).after(1).w1 }},
or {{ mistaken("updated weights on the way back").after(1).w1 }}.
"""
DECK = r"""layout: true

---

# Seen

{{ out_o }}
--

and {{ x }} {{ stated("7", "a deck's own") }}

---

\[ {{ net_h | derivation }} \]

???

Not {{ out_o }}.
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallBook, Book]:
    small = small_book(tmp_path_factory.mktemp("book"), chapter=CHAPTER, deck=DECK)
    return small, build(small.project)


def told(book: Book, uri: str = "chain/numbers.js") -> Mapping[str, object]:
    """What the script of a page hands over."""
    (file,) = [file for file in book.files if file.uri == uri]
    return json.loads(file.text.removeprefix("textbookNumbers(").removesuffix(");\n"))


@pytest.fixture(scope="module")
def numbers(book: tuple[SmallBook, Book]) -> Mapping[str, Mapping[str, object]]:
    return told(book[1])["numbers"]


PAGES = {"chain/numbers.js": ("chain.md", "chain/deck.html"), "numbers.js": ("index.md",)}


@pytest.mark.parametrize("uri", PAGES)
def test_every_number_of_the_ledger_has_a_card_with_its_value(book: tuple[SmallBook, Book], uri: str) -> None:
    known = told(book[1], uri)["numbers"]
    entries = [entry for entry in book[1].ledger if entry.page in PAGES[uri]]
    assert len(entries) > 0
    for entry in entries:
        card = known[entry.key]
        places = len(card["value"].partition(".")[2].partition("e")[0]) - int(card["value"].partition("e")[2] or 0)
        assert abs(Decimal(card["value"]) - Decimal(entry.value)) <= Decimal(f"0.5e{-places}"), entry
        assert card["kind"] == entry.kind
        assert card.get("exact", False) == (Decimal(card["value"]) == Decimal(entry.value)), entry
        if entry.kind in ("given", "stated"):
            assert card["place"] == entry.place


def test_values_have_twelve_digits_and_given_numbers_are_as_written(numbers: Mapping[str, Mapping]) -> None:
    with mpmath.workdps(30):
        out_h = 1 / (1 + mpmath.exp(-mpmath.mpf("0.34")))
        out_o = 1 / (1 + mpmath.exp(-(mpmath.mpf("0.25") - mpmath.mpf("0.7") * out_h)))
        assert numbers["chain/out_o@1"]["value"] == mpmath.nstr(out_o, 12)
    assert len(numbers["chain/dE_dw1@1"]["value"].lstrip("-0.")) == 12
    assert (numbers["chain/x"]["value"], numbers["chain/net_h@1"]["value"]) == ("0.80", "0.34")


def test_every_chain_of_operands_ends_at_a_line_of_the_example(
    book: tuple[SmallBook, Book], numbers: Mapping[str, Mapping]
) -> None:
    def ends(key: str, path: tuple[str, ...] = ()) -> set[str]:
        assert key not in path
        operands = numbers[key].get("made_from", ())
        return {key}.union(*(ends(operand, (*path, key)) for operand in operands)) if operands else {key}

    lines = book[0].example.read_text(encoding="utf-8").splitlines()
    for key, card in numbers.items():
        if card["kind"] == "computed" and card.get("place") not in ("counted", "a bound"):
            last = [numbers[end] for end in ends(key) if "made_from" not in numbers[end]]
            assert last and {card["kind"] for card in last} == {"given"}, key
    for key, card in numbers.items():
        if card["kind"] == "given" and "+" not in key:
            number = int(card["place"].rpartition(":")[2])
            assert lines[number - 1].partition(" #")[0].split() == card["line"].split()
    assert numbers["chain/w2"]["place"].endswith(f":{line_of(book[0].example, '-0.7')}")


@pytest.mark.parametrize("uri", PAGES)
def test_a_line_of_numbers_gives_the_value_that_the_card_shows(book: tuple[SmallBook, Book], uri: str) -> None:
    shown = [card for card in told(book[1], uri)["numbers"].values() if "numbers" in card]
    assert len(shown) >= 5
    for card in shown:
        line = re.sub(r"\\q\{[^{}]*\}\{([^{}]*(?:\{[^{}]*\})?)\}", r"\1", card["numbers"])
        value = card["value"]
        places = len(value.partition(".")[2].partition("e")[0]) - int(value.partition("e")[2] or 0)
        with mpmath.workdps(40):
            result = mpmath.mpmathify(pocket_calculator.read(line))
            assert abs(result - mpmath.mpf(value)) <= mpmath.mpf("0.5") * mpmath.mpf(10) ** -places, card


def test_the_formula_is_the_ledger_s_and_names_what_it_was_made_from(numbers: Mapping[str, Mapping]) -> None:
    card = numbers["chain/dE_dw1@1"]
    assert card["title"] == r"\frac{\partial E_{\mathrm{total}}}{\partial w_{1}}" and card["name"] == "dE_dw1"
    assert card["formula"] == r"\delta_{h} \cdot \frac{\partial \mathrm{net}_{h}}{\partial w_{1}}"
    assert card["made_from"] == ["chain/delta_h@1", "chain/dnet_dw1@1"]
    assert re.findall(r"\\q\{([^{}]*)\}", card["numbers"]) == card["made_from"]


def test_a_difference_has_its_formula_for_a_title(numbers: Mapping[str, Mapping]) -> None:
    card = numbers["(chain/E_o@1-chain/E_o@2)"]
    assert card["title"] == card["formula"] == "E_{o} - E_{o}^{+}" and "name" not in card and "about" not in card
    assert card["made_from"] == ["chain/E_o@1", "chain/E_o@2"]


def test_what_many_updates_left_leads_back_to_what_it_was(numbers: Mapping[str, Mapping]) -> None:
    card = numbers["chain/w2@40"]
    assert (card["made_from"], card["place"], card["about"]) == (["chain/w2"], "left by 39 updates", "weight, round 40")


def test_stated_numbers_of_chapter_and_deck_are_kept_apart(numbers: Mapping[str, Mapping]) -> None:
    stated = {(card["value"], card["place"]) for card in numbers.values() if card["kind"] == "stated"}
    assert stated == {("0.5", "printed elsewhere"), ("7", "a deck's own")}


def test_a_variant_shows_no_line_that_says_another_number(numbers: Mapping[str, Mapping]) -> None:
    rate = numbers["chain+learning-rate-2/eta"]
    assert rate["value"] == "2" and "line" not in rate and rate["about"] == "learning rate, variant: learning rate 2"
    assert numbers["chain+learning-rate-2/w1"]["line"] == "weights: [[0.30]]"
    assert any(key.startswith("chain+updated-weights-on-the-way-back/") for key in numbers)


def test_each_use_is_told_once_for_a_heading_or_slide(
    book: tuple[SmallBook, Book], numbers: Mapping[str, Mapping]
) -> None:
    places = told(book[1])["places"]

    def used(key: str) -> list[tuple]:
        return [(*places[place], nth) for place, nth in numbers[key]["used"]]

    title = "One behind the other"
    begun, more = ("chain.md", title, "Begun", 0), ("chain.md", title, "With numbers and links", 0)
    assert used("chain/w2") == [(*more, 0)]
    second = ("chain/deck.html", "Slides", "1", 2, 0)
    assert used("chain/x") == [(*begun, 0), second, ("chain/deck.html", "Slides", "2", 3, 1)]
    slides = ("chain/deck.html", "Slides", "1", 1, 0), ("chain/deck.html", "Slides", "2", 3, 1)
    assert used("chain/out_o@1") == [(*more, 0), *slides]
    front = told(book[1], "numbers.js")
    assert front["places"][0] == ["index.md", "A book", "A book", 0]
    assert front["numbers"]["chain/E_total@1"]["used"] == [[0, 0]]
    assert used("chain+learning-rate-2/eta")[0][2] == "2 for a rate"


def test_text_is_one_number_a_line_sorted_and_the_same_again(book: tuple[SmallBook, Book]) -> None:
    (file,) = [file for file in book[1].files if file.uri == "chain/numbers.js"]
    keys = [json.loads(line.partition(":{")[0]) for line in file.text.splitlines()[1:-1]]
    assert keys == sorted(told(book[1])["numbers"])
    (again,) = [file for file in build(book[0].project).files if file.uri == "chain/numbers.js"]
    assert again == file


def test_a_page_without_numbers_has_no_script(tmp_path_factory: pytest.TempPathFactory) -> None:
    small = small_book(tmp_path_factory.mktemp("book"), index="# A book\n")
    (small.root / "content/about.md").write_text("# About\n\n{{ book.chain.w1 }}\n", encoding="utf-8")
    uris = {file.uri for file in build(small.project).files}
    assert "numbers.js" not in uris and "about/numbers.js" in uris
