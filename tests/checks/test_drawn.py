"""Figures read again from what is drawn alone: right ones pass, and whatever is drawn other than it is, is found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.checks.drawn import reader, svg
from generator.checks.drawn.world import World
from generator.documents.templating import Rendered
from generator.figures import FIGURES
from generator.numbers import certified
from tests import two_outputs
from tests.checks.documents_of_the_book import DOCUMENTS, FOLDERS, of_the_example
from tests.checks.figure_slips import slips
from tests.drawn_networks import CALLS, NETWORKS, network, rendered

FIGURE = re.compile(r"<figure class=\"worked-figure.*?</figure>", re.DOTALL)

MOST = 2
"""So many slips of one kind are tried in a figure: neighbours in it are alike."""

UNLIKE = 0.9
"""A line moved by little in a flat part of a map is where it was, as far as anybody can see."""


def chapter(folder: str) -> tuple[World, Rendered]:
    worked, text = of_the_example(folder)[0]
    return World(text.sources, (worked,)), text


def found(world: World, figure: str) -> list[str]:
    with certified.precision(two_outputs.BITS):
        return [fault.message for one in svg.figures(figure) for fault in reader.of_figure(one, world)]


def test_each_kind_of_figure_has_a_reader() -> None:
    assert set(reader.READERS) == set(FIGURES)


def test_every_kind_of_figure_is_in_the_book() -> None:
    texts = (chapter(folder)[1].text for folder in FOLDERS)
    assert {one.kind for text in texts for one in svg.figures(text)} == set(FIGURES)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("which", range(len(DOCUMENTS)), ids=DOCUMENTS)
def test_the_figures_of_the_book_are_drawn_as_they_are(folder: str, which: int) -> None:
    worked, text = of_the_example(folder)[which]
    with certified.precision(worked.bits):
        assert list(reader.faults(text.text, text.sources, (worked,))) == []


@pytest.mark.parametrize("name", NETWORKS)
def test_networks_of_all_shapes_are_drawn_as_they_are(tmp_path: Path, name: str) -> None:
    worked = network(name)
    calls = [call for call in CALLS.values() if worked.method.update_biases or "weights and biases" not in call]
    text = rendered(tmp_path, worked, "".join(f"{{{{ figure({call}) }}}}\n" for call in calls))
    with certified.precision(two_outputs.BITS):
        assert list(reader.faults(text.text, text.sources, (worked,))) == []


def tried(folder: str) -> Iterator[tuple[str, bool]]:
    """Slips in the figures of a chapter, by their kind, with whether they are found."""
    world, text = chapter(folder)
    for figure in FIGURE.findall(text.text):
        counts: Counter[str] = Counter()
        for slip in slips(figure):
            counts[slip.kind] += 1
            if counts[slip.kind] <= MOST:
                yield slip.kind, bool(found(world, slip.text))


@pytest.mark.parametrize("folder", FOLDERS)
def test_whatever_is_moved_exchanged_renamed_or_hidden_is_found(folder: str) -> None:
    outcomes = list(tried(folder))
    assert len(outcomes) > 40
    all_of, right = Counter(kind for kind, _ in outcomes), Counter(kind for kind, is_found in outcomes if is_found)
    unsure = {kind for kind in all_of if re.match(r"(level|deep|yes) moved", kind)}
    assert {kind for kind, count in all_of.items() if right[kind] < count and kind not in unsure} == set()
    assert sum(right[kind] for kind in unsure) >= UNLIKE * sum(all_of[kind] for kind in unsure)


@pytest.mark.parametrize("call", ['"network", show="updated"', '"network", show="forward"', '"error-curve"'])
def test_harmless_words_in_a_caption_are_nobodys_business(tmp_path: Path, call: str) -> None:
    captions = (
        "Look at it for a while.", "The network, once more.", "Each line has a weight; the thick ones matter most.",
        "After lunch, try it with another rate.", "Compare it with the first one.", "From left to right.",
        "From these numbers the new weights will be made.", "The weights that are updated next.",
        "Compare it with the network before the update.",
    )
    for caption in captions:
        text = rendered(tmp_path, network("2-2-2"), f'{{{{ figure({call}, caption="{caption}") }}}}')
        with certified.precision(two_outputs.BITS):
            assert list(reader.faults(text.text, text.sources, (network("2-2-2"),))) == [], caption
