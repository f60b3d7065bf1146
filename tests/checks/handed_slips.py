"""Slips of what is written from finished documents: a card, a row of the ledger, a page, one thing at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from generator.book import Book, File

Slip = tuple[str, Book]
"""What was done, and the book with it."""


def with_text(book: Book, uri: str, text: str) -> Book:
    """The book with another text in one of its files, which is a document's too if it is one."""
    files = tuple(replace(one, text=text) if one.uri == uri else one for one in book.files)
    documents = tuple(
        replace(one, file=replace(one.file, text=text)) if one.file.uri == uri else one for one in book.documents
    )
    return replace(book, files=files, documents=documents)


def other_digit(text: str) -> str:
    """The last digit another one."""
    at = max((place for place, sign in enumerate(text.partition("e")[0]) if sign.isdigit()), default=None)
    return text if at is None else f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"


OF_FORMULA = re.compile(r"(\\q\{[^{}]*\}\{[^{}]*?)(\d)(?=\})")
OF_PROSE = re.compile(r'(data-q="[^"]*">[^<]*?)(\d)(?=<)')
OF_EQUATION = re.compile(r'(class="number"[^<>]*>\([\d.]*)(\d)(?=\))')


def next_digit(pattern: re.Pattern[str], text: str) -> str:
    """The last digit of the first number another one."""
    return pattern.sub(lambda found: f"{found[1]}{(int(found[2]) + 1) % 10}", text, count=1)


Row = dict[str, object]
CARDS: Mapping[str, Callable[[Row], Row]] = {
    "another digit of the value": lambda card: {**card, "value": other_digit(str(card["value"]))},
    "a value with another sign": lambda card: {**card, "value": f"-{card['value']}".replace("--", "")},
    "fewer digits": lambda card: {**card, "value": str(card["value"])[:8]} if "exact" not in card else card,
    "exact or not": lambda card: {**card, "exact": not card.get("exact", False)},
    "another kind": lambda card: {**card, "kind": "computed" if card["kind"] != "computed" else "agreed"},
    "another name": lambda card: {**card, "name": f"{card['name']}_2"} if "name" in card else card,
    "another symbol": lambda card: {**card, "title": f"{card['title']}^{{+}}"}
    if card.get("name") and "title" in card else card,
    "another description": lambda card: {**card, "about": f"{card['about']}, round 99"} if "about" in card else card,
    "another place": lambda card: {**card, "place": f"{card['place']}0"} if "line" in card else card,
    "another line": lambda card: {**card, "line": f"{card['line']}, 1"} if "line" in card else card,
    "made from less": lambda card: {**card, "made_from": card["made_from"][1:]} if "numbers" in card else card,
    "made from in another order": lambda card: {**card, "made_from": card.get("made_from", [])[::-1]},
    "a sign of the formula": lambda card: signs(card, "formula"),
    "a sign of the numbers": lambda card: signs(card, "numbers"),
    "a digit of the numbers": lambda card: {**card, "numbers": next_digit(OF_FORMULA, str(card["numbers"]))}
    if "numbers" in card else card,
    "= or ≈ before the numbers": lambda card: {
        **card, "relation": "=" if card["relation"] != "=" else r"\approx"} if is_clear(card) else card,
    "another nth": lambda card: {**card, "used": [[at, nth + 1] for at, nth in card["used"]]}
    if "used" in card else card,
    "another place of use": lambda card: {**card, "used": [[1 - at, nth] for at, nth in card["used"]]}
    if len(card.get("used", ())) == 1 and card["used"][0][0] < 2 else card,
    "a use left out": lambda card: {**card, "used": card["used"][1:]} if "used" in card else card,
}  # fmt: skip
"""What is done to a card; one that it does not fit stays as it is."""


def is_clear(card: Row) -> bool:
    formula = str(card.get("formula", ""))
    return "numbers" in card and "title" in card and card["title"] != formula and "text" not in formula


