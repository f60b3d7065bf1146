r"""Questions and what answers them; digits that are said in words."""

from __future__ import annotations

import pytest

from generator.checks.equality import Fault
from generator.checks.naming import asked, decimals_said
from generator.text.marks import Mark
from generator.text.stamps import stamp

D4, D3 = r"\frac{\partial E}{\partial w_{4}}", r"\frac{\partial E}{\partial w_{3}}"
EXERCISE = (
    "**First.** Compute \\(ASKED\\) from its factors.\n\n"
    "/// details | Answer\n    type: success\n\n\\[ TOLD = 1 \\]\n\n///\n"
)
NET = r"\[ \frac{\partial \mathrm{net}_o}{\partial w_6} = \mathrm{out}_{h_2} \]"
OUT = r"\[ \frac{\partial \mathrm{out}_{h_1}}{\partial \mathrm{net}_{h_1}} = 1 \]"
ERROR = r"\[ \frac{\partial E}{\partial \mathrm{out}_{h_1}} = \delta \]"
SECTION = "### The weight w₆\n\nIt leads on.\n\n\\[ {} = 1 \\]\n\n### The weight w₅\n\n\\[ w_5^{{+}} = w_5 - 1 \\]\n"


def named(name: str, formula: str) -> str:
    return f"{Mark('equation', name)}\\[ {formula} \\]{Mark('end', name)}\n\n"


def found(text: str) -> list[Fault]:
    return list(asked.faults(text))


def test_what_is_to_be_computed_stands_in_the_answer() -> None:
    assert found(EXERCISE.replace("ASKED", D4).replace("TOLD", rf"\class{{coloured}}{{ {D4} }} &")) == []


def test_an_answer_to_another_question_is_found_at_both() -> None:
    text = EXERCISE.replace("ASKED", D4).replace("TOLD", D3)
    assert [text.count("\n", 0, one.start) for one in found(text)] == [0, 5]


@pytest.mark.parametrize("text", [
    f"**How does the net change with the weight?** So:\n\n{NET}\n",
    f"**How does the output of \\(h_1\\) change with its net?** So:\n\n{OUT}\n",
    f"**How does the error change with the output of \\(h_1\\)?**\n\n{ERROR}\n",
    "**How does the error change with the weight?** That is the question.\n",
    "**How does one change a tyre with a spoon?** Slowly, \\(\\frac{1}{2}\\) at a time.\n",
])  # fmt: skip
def test_a_question_is_followed_by_its_derivative_or_by_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", [
    f"**How does the weight change with the net?** So:\n\n{NET}\n",
    f"**How does the output of \\(h_2\\) change with its net?** So:\n\n{OUT}\n",
    f"**How does the net change with the output?**\n\n{OUT}\n",
    f"**How does the error change with the net of \\(h_1\\)?**\n\n{ERROR}\n",
])  # fmt: skip
def test_a_question_that_is_followed_by_another_derivative_is_found(text: str) -> None:
    assert [one.start for one in found(f"x\n\n{text}")] == [3]


def test_a_section_about_a_weight_computes_for_that_weight() -> None:
    right = r"\frac{\partial E}{\partial w_6}"
    assert found(SECTION.format(right)) == [] and found(SECTION.format(r"\mathrm{net}_{o}")) == []
    text = SECTION.format(r"\frac{\partial E}{\partial w_5}")
    assert [text.count("\n", 0, one.start) for one in found(text)] == [4, 0]


def test_what_is_done_by_an_equation_is_what_that_equation_is_about() -> None:
    equations = named("first", "a = b + c") + named("update", "w = v - 1")
    display = r"\[ \begin{aligned} a &= 1 + 2 \end{aligned} \]"
    assert found(f"{equations}By {Mark('see', 'first')}:\n\n{display}") == []
    assert found(f"{equations}So it is, by {Mark('see', 'update')}:\n\n\\[ a = 1 + 2 \\]")
    assert found(f"{equations}See the update {Mark('see', 'update')} and the rule {Mark('see', 'first')}.") == []
    assert found(f"{equations}See the update {Mark('see', 'first')}.")


def test_what_is_rounded_to_so_many_decimals_is_printed_with_so_many() -> None:
    for words, right in (("three", True), ("two", False), ("four", False)):
        text = f"Rounded to {words} decimals, the weight becomes {stamp('a/w5', '0.211')}."
        assert (list(decimals_said.faults(text)) == []) is right
    assert list(decimals_said.faults("Rounded to two decimals, the numbers are short. And 0.123.")) == []
    numbers = rf"\[ {stamp('a/w1', '0.12')} \quad {stamp('a/w2', '0.1')} \]"
    matrix = f"Rounded to two decimals, they are\n\n{numbers}"
    assert list(decimals_said.faults(matrix)) == []
    assert list(decimals_said.faults(matrix.replace("two", "five")))
