"""Colours of text, symbols and numbers: readable on each page they stand on, and told apart by every reader."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

BROWSER = Path(__file__).parents[2] / "templates/browser"
STYLES = "".join((BROWSER / name).read_text(encoding="utf-8") for name in ("deck.css", "numbers.css"))
PAIRS = re.findall(r"--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));", STYLES)
COLOURS = {name: (both, both) if both else (light, dark) for name, light, dark, both in PAIRS}
THEMES = {"light": 0, "dark": 1}

FAMILIES = [name for name in COLOURS if name.startswith("k-")]
TEXT = ["ink", "muted", "accent", "code-word", "code-name", "code-number", "code-text", *FAMILIES]
# The pages of Material, light and slate (hsl(232, 15%, 14%)).
BOOK = ("#ffffff", "#1e2029")

# What a reader without one kind of cone sees, in linear RGB (Machado, Oliveira and Fernandes 2009, severity 1).
EYES = {
    "all cones": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}
# Linear RGB to cones and on to Oklab (Ottosson 2020), in which a distance of 0.02 is just noticeable.
CONES = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
         [0.0883024619, 0.2817188376, 0.6299787005]]  # fmt: skip
OKLAB = [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
         [0.0259040371, 0.7827717662, -0.8086757660]]  # fmt: skip


def linear(colour: str) -> np.ndarray:
    values = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def distance(one: str, other: str, eyes: str) -> float:
    def seen(colour: str) -> np.ndarray:
        return OKLAB @ np.cbrt(CONES @ np.clip(EYES[eyes] @ linear(colour), 0, 1))

    return float(np.linalg.norm(seen(one) - seen(other)))


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", TEXT)
def test_text_is_readable_on_every_ground(name: str, theme: str) -> None:
    i = THEMES[theme]
    grounds = [COLOURS["paper"][i], COLOURS["tint"][i], *([BOOK[i]] if name in FAMILIES else [])]
    assert min(contrast(COLOURS[name][i], ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"), [("section-ink", "section-paper"), ("section-muted", "section-paper"), ("muted", "table-top")]
)
def test_section_slides_and_the_way_back_are_readable(text: str, ground: str, theme: str) -> None:
    assert contrast(COLOURS[text][THEMES[theme]], COLOURS[ground][THEMES[theme]]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eyes", EYES)
def test_families_differ_from_each_other_and_from_plain_text(eyes: str, theme: str) -> None:
    i = THEMES[theme]
    colours = [COLOURS[name][i] for name in [*FAMILIES, "ink"]]
    assert len(FAMILIES) == 6
    assert min(distance(a, b, eyes) for a, b in itertools.combinations(colours, 2)) > 0.08


def test_red_and_green_of_one_brightness_would_not_do() -> None:
    assert distance("#b3552a", "#667d2a", "deuteranopia") < 0.08 < distance("#b3552a", "#667d2a", "all cones")
