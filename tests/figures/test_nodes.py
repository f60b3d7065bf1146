"""The rows of a node stand free of each other."""

from __future__ import annotations

import re

import pytest

from generator.figures.nodes import Cell
from generator.figures.parts import Row
from generator.figures.rect import Rect
from generator.figures.symbols import symbol

# Of the sans serif and serif letters of the usual systems, in parts of their size: how far a bracket and a g reach.
ABOVE, BELOW = 0.76, 0.25
SIZE, OF_RAISED = 12 * 1.1, 12 * 1.1 * 0.82


def heights(*latex: str) -> list[float]:
    """Where the rows of a neuron stand, its name first."""
    rows = tuple(Row(symbol(one).row, width=30.0) for one in latex)
    cell = Cell("neuron", Row(symbol("o_1").row, width=12.0), rows)
    node = cell.node(Rect(0.0, 0.0, cell.box.width, cell.box.height))
    return [float(re.search(r'y="([^"]+)"', text.place)[1]) for text in node.texts]


@pytest.mark.parametrize("raised", [r"\mathrm{target}^{[1]}", "L^{[1]}"])
def test_what_is_raised_does_not_touch_the_row_above(raised: str) -> None:
    _, above, below = heights(r"\mathrm{target}^{[1]}", raised)
    lifted = -float(symbol(raised).row[1].shift)
    assert below - lifted - ABOVE * OF_RAISED > above + BELOW * SIZE


def test_rows_with_nothing_raised_stand_closer() -> None:
    (_, *plain), (_, *raised) = heights("E", "E"), heights("E^{[1]}", "E")
    assert plain[1] - plain[0] < raised[1] - raised[0]


def test_every_row_stands_in_its_node() -> None:
    rows = (r"\mathrm{net}^{[1]}", r"\mathrm{out}^{[1]}", r"\mathrm{target}^{[1]}", "L^{[1]}")
    cell = Cell("neuron", Row(symbol("o_1").row, width=12.0), tuple(Row(symbol(one).row, width=30.0) for one in rows))
    assert max(heights(*rows)) + BELOW * SIZE < cell.box.height / 2
