"""The build: what comes out, everything that is wrong is said at once, and nothing comes of a broken book."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import Book, build
from generator.errors import AuditError, Problem, TextbookError
from generator.quantities import witness
from generator.quantities.witness import Testimony as WitnessTestimony
from tests.small_books import EXAMPLE, SmallBook, line_of, replaced, small_book


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    return small_book(tmp_path / "book")


def problems(book: SmallBook) -> tuple[Problem, ...]:
    with pytest.raises(TextbookError) as error:
        build(book.project)
    return error.value.problems


def place(problem: Problem, book: SmallBook) -> tuple[str, int | None]:
    return Path(problem.file).relative_to(book.root).as_posix(), problem.line


def text(built: Book, uri: str) -> str:
    (file,) = [file for file in built.files if file.uri == uri]
    return file.text


# --- what comes out ---------------------------------------------------------------------------------------------------


def test_pages_come_in_reading_order_with_what_an_author_edits(book: SmallBook) -> None:
    book.second("10-last"), book.second("2-next")
    (book.root / "content" / "about.md").write_text("# About\n", encoding="utf-8")
    files = build(book.project).files
    assert [file.uri for file in files if file.source] == [
        "index.md", "chain.md", "chain/deck.html", "next.md", "next/deck.html", "last.md", "last/deck.html", "about.md",
    ]  # fmt: skip
    sources = {file.uri: file.source.relative_to(book.root).as_posix() for file in files if file.source}
    assert sources["next/deck.html"] == "content/2-next/deck.md" and sources["index.md"] == "content/index.md"


def test_what_a_reader_s_browser_needs_comes_along(book: SmallBook) -> None:
    picture = book.chapter.with_name("picture.svg")
    picture.write_text("<svg/>", encoding="utf-8")
    files = {file.uri: file for file in build(book.project).files}
    for uri in ("textbook/math.js", "textbook/book.css", "textbook/vendor/mathjax/tex-chtml.js"):
        assert files[uri].path.is_file() and files[uri].text == ""
    assert files["1-chain/picture.svg"].path == picture
    assert "ledger.json" in files and not any(uri.endswith((".yml", "example.md")) for uri in files)
    assert len(files) == len(build(book.project).files)  # no address twice


def test_a_page_holds_its_numbers_with_their_keys(book: SmallBook) -> None:
    built = build(book.project)
    assert '<span class="q" data-q="chain/out_o@1">0.460350</span>' in text(built, "chain.md")
    assert r"\q{chain/dE_dout_o@1}{-0.43" in text(built, "chain.md")
    assert not set("\ue000\ue001\ue002\ue003") & set("".join(file.text for file in built.files))


def test_chapter_deck_and_front_page_have_digits_of_their_own(book: SmallBook) -> None:
    for file in (book.chapter, book.deck):
        file.write_text(file.read_text("utf-8") + "\nIt is {{ out_h }}.\n", encoding="utf-8")
    book.index.write_text("# Book\n\n{{ book.chain.out_h }}\n", encoding="utf-8")
    printed = {e.page: e.printed for e in build(book.project).ledger if e.key == "chain/out_h@1"}
    # 1 / (1 + exp(-0.34)) = 0.58419052...
    assert printed == {"chain.md": "0.584191", "chain/deck.html": "0.584", "index.md": "0.584191"}


def test_a_deck_has_its_title_and_finds_its_files_one_folder_up(book: SmallBook) -> None:
    deck = text(build(book.project), "chain/deck.html")
    assert "<title>One behind the other</title>" in deck
    assert 'src="../textbook/math.js"' in deck and '"./textbook' not in deck


def test_a_template_beside_the_chapter_takes_the_place_of_the_book_s(book: SmallBook) -> None:
    own = book.chapter.parent / "macros" / "math.md"
    own.parent.mkdir()
    own.write_text("{% macro work(quantity) %}{% set rest = varargs %}our way: {{ quantity }}{% endmacro %}\n", "utf-8")
    assert "our way: " in text(build(book.project), "chain.md")


def test_a_front_page_may_quote_every_example(book: SmallBook) -> None:
    book.second("2-next", example=EXAMPLE.replace("[[0.30]]", "[[0.31]]"))
    book.index.write_text("# Book\n\n{{ book.chain.w1 }} and {{ book.next.w1 }}\n", encoding="utf-8")
    built = build(book.project)
    assert 'data-q="chain/w1">0.30<' in text(built, "index.md") and 'data-q="next/w1">0.31<' in text(built, "index.md")
    assert [entry.printed for entry in built.ledger if entry.page == "index.md"] == ["0.30", "0.31"]


def test_a_book_without_a_chapter_or_deck_of_its_own_is_no_traceback(book: SmallBook) -> None:
    book.deck.unlink()
    try:
        built = build(book.project)
    except TextbookError as error:
        assert "deck.md" in str(error)
    else:
        assert text(built, "chain/deck.html")


# --- what does not ----------------------------------------------------------------------------------------------------


def test_every_broken_example_is_said(book: SmallBook) -> None:
    second = book.second("2-next", example=EXAMPLE.replace("rounds: 40", "rounds: forty"))
    replaced(book.example, "activation: logistic", "activation: logisitc")
    found = problems(book)
    assert {place(problem, book) for problem in found} >= {
        ("content/1-chain/example.yml", line_of(book.example, "logisitc")),
        ("content/2-next/example.yml", line_of(second.example, "forty")),
    }


def test_a_front_page_is_not_blamed_for_an_example_that_cannot_be_read(book: SmallBook) -> None:
    book.index.write_text("# Book\n\n{{ book.chain.w1 }}\n", encoding="utf-8")
    replaced(book.example, "activation: logistic", "activation: logisitc")
    assert {place(problem, book)[0] for problem in problems(book)} == {"content/1-chain/example.yml"}


def test_what_is_wrong_in_several_documents_is_said_at_once(book: SmallBook) -> None:
    second = book.second("2-next", chapter="# Next\n\n{{ no_such_name }}\n",
                         deck="# Slide\n\n{% claim w1 > 1 %}Large.{% endclaim %}\n")  # fmt: skip
    replaced(book.chapter, "E_total > after(1).E_total", "E_total < after(1).E_total")
    book.index.write_text("# Book\n\n{{ chapters[0].no_such_key }}\n", encoding="utf-8")
    assert {place(problem, book) for problem in problems(book)} == {
        ("content/1-chain/chapter.md", line_of(book.chapter, "E_total <")),
        ("content/2-next/chapter.md", line_of(second.chapter, "no_such_name")),
        ("content/2-next/deck.md", line_of(second.deck, "claim")),
        ("content/index.md", 3),
    }


def test_typed_numbers_of_all_documents_are_said_at_once(book: SmallBook) -> None:
    second = book.second("2-next", chapter="# Next\n\nIt is 0.29.\n", deck="# Slide\n\n???\n\nAbout 37.\n")
    book.index.write_text("# Book 0.5\n", encoding="utf-8")
    macros = book.root / "templates" / "macros" / "math.md"
    macros.write_text(macros.read_text("utf-8") + "\n0.77\n", encoding="utf-8")
    assert {place(problem, book) for problem in problems(book)} == {
        ("content/2-next/chapter.md", 3), ("content/2-next/deck.md", 5), ("content/index.md", 1),
        ("templates/macros/math.md", line_of(macros, "0.77")),
    }  # fmt: skip
    assert second.chapter.is_file()


def test_a_broken_example_does_not_hide_what_is_wrong_elsewhere(book: SmallBook) -> None:
    """Typed numbers, false claims and broken examples stand in different files: one run shows them all."""
    replaced(book.example, "activation: logistic", "activation: logisitc")
    book.second("2-next", chapter="# Next\n\nIt is 0.29.\n")
    book.second("3-last", chapter="# Last\n\n{% claim w1 > 1 %}Large.{% endclaim %}\n")
    found = {file for file, _ in (place(problem, book) for problem in problems(book))}
    assert found == {"content/1-chain/example.yml", "content/2-next/chapter.md", "content/3-last/chapter.md"}


def test_a_fault_of_the_slides_does_not_hide_a_false_claim(book: SmallBook) -> None:
    book.deck.write_text("# Slide\n\n.boxed[not closed\n", encoding="utf-8")
    replaced(book.chapter, "E_total > after(1).E_total", "E_total < after(1).E_total")
    found = {file for file, _ in (place(problem, book) for problem in problems(book))}
    assert found == {"content/1-chain/deck.md", "content/1-chain/chapter.md"}


@pytest.mark.parametrize(("document", "line"), [
    ("# x\n\nIt is {{ 0.29 }}.\n", 3),
    ("# x\n\nIt is {{ '%.2f' | format(out_o) }}.\n", 3),
    ("# x\n\nIt is {{ out_o ~ '' }}.\n", 3),
    ("# x\n\n{{ at(99).out_o }}\n", 3),
    ("# x\n\n{% if %}\n", 3),
    ("# x\n\n{% include 'nowhere.md' %}\n", None),
    ("# x\n\n{{ mistaken('no such mistake').first.out_o }}\n", 3),
    ("# x\n\n{{ variant(learning_rate=-1).first.out_o }}\n", None),
    ("# x\n\n{{ '0.29' }}\n", None),
], ids=str)  # fmt: skip
def test_an_author_s_mistake_names_the_chapter(book: SmallBook, document: str, line: int | None) -> None:
    book.chapter.write_text(document, encoding="utf-8")
    found = problems(book)
    assert found and all("Traceback" not in str(problem) for problem in found)
    if line is not None:
        assert {place(problem, book) for problem in found} == {("content/1-chain/chapter.md", line)}


def test_an_example_that_must_not_be_believed_is_not_published(
    book: SmallBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Problem(str(book.example), None, "dE_dw1 in round 1: the difference quotient differs by 1.0e-03 (relative)")
    monkeypatch.setattr(witness, "testimony", lambda worked: WitnessTestimony(1, 1, 0.0, 1e-3, (fault,)))
    with pytest.raises(AuditError) as error:
        build(book.project)
    assert error.value.problems == (fault,)
    build(book.project, preview=True)  # a served book waits for nobody


def test_a_preview_is_held_to_the_other_rules(book: SmallBook) -> None:
    replaced(book.chapter, "E_total > after(1).E_total", "E_total < after(1).E_total")
    with pytest.raises(AuditError):
        build(book.project, preview=True)


def test_a_preview_has_the_same_numbers_but_for_what_was_checked(book: SmallBook) -> None:
    shown, built = build(book.project, preview=True), build(book.project)
    assert list(shown.ledger) == [entry for entry in built.ledger if "/verified/" not in entry.key] != []
    changed = {file.uri for file in built.files} - {file.uri for file in shown.files}
    assert changed == {"chain/verified.json"} and text(shown, "chain/deck.html") == text(built, "chain/deck.html")


def test_a_number_on_a_rounding_tie_asks_for_one_digit_more(book: SmallBook) -> None:
    replaced(book.chapter, "It answers", "{{ b_o | value('1 significant') }} It answers")
    (problem,) = problems(book)
    assert "half way" in problem.message and "b_o" in problem.message and "digit more" in str(problem)


def test_beside_a_rounding_tie_all_else_that_is_wrong_is_told(book: SmallBook) -> None:
    replaced(book.chapter, "It answers", "{{ b_o | value('1 significant') }} It answers")
    replaced(book.chapter, "E_total > after(1).E_total", "E_total < after(1).E_total")
    assert sorted(problem.kind for problem in problems(book)) == ["claim", "digits"]


def test_precision_is_raised_until_every_digit_is_decided(book: SmallBook) -> None:
    replaced(book.chapter, "It answers {{ out_o }}", "It answers {{ out_o | value('30 significant') }} "
             "{{ (at(40).out_o - at(39).out_o) | value('30 significant') }} {{ out_o }}")  # fmt: skip
    built = build(book.project)
    printed = [entry.printed for entry in built.ledger if entry.page == "chain.md"][0]
    assert len(printed) == 32 and printed.startswith("0.46034986") or printed.startswith("0.4603")


def test_digits_that_no_precision_decides_are_an_author_s_problem(book: SmallBook) -> None:
    replaced(book.chapter, "It answers", "{% claim out_o - out_o == 0 %}Nothing is left.{% endclaim %} It answers")
    found = problems(book)
    assert found and "bits" in found[0].message and place(found[0], book)[0].startswith("content/1-chain/")
