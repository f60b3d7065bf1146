"""Every quantity of a round as a list: for a person to look up, for a script to read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from generator.errors import Problem, TextbookError
from generator.example import Example, read
from generator.numbers import digits
from generator.numbers.digits import DigitRule
from generator.numbers.traced import Traced
from generator.project import EXAMPLE
from generator.quantities.deciding import decided
from generator.quantities.notation import PRODUCTS
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import plain, stamps
from generator.text.derivation import Writer

LONGEST_FORMULA = 160


def listing(path: Path, round_number: int, count: int, *, sample: int | None = None, as_json: bool) -> str:
    """The quantities of a round, or of one sample in it, with `count` significant digits. TextbookError for a round
    that there is not, or a sample that is not in its batch."""
    example = read((path / EXAMPLE if path.is_dir() else path).resolve())
    if not 1 <= count <= 30:
        raise TextbookError([Problem("--digits", None, f"expected 1 to 30, found {count}")])
    if not 1 <= round_number <= example.rounds + 1:
        place = example.line("rounds")
        message = f"there is no round {round_number}: the training has {example.rounds} rounds"
        raise TextbookError([Problem(str(example.path), place, message, "The last one shows what training has made.")])
    rows = decided(example.path, partial(rows_of, example, round_number, count, sample))
    return json.dumps(rows, indent=2, ensure_ascii=False) if as_json else as_table(rows)


def rows_of(example: Example, round_number: int, count: int, sample: int | None, bits: int) -> list[Mapping[str, str]]:
    worked = Worked(example, bits)
    rule = DigitRule(count, "significant")
    writer = Writer(worked.named, PRODUCTS[example.notation.times], rule)
    try:
        quantities = worked.at(round_number, sample)
    except LookupError as unknown:
        raise TextbookError([Problem("--sample", None, str(unknown))]) from unknown
    return [
        {
            "name": name,
            "value": shown(quantity, rule),
            "kind": quantity.kind,
            "symbol": quantity.symbol,
            "formula": code(worked, quantity) if quantity.node.arguments else "",
            "latex": stamps.without(writer.formula(quantity)) if quantity.node.arguments else "",
            "place": quantity.place,
        }
        for name, quantity in quantities.items()
    ]


def code(worked: Worked, quantity: Quantity) -> str:
    """The expression in the names that authors type; of a batch, with the number of the sample behind a colon."""

    def name(node: Traced) -> str | None:
        named = worked.named(node)
        if named is None or node is quantity.node:
            return None
        sample = re.search(r":[0-9]+$", named.key)
        return named.name + (sample[0] if sample and not quantity.key.endswith(sample[0]) else "")

    return plain.written(quantity.node, name)


def shown(quantity: Quantity, rule: DigitRule) -> str:
    """The digits of a value; one half way between two numbers is shown whole."""
    show = digits.as_far_as_known if quantity.agreed else digits.printed
    try:
        return show(quantity.value, rule).text
    except digits.Tie:
        return shown(quantity, DigitRule(rule.count + 1, rule.mode))


def as_table(rows: list[Mapping[str, str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in ("name", "value")]
    return "\n".join(
        f"{row['name']:<{widths[0]}}  {row['value']:<{widths[1]}}  {in_short(row['formula']) or row['place']}"
        for row in rows
    )


def in_short(formula: str) -> str:
    """A formula that fits into a line or two; the JSON has the whole."""
    return formula if len(formula) <= LONGEST_FORMULA else f"{formula[: LONGEST_FORMULA - 30]} ... {formula[-24:]}"
