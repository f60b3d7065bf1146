"""Every quantity of a round as a list: for a person to look up, for a script to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from generator.errors import Problem, TextbookError
from generator.example import Example, read
from generator.numbers import certified, digits
from generator.numbers.certified import Certified
from generator.numbers.digits import DigitRule
from generator.project import EXAMPLE
from generator.quantities.notation import PRODUCTS
from generator.quantities.worked import Worked
from generator.text import stamps
from generator.text.derivation import Writer


def listing(path: Path, round_number: int, count: int, *, as_json: bool) -> str:
    """The quantities of a round, with `count` significant digits. TextbookError for a round that there is not."""
    example = read((path / EXAMPLE if path.is_dir() else path).resolve())
    if not 1 <= count <= 30:
        raise TextbookError([Problem("--digits", None, f"expected 1 to 30, found {count}")])
    if not 1 <= round_number <= example.rounds + 1:
        place = example.line("rounds")
        message = f"there is no round {round_number}: the training has {example.rounds} rounds"
        raise TextbookError([Problem(str(example.path), place, message, "The last one shows what training has made.")])
    rows = certified.with_enough_precision(partial(rows_of, example, round_number, count))
    return json.dumps(rows, indent=2, ensure_ascii=False) if as_json else as_table(rows)


def rows_of(example: Example, round_number: int, count: int, bits: int) -> list[Mapping[str, str]]:
    worked = Worked(example, bits)
    rule = DigitRule(count, "significant")
    writer = Writer(worked.named, PRODUCTS[example.notation.times], rule)
    return [
        {
            "name": name,
            "value": shown(quantity.value, rule),
            "kind": quantity.kind,
            "symbol": quantity.symbol,
            "formula": writer.code(quantity) if quantity.node.arguments else "",
            "latex": stamps.without(writer.formula(quantity)) if quantity.node.arguments else "",
            "place": quantity.place,
        }
        for name, quantity in worked.at(round_number).items()
    ]


def shown(value: Certified, rule: DigitRule) -> str:
    """The digits of a value; one half way between two numbers is shown whole."""
    try:
        return digits.printed(value, rule).text
    except digits.Tie:
        return shown(value, DigitRule(rule.count + 1, rule.mode))


def as_table(rows: list[Mapping[str, str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in ("name", "value")]
    return "\n".join(
        f"{row['name']:<{widths[0]}}  {row['value']:<{widths[1]}}  {row['formula'] or row['place']}" for row in rows
    )
