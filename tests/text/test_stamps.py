"""Stamps go into text and come out again, and nothing else changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.text.stamps import BAR, CLOSE, OPEN, Stamp, stamp, stamps, without
from tests.strategies import quick

PLAIN = st.text(st.characters(blacklist_characters=OPEN + BAR + CLOSE), max_size=20)
NUMBERS = st.from_regex(r"-?\d{1,3}(\.\d{1,4})?(e-?\d{1,2})?", fullmatch=True)
KEYS = st.from_regex(r"[a-z-]{1,9}/[A-Za-z_0-9]{1,9}(@\d{1,3})?", fullmatch=True)


@given(PLAIN, st.lists(st.tuples(KEYS, NUMBERS, PLAIN), max_size=5))
@quick(200)
def test_what_is_stamped_is_found_again_in_order_and_taken_off_without_a_trace(start: str, parts: list) -> None:
    text, bare = start, start
    expected = []
    for key, number, after in parts:
        mark = stamp(key, number)
        expected.append(Stamp(key, number, len(text), len(text) + len(mark)))
        text, bare = text + mark + after, bare + number + after
    assert list(stamps(text)) == expected
    assert without(text) == bare
    assert all(text[s.start : s.end] == stamp(s.key, s.text) for s in stamps(text))


@given(PLAIN)
@quick(50)
def test_text_without_stamps_is_left_alone(text: str) -> None:
    assert list(stamps(text)) == [] and without(text) == text


def test_the_marks_are_of_the_private_use_area() -> None:
    assert all(0xE000 <= ord(mark) <= 0xF8FF for mark in (OPEN, BAR, CLOSE)) and len({OPEN, BAR, CLOSE}) == 3
