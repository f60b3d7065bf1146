"""What an author tells the proof of formulas, and that readers see nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build
from generator.errors import TextbookError
from tests.small_books import CHAPTER, DECK, SmallBook, line_of, small_book

WRONG = r"\[ \frac{\partial {{ E_total | symbol }}}{\partial b} = \delta_{o} + 1 \]"
IMPOSSIBLE = r"""
It would need

{% suppose "another network" %}
\[ b < 0 , \qquad w + b > 0 . \]
{% endsuppose %}

so {% suppose "the same" %}\(w > 0\){% endsuppose %} too.
"""


def with_chapter(tmp_path: Path, text: str) -> SmallBook:
    return small_book(tmp_path, chapter=CHAPTER + text)


def test_a_wrong_formula_forbids_the_book_and_is_told_with_file_and_line(tmp_path: Path) -> None:
    book = with_chapter(tmp_path, f"\nFor the bias:\n\n{WRONG}\n")
    with pytest.raises(TextbookError) as caught:
        build(book.project)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(book.chapter), line_of(book.chapter, r"\delta_{o} + 1"))
    assert problem.kind == "formula" and "the formula does not hold" in problem.message


def test_a_wrong_formula_of_a_deck_is_found_too(tmp_path: Path) -> None:
    book = small_book(tmp_path, deck=DECK + "\n\\[ \\mathrm{out}_{h} = \\sigma(\\mathrm{net}_{o}) \\]\n")
    with pytest.raises(TextbookError, match="the formula does not hold") as caught:
        build(book.project)
    assert {problem.file for problem in caught.value.problems} == {str(book.deck)}


def test_what_is_supposed_may_be_false_and_reads_as_it_would_without(tmp_path: Path) -> None:
    book = build(with_chapter(tmp_path, IMPOSSIBLE).project)
    (page,) = (file.text for file in book.files if file.uri == "chain.md")
    assert "It would need\n\n\\[ b < 0" in page and "so \\(w > 0\\) too." in page
    body = page.partition("**Verified.**")[0]
    assert "suppose" not in body and "another network" not in body
    (held,) = (document.held for document in book.documents if document.file.uri == "chain.md")
    assert held.supposed == 3 and held.proved > 0


def test_letters_that_are_explained_leave_no_trace(tmp_path: Path) -> None:
    told = '\n{{ where(e="target - out") -}}\n{{ about("example") -}}\n'
    book = build(with_chapter(tmp_path, told + "\\(e_{o} = \\mathrm{target}_{o} - \\mathrm{out}_{o}\\)\n").project)
    (page,) = (file.text for file in book.files if file.uri == "chain.md")
    assert "target - out" not in page and page.isprintable() is False
    assert not any("\ue000" <= sign <= "\ue0ff" for sign in page)


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{% suppose '' %}x{% endsuppose %}", "say in words why"),
        ("{% suppose 3 %}x{% endsuppose %}", "say in words why"),
        ("{{ where(error='target - out') }}", "a formula for a letter"),
        ("{{ where(e=3) }}", "a formula for a letter"),
        ("{{ where(e='target +') }}", "cannot read e ="),
    ],
)
def test_a_proviso_that_says_nothing_is_told_with_its_line(tmp_path: Path, tag: str, told: str) -> None:
    book = with_chapter(tmp_path, f"\n{tag}\n")
    with pytest.raises(TextbookError) as caught:
        build(book.project)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(book.chapter), line_of(book.chapter, tag)) and told in problem.message
