r"""Names of nothing: a weight, a neuron, a round or a sample that the example does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.equality import Fault
from generator.checks.naming.known_names import known_names
from generator.checks.naming.of_nothing import faults
from generator.numbers import certified
from generator.quantities.worked import Worked
from generator.text.marks import Mark
from tests.checks.test_proof import worked

THERE = (
    r"\(h_1\), \(\mathrm{out}_{h_2}\), \(w_{21}^{(2)}\), \(w_{12}\), \(b_{h_1}\)",
    r"\(E^{(4)}\), \(x_{2}\), \(x_1^{[2]}\)",
    "the neurons h1 and h2, `w8_new`, `dE_dw8`, `net_o2`, w₈, W2 and `b1`",
    r"\(w_1, \dots, w_n\), \(x_i\), \(h_k\), \(w_{ij}^{(2)}\), \(W^{(2)}\), \(\delta_{h_k}\), \(E^{(3)}\), \(\beta_1\)",
    "H2O, MP3, x86, the L2 norm, UTF-8, i18n, a11y, float64, `<h3>`, [a page](page.md#h7)",
    r"\(c_7\) and `q7` have letters of their own; \(a^{2}\), \(2^{8}\), \(\mathbb{R}^{9}\)",
    "<svg><text>h7</text></svg><!-- h7 -->",
)
NOTHING = {
    "a neuron in code": "the neuron `h7`",
    "a neuron in prose": "the neuron h7 is new",
    "a neuron with a lowered digit": "h₃ is new",
    "a neuron in a formula": r"\(h_3\)",
    "an output of none": r"\(\mathrm{out}_{h_3}\)",
    "a name of none": "`net_h3`",
    "an input": r"\(x_{42}\)",
    "a weight": r"\(w_9\)",
    "a weight by two numbers": r"\(w_{34}\)",
    "a weight in code": "`w9`",
    "a derivative of none": "`dE_dw9`",
    "a new weight": "`w9_new`",
    "in a heading": "## The weight w₉",
    "in a listing": "```python\nw9 = w1\n```",
    "in a table": "| \\(h_3\\) | h1 |\n| - | - |\n",
    "a round": r"\(E^{(42)}\)",
    "a round of an output": r"\(\mathrm{out}_{o_1}^{(42)}\)",
    "a sample": r"\(E^{[42]}\)",
    "a sample of an input": r"\(x_1^{[3]}\)",
    "a layer": r"\(W^{(3)}\)",
}


def of(text: str, *examples: Worked) -> list[Fault]:
    known = known_names(examples)
    assert known is not None
    return list(faults(text, known))


def with_title(network: Worked, title: str) -> Worked:
    return Worked(network.example.model_copy(update={"title": title}), 128)


@pytest.mark.parametrize("text", THERE)
def test_names_of_what_is_there_and_general_letters_are_fine(network: Worked, text: str) -> None:
    assert not [fault.message for fault in of(text, network)]


@pytest.mark.parametrize("kind", NOTHING)
def test_a_name_of_what_is_not_there_is_found_in_its_place(network: Worked, kind: str) -> None:
    (fault,) = of(f"Some words.\n\n{NOTHING[kind]}", network)
    assert fault.kind == "name" and fault.stands.strip("`") in NOTHING[kind]
    assert fault.start >= len("Some words.\n\n")


def test_a_name_that_a_variant_or_another_example_has_is_fine(network: Worked, tmp_path: Path) -> None:
    layer = {"name": "output", "neurons": ["h7", "o2"], "activation": "logistic", "weights": [[0, 1], [1, 0]]}
    with certified.precision(128):
        other = worked(tmp_path, inputs="[x1, x7]")
        assert of("`h7`", network, other) and not of("`x7`", network, other)
        other.variant(layers=[{**layer, "biases": "none"}], update="weights")
        assert not of("`h7`", network, other)


def test_what_is_supposed_and_letters_that_are_explained_are_left_alone(network: Worked) -> None:
    assert not of(f"{Mark('suppose', 'a thought')}\\(h_3\\){Mark('supposed', '')}", network)
    explained = Mark("where", "h", r"\mathrm{out}")
    assert not of(f"{explained}\\(h_3\\)", network)


def test_a_title_of_several_words_may_have_a_name_in_it(tmp_path: Path) -> None:
    with certified.precision(128):
        network = worked(tmp_path)
        long, short = (with_title(network, title) for title in ("A net called w9", "w9"))
    assert of("# A net called w9", network)
    assert not of("# A net called w9", long) and of("`w9` in A net called w9", long)
    assert of("the weight w9", short)


def test_without_an_example_nothing_is_known() -> None:
    assert known_names(()) is None
