"""Values in words: numbers that somebody typed, in letters."""

from __future__ import annotations

import pytest

from generator.documents.values_in_words import in_words


@pytest.mark.parametrize(("text", "words"), [
    ("The error is about a third.", "a third"),
    ("The error is little more than one half of what it was.", "one half of"),
    ("Two thirds of the error are gone.", "Two thirds of the error"),
    ("Its derivative is minus a half.", "minus a half"),
    ("The prediction is forty-two.", "forty-two"),
    ("The weights add up to three.", "three"),
    ("The learning rate is one half.", "one half"),
    ("The error of \\(o_1\\) is nine hundredths.", "nine hundredths"),
    ("\\(w_5\\) is two.", "two"),
    ("The prediction is twice the target.", "twice the target"),
    ("The loss falls to a tenth of what it was.", "a tenth of"),
    ("The error has doubled.", "has doubled"),
    ("The first update has halved the error.", "has halved the error"),
    ("The error has grown twofold.", "twofold"),
    ("After twenty-five updates the error is gone.", "twenty-five updates"),
    ("| the loss is three |", "three"),
    ("{{ x }} and the output is a quarter, since {{ y }}.", "a quarter"),
    ("So\nthe target\nis ten.", "ten"),
])  # fmt: skip
def test_a_value_of_the_book_in_words_is_found_with_its_line(text: str, words: str) -> None:
    assert list(in_words(f"One.\n\n{text}")) == [(3 + text.partition(words)[0].count("\n"), words)]


@pytest.mark.parametrize("text", [
    "{% claim a < b %}The error is about a third.{% endclaim %}",
    "The error is one number.", "The gradient is one of two things.", "The error can be zero, and then nothing moves.",
    "If the error is two, something is wrong. When the loss is three, stop. The error would be ten.",
    "Is the error a third of what it was?", "The prediction is half the story.", "An error is a half.",
    "The error is a third possibility.", "After two rounds the error is there. After twenty minutes you know it.",
    "Twice a year we repeat this.", "A step that is twice as long is not always twice as good.",
    "The weights are two kinds of numbers.", "The first of two inputs is the larger one.",
    "{## The error is a third. ##}", "The output is a third neuron's input.", "A net of \\(0\\) becomes one half.",
])  # fmt: skip
def test_what_is_no_value_or_no_fact_or_stands_in_a_claim_is_left_alone(text: str) -> None:
    assert list(in_words(text)) == []
