"""Scales: round ticks, and values where they belong between them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures.curve import thinned
from generator.figures.scale import Scale, scale
from generator.text.stamps import without


def texts(made: Scale) -> list[str]:
    return ["".join(without(span.text) for span in made.row(tick).spans) for tick in made.ticks]


@pytest.mark.parametrize(
    ("kind", "low", "high", "expected"),
    [
        ("log", 3.5e-5, 0.298, ["10−5", "10−4", "10−3", "10−2", "10−1", "1"]),
        ("log", 1, 10000, ["1", "10", "100", "1000", "104"]),
        ("log", 1e-30, 0.9, ["10−32", "10−28", "10−24", "10−20", "10−16", "10−12", "10−8", "10−4", "1"]),
        ("log", 0.02, 0.3, ["0.02", "0.05", "0.1", "0.2", "0.5"]),
        ("linear", 0, 0.298, ["0", "0.1", "0.2", "0.3"]),
        ("linear", 0, 10000, ["0", "5000", "10000"]),
    ],
)
def test_ticks_are_round_numbers(kind: str, low: float, high: float, expected: list[str]) -> None:
    assert texts(scale(kind, low, high, 0, 100, to_ticks=True)) == expected


def test_equal_factors_are_equal_distances_on_a_logarithmic_scale() -> None:
    made = scale("log", 1, 1000, 0, 300, to_ticks=True)
    assert [made.at(x) for x in (1, 10, 100, 1000)] == pytest.approx([0, 100, 200, 300])


@given(st.sampled_from(["log", "linear"]), st.floats(1e-6, 1e3), st.floats(1.0001, 1e40))
def test_a_widened_scale_holds_its_values_and_ends_with_ticks(kind: str, low: float, factor: float) -> None:
    made = scale(kind, low, low * factor, 0, 100, to_ticks=True)
    assert 0 <= made.at(low) <= made.at(low * factor) <= 100 + 1e-9
    assert 2 <= len(made.ticks) <= 10 and all(a < b for a, b in zip(made.ticks, made.ticks[1:], strict=False))
    assert [made.at(made.ticks[0]), made.at(made.ticks[-1])] == pytest.approx([0, 100])
    assert all(re.fullmatch(r"[\d.−]+", text) for text in texts(made))


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 100)), max_size=400))
def test_thinning_keeps_what_can_be_seen(points: list[tuple[float, float]]) -> None:
    points.sort(key=lambda point: point[0])
    kept = list(thinned(points))
    assert set(kept) <= set(points) and len(kept) <= 2 * 51
    for x, y in points:
        near = [height for across, height in kept if int(across) == int(x)]
        assert min(near) <= y <= max(near)
