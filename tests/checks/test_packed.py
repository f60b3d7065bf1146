"""A deck's page: exactly the slides that were checked, and no number beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build
from generator.documents import decks
from generator.errors import AuditError, Problem
from tests.small_books import SmallBook, line_of, replaced, small_book


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    return small_book(tmp_path / "book")


def problems(book: SmallBook) -> tuple[Problem, ...]:
    with pytest.raises(AuditError) as error:
        build(book.project)
    return error.value.problems


PLANTED: dict[str, tuple[str, str]] = {
    "a number typed": ("<noscript>", "<p>0.42</p><noscript>"),
    "a number in the title": ("<title>{{", "<title>0.42 {{"),
    "another title": ("{{ title | e }}", "{{ title | upper | e }}"),
    "a number in an attribute": ('<meta charset="utf-8">', '<meta charset="utf-8"><meta name="description" content="0.42">'),
    "a number read aloud": ('class="chapter-link"', 'class="chapter-link" aria-label="0.42"'),
    "a number out of an expression": ("<noscript>", "{{ '0.' ~ '42' }}<noscript>"),
    "a script of its own": ("</body>", "<script>document.body.append(document.title)</script></body>"),
    "a script in an attribute": ("<body>", '<body onload="change()">'),
    "a style of its own": ("</head>", "<style>.q { color: red }</style></head>"),
    "a script in an address": ("</body>", '<script src="data:text/javascript,alert()"></script></body>'),
    "a script from elsewhere": ("</body>", '<script src="https://example.org/x.js"></script></body>'),
    "a style from elsewhere": ("</head>", '<link rel="stylesheet" href="//example.org/x.css"></head>'),
    "no minus": ("{{ slides | safe }}", '{{ slides | replace("-", "") | safe }}'),
    "another word": ("{{ slides | safe }}", '{{ slides | replace("rate", "error") | safe }}'),
    "no formula": ("{{ slides | safe }}", '{{ slides | replace("data-tex", "data-te") | safe }}'),
    "the slides twice": ("{{ slides | safe }}</script>", '{{ slides | safe }}</script>\n<script type="application/json" id="deck">""</script>'),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_what_the_page_adds_or_changes_is_found_with_its_line(book: SmallBook, fault: str) -> None:
    page = book.root / "templates" / "deck.html"
    old, new = PLANTED[fault]
    replaced(page, old, new)
    found = problems(book)
    assert {Path(one.file) for one in found} == {page}
    right = line_of(page, "{{ '0.'") if "expression" in fault else line_of(page, new.splitlines()[0])
    assert right in {one.line for one in found} or "expression" in fault, found


@pytest.mark.parametrize(("old", "new"), [
    ("</a>", '</a> <a class="chapter-link" href="https://example.org/">the school</a>'),
    ("<body>", '<body class="lecture">'), ("The slides need JavaScript:", "Slides are made by JavaScript:"),
    ("</head>", '<link rel="stylesheet" href="{{ root }}/textbook/mine.css">\n</head>'), ("<body>", "<body>\n\n"),
])  # fmt: skip
def test_another_look_of_the_page_passes(book: SmallBook, old: str, new: str) -> None:
    replaced(book.root / "templates" / "deck.html", old, new)
    assert build(book.project).documents


def test_a_slip_in_the_packing_is_found(book: SmallBook, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = decks.encoded
    monkeypatch.setattr(decks, "encoded", lambda text: packed(text.replace("+", "-")))
    (found,) = problems(book)
    assert found.kind == "deck" and found.stands != found.should


def test_comments_breaks_and_code_of_slides_pass(book: SmallBook) -> None:
    more = "\n\n---  \n\n# More\n\n<!-- nobody sees this -->\n\n- one\n--\n- two\n\n```python\nx = a - b\n```\n\n???\nA <b>note</b>.\n"
    book.deck.write_text(book.deck.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert build(book.project).documents
