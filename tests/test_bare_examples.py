"""An example.yml alone becomes a whole chapter and a whole deck."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from generator.build import Book, build
from generator.example import read
from generator.numbers import certified
from generator.project import Project
from generator.quantities.worked import Worked
from tests.bare_examples import BARE, bare_book, slug

EACH = pytest.mark.parametrize("name", BARE)
SHOWN = ("net", "out", "error", "dE_dout", "dout_dnet", "delta", "gradient", "new weight", "new bias")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bare_book(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    return build(Project(root))


def worked(root: Path, name: str) -> Worked:
    (folder,) = (root / "content").glob(f"*-{slug(name)}")
    with certified.precision(128):
        return Worked(read(folder / "example.yml"), 128)


def text(book: Book, uri: str) -> str:
    (file,) = [file for file in book.files if file.uri == uri]
    return file.text


def listings(page: str) -> list[str]:
    blocks = re.findall(r"<pre\b[^<>]*>(.*?)</pre>", page, re.DOTALL)
    return [html.unescape(re.sub(r"<[^<>]*>", "", block)) for block in blocks]


@EACH
def test_the_chapter_shows_every_quantity_of_the_first_round(root: Path, book: Book, name: str) -> None:
    of = worked(root, name)
    trains_biases = of.method.update_biases
    printed = {entry.key for entry in book.ledger if entry.page == f"{slug(name)}.md"}
    wanted = {q.key for q in of.first.values() if q.family in SHOWN}
    wanted |= {q.key for q in of.first.values() if q.family == "bias gradient" and trains_biases}
    assert wanted <= printed


@EACH
def test_the_deck_shows_the_forward_pass_the_deltas_and_the_gradient(root: Path, book: Book, name: str) -> None:
    printed = {entry.key for entry in book.ledger if entry.page == f"{slug(name)}/deck.html"}
    assert {q.key for q in worked(root, name).first.values() if q.family in ("net", "out", "delta", "gradient")} <= printed


@EACH
def test_both_programs_of_the_chapter_give_its_errors(root: Path, book: Book, name: str) -> None:
    of = worked(root, name)
    programs = listings(text(book, f"{slug(name)}.md"))
    assert len(programs) == 2
    for program in programs:
        scope: dict = {}
        exec(program, scope)
        expected = [certified.middle(of.error_of(number)) for number in range(1, of.example.rounds + 1)]
        assert scope["errors"] == pytest.approx(expected, rel=1e-9, abs=1e-25)


@pytest.mark.parametrize(("name", "fallen"), [("two outputs", True), ("one behind one", True)])
def test_what_the_update_did_is_said_as_the_numbers_have_it(book: Book, name: str, fallen: bool) -> None:
    assert ("so it has fallen" in text(book, f"{slug(name)}.md")) is fallen


def test_an_update_that_makes_it_worse_is_called_so(root: Path) -> None:
    (file,) = (root / "content").glob("*-three-layers/example.yml")
    good = file.read_text(encoding="utf-8")
    worse = good.replace("learning_rate: 0.05", "learning_rate: 20").replace("60", "2").replace("10, ", "")
    file.write_text(worse, encoding="utf-8")
    try:
        assert "so it has risen" in text(build(Project(root), preview=True), "three-layers.md")
    finally:
        file.write_text(good, encoding="utf-8")


def test_an_example_with_a_notation_of_its_own_is_written_in_it(book: Book) -> None:
    chapter = text(book, "four-samples.md")
    assert r"\alpha" in chapter and r"\times" in chapter and r"\partial L" in chapter
    assert r"\eta" not in chapter and r"\cdot" not in chapter and r"\partial E" not in chapter
