"""The matrix lines of a layer, read back by somebody who multiplies matrices by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

import mpmath
import numpy as np
import pytest

from generator.documents import matrix_lines
from generator.documents.context import chapter_context
from generator.documents.layer_matrices import LayerMatrices
from generator.documents.matrix_lines import KINDS, matrix_line
from generator.documents.templating import Templates
from generator.engine.optimizers import OPTIMIZERS
from generator.errors import TemplateError
from generator.numbers import certified
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import stamps
from generator.text.matrices import Expression
from generator.text.matrix_equation import BY_ENTRY, UNROUNDED, Equation, steps
from generator.text.matrix_proof import NotWhatWasExecuted
from tests import two_outputs
from tests.matrix_reader import Reader, real, sides
from tests.two_outputs import BITS, to_mpmath, worked, writer

TEMPLATES = Path(__file__).parents[2] / "templates"
IMPORT = """{% from "macros/matrices.md" import matrix_work, forward_matrix, out_matrix, slope_matrix, jacobian_matrix,
   delta_matrix, gradient_matrix, update_matrix, weights_matrix, biases_matrix, inputs_matrix with context %}
"""

HIDDEN = {"name": "hidden", "neurons": ["h1", "h2", "h3"], "activation": "tanh",
          "weights": [[0.3, -0.5], [0.25, 0.7], [-0.4, 0.1]], "biases": [0.1, -0.2, 0.35]}
OUTPUT = {"name": "output", "neurons": ["o1", "o2"], "activation": "logistic",
          "weights": [[0.6, -0.1, 0.2], [-0.3, 0.45, 0.8]], "biases": 0.15}
ONE_OUTPUT = {"name": "output", "neurons": ["y"], "activation": "identity",
              "weights": [[0.7, -0.4, 0.9]], "biases": 0.05}
SOFTMAX = {**OUTPUT, "activation": "softmax", "biases": "none"}
ONE = [{"inputs": [0.3, -0.7], "targets": [0.5]}]
FIVE = [{"inputs": [0.3, -0.7], "targets": [1, 0]}, {"inputs": [0.9, 0.4], "targets": [0, 1]},
        {"inputs": [-0.2, 0.55], "targets": [1, 0]}, {"inputs": [0.15, 0.2], "targets": [0, 1]},
        {"inputs": [1.1, -0.35], "targets": [1, 0]}]
ADAM = {"optimizer": "adam", "beta1": 0.9, "beta2": 0.999, "epsilon": "1e-8"}

EXAMPLES: dict[str, dict[str, object]] = {
    "as in the book": {"layers": None},
    "rows": {"form": "rows", "delta": "minus", "weights": "to from"},
    "one output": {"layers": [HIDDEN, ONE_OUTPUT], "data": ONE, "delta": "minus"},
    "one output in rows": {"layers": [HIDDEN, ONE_OUTPUT], "data": ONE, "form": "rows"},
    "momentum, summed batches": {"batch": 2, "batch_loss": "sum", "optimizer": "momentum", "momentum": 0.9},
    "nesterov, weight decay": {"layers": [{**HIDDEN, "activation": "leaky relu", "slope": 0.1}, OUTPUT],
                               "batch": "full", "optimizer": "nesterov", "momentum": 0.9, "weight_decay": 0.01,
                               "times": "cross"},
    "rmsprop in rows": {"layers": [{**HIDDEN, "activation": "relu", "biases": "none"}, OUTPUT], "batch": 2,
                        "optimizer": "rmsprop", "decay": 0.9, "epsilon": 0.001, "form": "rows", "delta": "minus"},
    "softmax, adam": {"layers": [{**HIDDEN, "activation": "softplus"}, SOFTMAX], "loss": "categorical cross-entropy",
                      "batch": 3, **ADAM},
    "softmax, adam, in rows": {"layers": [HIDDEN, SOFTMAX], "loss": "categorical cross-entropy", "batch": 3, **ADAM,
                               "form": "rows", "delta": "minus"},
}  # fmt: skip
RULES = {"nesterov, weight decay": "8 significant"}
"""Its nets are short decimals, some of which end in the 5 that fewer digits could not round."""

NOTATION = ("form", "delta", "weights", "times")


@cache
def example(name: str) -> Worked:
    asked = EXAMPLES[name]
    if asked == {"layers": None}:
        return worked()
    notation = {key: asked[key] for key in NOTATION if key in asked}
    changes = {"layers": [HIDDEN, OUTPUT], "data": FIVE, "update": "weights and biases", "rounds": 3, "table": [1]}
    changes |= {key: value for key, value in asked.items() if key not in NOTATION}
    if "epsilon" in changes:
        changes["epsilon"] = float(changes["epsilon"])
    with certified.precision(BITS):
        return Worked(two_outputs.read().variant(notation=notation, **changes), BITS)


def layer(number: int) -> Mapping[str, object]:
    return {"index": str(number)}


def line(of: Worked, kind: str, number: int, rule: str = "9 decimals", **options: object) -> str:
    with certified.precision(BITS):
        shown = {key: options.pop(key) for key in ("symbols", "numbers", "coloured", "digits") if key in options}
        return steps(writer(rule, of), matrix_line(of, kind, layer(number), **options), **shown)


def seen(of: Worked, number: int) -> dict[str, mpmath.mpf]:
    """What each symbol of a round stands for."""
    known = dict(of.at(number))
    for position in of.positions(number):
        known |= {f"{name}:{position}": quantity for name, quantity in of.at(number, position + 1).items()}
    return {quantity.symbol: to_mpmath(quantity.value) for quantity in known.values()}


OF_A_SAMPLE = ("inputs", "forward", "out", "slope", "delta", "gradient", "jacobian")


def lines(of: Worked) -> Iterator[tuple[str, int, dict[str, object]]]:
    """Every line that can be asked for, in the first round and in the second."""
    made = (*of.method.optimizer.state, *of.method.optimizer.aside)
    for index in range(1, len(of.example.layers) + 1):
        for kind in (*KINDS, *made):
            yield kind, index, {"round": 1}
            if kind in OF_A_SAMPLE:
                yield kind, index, {"round": 1, "batch": True}
                yield kind, index, {"round": 2, "sample": of.positions(2)[-1] + 1}
            if kind in ("gradient", "update", *made):
                yield kind, index, {"round": 2, "parameter": "biases", "batch": True}


def numbers(value: object) -> np.ndarray:
    return value if isinstance(value, np.ndarray) else np.array([[value]], dtype=object)


def check(text: str, known: Mapping[str, mpmath.mpf], rows: bool) -> str:
    """What a reader can check about a line. Returns how it ended."""
    (_, left), *rest = sides(text)
    with mpmath.workdps(60):
        nothing = mpmath.mpf(10) ** -45
        true = np.vectorize(real, otypes=[object])(numbers(Reader(left, known).value()))
        relation, last = rest.pop()
        shown = numbers(Reader(last.removesuffix(UNROUNDED)).value())
        printed = np.array([Fraction(text.text) for text in stamps.stamps(last)]).reshape(shown.shape)
        assert np.all(printed == shown) and shown.shape == true.shape
        half = np.array([half_unit(stamp.text) for stamp in stamps.stamps(last)]).reshape(shown.shape)
        # Each printed number is the value, correctly rounded.
        for here, value, unit in zip(shown.flat, true.flat, half.flat, strict=True):
            assert abs(value - real(here)) <= real(unit) + nothing
        if rest:
            assert rest[0][0] == "="
            formula = np.vectorize(real, otypes=[object])(numbers(value_of(rest[0][1], known, rows)))
            assert np.max(abs(formula - true)) < nothing, text
        if len(rest) < 2:
            exactly = all(abs(v - real(here)) < nothing for v, here in zip(true.flat, shown.flat, strict=True))
            assert (relation == "=") == exactly
            return "value"
        reached = numbers(value_of(rest[1][1], {}, rows))
        assert reached.shape == shown.shape
        gaps = [abs(real(a) - real(b)) for a, b in zip(reached.flat, shown.flat, strict=True)]
        # Who multiplies the printed matrices gets the printed result: exactly under =, rounded under ≈, or else the
        # line says that it does not.
        holds = all(gap < real(unit) for gap, unit in zip(gaps, half.flat, strict=True))
        assert last.endswith(UNROUNDED) is not holds, text
        assert (relation == "=") == (all(gap == 0 for gap in gaps) and all_exact(reached)), text
        apart = max(abs(real(a) - b) for a, b in zip(reached.flat, true.flat, strict=True))
        assert (rest[1][0] == "=") == (apart < nothing), text
        return "holds" if holds else "remark"


def value_of(side: str, known: Mapping[str, mpmath.mpf], rows: bool) -> object:
    return Reader(side.replace(BY_ENTRY, ""), known, rows).value()


def half_unit(text: str) -> Fraction:
    digits, _, power = text.partition("e")
    return Fraction(1, 2) / Fraction(10) ** (len(digits.partition(".")[2]) - int(power or 0))


def all_exact(values: np.ndarray) -> bool:
    return all(isinstance(value, Fraction) or value == mpmath.nint(value) for value in values.flat)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_line_holds_as_displayed(name: str) -> None:
    of = example(name)
    rows = of.example.notation.form == "rows"
    known = {number: seen(of, number) for number in (1, 2)}
    ends = []
    for kind, index, options in lines(of):
        try:
            text = line(of, kind, index, RULES.get(name, "5 significant"), **options)
        except LookupError:
            continue
        ends.append(check(text, known[options["round"]], rows))
    assert ends.count("holds") >= 20 and ends.count("remark") <= len(ends) / 20


def test_nearly_every_kind_is_there_for_nearly_every_example() -> None:
    """Else the test above would pass for lines that never were."""
    for name in EXAMPLES:
        of, found = example(name), set()
        for kind, index, options in lines(of):
            try:
                matrix_line(of, kind, layer(index), **options)
                found.add(kind)
            except LookupError:
                continue
        method, coupled = of.method, of.example.layers[-1].activation == "softmax"
        missing = {"jacobian"} if not coupled else set()
        missing |= {"decayed gradient"} if method.weight_decay is None else set()
        assert found == {*KINDS, *method.optimizer.state, *method.optimizer.aside} - missing


def pmatrix(*rows: str) -> str:
    return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"


T = r"^{\mathsf{T}}"
NET, I, B = (r"\mathrm{net}_{h_1}", r"\mathrm{net}_{h_2}"), ("i_1", "i_2"), ("b_{1}", "b_{1}")
HIDDEN_DELTAS, OUTPUT_DELTAS = (r"\delta_{h_1}", r"\delta_{h_2}"), (r"\delta_{o_1}", r"\delta_{o_2}")


def test_columns_are_written_as_their_tradition_writes_them() -> None:
    assert stamps.without(line(worked(), "forward", 1)).split(" \\\\[0.6em]\n") == [
        rf"{pmatrix(*NET)} &= {pmatrix('w_{1} & w_{2}', 'w_{3} & w_{4}')} \, {pmatrix(*I)} + {pmatrix(*B)}",
        rf"&= {pmatrix('0.15 & 0.20', '0.25 & 0.30')} \, {pmatrix('0.05', '0.10')} + {pmatrix('0.35', '0.35')}",
        rf"&= {pmatrix('0.3775', '0.3925')}",
    ]
    back = rf"{{{pmatrix('w_{5} & w_{6}', 'w_{7} & w_{8}')}}}{T} \, {pmatrix(*OUTPUT_DELTAS)}"
    assert rf"\left({back}\right) \odot " in line(worked(), "delta", 1)
    assert rf"= {pmatrix(*HIDDEN_DELTAS)} \, {pmatrix('i_1 & i_2')}" in line(worked(), "gradient", 1)


def test_rows_are_written_as_their_tradition_writes_them() -> None:
    rows = worked().variant(notation={"form": "rows"})
    net, i, b, hidden, output = (pmatrix(" & ".join(row)) for row in (NET, I, B, HIDDEN_DELTAS, OUTPUT_DELTAS))
    assert stamps.without(line(rows, "forward", 1)).split(" \\\\[0.6em]\n") == [
        rf"{net} &= {i} \, {pmatrix('w_{1} & w_{3}', 'w_{2} & w_{4}')} + {b}",
        rf"&= {pmatrix('0.05 & 0.10')} \, {pmatrix('0.15 & 0.25', '0.20 & 0.30')} + {pmatrix('0.35 & 0.35')}",
        rf"&= {pmatrix('0.3775 & 0.3925')}",
    ]
    back = rf"{output} \, {{{pmatrix('w_{5} & w_{7}', 'w_{6} & w_{8}')}}}{T}"
    assert rf"\left({back}\right) \odot " in line(rows, "delta", 1)
    assert rf"= {pmatrix(*I)} \, {hidden}" in line(rows, "gradient", 1)


def test_the_numbers_are_those_of_numpy() -> None:
    """The same network in float64, by the formulas of a textbook."""
    w1, b1 = np.array(HIDDEN["weights"]), np.array(HIDDEN["biases"])
    w2, b2 = np.array(OUTPUT["weights"]), OUTPUT["biases"]
    x, target = (np.array([sample[key] for sample in FIVE], float).T for key in ("inputs", "targets"))
    h = np.tanh(w1 @ x + b1[:, None])
    o = 1 / (1 + np.exp(-(w2 @ h + b2)))
    delta2 = (o - target) * o * (1 - o)
    delta1 = (w2.T @ delta2) * (1 - h**2)
    of = example("momentum, summed batches").variant(batch="full", batch_loss="mean")
    for kind, index, expected in [
        ("forward", 1, w1 @ x + b1[:, None]), ("out", 1, h), ("out", 2, o), ("delta", 2, delta2),
        ("delta", 1, delta1), ("gradient", 2, delta2 @ h.T / 5), ("gradient", 1, delta1 @ x.T / 5),
    ]:  # fmt: skip
        printed = numbers(Reader(sides(line(of, kind, index, batch=True))[-1][1]).value()).astype(float)
        assert np.allclose(printed, expected, atol=5e-9, rtol=0), kind


def test_the_jacobian_of_softmax_has_a_row_for_each_out_in_both_traditions() -> None:
    for name in ("softmax, adam", "softmax, adam, in rows"):
        left, *rest = sides(line(example(name), "jacobian", 2))
        first = left[1].partition(r"\\")[0]
        assert first.count(r"\partial \mathrm{out}_{o_1}") == 2 and r"\partial \mathrm{net}_{o_2}" in first
        printed = Reader(rest[-1][1]).value()
        assert abs(sum(printed.flat)) < Fraction(1, 10**8), "each column of the Jacobian adds up to nothing"


def test_a_shared_bias_stands_in_every_row_and_a_layer_without_one_has_no_term() -> None:
    assert r"\begin{pmatrix} b_{1} \\ b_{1} \end{pmatrix}" in line(worked(), "forward", 1)
    of = example("softmax, adam")
    assert " + " not in line(of, "forward", 2).partition("[0.6em]")[0]
    with pytest.raises(LookupError, match="layer 2 has no biases"):
        line(of, "biases", 2)


def test_a_mistaken_network_shows_the_weights_that_it_used() -> None:
    early = worked().mistaken("updated weights on the way back")
    assert r"w_{5}^{+} & w_{6}^{+} \\ w_{7}^{+} & w_{8}^{+}" in line(early, "delta", 1)
    assert "w_{5} & w_{6}" in line(worked(), "delta", 1)


def test_of_a_batch_any_sample_can_be_shown() -> None:
    of = example("momentum, summed batches")
    assert r"\delta_{h_1}^{+,[4]}" in line(of, "gradient", 1, sample=4, round=2)
    with pytest.raises(LookupError, match="sample 1 is not in the batch of round 2"):
        line(of, "gradient", 1, sample=1, round=2)
    with pytest.raises(ValueError, match="say sample or batch, not both"):
        line(of, "gradient", 1, sample=1, batch=True)


@pytest.mark.parametrize(("kind", "index", "options", "said"), [
    ("forwards", 1, {}, "Did you mean 'forward'"),
    ("velocity", 1, {}, "unknown kind"),
    ("jacobian", 1, {}, "has no Jacobian"),
    ("update", 1, {"parameter": "biases"}, "biases of layer 1 do not change"),
    ("update", 1, {"parameter": "bias"}, "Did you mean 'biases'"),
    ("decayed gradient", 1, {}, "no weight decay"),
    ("forward", 1, {"round": 0}, "outside the training"),
])  # fmt: skip
def test_what_is_not_there_is_said(kind: str, index: int, options: dict[str, object], said: str) -> None:
    with pytest.raises(LookupError, match=said):
        line(worked(), kind, index, **options)


WRONG: dict[str, Callable[[LayerMatrices], Expression]] = {
    "forward": lambda here: here.weights.T @ here.incoming + here.biases,
    "delta": lambda here: (here.weights_back @ here.after.delta(here.after.neurons)) * here.slope(here.neurons),
    "gradient": lambda here: here.incoming @ here.delta(here.neurons).T,
}
"""Formulas that somebody might well write."""


@pytest.mark.parametrize("kind", WRONG)
def test_a_line_with_another_structure_than_the_engine_s_is_refused(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = KINDS[kind]

    def wrong(here: LayerMatrices) -> Equation:
        return Equation(right(here).result, WRONG[kind](here))

    monkeypatch.setitem(matrix_lines.KINDS, kind, wrong)
    with pytest.raises(NotWhatWasExecuted, match="do not give"):
        line(worked(), kind, 1)


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


def test_what_each_optimizer_makes_can_be_shown() -> None:
    """An optimizer that somebody adds is written from its own function."""
    shown = {of.method.optimizer for of in map(example, EXAMPLES)}
    assert shown == set(OPTIMIZERS.values())


def big(inputs: int, neurons: int) -> Worked:
    names = [f"x{i}" for i in range(inputs)], [f"h{j}" for j in range(neurons)]
    weights = [[(3 * i + 5 * j) % 19 / 10 - 0.85 for i in range(inputs)] for j in range(neurons)]
    hidden = {"name": "hidden", "neurons": names[1], "activation": "logistic", "weights": weights, "biases": 0.1}
    after = [[(7 * j + k) % 11 / 10 - 0.45 for j in range(neurons)] for k in range(2)]
    data = [{"inputs": [i % 7 / 70 + 0.01 for i in range(inputs)], "targets": [0, 1]}]
    changed = two_outputs.read().variant(
        inputs=names[0], layers=[hidden, {**OUTPUT, "weights": after}], data=data, rounds=1, table=[1]
    )
    with certified.precision(BITS):
        return Worked(changed, BITS)


def test_of_a_large_matrix_the_first_two_and_the_last_are_written() -> None:
    of = big(10, 9)
    first, second, last = stamps.without(line(of, "forward", 1, "4 significant")).split(" \\\\[0.6em]\n")
    weights = pmatrix(r"w_{1} & w_{2} & \cdots & w_{10}", r"w_{11} & w_{12} & \cdots & w_{20}",
                      r"\vdots & \vdots & \ddots & \vdots", r"w_{81} & w_{82} & \cdots & w_{90}")  # fmt: skip
    inputs = pmatrix("x_0", "x_1", r"\vdots", "x_9")
    assert rf"= \underbrace{{{weights}}}_{{9 \times 10}} \, \underbrace{{{inputs}}}_{{10 \times 1}} + " in first
    assert r"\underbrace" not in second + last
    numbers = np.array([[float(weight) for weight in row] for row in of.example.layers[0].weights])
    net = numbers @ np.array([float(x) for x in of.example.data[0].inputs]) + 0.1
    shown = [float(entry) for entry in last.removeprefix(r"&\approx \begin{pmatrix} ").split() if entry[-1].isdigit()]
    assert np.allclose(shown, net[[0, 1, 8]], rtol=5e-4)


def test_a_network_too_large_to_be_worked_out_in_full_shows_its_first_neuron() -> None:
    of = big(784, 32)
    text = stamps.without(line(of, "update", 1, "4 significant", numbers=False))
    new = pmatrix(r"w_{1}^{+} & w_{2}^{+} & \cdots & w_{784}^{+}", r"\vdots & \vdots & \ddots & \vdots")
    assert text.startswith(rf"&\underbrace{{{new}}}_{{32 \times 784}} ")
    (shown,) = (x for x in stamps.stamps(line(of, "delta", 1, "4 significant")) if x.key.endswith("/delta_h0@1"))
    deltas, slope = (float_of(of.first[name]) for name in ("delta_o1", "delta_o2")), float_of(of.first["dout_dnet_h0"])
    passed_back = sum(float(row[0]) * delta for row, delta in zip(of.example.layers[1].weights, deltas, strict=True))
    assert float(shown.text) == pytest.approx(passed_back * slope, rel=1e-3)


def float_of(quantity: Quantity) -> float:
    return certified.middle(quantity.value.ball)


def test_symbols_and_numbers_can_each_be_left_out() -> None:
    def rows(**options: bool) -> int:
        return line(worked(), "out", 1, **options).count("&")

    assert (rows(), rows(symbols=False), rows(numbers=False), rows(symbols=False, numbers=False)) == (3, 2, 2, 1)
