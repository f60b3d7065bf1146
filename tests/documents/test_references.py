"""Names and references: numbers of equations, links across pages and decks, and what is said where they are wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.build import Book, build
from generator.documents import targets
from generator.errors import Problem, TextbookError
from generator.text import marks
from tests.small_books import CHAPTER, DECK, INDEX, SmallBook, line_of, replaced, small_book
from tests.test_mkdocs_plugin import MKDOCS_YML, mkdocs

IMPORTS = """{% from "macros/figures.md" import figure with context %}
{% from "macros/math.md" import rows with context %}
"""
WORK = '{{ work(dE_dw2, "delta") }}'
NAMED = r"""
The **learning
rate** is \({{ eta | value }}\). See {{ see("typed") }}, {{ see("net") }}, {{ see("way") }} and {{ see("chain#sum") }}.

{{ work(dE_dw2, "delta", name="sum") }}

{% equation "typed" %}
\[ a = a \]
{% endequation %}

{{ rows([net_h]) }}

{{ figure("network", show="bare", name="net", caption="A net.") }}

## The *way* back { #way }
"""
SLIDES = """
---

# More

{% from "macros/math.md" import work with context %}
{{ work(dE_dw2, "delta", name="sum") }}

It is {{ see("sum") }}, and {{ see("next#typed") }}, and {{ see("way") }}, and {{ see("next") }}.
"""


def text(book: Book, uri: str) -> str:
    (file,) = [file for file in book.files if file.uri == uri]
    return file.text


def slides(book: Book, uri: str) -> str:
    return json.loads(re.search(r'id="deck">(.*?)</script>', text(book, uri))[1])


def problems(book: SmallBook) -> tuple[Problem, ...]:
    with pytest.raises(TextbookError) as error:
        build(book.project)
    return error.value.problems


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    """Two chapters with the same names in them, each with its deck, and pages beside them."""
    chapter = IMPORTS + CHAPTER.replace(WORK, NAMED)
    made = small_book(tmp_path / "book", chapter=chapter, deck=DECK + SLIDES, index=INDEX + '\n{{ see("next#sum") }}\n')
    made.second("2-next", chapter=chapter, deck=DECK + SLIDES)
    words = '# Words\n\n{{ first_use("Learning rate") }}, {{ first_use("way", at="next#way") }}, {{ see("next") }}\n'
    (made.root / "content" / "3-a-word.md").write_text(words, encoding="utf-8")
    return made


def test_equations_are_counted_through_their_chapter_and_only_those_with_a_name(book: SmallBook) -> None:
    built = build(book.project)
    for number, slug in enumerate(("chain", "next"), 1):
        page = text(built, f"{slug}.md")
        assert re.findall(r'<a class="number" href="#(.*?)".*?>(.*?)</a>', page) == [
            ("eq-sum", f"({number}.1)"), ("eq-typed", f"({number}.2)"),
        ]  # fmt: skip
        assert page.count("aligned}") > 3 and page.count('<div class="equation"') == 2


def test_a_reference_may_come_before_what_it_names_and_go_to_another_chapter(book: SmallBook) -> None:
    page = text(build(book.project), "next.md")
    assert "See [(2.2)](#eq-typed)" in page and "[Figure\u00a02.1](#fig-net)" in page
    assert "[The *way* back](#way)" in page and "[(1.1)](chain.md#eq-sum)" in page
    assert 'id="fig-net"' in page and '<b class="number">Figure\u00a02.1.</b> A net.' in page


def test_a_deck_has_the_numbers_of_its_chapter_and_links_to_it(book: SmallBook) -> None:
    deck = slides(build(book.project), "chain/deck.html")
    assert '<a class="number" href="index.html#eq-sum" aria-label="Equation 1.1">(1.1)</a></div>' in deck
    assert 'It is <a class="see" href="index.html#eq-sum">(1.1)</a>' in deck
    assert '<a class="see" href="../next/index.html#eq-typed">(2.2)</a>' in deck
    assert '<a class="see" href="../next/index.html">chapter\u00a02</a>' in deck
    formula = re.search(r'<div class="equation"><span class="tex display" data-tex="([^"]*)"></span><a', deck)
    assert unquote(formula[1]).startswith(r"\[\begin{aligned}")


def test_pages_beside_the_chapters_refer_to_all_of_them(book: SmallBook) -> None:
    built = build(book.project)
    assert "[(2.1)](next.md#eq-sum)" in text(built, "index.md")
    assert text(built, "a-word.md").split("\n\n")[1] == (
        "[chapter\u00a01](chain.md#term-learning-rate){ .see }, [chapter\u00a02](next.md#way){ .see }, "
        "[chapter\u00a02](next.md){ .see }\n"
    )
    assert "The **learning\nrate**{ #term-learning-rate } is" in text(built, "chain.md")
    assert "The **learning\nrate** is" in text(built, "next.md")  # nobody refers to this one


def test_a_chapter_s_number_is_its_place_in_reading_order(book: SmallBook) -> None:
    book.second("1-before", chapter=book.chapter.read_text("utf-8"), deck=DECK)
    built = build(book.project)
    assert "(1.1)</a>" in text(built, "before.md") and "(3.1)</a>" in text(built, "next.md")


def test_a_preview_renumbers_a_chapter_that_did_not_change(book: SmallBook) -> None:
    assert "[(1.1)](chain.md#eq-sum)" in text(build(book.project, preview=True), "next.md")
    replaced(book.chapter, '{{ work(dE_dw2, "delta", name="sum") }}', "")
    replaced(book.chapter, "{{ rows([net_h]) }}", '{{ rows([net_h], name="sum") }}')
    built = build(book.project, preview=True)
    assert "[(1.2)](chain.md#eq-sum)" in text(built, "next.md")
    assert ">(1.2)</a></div>" in slides(built, "chain/deck.html")


def test_no_mark_is_left_in_any_file(book: SmallBook) -> None:
    private = re.compile(f"[{marks.OPEN}-{marks.CLOSE}]|%EE%80%9")
    assert not [file.uri for file in build(book.project).files if private.search(file.text)]


def test_mkdocs_finds_every_anchor_and_keeps_the_order(book: SmallBook) -> None:
    (book.root / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    done = mkdocs(book.root, "build", "--strict", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    site = book.root / "site"
    page = (site / "chain" / "index.html").read_text("utf-8")
    assert '<div class="equation" id="eq-sum">' in page and '<strong id="term-learning-rate">' in page
    assert "<h2 id=\"way\">" in page and 'href="../chain/#eq-sum"' in (site / "next" / "index.html").read_text("utf-8")
    entries = re.findall(r'<a href="([^"]*)" class="md-nav__link', (site / "index.html").read_text("utf-8"))
    assert [entry for entry in dict.fromkeys(entries) if "/" in entry] == ["chain/", "next/", "a-word/"]


# --- what is wrong ----------------------------------------------------------------------------------------------------


def test_every_unknown_name_is_said_with_its_line_and_the_nearest(book: SmallBook) -> None:
    replaced(book.chapter, 'see("typed")', 'see("tiped")')
    replaced(book.deck, 'see("next#typed")', 'see("nxt#typed")')
    replaced(book.index, 'see("next#sum")', 'see("next#summ")')
    found = {(Path(p.file).name, p.line): (p.message, p.way_out) for p in problems(book)}
    assert found == {
        ("chapter.md", line_of(book.chapter, "tiped")): ("nothing is named 'tiped' here", "Did you mean 'typed'?"),
        ("deck.md", line_of(book.deck, "nxt")): ("there is no page 'nxt' to refer to", "Did you mean 'next'?"),
        ("index.md", line_of(book.index, "summ")): ("nothing is named 'summ' in 'next'", "Did you mean 'sum'?"),
    }


def test_a_reference_is_given_no_number_of_its_own(tmp_path: Path) -> None:
    book = small_book(tmp_path / "book")
    replaced(book.chapter, "It answers", '{{ see("net", "(9.9)") }}. It answers')
    with pytest.raises(TextbookError, match="the number 9.9 has no source") as caught:
        build(book.project)
    assert caught.value.problems[0].line == line_of(book.chapter, "9.9")


def test_a_name_that_is_given_twice_is_one_error(book: SmallBook) -> None:
    replaced(book.chapter, '{% equation "typed" %}', '{% equation "sum" %}')
    replaced(book.chapter, 'see("typed")', 'see("sum")')
    (problem,) = problems(book)
    first = line_of(book.chapter, 'name="sum"')
    assert problem.message == f"the name 'sum' is given a second time (first in line {first})"
    assert (Path(problem.file), problem.line) == (book.chapter, line_of(book.chapter, '{% equation "sum" %}'))


@pytest.mark.parametrize(("old", "new", "words"), [
    ('name="sum"', 'name="Sum of all"', "small letters"),
    ('name="sum"', "name=3", "small letters"),
    (r"\[ a = a \]", r"\[ a = {{ see('sum') }} \]", "inside a formula"),
    ('see("chain#sum")', 'see("chain#")', "small letters"),
])  # fmt: skip
def test_a_name_that_cannot_be_one_is_refused(book: SmallBook, old: str, new: str, words: str) -> None:
    replaced(book.chapter, old, new)
    (problem,) = problems(book)
    assert words in problem.message and problem.line == line_of(book.chapter, new)


def test_a_deck_names_only_what_its_chapter_names(book: SmallBook) -> None:
    replaced(book.deck, 'name="sum"', 'name="sun"')
    (problem,) = problems(book)
    assert problem.message == "the chapter of this deck names no equation 'sun'" and "'sum'" in problem.way_out
    assert (Path(problem.file), problem.line) == (book.deck, line_of(book.deck, "sun"))


def test_a_term_that_no_chapter_has_in_bold_is_an_error(book: SmallBook) -> None:
    replaced(book.root / "content" / "3-a-word.md", "Learning rate", "learning rat")
    (problem,) = problems(book)
    assert "bold" in problem.message and problem.way_out == "Did you mean 'learning rate'?" and problem.line == 3


# --- parts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("written", "term"), [
    ("a **weight** is", "weight"), ("**Gradient descent** goes", "gradient descent"), ("**First.** Why", None),
    ("**How does it change?**", None), ("in `**code**` only", None), ("**net\ninput**", "net input"),
    (r"**net \(x\)**", None), ("**1 of 2**", None),
])  # fmt: skip
def test_a_term_is_words_in_bold_without_punctuation(written: str, term: str | None) -> None:
    found = [target.shown for target in targets.terms(targets.Page("a.md", "a.md", written, "1"))]
    assert found == ([term] if term else [])


def test_a_mark_is_read_as_it_was_written() -> None:
    mark = marks.Mark("see", "two-outputs#net-h1", "this formula", 12)
    assert list(marks.marks(f"so {mark}.")) == [(3, mark)] and marks.without(f"so {mark}.") == "so ."
    assert list(marks.marks(str(marks.Mark("end", "sum")))) == [(0, marks.Mark("end", "sum"))]
