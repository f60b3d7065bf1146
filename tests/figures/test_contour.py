"""Contour lines: they lie where the function is zero, and what they enclose is as large as it should be."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.figures.contour import Point, areas, contours
from tests.strategies import quick

XS = [k / 20 - 2 for k in range(81)]
YS = [k / 20 - 1.5 for k in range(61)]
"""A grid from -2 to 2 across, from -1.5 to 1.5 up and down."""

X, Y = np.meshgrid(XS, YS)


def enclosed(line: list[Point]) -> float:
    """The area inside a closed line, by the shoelace formula."""
    assert line[0] == line[-1]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(line))) / 2


def length(line: list[Point]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(line))


def test_a_circle_is_one_closed_line_at_its_radius() -> None:
    (line,) = contours(XS, YS, 1 - X**2 - Y**2)
    assert line[0] == line[-1] and len(line) > 80
    assert [math.hypot(x, y) for x, y in line] == pytest.approx([1] * len(line), abs=1e-3)
    assert enclosed(line) == pytest.approx(math.pi, rel=2e-3) and length(line) == pytest.approx(2 * math.pi, rel=2e-3)


def test_two_circles_are_two_lines() -> None:
    lines = contours(XS, YS, np.maximum(0.25 - (X - 1) ** 2 - Y**2, 0.25 - (X + 1) ** 2 - Y**2))
    assert len(lines) == 2 and all(enclosed(line) == pytest.approx(math.pi / 4, rel=1e-2) for line in lines)


@given(*[st.floats(-2, 2) for _ in range(3)])
@quick(40)
def test_a_straight_border_is_found_exactly_and_leads_from_edge_to_edge(a: float, b: float, c: float) -> None:
    assume(math.hypot(a, b) > 0.1 and (np.abs(a * X + b * Y + c) > 1e-9).all())
    values = a * X + b * Y + c
    lines = contours(XS, YS, values)
    assert len(lines) == int((values > 0).any() and (values < 0).any())
    for line in lines:
        assert max(abs(a * x + b * y + c) for x, y in line) < 1e-12
        for x, y in (line[0], line[-1]):
            assert min(abs(x - XS[0]), abs(x - XS[-1]), abs(y - YS[0]), abs(y - YS[-1])) < 1e-12
        assert length(line) == pytest.approx(math.dist(line[0], line[-1]))


@given(*[st.floats(-2, 2) for _ in range(3)])
@quick(40)
def test_what_is_above_zero_and_what_is_below_fill_the_plane(a: float, b: float, c: float) -> None:
    assume(math.hypot(a, b) > 0.1 and (np.abs(a * X + b * Y + c) > 1e-9).all())
    values = a * X + b * Y + c
    above, below = (sum(map(enclosed, areas(XS, YS, one))) for one in (values, -values))
    assert above + below == pytest.approx(4 * 3)


def test_a_function_that_is_above_zero_everywhere_has_no_contour_and_fills_the_plane() -> None:
    assert contours(XS, YS, 1 + 0 * X) == []
    (line,) = areas(XS, YS, 1 + 0 * X)
    assert enclosed(line) == pytest.approx(12)
    assert areas(XS, YS, -1 + 0 * X) == []


@pytest.mark.parametrize(("height", "joined"), [(0.1, True), (-0.1, False)])
def test_in_a_saddle_the_middle_says_which_corners_belong_together(height: float, joined: bool) -> None:
    """Two corners above zero, two below; they touch in the middle."""
    values = np.array([[1.0, -1.0], [-1.0, 1.0]]) + height
    lines = contours([0, 1], [0, 1], values)
    assert len(lines) == 2
    # What is above zero is one band through the middle, or two corners.
    assert len(areas([0, 1], [0, 1], values)) == (1 if joined else 2)
