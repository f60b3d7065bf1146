"""What the words of a claim say of several numbers at once. In the example two outputs are wanted; the first is too
large, and its derivatives are positive; the error falls from 0.298 to 0.291."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.documents.templating import Templates
from generator.numbers import certified
from tests import two_outputs
from tests.two_outputs import worked, writer

NEW = "after(1).out_o1 < out_o1 and after(1).out_o1 > target_o1"
FALLEN = "after(1).E_total < E_total and after(1).E_total * 2 > E_total"
SLOW = "slow.after(1).E_total > after(1).E_total"
ALL = "[dE_dw5, dE_dw6, dE_dw1] | min > 0"
LARGEST = "out_o2 > out_o1 and out_o1 > out_h1"


def doubts(folder: Path, condition: str, words: str) -> tuple[str, ...]:
    (folder / "page.md").write_text(f"{{% claim {condition} %}}{words}{{% endclaim %}}", encoding="utf-8")
    with certified.precision(two_outputs.BITS):
        example = worked()
        slow = example.variant(learning_rate=example.first["eta"] / 2)
        context = {**example.first, "at": example.at, "after": example.after, "slow": slow}
        (claim,) = Templates(folder).render("page.md", writer(), context).claims
    assert claim.holds
    return claim.doubts


@pytest.mark.parametrize(("condition", "words"), [
    (NEW, "The first output has come nearer to its target."),
    (NEW, "The first output has gone down."),
    (FALLEN, "The error is more than half of what it was."),
    (FALLEN, "No update makes the error larger."),
    (SLOW, "With the smaller rate the error ends higher."),
    (ALL, "All three are positive, so these weights shrink."),
    (LARGEST, r"\(o_2\) is the largest of them."),
    ("out_o1 - target_o1 > 0", "The difference between output and target is positive."),
    ("out_o1 > target_o1", "The output is too large."),
    ("2 * w1 == w4", "The fourth weight is no more than that."),
])  # fmt: skip
def test_words_that_fit_the_numbers_are_fine(tmp_path: Path, condition: str, words: str) -> None:
    assert doubts(tmp_path, condition, words) == ()


@pytest.mark.parametrize(("condition", "words"), [
    (NEW, "The first output is now farther from its target."),
    (NEW, "The first output has gone up."),
    (FALLEN, "The error is less than half of what it was."),
    (FALLEN, "Every update makes the error larger."),
    (FALLEN, "The error has become more than ten times larger."),
    (SLOW, "With the smaller rate the error ends lower."),
    (ALL, "All four are positive."),
    (ALL, "All three are positive, so these weights grow."),
    (LARGEST, r"\(o_1\) is the largest of them."),
    (LARGEST, r"\(o_2\) is the smallest of them."),
    ("out_o1 - target_o1 > 0", "The sum of output and target is positive."),
    ("w1 < w2", "The prediction is too small."),
])  # fmt: skip
def test_words_that_say_the_contrary_are_doubted(tmp_path: Path, condition: str, words: str) -> None:
    assert doubts(tmp_path, condition, words)
