"""Claims: sentences that depend on values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.documents.templating import Rendered, Templates
from generator.errors import TemplateError
from generator.numbers import certified
from generator.text import stamps
from tests import two_outputs
from tests.two_outputs import worked, writer

Render = Callable[[str], Rendered]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    def rendered(text: str) -> Rendered:
        (tmp_path / "page.md").write_text(text, encoding="utf-8")
        context = {**worked().first, "at": worked().at, "after": worked().after}
        with certified.precision(two_outputs.BITS):
            return Templates(tmp_path).render("page.md", writer(), context)

    return rendered


@pytest.mark.parametrize(("condition", "holds"), [
    ("after(1).E_total < E_total", True),
    ("after(1).E_total > E_total", False),
    ("after(1).w5 < w5 and after(1).w7 > w7", True),
    ("w5 == w5", True),
    ("w5 == w6", False),
    ("w5 != w6", True),
    ("delta_o1 > 0", True),
    ("delta_o2 > 0", False),
    ("not delta_o2 > 0", True),
    ("w1 + w2 >= b1", True),  # 0.15 + 0.20 = 0.35, which doubles would not say
    ("w1 + w2 > b1", False),
])  # fmt: skip
def test_a_claim_is_held_against_the_values(render: Render, condition: str, holds: bool) -> None:
    (claim,) = render(f"{{% claim {condition} %}}So it is.{{% endclaim %}}").claims
    assert claim.holds is holds


def test_the_words_are_printed_whether_or_not_they_are_true(render: Render) -> None:
    made = render("Yes, {% claim w5 < w6 %}it is less{% endclaim %}, and {% claim w5 > w6 %}it is more{% endclaim %}.")
    assert made.text == "Yes, it is less, and it is more."


def test_claims_are_collected_in_order_with_file_line_and_words(render: Render) -> None:
    made = render(
        "One.\n{% claim w5 < w6 %}The first\nis {{ w5 }}{% endclaim %}.\n\n"
        "Text {% claim w5 > w6 %}  two  {% endclaim %} {% claim w1 < w2 %}three{% endclaim %}\n"
    )
    assert [(Path(c.file).name, c.line, c.words, c.holds) for c in made.claims] == [
        ("page.md", 2, "The first is 0.40", True), ("page.md", 5, "two", False), ("page.md", 5, "three", True),
    ]  # fmt: skip
    assert stamps.stamp("two-outputs/w5", "0.40") in made.text


def test_a_claim_in_the_middle_of_prose_keeps_its_blanks_and_line_ends(render: Render) -> None:
    made = render("  {% claim w5 < w6 %}Less{% endclaim %}\nthan it was.\n")
    assert made.text == "  Less\nthan it was.\n"


def test_a_claim_in_a_loop_is_made_each_time(render: Render) -> None:
    made = render("{% for q in [w5, w6] %}{% claim q < w6 %}x{% endclaim %}{% endfor %}")
    assert [claim.holds for claim in made.claims] == [True, False]


def test_a_claim_in_an_included_template_stands_there(render: Render, tmp_path: Path) -> None:
    (tmp_path / "part.md").write_text("\n\n{% claim w5 < w6 %}x{% endclaim %}", encoding="utf-8")
    (claim,) = render("{% include 'part.md' %}").claims
    assert (Path(claim.file).name, claim.line) == ("part.md", 3)


def test_a_claim_may_stand_in_a_claim(render: Render) -> None:
    made = render("{% claim w5 < w6 %}a {% claim w5 > w6 %}b{% endclaim %} c{% endclaim %}")
    assert made.text == "a b c" and sorted((c.words, c.holds) for c in made.claims) == [("a b c", True), ("b", False)]


@pytest.mark.parametrize("text", ["{% claim %}x{% endclaim %}", "{% claim w5 < w6 %}x", "x{% endclaim %}"])
def test_a_claim_without_its_parts_is_refused_with_its_line(render: Render, text: str) -> None:
    with pytest.raises(TemplateError) as error:
        render(f"\n\n{text}")
    (problem,) = error.value.problems
    assert (Path(problem.file).name, problem.line) == ("page.md", 3)


@pytest.mark.parametrize("condition", ["E_total", "1", "'words'", "after(1).E_total - E_total"])
def test_a_claim_that_claims_nothing_is_refused(render: Render, condition: str) -> None:
    """Without a comparison it would hold whatever the values are."""
    with pytest.raises(TemplateError):
        render(f"{{% claim {condition} %}}x{{% endclaim %}}")
