"""What others have printed: every number of the worked examples in tests/sources is ours, or wrong for a reason.

tests/sources/relu-softmax.yml says how these files are read. What the sources of the book's own examples print stands
beside the examples (tests/printed).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS
from generator.example import read
from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.numbers.digits import certainly_rounds_to, given
from generator.quantities.worked import Worked

FOLDER = Path(__file__).parent / "sources"
BITS = 192
SOURCES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yml"))}


def printed(source: str) -> Iterator[tuple[int, str, str]]:
    """Round, quantity and text of what the source prints as it is."""
    for number, quantities in SOURCES[source]["prints"].items():
        for name, texts in quantities.items():
            yield from ((number, name, text) for text in ([texts] if isinstance(texts, str) else texts))


def differing(source: str) -> Iterator[tuple[int, str, str, str]]:
    """Round, quantity, printed text and right text of what the source prints otherwise than it is."""
    for group in SOURCES[source].get("differs", []):
        for number, quantities in group["numbers"].items():
            for name, texts in quantities.items():
                yield number, name, texts["printed"], texts["right"]


PRINTED = [(source, *told) for source in SOURCES for told in printed(source)]
DIFFERING = [(source, *told) for source in SOURCES for told in differing(source)]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A folder with the example of each source."""
    root = tmp_path_factory.mktemp("sources")
    folders = {source: root / f"1-{source}" for source in SOURCES}
    for source, folder in folders.items():
        folder.mkdir()
        (folder / "example.yml").write_text(SOURCES[source]["example"], encoding="utf-8")
    return folders


@cache
def worked(folder: Path) -> Worked:
    with certified.precision(BITS):
        return Worked(read(folder / "example.yml"), BITS)


def value(folder: Path, number: int, name: str) -> Certified:
    """The number of a quantity as it is named in the files: "net_h1", or "net_h1 of sample 2"."""
    quantity, _, sample = name.partition(" of sample ")
    with certified.precision(BITS):
        quantities = worked(folder).at(number, sample=int(sample)) if sample else worked(folder).at(number)
        return quantities[quantity].value


def rounds_to(number: Certified, text: str) -> bool:
    with certified.precision(BITS):
        return certainly_rounds_to(number, given(Decimal(text)))


@pytest.mark.parametrize(("source", "number", "name", "text"), PRINTED)
def test_a_number_that_a_source_prints_is_ours(
    books: Mapping[str, Path], source: str, number: int, name: str, text: str
) -> None:
    assert rounds_to(value(books[source], number, name), text)


@pytest.mark.parametrize(("source", "number", "name", "text", "right"), DIFFERING)
def test_where_a_source_is_wrong_ours_is_the_right_number(
    books: Mapping[str, Path], source: str, number: int, name: str, text: str, right: str
) -> None:
    ours = value(books[source], number, name)
    assert rounds_to(ours, right)
    assert not rounds_to(ours, text)


@pytest.mark.parametrize("source", SOURCES)
def test_a_file_says_where_its_numbers_are_from_and_why_some_are_wrong(source: str) -> None:
    told = SOURCES[source]
    assert set(told) <= {"source", "example", "prints", "differs"}
    assert told["source"]["title"] and any(printed(source))
    assert all(group["reason"] and group["numbers"] for group in told.get("differs", []))
    assert all(exponent(text) == exponent(right) for *_, text, right in differing(source))


def exponent(text: str) -> int:
    """The place of the last digit of a decimal."""
    return Decimal(text).as_tuple().exponent


def test_the_sources_go_through_what_an_example_may_choose() -> None:
    examples = [yaml.safe_load(told["example"]) for told in SOURCES.values()]
    assert {example["optimizer"] for example in examples} == set(OPTIMIZERS)
    assert {example["loss"] for example in examples} == set(LOSSES)
    assert {layer["activation"] for example in examples for layer in example["layers"]} == set(ACTIVATIONS)
    assert {example.get("batch_loss", "mean") for example in examples} == {"mean", "sum"}
    assert {example.get("batch", "online") for example in examples} >= {"online", "full", 2}