def signs(card: Row, field: str) -> Row:
    """The first plus or minus between two terms turned."""
    turned = {" + ": " - ", " - ": " + "}
    text = re.sub(r" [-+] ", lambda sign: turned[sign[0]], str(card.get(field, "")), count=1)
    is_read = card.get("used") and (field == "numbers" or is_clear(card))
    return {**card, field: text} if field in card and is_read else card


ROWS: Mapping[str, Callable[[Row], Row]] = {
    "another digit printed": lambda row: {**row, "printed": other_digit(str(row["printed"]))},
    "another digit of the value": lambda row: {**row, "value": other_digit(str(row["value"]))},
    "another position": lambda row: {**row, "position": row["position"] + 1},
    "another key": lambda row: {**row, "key": f"{row['key']}x"},
    "another kind": lambda row: {**row, "kind": "given" if row["kind"] != "given" else "computed"},
    "another heading": lambda row: {**row, "under": "Another heading"},
    "another page": lambda row: {**row, "page": "another.md"},
}  # fmt: skip

PAGES: Mapping[str, Callable[[str], str]] = {
    "a minus lost in prose": lambda text: re.sub(r'(data-q="[^"]*">)−', r"\1", text, count=1),
    "a minus lost in a formula": lambda text: re.sub(r"(\\q\{[^{}]*\}\{)-", r"\1", text, count=1),
    "a digit in prose": lambda text: next_digit(OF_PROSE, text),
    "a digit in a formula": lambda text: next_digit(OF_FORMULA, text),
    "another key": lambda text: re.sub(r'(data-q="|\\q\{)', r"\1x", text, count=1),
    "= for ≈": lambda text: text.replace(r"\approx", "=", 1),
    "≈ for =": lambda text: re.sub(r"(?<=[} ])= (?=\\q\{)", r"\\approx ", text, count=1),
    "a plus turned": lambda text: re.sub(r"(?<=\}) \+ (?=[a-zA-Z\\])", " - ", text, count=1),
    "an index": lambda text: text.replace("_{1}", "_{2}", 1),
    "a word more": lambda text: text.replace(". ", ". Indeed. ", 1),
    "the end lost": lambda text: text.rstrip()[:-40],
    "an equation's number": lambda text: next_digit(OF_EQUATION, text),
}  # fmt: skip
"""What is done to a published page; to a text that has no such place, nothing."""


def slips(book: Book) -> Iterator[Slip]:
    """Every slip, once in each file that it fits."""
    for file in book.files:
        if file.uri.rpartition("/")[2] == "numbers.js":
            yield from of_cards(book, file)
        elif file.uri == "ledger.json":
            rows = json.loads(file.text)
            for what, change in ROWS.items():
                at = len(rows) // 2
                changed = [*rows[:at], change(rows[at]), *rows[at + 1 :]]
                yield f"ledger: {what}", with_text(book, file.uri, json.dumps(changed))
            yield "ledger: a row left out", with_text(book, file.uri, json.dumps(rows[1:]))
    for document in book.documents:
        if document.file.uri.endswith(".md"):
            for what, change in PAGES.items():
                text = change(document.file.text)
                if text != document.file.text:
                    yield f"{document.file.uri}: {what}", with_text(book, document.file.uri, text)


def of_cards(book: Book, file: File) -> Iterator[Slip]:
    told = json.loads(file.text.removeprefix("textbookNumbers(").removesuffix(");\n"))
    for what, change in CARDS.items():
        for key, card in told["numbers"].items():
            changed = change(card)
            if changed != card:
                numbers = {**told["numbers"], key: changed}
                text = f"textbookNumbers({json.dumps({**told, 'numbers': numbers})});\n"
                yield f"{file.uri}: {what}, of {key}", with_text(book, file.uri, text)
                break
    used = next(key for key, card in told["numbers"].items() if "used" in card)
    rest = {key: card for key, card in told["numbers"].items() if key != used}
    text = f"textbookNumbers({json.dumps({**told, 'numbers': rest})});\n"
    yield f"{file.uri}: no card of {used}", with_text(book, file.uri, text)
