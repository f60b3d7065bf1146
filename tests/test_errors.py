"""How a problem is said."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from generator.errors import AuditError, ExampleError, Problem, TemplateError, TextbookError, nearest


def test_a_problem_says_place_message_and_way_out() -> None:
    problem = Problem("1-net/example.yml", 7, "expected a number, found 'x'", "Write a decimal such as 0.15.")
    assert str(problem) == "1-net/example.yml:7: expected a number, found 'x'\n    Write a decimal such as 0.15."
    assert str(Problem("deck.md", None, "too long")) == "deck.md: too long"


def test_an_error_carries_and_says_all_its_problems() -> None:
    problems = [Problem("a", 1, "one"), Problem("b", None, "two")]
    error = AuditError(iter(problems))
    assert error.problems == tuple(problems) and str(error) == "a:1: one\nb: two"
    assert isinstance(error, TextbookError)


@pytest.mark.parametrize("kind", [TextbookError, ExampleError, TemplateError, AuditError])
def test_files_are_named_as_seen_from_the_author_s_folder(kind: type[TextbookError]) -> None:
    places = (("/book/content/a.md", 3), ("/elsewhere/b.md", 4), ("--digits", None))
    error = kind(Problem(file, line, "x") for file, line in places)
    seen = error.relative_to(Path("/book"))
    assert type(seen) is kind and [p.file for p in seen.problems] == ["content/a.md", "/elsewhere/b.md", "--digits"]
    assert [p.line for p in seen.problems] == [3, 4, None] and error.problems[0].file == "/book/content/a.md"


@pytest.mark.parametrize(("word", "sentence"), [
    ("net_hl", "Did you mean 'net_h1'?"),
    ("otu_h1", "Did you mean 'out_h1'?"),
    ("banana", "Known: E_total, net_h1, out_h1."),
    ("", "Known: E_total, net_h1, out_h1."),
])  # fmt: skip
def test_the_nearest_word_is_named_or_all_are(word: str, sentence: str) -> None:
    assert nearest(word, {"out_h1", "net_h1", "E_total"}) == sentence


def test_a_long_list_of_known_words_is_not_read_out() -> None:
    assert nearest("banana", [f"weight{n}" for n in range(30)]) == ""


def test_an_error_survives_a_copy() -> None:
    error = TemplateError([Problem("a", 1, "one", "two")])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_where_nothing_is_known_nothing_is_named() -> None:
    assert nearest("word", []) == ""
