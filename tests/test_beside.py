"""Further examples in files beside a chapter's own: read, worked, checked and printed like it, with their own names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import values
from generator.build import build
from generator.errors import AuditError, Problem, TextbookError
from generator.quantities import witness
from tests.small_books import EXAMPLE, SmallBook, line_of, replaced, small_book

SECOND = EXAMPLE.replace("One behind the other", "Another").replace("[[0.30]]", "[[0.45]]")
USED = """{% set other = beside["other"] %}
It has {{ other.w1 }} and answers {{ other.out_o }}, later {{ other.at(3).out_o }}.
"""


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    """A chapter with a second example, which it prints numbers of."""
    made = small_book(tmp_path / "book")
    other(made).write_text(SECOND, encoding="utf-8")
    for document in (made.chapter, made.deck):
        document.write_text(document.read_text(encoding="utf-8") + "\n" + USED, encoding="utf-8")
    return made


def other(book: SmallBook, name: str = "other.yml") -> Path:
    return book.example.with_name(name)


def problems(book: SmallBook, *, preview: bool = False) -> tuple[Problem, ...]:
    with pytest.raises(TextbookError) as error:
        build(book.project, preview=preview)
    return error.value.problems


def places(book: SmallBook) -> set[tuple[str, int | None]]:
    return {(Path(one.file).relative_to(book.root).as_posix(), one.line) for one in problems(book)}


def test_its_numbers_are_printed_under_keys_of_their_own(book: SmallBook) -> None:
    built = build(book.project)
    found = {(e.page, e.key, e.printed) for e in built.ledger if e.key.startswith("chain.other/")}
    assert {("chain.md", "chain.other/w1", "0.45"), ("chain/deck.html", "chain.other/w1", "0.45")} <= found
    # 1 / (1 + exp(-(0.45 * 0.8 + 0.1))) = 0.613014..., and 1 / (1 + exp(0.7 * 0.613014 - 0.25)) = 0.455342...
    answer = ("chain.md", "chain.other/out_o@1")
    assert [printed for *place, printed in found if tuple(place) == answer] == ["0.455342"]
    assert any(e.key == "chain/w1" for e in built.ledger) and len({f.uri for f in built.files}) == len(built.files)


def test_a_given_number_of_it_leads_to_its_file(book: SmallBook) -> None:
    built = build(book.project)
    (entry,) = [e for e in built.ledger if e.page == "chain.md" and e.key == "chain.other/w1"]
    assert entry.place == f"content/1-chain/other.yml:{line_of(other(book), '0.45')}"
    script = next(file.text for file in built.files if file.uri == "chain/numbers.js")
    cards = json.loads(script[script.index("(") + 1 : script.rindex(")")])["numbers"]
    assert cards["chain.other/w1"]["line"] == "weights: [[0.45]]"
    assert "chain.other/net_o@1" in cards["chain.other/out_o@1"]["made_from"]


def test_the_front_page_reaches_it_too(book: SmallBook) -> None:
    book.index.write_text("# Book\n\n{{ book.chain.beside.other.w1 }}\n", encoding="utf-8")
    assert [e.key for e in build(book.project).ledger if e.page == "index.md"] == ["chain.other/w1"]


def test_it_has_all_that_a_chapter_finds_of_its_own_example(book: SmallBook) -> None:
    more = (
        "{% claim other.after(1).E_total < other.E_total %}It falls.{% endclaim %} "
        "{{ other.variant(learning_rate=1).after(1).E_total }}"
        '{% from "macros/figures.md" import figure with context %}{{ figure("error-curve", of=other.worked) }}'
    )
    book.chapter.write_text(book.chapter.read_text(encoding="utf-8") + more, encoding="utf-8")
    keys = {entry.key for entry in build(book.project).ledger}
    assert {"chain.other+learning-rate-1/E_total@2", "chain.other/E_total@40"} <= keys


def test_faults_in_it_are_said_with_all_others(book: SmallBook) -> None:
    replaced(other(book), "rounds: 40", "rounds: forty")
    other(book, "third.yml").write_text(SECOND.replace("optimizer: gradient", "optimizer: gradeint"), encoding="utf-8")
    replaced(book.example, "activation: logistic", "activation: logisitc")
    assert places(book) == {
        ("content/1-chain/example.yml", line_of(book.example, "logisitc")),
        ("content/1-chain/other.yml", line_of(other(book), "forty")),
        ("content/1-chain/third.yml", line_of(other(book, "third.yml"), "gradeint")),
    }


def test_what_a_source_prints_is_no_example(book: SmallBook) -> None:
    before = build(book.project).ledger
    other(book, "printed.yml").write_text("", encoding="utf-8")
    assert book.project.beside(book.example.parent) == (other(book),)
    assert before


def test_the_witnesses_are_asked_about_it_and_its_file_is_named(
    book: SmallBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    differences = witness.float64_differences

    def lying(worked: object, number: int) -> object:
        far_off = worked.slug == "chain.other"
        return ((name, at, 1.0 if far_off else gap) for name, at, gap in differences(worked, number))

    monkeypatch.setattr(witness, "float64_differences", lying)
    with pytest.raises(AuditError) as error:
        build(book.project)
    assert {Path(one.file).name for one in error.value.problems} == {"other.yml"}


def test_a_preview_is_made_anew_when_it_changes(book: SmallBook) -> None:
    before = build(book.project, preview=True)
    replaced(other(book), "[[0.45]]", "[[0.46]]")
    after = build(book.project, preview=True)
    printed = [{e.printed for e in made.ledger if e.key == "chain.other/w1"} for made in (before, after)]
    assert printed == [{"0.45"}, {"0.46"}]
    assert other(book) in dict(book.project.sources_of(book.example.parent))


def test_an_unknown_name_is_said_with_the_nearest(book: SmallBook) -> None:
    replaced(book.chapter, 'beside["other"]', 'beside["othre"]')
    assert any("Did you mean 'other'?" in str(one) for one in problems(book))


def test_its_values_can_be_listed(book: SmallBook) -> None:
    assert json.loads(values.listing(other(book), 1, 6, as_json=True))[-1]["name"].endswith("_new")
