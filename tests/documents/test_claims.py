"""Claims: sentences that depend on values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.documents.audit import problems
from generator.documents.claim_sense import rightness
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
    ("w5 == w5 + 0", True),
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


@pytest.mark.parametrize(("condition", "why"), [
    ("true", "is the same for all numbers"),
    ("1 < 2", "is the same for all numbers"),
    ("w5 < w6 or true", "is the same for all numbers"),
    ("not (w5 < w6 and 0 < 1)", "is the same for all numbers"),
    ("w5 == w5", "compares something with itself"),
    ("after(1).w5 >= after(1).w5", "compares something with itself"),
])  # fmt: skip
def test_a_condition_that_no_number_can_change_is_refused(render: Render, condition: str, why: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render(f"\n{{% claim {condition} %}}So it is.{{% endclaim %}}")
    (problem,) = caught.value.problems
    assert why in problem.message and problem.line == 2


@pytest.mark.parametrize(("condition", "words", "besides"), [
    ("after(1).E_total < E_total", "from {{ E_total }} to {{ after(1).E_total }}", []),
    ("after(1).E_total < E_total", "from {{ E_total }} to {{ after(2).E_total }}", ["E_total"]),
    ("after(1).E_total < E_total", "by {{ E_total - after(1).E_total }}", []),
    ("E_total - after(1).E_total > 0", "by {{ E_total - after(1).E_total }} from {{ E_total }}", []),
    ("E_o1 > E_o2", "by {{ E_o1 - delta_o1 }}", ["(E_o1 - delta_o1)"]),
    ("[net_h1, net_h2] | max < 1", "{{ net_h1 }} and {{ net_h2 }}", []),
    ("net_h1 < 1 and out_h1 > 0", "{{ net_h1 }}, {{ out_h1 }} and {{ out_h2 }}", ["out_h2"]),
    ("net_h1 is rounded_to('0.4')", "{{ net_h1 }}", []),
    ("net_h1 * 10 < 4", "below {{ stated('4', 'from the source') }} tenths", []),
    ("net_h1 * 10 < 4", "below {{ stated('5', 'from the source') }} tenths", ["5"]),
    ("net_h1 is rounded_to('0.4')", "{{ stated('0.4', 'from the source') }}", []),
    ("delta_o1 > 0", "a rate of {{ eta }}, from {{ i1 }}", []),  # what was given is the author's to say
])  # fmt: skip
def test_numbers_in_the_words_of_a_claim_are_those_that_its_condition_looks_at(
    render: Render, condition: str, words: str, besides: list[str]
) -> None:
    made = render(f"{{% claim {condition} %}}It is so {words}.{{% endclaim %}}")
    (claim,) = made.claims
    assert [*claim.beside_the_point(made.sources)] == besides


def test_a_claim_that_prints_another_number_is_not_published(render: Render) -> None:
    made = render("\n{% claim after(1).E_total < E_total %}It falls to {{ after(2).E_total }}.{% endclaim %}")
    (problem,) = problems(made)
    assert problem.line == 2 and "prints E_total, and its condition does not look at it" in problem.message


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


@pytest.mark.parametrize(("condition", "words", "doubt"), [
    ("after(1).E_total < E_total", "The error has fallen", ""),
    ("after(1).E_total < E_total", "The error has risen", "risen"),
    ("E_total > after(1).E_total", "The error grows", "grows"),
    ("E_total > after(1).E_total", "The error becomes smaller", ""),
    ("E_total > after(1).E_total", "The error becomes a little larger", "larger"),
    ("w5 < w6", "The error falls", ""),  # nothing is compared that could tell
    ("delta_o2 < 0", "It is negative", ""),
    ("delta_o2 < 0", "It is positive", "positive"),
    ("delta_o1 > 0 and delta_o2 < 0", "One is positive, one negative", ""),
    ("out_o1 > target_o1", "The first answer is too large", ""),
    ("out_o1 > target_o1", "The first answer is too small", "too small"),
    ("2 * after(1).E_total > E_total", "It is more than half of what it was", ""),
    ("2 * after(1).E_total > E_total", "It is more than a third of what it was", "third"),
    ("dE_dw5 > 50 * dE_dw1", "It is more than a fiftieth", ""),
    ("E_total > E_o2 and 80 * E_o2 < 100", "about a hundred times, 1 in ten", ""),
    ("10000 * delta_o2 < 1", "more than ten thousand times", ""),
    ("10000 * delta_o2 < 1", "more than a million times", "million"),
    ("delta_o2 < 0", "The third answer in the second half of it, and the tenth", ""),  # which one, not how much
])  # fmt: skip
def test_words_that_are_understood_have_to_be_true_of_the_numbers(
    render: Render, condition: str, words: str, doubt: str
) -> None:
    (claim,) = render(f"{{% claim {condition} %}}{words}.{{% endclaim %}}").claims
    assert claim.holds and bool(claim.doubts) == bool(doubt) and all(doubt in one for one in claim.doubts)


def test_a_sentence_turned_round_is_not_published_though_its_condition_holds(render: Render) -> None:
    (problem,) = problems(render("{% claim after(1).E_total < E_total %}The error rises.{% endclaim %}"))
    assert "it says 'rises', and nothing that its condition compares rises" in problem.message


@pytest.mark.parametrize(("condition", "words", "is_doubted"), [
    ("answer.is_right", "The answer is right", False),
    ("answer.is_right", "The answer is wrong", True),
    ("not answer.is_right", "The answer is wrong", False),
    ("not answer.is_right", "The answer is right", True),
    ("answers[0].is_right == false", "It is **wrong**", False),
    ("answers[0].is_right == false", "It is right", True),
    ("answer.is_right", "Right and wrong", False),
    ("not answer.is_right", "It is not yet right", False),
    ("answer.is_right", "It is not right", True),
    ("w5 < w6", "That is wrong", False),
])  # fmt: skip
def test_right_and_wrong_are_what_the_condition_says(condition: str, words: str, is_doubted: bool) -> None:
    assert bool(list(rightness(words, condition))) == is_doubted
