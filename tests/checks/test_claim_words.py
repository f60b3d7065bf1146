"""Words that compare or count, in the templates that tell of every example."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.claim_words import findings
from tests.small_books import ROOT


def found(folder: Path, text: str) -> list[tuple[int, str]]:
    (folder / "one.md").write_text(text, encoding="utf-8")
    return [(one.line, one.stands) for one in findings(folder)]


@pytest.mark.parametrize("words", [
    "The error falls.", "It is the largest.", "Three of four are right.", "The second is smaller than the first.",
    "It sinks.", "It decreases with every round.", "It is bigger now.", "The error goes down.", "It is twice as large.",
    "It is a third of what it was.", "It is ten times as much.", "All derivatives are negative.", "The neuron is dead.",
    "The output is too large.", "The answer is wrong.",
])  # fmt: skip
def test_a_word_that_compares_is_found_in_prose_in_strings_and_where_only_an_if_stands_around_it(
    tmp_path: Path, words: str
) -> None:
    for text in (
        f"One.\n{words}\n", f"One.\n{{% if a > b %}}{words}{{% endif %}}\n", f'One.\n{{{{ "{words}" if a > b }}}}\n',
        f'One.\n{{% call figure(caption="It. {words}") %}}{{% endcall %}}\n',
    ):  # fmt: skip
        assert {line for line, _ in found(tmp_path, text)} == {2}


@pytest.mark.parametrize("text", [
    "{% claim a > b %}It falls, and is the largest.{% endclaim %}\n",
    "{% if a > b %}{% claim a > b %}It falls.{% endclaim %}{% else %}It is as it was.{% endif %}\n",
    "{## The error falls. ##}\n",
    '{% if word == "falls" %}Yes.{% endif %}\n',
    "Is the error lower than before, or has it grown?\n",
    r"\(a > b\) and \( \text{larger than} \)",
    "It is better to check than to guess. Read it more than once. You are almost ready. You do this best on paper.\n",
    "A network too large for one board. You need no more than a pocket calculator, and less than an hour.\n",
    "You will be faster at the second reading. Check everything twice. Nothing is worse than a wrong sign.\n",
    "There is more than one way to draw it, and the best way is to do it. Nearly every text does.\n",
])  # fmt: skip
def test_claims_questions_comments_and_everyday_words_are_left_alone(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_words_behind_a_claim_are_read_again(tmp_path: Path) -> None:
    text = "{% claim a > b %}It falls.{% endclaim %} It rises.\n"
    assert found(tmp_path, text) == [(1, "rises")]


def test_the_walk_through_of_the_book_has_none() -> None:
    assert list(findings(ROOT / "templates")) == []
