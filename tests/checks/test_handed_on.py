"""What the build writes from finished documents is held against these: pages, the ledger, the cards of the numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.book import Book
from generator.build import build
from generator.checks.published import handed_on
from generator.documents import provenance
from generator.text import publication
from tests.checks.handed_slips import CARDS, PAGES, ROWS, slips, with_text
from tests.small_books import SmallBook, small_book

CHAPTER = r"""{% from "macros/math.md" import work with context %}
{% from "macros/figures.md" import figure with context %}
# {{ example.title }}

## Begun

Given {{ x }}, {{ w2 }} and {{ eta }}; {{ rounds }} rounds. It answers {{ out_o }};
{{ stated("0.5", "printed elsewhere") }}.

### With *numbers* and [links](https://example.org)

{{ work(dE_dw2, "delta") }}

{{ work(net_o, name="the-net") }}

\[ {{ delta_o | symbol }} = {{ delta_o | formula }} \approx {{ delta_o }} \]

{{ figure("network", show="forward", caption="The forward pass.") }}

| a | b |
| - | - |
| {{ at(2).E_o }} | {{ E_o - at(2).E_o }} |

By {{ see("the-net") }} it is {{ at(40).w2 }}, where \({{ w1 | equation }}\) and \({{ w2 | equation }}\).
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallBook, Book]:
    small = small_book(tmp_path_factory.mktemp("small") / "book", chapter=CHAPTER)
    return small, build(small.project)


def told(book: Book) -> list[str]:
    return [one.message for one in handed_on.findings(book)]


def test_a_book_as_it_is_written_passes(made: tuple[SmallBook, Book]) -> None:
    assert told(made[1]) == []


def test_every_slip_of_what_is_written_is_found(made: tuple[SmallBook, Book]) -> None:
    tried = list(slips(made[1]))
    assert len(tried) >= len(CARDS) + len(ROWS) + len(PAGES)
    assert [what for what, book in tried if not told(book)] == []


def test_a_slip_on_a_page_is_told_at_the_line_that_an_author_edits(made: tuple[SmallBook, Book]) -> None:
    (changed,) = [book for what, book in slips(made[1]) if what == "chain.md: a minus lost in prose"]
    (found,) = handed_on.findings(changed)
    lines = made[0].chapter.read_text(encoding="utf-8").splitlines()
    assert found.file == str(made[0].chapter) and "w2" in lines[found.line - 1] and found.stands == "0.7"




CODE = {
    "minus lost in figures": (
        publication, "in_figure", lambda key, number: publication.in_prose(key, number.lstrip("-")),
    ),
    "keys of others": (publication, "in_math", lambda key, number: rf"\q{{{key}@2}}{{{number}}}"),
    "titles of others": (provenance, "title", lambda quantity, made: r"\mathrm{net}"),
    "updates miscounted": (provenance, "made_by", lambda quantity: "left by 7 updates"),
}  # fmt: skip


@pytest.mark.parametrize("what", CODE)
def test_code_with_a_slip_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    small = small_book(tmp_path / "book", chapter=CHAPTER)
    owner, name, slip = CODE[what]
    monkeypatch.setattr(owner, name, slip)
    if name.startswith("in_"):
        monkeypatch.setitem(publication.MEDIA, {"in_math": "math", "in_figure": "figure"}[name], slip)
    assert told(build(small.project))


def test_a_page_whose_numbers_answer_nothing_is_found(made: tuple[SmallBook, Book]) -> None:
    files = tuple(one for one in made[1].files if one.uri != "chain/numbers.js")
    found = told(replace(made[1], files=files))
    assert any("there is no chain/numbers.js" in message for message in found)


def test_a_formula_whose_symbols_two_trainings_have_is_computed_with_the_numbers_of_its_own(tmp_path: Path) -> None:
    words = "# Two\n\n{{ at(2).E_o }}, {{ at(2).net_o }} and {{ variant(learning_rate=0.1).at(2).net_o }}.\n"
    book = build(small_book(tmp_path / "book", chapter=words).project)
    file = next(file for file in book.files if file.uri == "chain/numbers.js")
    told_of = json.loads(file.text.removeprefix("textbookNumbers(").removesuffix(");\n"))
    both = [key for key in told_of["numbers"] if key.endswith("/net_o@2")]
    assert len(both) == 2
    for key in both:
        card = CARDS["a sign of the formula"](told_of["numbers"][key])
        changed = {**told_of, "numbers": {**told_of["numbers"], key: card}}
        assert card != told_of["numbers"][key]
        assert any(key in one for one in told(with_text(book, file.uri, f"textbookNumbers({json.dumps(changed)});\n")))
