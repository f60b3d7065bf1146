"""The check of a whole book: a fault in any place is found, with file and line; what harms nobody passes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.checking import check
from generator.checks.published import same_bytes
from generator.checks.report import Report, as_annotations, as_json, as_text, report
from generator.checks.rules import KINDS
from generator.cli import main
from generator.errors import Problem
from generator.project import Project
from tests.small_books import SmallBook, line_of, replaced, small_book


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    return small_book(tmp_path / "book")


def checked(book: SmallBook, **options: object) -> Report:
    return check(Project(book.root), twice=False, **options)


def test_a_clean_book_has_no_findings_and_says_what_was_checked(book: SmallBook) -> None:
    found = checked(book)
    assert found.is_clean and found.findings == ()
    assert found.counts["numbers"] > 10 and found.counts["lines recomputed"] > 0 and found.counts["claims"] == 1
    assert found.counts["gradients met by quotients"] > 0 and "same bytes" in found.not_checked


PLANTED: dict[str, tuple[str, str, str, str]] = {
    "a digit in prose": ("source", "chapter", "It answers {{ out_o }}.", "It answers 0.4613."),
    "a digit without the door": ("source", "chapter", "It answers {{ out_o }}.", "It answers {{ '0.4613' }}."),
    "a digit in a title": ("source", "chapter", "# {{ example.title }}", "# Three times 0.25"),
    "a digit in a note": ("source", "deck", r"The rate is \({{ eta | value }}\).", "The rate is 0.5."),
    "another quantity": (
        "name", "chapter", "It answers {{ out_o }}.", r"It answers \( {{ w1 | symbol }} = {{ w2 }} \)."
    ),
    "= for ≈": ("equality", "chapter", "It answers {{ out_o }}.", r"\( {{ out_o | symbol }} = {{ out_o }} \)"),
    "a line of one's own": ("equality", "chapter", "It answers {{ out_o }}.", r"\( {{ w1 }} + {{ w1 }} = {{ eta }} \)"),
    "a false claim": ("claim", "chapter", "E_total > after(1).E_total", "E_total < after(1).E_total"),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found_with_file_and_line(book: SmallBook, fault: str) -> None:
    kind, file, old, new = PLANTED[fault]
    path = getattr(book, file)
    line = line_of(path, old)
    replaced(path, old, new)
    found = checked(book)
    assert kind in {one.kind for one in found.findings}, as_text(found)
    assert {(one.file, one.line) for one in found.findings} == {(str(path), line)}, as_text(found)


def test_all_faults_are_told_at_once(book: SmallBook) -> None:
    for fault in ("= for ≈", "a digit in a note", "a false claim"):
        _, file, old, new = PLANTED[fault]
        replaced(getattr(book, file), old, new)
    assert {one.kind for one in checked(book).findings} >= {"equality", "source", "claim"}


def test_a_broken_example_is_a_finding(book: SmallBook) -> None:
    replaced(book.example, "activation: logistic", "activation: logisitc")
    (finding,) = checked(book).findings
    assert finding.kind == "example" and finding.line == line_of(book.example, "logisitc")


HARMLESS: dict[str, tuple[str, str, str]] = {
    "prose": ("chapter", "It answers", "The network now answers"),
    "blanks": ("chapter", "It answers {{ out_o }}.", "It answers\n\n{{  out_o  }}."),
    "a comment": ("example", "rounds: 40", "rounds: 40  # enough"),
    "another order": ("example", "loss: half squared error\ndata:", "data:"),
}  # fmt: skip


@pytest.mark.parametrize("edit", HARMLESS)
def test_a_harmless_edit_passes(book: SmallBook, edit: str) -> None:
    file, old, new = HARMLESS[edit]
    replaced(getattr(book, file), old, new)
    if edit == "another order":
        text = book.example.read_text(encoding="utf-8")
        book.example.write_text("loss: half squared error\n" + text, encoding="utf-8")
    assert checked(book).is_clean


# --- listings, words, bytes -------------------------------------------------------------------------------------------

LISTING = (
    '{% filter highlight %}{% include "code/numpy.py.jinja" %}{% endfilter %}\n\n'
    "{{ E_total }} {{ at(40).E_total }}\n"
)


def test_a_listing_is_run_and_gives_the_numbers_of_the_book(book: SmallBook) -> None:
    replaced(book.chapter, "See [", LISTING + "\nSee [")
    found = checked(book)
    assert found.is_clean and found.counts["listings run"] == 1


def test_a_listing_that_gives_other_numbers_is_found(book: SmallBook) -> None:
    replaced(book.chapter, "See [", LISTING.replace('{% include "code/numpy.py.jinja" %}', SPOILT) + "\nSee [")
    (finding,) = checked(book).findings
    assert finding.kind == "listing" and finding.file == str(book.chapter) and finding.stands != finding.should


SPOILT = """{% set plain %}{% include "code/numpy.py.jinja" %}{% endset %}
{{- plain | replace("errors.append(", "errors.append(2 * ") -}}"""


def test_two_builds_are_compared_byte_for_byte(book: SmallBook) -> None:
    assert check(Project(book.root)).is_clean
    (problem,) = same_bytes.difference("a.md", "one\ntwo\n", b"one\nthree\n", "content/a.md")
    assert problem.kind == "bytes" and "line 2" in problem.message
    assert (problem.stands, problem.should) == ("two", "three")


def test_a_path_of_the_machine_is_found(tmp_path: Path) -> None:
    (problem,) = same_bytes.traces({"a.md": f"one\n{tmp_path}/x\n"}, tmp_path, [])
    assert (problem.kind, problem.line) == ("bytes", 2)


# --- how it is told ---------------------------------------------------------------------------------------------------

WRONG = Problem("a,b:c.md", 3, "100% wrong\nhere", "Mend it.", "digits", "1", "2")
FOUND = report([WRONG, Problem("a.md", None, "odd")], {"numbers": 7}, {})


def test_findings_are_told_as_text_as_data_and_as_annotations() -> None:
    assert "a,b:c.md:3: 100% wrong\nhere [digits]\n    there: 1    should be: 2\n    Mend it." in as_text(FOUND)
    told = json.loads(as_json(FOUND))
    assert not told["clean"] and told["counts"] == {"numbers": 7} and told["findings"][0]["rule"] == KINDS["digits"]
    first, second, *_ = as_annotations(FOUND).splitlines()
    assert first == "::error file=a%2Cb%3Ac.md,line=3,title=digits::100%25 wrong%0Ahere%0AMend it."
    assert second == "::error file=a.md,title=fault::odd"


@pytest.mark.parametrize(("change", "status"), [(None, 0), (("{{ out_o }}", "0.46"), 1)])
def test_the_exit_status_says_clean_or_not(
    book: SmallBook, change: tuple[str, str] | None, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    if change:
        replaced(book.chapter, *change)
    assert main(["check", "--root", str(book.root), "--once", "--json"]) == status
    assert json.loads(capsys.readouterr().out)["clean"] is (status == 0)


def test_a_wrong_call_is_said_with_another_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(tmp_path)]) == 2
    assert "no book here" in capsys.readouterr().err


