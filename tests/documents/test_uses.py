"""Where a number is printed: under which heading, on which slide."""

from __future__ import annotations

import re

from generator.documents.uses import Place, spoken, uses
from generator.text.publication import publish
from generator.text.stamps import STRUCTURAL, stamp


def printed(page: str, text: str) -> list[tuple[str, Place, int]]:
    """Each «key» of the text becomes a stamped number."""
    stamped = re.sub(r"«(\w+)»", lambda found: stamp(found[1], "0.5"), text)
    return [(use.key, use.place, use.nth) for use in uses(page, stamped, publish(stamped).mentions)]


def test_a_number_belongs_to_the_heading_above_it() -> None:
    text = "«a»\n\n# The *book*\n\n«a»\n\n## «b» of [all](x.md) {#id}\n\n\\[ «a» \\]\n\n### Last ##\n\n| «c» |\n"

    def place(label: str) -> Place:
        return Place("x.md", "The book", label)

    assert printed("x.md", text) == [
        ("a", place("The book"), 0), ("a", place("The book"), 1), ("b", place("0.5 of all"), 0),
        ("a", place("0.5 of all"), 2), ("c", place("Last"), 0),
    ]  # fmt: skip


def test_what_looks_like_a_heading_in_code_is_none() -> None:
    text = "# A\n\n```python\n# not this\n```\n\n<pre>\n# nor this\n</pre>\n\n«a»\n"
    assert [place.label for _, place, _ in printed("x.md", text)] == ["A"]


def test_only_numbers_that_a_reader_sees_are_counted() -> None:
    text = f"![alt «a»](x.png) `code «a»` <svg><desc>«a»</desc><text>«a»</text></svg> {stamp(STRUCTURAL, '2')} «a»"
    assert [nth for _, _, nth in printed("x.md", text)] == [0, 1]


def test_a_slide_has_its_number_and_the_step_that_its_address_ends_with() -> None:
    text = "layout: true\n\n---\n# A\n«a»\n--\n«b»\n\n---\n```\n---\n```\n«c»\n\n---\nexclude: true\n---\n# C\n«d»\n"
    found = {key: (place.label, place.step) for key, place, _ in printed("x/deck.html", text)}
    assert found == {"a": ("1", 1), "b": ("1", 2), "c": ("2", 3), "d": ("3", 4)}


def test_a_page_without_a_heading_is_called_by_its_address() -> None:
    assert printed("x.md", "«a»") == [("a", Place("x.md", "x.md", "x.md"), 0)]


def test_a_place_in_words_has_the_headings_above_it_but_the_title() -> None:
    one, two, three = (stamp("k", digit) for digit in "123")
    stamped = f"# Title\n\n{one}\n\n## Forward\n\n### Outputs\n\n{two}\n\n## Back\n\n{three}\n"
    assert list(spoken("a.md", stamped)) == ["Title", "Forward > Outputs", "Back"]


def test_a_slide_in_words_has_its_first_heading_on_every_step() -> None:
    stamped = f"# One\n\n---\n\n# Net {stamp('k', '1')}\n\n--\n\n{stamp('k', '2')}\n"
    assert list(spoken("a/deck.html", stamped)) == ["slide 2 (Net 1)", "slide 2 (Net 1)"]
