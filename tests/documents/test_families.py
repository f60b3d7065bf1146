"""What quantities are called in words."""

from __future__ import annotations

from dataclasses import fields

from generator.documents.families import RECORD, WORDS, about
from generator.quantities import notation
from generator.quantities.quantity import Quantity
from generator.verified import Record, quantity
from tests import two_outputs


def test_every_family_has_words() -> None:
    assert WORDS.keys() == notation.SYMBOLS.keys() - {"count"}


def test_words_say_round_and_sample() -> None:
    first = two_outputs.worked().first
    assert about(first["net_h1"]) == "total net input, round 1" and about(first["w5"]) == "weight"
    assert about(two_outputs.worked().rounds) == "rounds of the training"
    other = Quantity("a+learning-rate--0.5+rounds-7/out_o@1200:3", "out_o", "out", "o", first["net_h1"].node)
    assert about(other) == "output, round 1,200, sample 3, variant: learning rate -0.5, rounds 7"


def test_every_number_at_the_foot_of_a_chapter_has_words() -> None:
    assert list(RECORD) == [field.name for field in fields(Record)]
    assert about(quantity("a", "proved", 7)) == "formulas in symbols only that hold in this network"
