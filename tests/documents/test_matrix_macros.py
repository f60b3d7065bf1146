"""Matrix lines as an author asks for them in a template."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.documents import matrix_lines
from generator.documents.context import chapter_context
from generator.documents.templating import Templates
from generator.errors import TemplateError
from generator.numbers import certified
from generator.text import stamps
from generator.text.matrix_equation import Equation
from tests.documents.matrix_examples import FIVE, HIDDEN, SOFTMAX, pmatrix
from tests.two_outputs import BITS, worked, writer

TEMPLATES = Path(__file__).parents[2] / "templates"
IMPORT = """{% from "macros/matrices.md" import matrix_work, forward_matrix, out_matrix, slope_matrix, jacobian_matrix,
   delta_matrix, gradient_matrix, update_matrix, weights_matrix, biases_matrix, inputs_matrix with context %}
"""


@pytest.fixture(scope="module")
def context() -> Mapping[str, object]:
    return chapter_context(worked())


def render(folder: Path, text: str, context: Mapping[str, object]) -> str:
    (folder / "page.md").write_text(IMPORT + text, encoding="utf-8")
    with certified.precision(BITS):
        return Templates(folder, TEMPLATES).render("page.md", writer("5 significant"), context).text


def test_an_author_writes_one_macro_for_a_displayed_line(tmp_path: Path, context: Mapping[str, object]) -> None:
    options = "round=2, digits='3 significant', symbols=false"
    text = render(tmp_path, f"{{{{ forward_matrix(layers[1], {options}) }}}}\n", context)
    net = pmatrix(r"\mathrm{net}_{o_1}^{+}", r"\mathrm{net}_{o_2}^{+}")
    weights, out, bias = pmatrix("0.359 & 0.409", "0.511 & 0.561"), pmatrix("0.593", "0.597"), pmatrix("0.60", "0.60")
    assert stamps.without(text).split() == (
        rf"\[\begin{{aligned}} {net} &\approx {weights} \, {out} + {bias} \\[0.6em] "
        rf"&\approx {pmatrix('1.06', '1.24')} \end{{aligned}}\]").split()  # fmt: skip


def test_each_macro_is_there(tmp_path: Path, context: Mapping[str, object]) -> None:
    for name in ("weights", "biases", "inputs", "forward", "out", "slope", "delta", "gradient", "update"):
        text = render(tmp_path, f"{{{{ {name}_matrix(layers[0], coloured=true) }}}}\n", context)
        assert r"\class{coloured}{" in text and r"\class{k-" in text and "pmatrix" in text
    freed = "{% set freed = variant(update='weights and biases') %}"
    text = render(tmp_path, freed + "{{ update_matrix(layers[0], of=freed, parameter='biases') }}", context)
    assert "two-outputs+update-weights-and-biases/b1_new@1" in text
    changes = {"layers": [HIDDEN, SOFTMAX], "data": FIVE[:1], "loss": "categorical cross-entropy", "rounds": 1}
    soft = worked().variant(table=[1], update="weights and biases", **changes)
    text = render(tmp_path, "{{ jacobian_matrix(layers[1], of=soft) }}", {**context, "soft": soft})
    assert r"\operatorname{diag}" in text


def test_every_number_carries_the_key_of_its_own_quantity(tmp_path: Path, context: Mapping[str, object]) -> None:
    text = render(tmp_path, "{{ gradient_matrix(layers[1]) }}", context)
    assert [stamp.key.removeprefix("two-outputs/") for stamp in stamps.stamps(text)] == [
        "delta_o1@1", "delta_o2@1", "out_h1@1", "out_h2@1", "dE_dw5@1", "dE_dw6@1", "dE_dw7@1", "dE_dw8@1",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [
    ("{{ forward_matrix(layers[0], roudn=2) }}", "roudn"),
    ("{{ forward_matrix('hidden') }}", "one of layers, such as layers"),
    ("{{ matrix_work('velocity', layers[0]) }}", "unknown kind of matrix line 'velocity'"),
    ("{{ net_h1 | matrix_steps }}", "takes a line of matrices"),
    ("{{ forward_matrix(layers[0], digits='many') }}", "expected '<n> decimals'"),
])  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, context: Mapping[str, object], text: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said) as error:
        render(tmp_path, "\n" + text, context)
    (problem,) = error.value.problems
    assert (Path(problem.file).name, problem.line) == ("page.md", 4)


def test_a_wrong_structure_stops_the_build_with_file_and_line(
    tmp_path: Path, context: Mapping[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(matrix_lines.KINDS, "out", lambda here: Equation(here.out, here.net))
    with pytest.raises(TemplateError, match="these matrices do not give out_h1: they are off by") as error:
        render(tmp_path, "\n{{ out_matrix(layers[0]) }}", context)
    assert error.value.problems[0].line == 4
