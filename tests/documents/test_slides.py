"""The slides of a deck: their numbers, and each of remark's silent traps told to the author."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.documents.slides import CONTENT_CLASSES, PROPERTIES, SLIDE_CLASSES, faults, slides
from generator.errors import Problem

BROWSER = Path(__file__).parents[2] / "templates/browser"


def found(source: str) -> list[Problem]:
    """All that is wrong, each with the line on which its slide begins."""
    return faults(source, [("deck.md", source.count("\n", 0, slide.start) + 1) for slide in slides(source)])


def told(source: str) -> str:
    """The one thing that is wrong."""
    [problem] = found(source)
    assert problem.file == "deck.md"
    return f"{problem.message} {problem.way_out}"


def test_slides_are_numbered_as_they_are_shown() -> None:
    source = ["# A", "layout: true\nfoot\n", "# B\n--\nmore", "count: false\n# Extra", "exclude: true\n# Out", "# C"]
    assert [slide.number for slide in slides("\n---\n".join(source))] == [1, 1, 2, 2, 2, 2, 3]


def test_a_slide_is_named_by_its_number_and_heading_or_first_words() -> None:
    named = slides("# The chain rule for \\(w_5\\)\n---\nSome words of <b>this</b> slide, and more of them\n---\n\n")
    assert [str(slide) for slide in named] == [
        "slide 1 (The chain rule for)",
        "slide 2 (Some words of this slide, and more)",
        "slide 3",
    ]


BEFORE = ["", "\\(x\\), \\[y\n+ z\\]\n", "<!-- a\ncomment -->\n", "```\ncode\n---\n```\n", "<pre>a\nb</pre>\n"]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("dashes", ["---", "--", "---  "])
def test_a_fault_has_the_line_on_which_its_slide_begins(before: str, dashes: str) -> None:
    source = f"# A\n\n{before}\n{dashes}\n\n# B\n\n\\({{\\)\n"
    [problem] = found(source)
    assert source.split("\n")[problem.line - 1] == "# B"


def test_a_good_deck_has_no_faults() -> None:
    good = (Path(__file__).parents[1] / "browser/deck.md").read_text(encoding="utf-8")
    assert found(good) == []


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_that_remark_knows_may_lead_a_slide(name: str) -> None:
    value = "center" if name == "class" else "x"
    assert found(f"# A\n---\n{name}: {value}\n\n# B\n") == []


@pytest.mark.parametrize("before", ["", "\n\n", "class: center\n\n"])
@pytest.mark.parametrize("number", ["0.2984", '<span data-q="x">0.2984</span>'])
def test_a_first_line_that_would_vanish_is_told(before: str, number: str) -> None:
    assert "the line 'Loss: 0.2984' would vanish" in told(f"# A\n---\n{before}Loss: {number}\n\n# B\n")


def test_the_first_line_of_a_step_would_vanish_as_well() -> None:
    assert told("# A\n--\nNote: here\n").startswith("slide 1: the line 'Note: here' would vanish")


def test_a_mistyped_property_gets_the_right_word() -> None:
    assert "Did you mean 'layout'?" in told("# A\n---\nlayuot: true\n\n---\n# B\n")


def test_a_mistyped_slide_class_gets_the_right_word() -> None:
    assert "there is no slide class 'sectoin' Did you mean 'section'?" in told("class: center, sectoin\n\n# A\n")


@pytest.mark.parametrize("text", ["see x.foo[1]", ".foo[a box]", ".boxed.foo[a box]"])
def test_a_class_that_nobody_styles_is_told(text: str) -> None:
    assert "a content class 'foo', which there is not" in told(f"# A\n\n{text}\n")


def test_a_class_may_be_written_with_a_backslash_or_in_code() -> None:
    assert found("# A\n\n\\.foo[1] and `x.foo[1]`\n\n```\nW.T[0]\n```\n\n<pre>W.T[0]</pre>\n") == []


@pytest.mark.parametrize("inside", ["\n\n---\n\n# B\n", "\n--\nmore"])
def test_a_class_must_close_before_the_next_break(inside: str) -> None:
    problems = found(f"# A\n\n.boxed[one{inside} ]\n")
    assert "slide 1 (A): '.boxed[' is not closed on this slide" in problems[0].message


def test_a_bracket_without_partner_closes_a_class_early() -> None:
    assert "there is a ']' too many" in told("# A\n\n.boxed[the interval [0, 1)] and 2] ]\n")


def test_brackets_of_formulas_do_not_count_but_those_of_code_do() -> None:
    assert found("# A\n\n.boxed[the interval \\([0, 1)\\)]\n") == []
    assert "'.boxed[' is not closed" in told("# A\n\n.boxed[`x[` ]\n")


def test_a_class_in_the_notes_is_told() -> None:
    assert "in the notes would be shown as" in told("# A\n\n???\n\n.small[a note]\n")


def test_braces_left_over_are_told_but_not_those_of_formulas_and_code() -> None:
    assert "'{{' is left over" in told("# A\n\n{{ net_h1 }}\n")
    assert found("# A\n\n\\({{x}}\\) and `{{x}}`\n") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r"here \(x is open", r"'\(' has no partner"),
        (r"here x\) is closed", r"'\)' has no partner"),
        (r"here \[x is open", r"'\[' has no partner"),
        (r"\(x and \(y\)", r"the formula '\(x and \(y\)' is not closed before the next '\('"),
        ("\\[ x\n\n---\n\n# B\n\ny \\]", r"the formula '\[ x --- # B y \]' is not closed before the slide ends"),
        (r"\(\frac{1}{2\)", r"the formula '\(\frac{1}{2\)' has 2 '{' and 1 '}'"),
        ("$$x$$", "'$$' opens no formula in a deck"),
    ],
)
def test_a_formula_that_does_not_open_and_close_is_told(text: str, message: str) -> None:
    assert message in found(f"# A\n\n{text}\n")[0].message


@pytest.mark.parametrize("text", [r"\(\{a\) and \(b\}\)", r"\[a \\[4pt] b\]", r"\(\left\{ x \right.\)"])
def test_escaped_braces_and_row_breaks_are_no_delimiters(text: str) -> None:
    assert found(f"# A\n\n{text}\n") == []


def test_the_slide_of_a_wrong_formula_is_named() -> None:
    assert told("# A\n\n\\(x\\)\n\n---\n\n# B\n\n\\(y\\) \\({\\)\n").startswith("slide 2 (B)")
    assert found("Loss: \\(x\\)\n---\n# B\n\n\\({\\)\n")[1].message.startswith("slide 2 (B)")


def test_several_faults_are_told_at_once() -> None:
    assert len(found("Loss: 0.3\n\n# One\n\n---\n\n# Two\n\n{{ x }} and y.foo[1]\n")) == 3


def test_every_class_has_a_look() -> None:
    looks = "".join((BROWSER / name).read_text(encoding="utf-8") for name in ("deck.css", "deck.js", "numbers.css"))
    looks = re.sub(r"/\*.*?\*/|//[^\n]*", "", looks, flags=re.DOTALL)
    for name in (*SLIDE_CLASSES, *CONTENT_CLASSES):
        assert re.search(rf"\.{name}(?![\w-])", looks), name
