"""Which number is which: by its key and its order, wherever text was put in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.comparing.alignment import Aligned, aligned

WHOLE = (lambda word: word, lambda word: word)
LETTER = (lambda word: word[0], lambda word: word[0])
WORDS = st.lists(st.sampled_from(["a1", "a2", "b1", "b2"]), max_size=12)


def test_what_is_put_in_moves_nothing_behind_it() -> None:
    found = aligned(["a1", "b1", "a1"], ["b2", "a1", "b1", "a1"], WHOLE)
    assert found == Aligned((("a1", "a1"), ("b1", "b1"), ("a1", "a1")), (), ("b2",))


def test_one_more_of_the_same_name_does_not_take_the_place_of_the_next() -> None:
    old, new = ["a1", "b1", "c1", "a2", "b2"], ["a1", "b1", "c1", "d9", "b9", "a2", "b2"]
    found = aligned(old, new, LETTER)
    assert found.pairs == tuple((word, word) for word in old) and found.added == ("d9", "b9")


def test_what_stands_elsewhere_now_is_found_there() -> None:
    assert aligned(["a1", "b1", "b2"], ["b1", "b2", "a1"], WHOLE).pairs == (("b1", "b1"), ("b2", "b2"), ("a1", "a1"))


def test_what_no_name_finds_the_next_name_may_find() -> None:
    assert aligned(["a1", "b1"], ["a2", "b1"], WHOLE, LETTER).pairs == (("a1", "a2"), ("b1", "b1"))
    assert aligned(["a1", "b1"], ["a2", "b1"], WHOLE) == Aligned((("b1", "b1"),), ("a1",), ("a2",))


@given(WORDS, WORDS)
def test_everything_is_in_its_place_once(old: list[str], new: list[str]) -> None:
    found = aligned(list(enumerate(old)), list(enumerate(new)), (lambda one: one[1], lambda one: one[1]))
    assert sorted([*(a for a, _ in found.pairs), *found.gone]) == list(enumerate(old))
    assert sorted([*(b for _, b in found.pairs), *found.added]) == list(enumerate(new))
    assert all(a[1] == b[1] for a, b in found.pairs)
    assert not {word for _, word in found.gone} & {word for _, word in found.added}


@given(WORDS)
def test_what_is_alike_stays_where_it_is(words: list[str]) -> None:
    things = list(enumerate(words))
    found = aligned(things, things, (lambda one: one[1], lambda one: one[1]))
    assert found.pairs == tuple((one, one) for one in things)
