"""Listings: a program gives all errors and all parameters of its example, and says and does nothing beside that."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checking import check
from generator.checks.programs import listings, program_text
from generator.checks.programs.listing_place import line_place
from generator.checks.report import Report, as_text
from generator.project import Project
from generator.text import stamps
from tests.small_books import SmallBook, line_of, replaced, small_book

NUMPY = '{% filter highlight %}{% include "code/numpy.py.jinja" %}{% endfilter %}\n\n{{ E_total }}\n\nSee ['
PLAIN = '{% set plain %}{% include "code/python.py.jinja" %}{% endset %}{{ plain | highlight }}\n\n{{ E_total }}\n\nSee ['
TRAINING, PYTHON = "code/numpy-training.py.jinja", "code/python.py.jinja"


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    return small_book(tmp_path / "book")


def checked(book: SmallBook, listing: str = NUMPY) -> Report:
    replaced(book.chapter, "See [", listing)
    return check(Project(book.root), twice=False)


def said(book: SmallBook, template: str, old: str, new: str, listing: str) -> set[tuple[str, int | None, str]]:
    replaced(book.root / "templates" / template, old, new)
    found = checked(book, listing).findings
    return {(Path(one.file).relative_to(book.root).as_posix(), one.line, one.kind) for one in found}


@pytest.mark.parametrize("listing", [NUMPY, PLAIN])
@pytest.mark.parametrize("form", ["columns", "rows"])
def test_the_listings_as_they_are_pass(book: SmallBook, listing: str, form: str) -> None:
    replaced(book.example, "rounds: 40", f"notation: {{form: {form}}}\nrounds: 40")
    found = checked(book, listing)
    assert found.is_clean and found.counts["listings run"] == 1, as_text(found)


MOVED = "    {{ name }} = {{ program.optimizer }}({{ name }}, {{ minus }}{{ gradient }}, eta)\n"
SLIPS: dict[str, tuple[str, str, str, str]] = {
    # what it says: the template, what stands there, what is put in its place, words of the line that is to be told
    "a round less": (TRAINING, "range({{ rounds }})", "range({{ rounds }} - 1)", "for round"),
    "errors of one round only": (TRAINING, "errors.append(\" ~ error ~ \")\"", "if not errors: errors.append(\" ~ error ~ \")\"", "errors.append"),
    "no errors": (TRAINING, "errors.append(\" ~ error ~ \")\"", "pass\"", "for round"),
    "half the error": (TRAINING, "errors.append(\" ~ error ~ \")\"", "errors.append(\" ~ error ~ \" / 2)\"", "errors.append"),
    "another last update": (TRAINING, MOVED, MOVED + "    if round == {{ rounds }} - 1: {{ name }} = {{ name }} * 2\n", "- 1: "),
    "a last update in the other way": (PYTHON, "    {{ old }} = {{ new }}\n", "    {{ old }} = {{ new }}\n    if round == {{ rounds }} - 1: {{ old }} = 0 * {{ old }}\n", "= 0 *"),
    "what does not run": (TRAINING, "errors = []", "errors = []\nprint(eror)", "eror"),
    "what cannot be read": (TRAINING, "errors = []", "errors = []\nfor round in rounds", "in rounds"),
    "words that compare": (TRAINING, "errors = []", "errors = []  # it falls from round to round", "errors = []"),
    "a share in words": (TRAINING, "errors = []", "errors = []  # a third of it", "errors = []"),
    "a formula in a comment": (TRAINING, "errors = []", "errors = []  # dE/dout = target - out", "errors = []"),
    "a number in a comment": (TRAINING, "errors = []", "# the first error is 2\nerrors = []", "is 2"),
    "a name that nobody reads": (TRAINING, "errors = []", "momentum = 2\nerrors = []", "momentum"),
    "a number that is printed": (TRAINING, "errors = []", "errors = []\nprint(\"loss:\", 1)", "print("),
    "what is never done": (TRAINING, "errors = []", "errors = []\nif False:\n    eta = 1 / 2", "if False"),
    "words in a string": (PYTHON, "errors = []", "errors = []\nprint(\"the smallest error\")", "print("),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_a_listing_is_told_where_it_stands(book: SmallBook, slip: str) -> None:
    template, old, new, words = SLIPS[slip]
    listing = NUMPY if template == TRAINING else PLAIN
    found = said(book, template, old, new, listing)
    line = line_of(book.root / "templates" / template, words)
    assert (f"templates/{template}", line, "listing") in found, found
    assert {kind for *_, kind in found} <= {"listing", "source"}


def test_a_comment_that_says_no_number_passes(book: SmallBook) -> None:
    replaced(book.root / "templates" / TRAINING, "errors = []", "errors = []  # the error that each round sees")
    book.deck.unlink()  # the default slides have the listing too
    assert checked(book).is_clean


FENCED = "```python\nrate = {{ eta }}\nprint(rate)  # as in the example, with {{ eta }}\n```\n\nSee ["


def test_a_listing_of_the_author_s_own_passes_and_is_held_too(book: SmallBook) -> None:
    assert checked(book, FENCED).is_clean
    replaced(book.chapter, "as in the example, with", "twice the")
    (found,) = check(Project(book.root), twice=False).findings
    assert (found.kind, found.stands, found.line) == ("listing", "twice", line_of(book.chapter, "twice the"))


@pytest.mark.parametrize("code", [
    "for turn in range(3):\n    a, kept = f(a, kept)\nprint(a)", "total = 0\nfor x in xs:\n    total += x\nprint(total)",
    "def f(x):\n    y = x * 2\n    return y\nprint(f(2))", "_, a = pair\nprint(a)", "for i in xs:\n    w = w - eta * g(w)\n    h(w)",
    "print(errors[0], errors[-1])", "while True:\n    break",
])  # fmt: skip
def test_what_a_program_uses_is_no_finding(code: str) -> None:
    assert list(program_text.idle(code)) == []


@pytest.mark.parametrize(("code", "word"), [
    ("a = 1\na = 2\nprint(3 * a)", "a"), ("for x in xs:\n    total += x", "total"), ("def f(x):\n    y = 2\n    return x", "y"),
    ("print(a)\na = 1", "a"), ("print(1 if True else 2)", "True"), ("print(2)", "2"),
])  # fmt: skip
def test_what_a_program_does_for_nothing_is_found(code: str, word: str) -> None:
    assert word in [stands for _, stands, _ in program_text.idle(code)] or code.startswith("a = 1\na")


CHAPTER = "```python\nimport numpy as np\nw = 1\n\nerrors = []\nfor round in rounds:\n    errors.append(w * w)\n```\n"


@pytest.mark.parametrize(("slides", "wrong"), [
    ("```python\nerrors = []\nfor round in rounds:\n```\n---\n```python\n    errors.append(w * w)\n```", ""), ("No listing.", ""),
    ("```python\nerrors = []\nfor round in rounds:\n    errors.append(w + w)\n```", "errors.append(w + w)"),
    ("```python\nerrors = []\n    errors.append(w * w)\n```", "errors = []"),
])  # fmt: skip
def test_a_part_of_a_program_on_slides_is_that_of_the_chapter(tmp_path: Path, slides: str, wrong: str) -> None:
    deck = str(tmp_path / "deck.md")
    found = list(listings.not_of(CHAPTER, slides, lambda position: (deck, 3)))
    assert [(one.file, one.kind, one.stands) for one in found] == ([(deck, "listing", wrong)] if wrong else [])


def test_a_line_that_nobody_has_typed_is_told_with_its_listing(book: SmallBook) -> None:
    whole = (str(book.chapter), 7)
    assert line_place(f"x = {stamps.stamp('chain/w1', '0.30')}", whole) == whole
