"""Whole numbers in words."""

from __future__ import annotations

import re

from generator.text.number_words import VALUES, between


def test_a_word_stands_for_the_number_that_it_is_spelled_from() -> None:
    by_hand = {"zero": 0, "one": 1, "four": 4, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "nineteen": 19}
    assert {word: VALUES[word] for word in by_hand} == by_hand and len(VALUES) == 20


def test_the_words_between_two_numbers_have_both_in_them() -> None:
    pattern = re.compile(between(2, 4))
    assert [word for word in VALUES if pattern.fullmatch(word)] == ["two", "three", "four"]
