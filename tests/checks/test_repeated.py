"""One line twice in one displayed formula."""

from __future__ import annotations

import pytest

from generator.checks.repeated import faults

ALIGNED = r"\[ \begin{{aligned}} {} \\ {} \end{{aligned}} \]"


@pytest.mark.parametrize(("first", "second"), [
    ("w_1 &= a", "w_2 &= a"), ("w &= a", "&= b"), ("w_1 &= a", "w_1 &= b"), ("a &= b = a", "c &= a"),
])  # fmt: skip
def test_lines_that_differ_are_fine(first: str, second: str) -> None:
    assert not list(faults("Words.\n\n" + ALIGNED.format(first, second) + "\n"))


def test_the_same_line_in_two_displays_is_fine() -> None:
    assert not list(faults(r"\[ w = a \]" "\n\n" r"\[ w = a \]"))


@pytest.mark.parametrize("first", ["w_1 &= a", r"w_1 &\approx a b"])
def test_a_line_that_comes_again_is_found_where_it_comes_again(first: str) -> None:
    text = ALIGNED.format(first, first.replace("&", " & "))
    (found,) = faults(text)
    assert found.start > text.index(r"\\") and "twice" in found.message
