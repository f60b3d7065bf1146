"""What a number of a page answers when a reader asks: its formula, its value, and what it was made from, step by step
down to a line of example.yml."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from textwrap import shorten

from generator.documents.families import about
from generator.documents.templating import Stated
from generator.documents.uses import Use
from generator.numbers.digits import DigitRule, Tie
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import publication, stamps
from generator.text.derivation import Writer

DIGITS = 12
LONGEST_LINE = 90

TRAINED = ("weight", "bias", "state")
"""What a later round starts from was left by so many updates that they have no formula; it began as a given number."""


@dataclass(frozen=True)
class Card:
    """What is known of one number.

    title, formula, numbers: LaTeX; the digits in it carry their keys. name: what an author types. about: what it is, in
    words. relation: how the numbers compare with the formula. value: to DIGITS significant digits, or as far as it is
    known; a given number as it was written. exact: whether that is the value itself. kind: computed, agreed, given or
    stated. place: file and line of a given number, the reason of a stated one, what has made one without a formula.
    line: what that line says. made_from: the keys of the numbers in the formula.
    """

    title: str
    name: str
    about: str
    value: str
    kind: str
    exact: bool = True
    formula: str = ""
    numbers: str = ""
    relation: str = ""
    place: str = ""
    line: str = ""
    made_from: tuple[str, ...] = ()


def cards(sources: Iterable[Quantity | Stated], writer: Writer, examples: Collection[Worked]) -> Mapping[str, Card]:
    """The cards of printed numbers and of all that they are made from, by key.

    Of a long sum only the terms that its formula shows are gone back to."""
    twelve = replace(writer, rule=DigitRule(DIGITS, "significant"))
    everyone = [one for example in examples for one in example.witnessed()]
    first = {f"{one.slug}/{name}": (begun,) for one in everyone for name, begun in one.first.items()}
    files = {"/".join(one.example.path.parts[-3:]): one.example.path for one in everyone}
    lines = {name: path.read_text(encoding="utf-8").splitlines() for name, path in files.items()}
    found: dict[str, Card] = {}
    waiting = deque(sources)
    while waiting:
        source = waiting.popleft()
        if source.key in found:
            continue
        if isinstance(source, Stated):
            found[source.key] = Card("", "", "", source.text, "stated", place=source.reason)
            continue
        begun = first.get(source.key.partition("@")[0], ()) if source.family in TRAINED else ()
        made, operands = card(source, twelve, begun)
        found[source.key] = replace(made, line=line_of(source, lines))
        waiting.extend(operands)
    return found


def card(quantity: Quantity, writer: Writer, begun: tuple[Quantity, ...]) -> tuple[Card, tuple[Quantity, ...]]:
    """The card of a quantity, and what it is made from: the numbers of its formula, or else what it began as."""
    seen: dict[str, Quantity] = {}
    noting = replace(writer, note=lambda operand: seen.setdefault(operand.key, operand))
    try:
        shown = writer.number(quantity)
        made = derivation(quantity, noting) if quantity.node.arguments else {}
    except Tie:  # a number half way between two is shown whole
        return card(quantity, replace(writer, rule=replace(writer.rule, count=writer.rule.count + 1)), begun)
    if quantity.kind != "given" and not quantity.node.arguments:
        seen.update({one.key: one for one in begun})
    operands = tuple(operand for key, operand in seen.items() if key != quantity.key)
    return Card(
        title=title(quantity, made),
        name="" if quantity.family == "derived" else quantity.name,
        about=about(quantity),
        value=shown.text,
        kind=quantity.kind,
        exact=shown.exact,
        place=quantity.place or ("" if quantity.node.arguments else made_by(quantity)),
        made_from=tuple(operand.key for operand in operands),
        **made,
    ), operands


def derivation(quantity: Quantity, writer: Writer) -> Mapping[str, str]:
    """The formula in symbols and with numbers."""
    first, *more = writer.lines(quantity)
    if not more:  # a case that is a number by itself, such as the slope of a neuron that is off
        numbers = {"relation": "=", "numbers": marked(writer.substituted(quantity))}
        return {"formula": marked(writer.formula(quantity)), **numbers}
    formula = marked(first.latex + first.since)
    if len(more) == 1:  # what merely repeats another number has no line of numbers
        writer.substituted(quantity)  # notes the other one
        return {"formula": formula}
    remark = more[1].latex.rpartition(stamps.CLOSE)[2]
    return {"formula": formula, "relation": more[0].relation, "numbers": marked(more[0].latex + remark)}


def title(quantity: Quantity, made: Mapping[str, str]) -> str:
    """What stands above a card: the symbol, or the formula of what has none. A count has words."""
    if quantity.family == "derived":
        return made.get("formula", "")
    return "" if quantity.family == "count" else quantity.symbol


def made_by(quantity: Quantity) -> str:
    """What has made a number that has no formula."""
    if quantity.family in TRAINED:
        return f"left by {int(re.search(r'@([0-9]+)', quantity.key)[1]) - 1:,} updates"
    if quantity.family == "count":
        return "a bound" if quantity.name.endswith("_within") else "counted"
    return "made from more numbers than have names here"


def line_of(quantity: Quantity, lines: Mapping[str, Sequence[str]]) -> str:
    """The line of example.yml that gives a quantity; none where a variant has another number in its place."""
    file, _, line = quantity.place.rpartition(":")
    text = lines[file][int(line) - 1].partition(" #")[0] if file in lines else ""
    is_there = re.search(rf"(?<![0-9.]){re.escape(str(quantity.written))}(?![0-9.])", text)
    if "+" in quantity.key.partition("/")[0] and not is_there:
        return ""
    return shorten(text, LONGEST_LINE, placeholder=" ...")


def marked(latex: str) -> str:
    """LaTeX whose stamps have become keys."""

    def one(match: re.Match[str]) -> str:
        return match[2] if match[1] == stamps.STRUCTURAL else publication.in_math(match[1], match[2])

    return stamps.STAMP.sub(one, latex)


def as_script(cards: Mapping[str, Card], uses: Iterable[Use]) -> str:
    """The cards as the script that a page asks for when the first of them is opened, one number a line.

    A script, since a page that is opened from a folder may not fetch data. places: page, title, label, step; used: the
    places where a number is printed, each as [place, nth]."""
    used: dict[str, dict[tuple[str, str], Use]] = {}
    for use in uses:
        if use.key in cards:
            used.setdefault(use.key, {}).setdefault((use.place.page, use.place.label), use)
    found = {key: tuple(each.values()) for key, each in used.items()}
    places = tuple(dict.fromkeys(use.place for each in found.values() for use in each))
    at = {place: index for index, place in enumerate(places)}
    data = {
        key: {**vars(card), "used": [[at[use.place], use.nth] for use in found.get(key, ())]}
        for key, card in sorted(cards.items())
    }
    numbers = ",\n".join(f"{compact(key)}:{compact(without_empty(card))}" for key, card in data.items())
    head = compact([astuple(place) for place in places])
    return f'textbookNumbers({{"places":{head},"numbers":{{\n{numbers}\n}}}});\n'


def without_empty(card: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in card.items() if value}


def compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
