"""An example.yml alone becomes a whole chapter and a whole deck."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.build import Book, build
from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS
from generator.errors import TextbookError
from generator.example import read
from generator.numbers import certified
from generator.project import Project
from generator.quantities.worked import Worked
from tests.bare_examples import BARE, Bare, bare_book, slug
from tests.small_books import ROOT

EACH = pytest.mark.parametrize("name", BARE)
SHOWN = (
    "input", "target", "rate", "setting", "leak", "weight", "bias", "net", "out", "error", "total", "dE_dout",
    "dout_dnet", "jacobian", "delta", "short delta", "gradient", "batch total", "batch gradient", "decayed gradient",
    "aside", "new state", "new weight", "new bias",
)  # fmt: skip
OF_BIASES = ("bias gradient", "batch bias gradient")
OF_EACH_SAMPLE = ("out", "total", "delta", "gradient")
LONGEST_LISTING = 120
MOST_SLIDES = 51


@pytest.fixture
def root(bare: Bare) -> Path:
    return bare.root


@pytest.fixture
def book(bare: Bare) -> Book:
    return bare.book


def worked(root: Path, name: str) -> Worked:
    (folder,) = (root / "content").glob(f"*-{slug(name)}")
    with certified.precision(128):
        return Worked(read(folder / "example.yml"), 128)


def text(book: Book, uri: str) -> str:
    (file,) = [file for file in book.files if file.uri == uri]
    return file.text


def chapter(book: Book, name: str) -> str:
    """The words and the LaTeX of a chapter in one line, numbers without their marks."""
    bare = re.sub(r"<[^<>]*>", "", re.sub(r"\\q\{[^{}]*\}\{([^{}]*)\}", r"\1", text(book, f"{slug(name)}.md")))
    return " ".join(html.unescape(bare).replace("\u2212", "-").split())


def printed(book: Book, page: str) -> set[str]:
    """The keys of the numbers on a page."""
    return {entry.key for entry in book.ledger if entry.page == page}


def listings(page: str) -> list[str]:
    blocks = re.findall(r"<pre\b[^<>]*>(.*?)</pre>", page, re.DOTALL)
    return [html.unescape(re.sub(r"<[^<>]*>", "", block)) for block in blocks]


@EACH
def test_the_chapter_shows_every_quantity_of_the_first_round(root: Path, book: Book, name: str) -> None:
    of = worked(root, name)
    families = (*SHOWN, *OF_BIASES) if of.method.update_biases else SHOWN
    wanted = {q.key for q in of.first.values() if q.family in families}
    assert len(wanted) > 12 and wanted <= printed(book, f"{slug(name)}.md")


@EACH
def test_the_chapter_shows_what_the_other_samples_of_a_batch_bring(root: Path, book: Book, name: str) -> None:
    of = worked(root, name)
    samples = [of.at(1, sample=number) for number in range(1, of.example.batch_size + 1)]
    wanted = {q.key for sample in samples for q in sample.values() if q.family in OF_EACH_SAMPLE}
    assert wanted <= printed(book, f"{slug(name)}.md")


@EACH
def test_the_chapter_shows_the_loss_and_the_right_answers_of_every_round_of_its_table(
    root: Path, book: Book, name: str
) -> None:
    of = worked(root, name)
    rounds = {1, 2, *of.example.table}
    found = [of.predictions(number) for number in (*of.example.table, of.example.rounds + 1)]
    wanted = {of.loss(number).key for number in rounds} | {one.correct.key for one in found if one.correct is not None}
    assert wanted <= printed(book, f"{slug(name)}.md")


@EACH
def test_the_chapter_shows_what_the_network_makes_of_each_sample_in_the_end(root: Path, book: Book, name: str) -> None:
    of = worked(root, name)
    of.after(of.rounds)
    last = of.predictions(of.example.rounds + 1).each
    names = of.example.layers[-1].neurons
    outs = [one.outs if one.want is None else [one.outs[names.index(one.want)]] for one in last]
    assert {q.key for each in outs for q in each} <= printed(book, f"{slug(name)}.md")


@EACH
def test_the_deck_shows_the_forward_pass_the_deltas_and_the_gradient(root: Path, book: Book, name: str) -> None:
    shown = ("net", "out", "delta", "gradient", "batch total", "batch gradient", "new state", "new weight")
    wanted = {q.key for q in worked(root, name).first.values() if q.family in shown}
    assert wanted <= printed(book, f"{slug(name)}/deck.html")


@EACH
def test_no_deck_has_more_slides_than_a_lecture_has_time_for(book: Book, name: str) -> None:
    assert 20 < text(book, f"{slug(name)}/deck.html").count("\\n---\\n") < MOST_SLIDES


@EACH
def test_every_row_of_a_table_has_as_many_cells_as_its_heading(book: Book, name: str) -> None:
    page = re.sub(r"\\q\{[^{}]*\}\{([^{}]*)\}", r"\1", text(book, f"{slug(name)}.md"))
    tables = re.findall(r"(?:^\|.*\|\n)+", page, re.MULTILINE)
    assert len(tables) >= 2 and page.count("\n|") == sum(table.count("\n") for table in tables)
    for table in tables:
        assert len({row.count("|") for row in table.splitlines()}) == 1, table


@EACH
def test_the_programs_of_the_chapter_give_its_errors(root: Path, book: Book, name: str) -> None:
    of = worked(root, name)
    programs = listings(text(book, f"{slug(name)}.md"))
    assert "import numpy" in programs[0] and len(programs) in (1, 2)
    for program in programs:
        scope: dict = {}
        exec(program, scope)
        expected = [certified.middle(of.error_of(number)) for number in range(1, of.example.rounds + 1)]
        assert scope["errors"] == pytest.approx(expected, rel=1e-9, abs=1e-25)


@EACH
def test_a_long_program_is_left_out_and_that_is_said(book: Book, name: str) -> None:
    page = text(book, f"{slug(name)}.md")
    plain = [program for program in listings(page) if "import numpy" not in program]
    assert all(program.count("\n") <= LONGEST_LISTING for program in plain)
    assert ("too long to be read" in page) is (plain == [])


@pytest.mark.parametrize("name", ["three classes", "a curve", "one layer"])
def test_where_weights_have_indices_none_has_a_number(book: Book, name: str) -> None:
    for page in (f"{slug(name)}.md", f"{slug(name)}/deck.html"):
        symbols = re.findall(r"\bw_\{?(\d+)", unquote(text(book, page)))
        assert {len(index) for index in symbols} == {2}


def test_the_neurons_that_are_dead_are_named(root: Path, book: Book) -> None:
    of, words = worked(root, "three classes"), chapter(book, "three classes")
    dead = [neuron for neuron in ("h1", "h2", "h3") if of.first[f"net_{neuron}"] < 0]
    assert dead == ["h1", "h3"]
    assert r"The nets of \(h_1\) and \(h_3\) are negative" in words
    assert r"The neurons \(h_1\) and \(h_3\) are dead for this sample" in words
    for_all = [n for n in ("h1", "h2", "h3") if all(of.at(1, sample=k)[f"net_{n}"] < 0 for k in range(1, 6))]
    assert for_all == ["h3"] and words.count("is dead for every sample of the batch") == 1
    assert r"The neuron \(h_3\) is dead for every sample of the batch" in words


@pytest.mark.parametrize("name", ["three classes", "exclusive or in batches"])
def test_the_short_form_of_the_delta_is_derived_and_met(book: Book, name: str) -> None:
    words = chapter(book, name)
    assert "A shorter way." in words and "The short way gives the digits of the long one." in words
    assert (r"\sum_{i \neq j}" in words) is (name == "three classes")


def test_who_has_no_short_form_is_told_of_none(book: Book) -> None:
    assert [name for name in BARE if "A shorter way" in chapter(book, name)] == [
        "three classes", "exclusive or in batches",
    ]  # fmt: skip


def test_the_words_fit_the_example(book: Book) -> None:
    words = {name: chapter(book, name) for name in BARE}

    def where(said: str) -> list[str]:
        return [name for name in BARE if said in words[name]]

    assert where("There is only one output") == [
        "one behind one", "four samples", "exclusive or in batches", "one layer", "one weight",
    ]  # fmt: skip
    assert where("full batch") == where("The loss, the ") == ["three classes", "a curve"]
    assert where("mini-batch") == where("The last batch before that is smaller") == ["exclusive or in batches"]
    assert where("online** learning") == ["four samples", "one layer", "many numbers"]
    assert where("minus the derivative of the total error") == ["a curve"]
    assert where("weight decay") == where("the data alone") == ["a curve"]
    assert where("The biases stay as they are") == ["two outputs", "three layers"]
    assert where("There are no biases") == where("becomes a little larger? That is") == ["one weight"]
    assert where("class whose output no other exceeds") == ["three classes"]
    assert where("one column for each neuron") == ["a curve"]
    assert where("### Forward") == [name for name in BARE if name not in ("one layer", "one weight")]
    assert where("; before training, ") == ["four samples", "three classes"]
    for optimizer, name in (("Adam", "three classes"), ("Nesterov", "a curve"), ("RMSProp", "one layer")):
        assert where(f"**{optimizer}") == [name]


@pytest.mark.parametrize(
    ("folder", "table"), [("activations", ACTIVATIONS), ("losses", LOSSES), ("optimizers", OPTIMIZERS)]
)
def test_each_function_that_can_be_chosen_has_its_words_and_no_other_has(folder: str, table: dict) -> None:
    files = {file.stem for file in (ROOT / "templates" / folder).iterdir()}
    assert files == {name.replace(" ", "-") for name in table}


@pytest.mark.parametrize("name", ["two outputs", "one behind one"])
def test_what_the_update_did_is_said_as_the_numbers_have_it(root: Path, book: Book, name: str) -> None:
    of, words = worked(root, name), chapter(book, name)
    assert of.after(1)["E_total"] < of.first["E_total"]
    assert "It has fallen from" in words and "It has risen" not in words


def test_an_update_that_makes_it_worse_is_called_so(tmp_path: Path) -> None:
    name = "one layer"
    worse = BARE[name].replace("learning_rate: 0.01", "learning_rate: 3").replace("30", "4").replace("2, 3, ", "2, ")
    assert "It has risen from" in chapter(build(Project(bare_book(tmp_path, {name: worse})), preview=True), name)


def test_a_rounding_tie_in_the_walk_through_is_shown_whole(tmp_path: Path) -> None:
    """Half of 2.4645 is 1.23225, half way between 1.2322 and 1.2323."""
    digits = "digits: {chapter: 4 decimals, deck: 4 decimals}"
    tie = BARE["one weight"].replace("inputs: [2]", "inputs: [2.4645]") + digits
    book = build(Project(bare_book(tmp_path, {"tie": tie})))
    shown = {entry.printed for entry in book.ledger if entry.key.endswith("/net_p@1")}
    assert "1.23225" in shown and not shown & {"1.2322", "1.2323"}


def test_a_rounding_tie_in_a_chapter_of_its_own_is_refused(tmp_path: Path) -> None:
    tie = BARE["one weight"].replace("inputs: [2]", "inputs: [2.4645]") + "digits: {chapter: 4 decimals}"
    root = bare_book(tmp_path, {"tie": tie})
    (root / "content" / "1-tie" / "chapter.md").write_text("# Half way\n\n{{ net_p }}\n", encoding="utf-8")
    with pytest.raises(TextbookError) as error:
        build(Project(root))
    (problem,) = error.value.problems
    assert Path(problem.file).name == "chapter.md" and problem.line == 3
    assert problem.message.startswith("net_p cannot be rounded: it lies exactly half way")


def test_an_example_with_a_notation_of_its_own_is_written_in_it(book: Book) -> None:
    page = text(book, "four-samples.md")
    assert r"\alpha" in page and r"\times" in page and r"\partial L" in page
    assert r"\eta" not in page and r"\cdot" not in page and r"\partial E" not in page
