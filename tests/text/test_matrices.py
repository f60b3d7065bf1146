"""Matrices of numbers: what is made of them by numpy's operators, what that comes to, how it is written and held."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from generator.engine.network import net_input
from generator.engine.optimizers import OPTIMIZERS
from generator.numbers import certified
from generator.numbers.certified import Ball, Certified, Undecided
from generator.numbers.digits import DigitRule
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text import stamps, structural
from generator.text.derivation import Writer
from generator.text.formula import Piece
from generator.text.matrices import ONE, Applied, Axis, Constant, Expression, Matrix, Scalar, in_terms_of, turned
from generator.text.matrix_equation import UNROUNDED, Equation, steps
from generator.text.matrix_latex import WRITERS, Hand, written
from generator.text.matrix_proof import NotWhatWasExecuted
from generator.text.matrix_values import ALL, OPERATIONS, computed
from tests.exact_numbers import fraction
from tests.matrix_reader import Reader, sides

BITS = 128


class Paper:
    """Matrices whose entries have names: the letter of the matrix, row and column."""

    def __init__(self) -> None:
        self.named: dict[int, Quantity] = {}

    def matrix(self, letter: str, *rows: list[str], vector: bool = False) -> Matrix:
        nodes = [[self.number(f"{letter}{i}{j}", Certified.of(Decimal(x))) for j, x in enumerate(row, 1)]
                 for i, row in enumerate(rows, 1)]  # fmt: skip
        return of(nodes)

    def number(self, name: str, value: Certified, node: Traced | None = None) -> Traced:
        node = node or Traced.given(value)
        self.named[id(node)] = Quantity(f"x/{name}@1", name, "net", name, node)
        return node

    def result(self, letter: str, nodes: np.ndarray) -> Matrix:
        """What a computation gave, its entries named."""
        for (i, j), node in np.ndenumerate(nodes):
            self.number(f"{letter}{i + 1}{j + 1}", node.value, node)
        return of(nodes)

    def writer(self, rule: str = "3 decimals") -> Writer:
        return Writer(lambda node: self.named.get(id(node)), r"\cdot", DigitRule.parse(rule))


def of(nodes: object) -> Matrix:
    entries = np.array(nodes, dtype=object)
    return Matrix(entries, *(Axis(count, count) for count in entries.shape))


def as_it_is(node: Traced, is_shown: bool) -> Traced:
    return node


def shown(expression: Expression) -> str:
    """Its LaTeX, each number as it was written."""
    return written(expression, Hand(lambda node: Piece(str(fraction(node.value))), r"\cdot")).latex


def product(a: list[list[str]], b: list[list[str]]) -> list[list[Fraction]]:
    """Row times column, as at school."""
    return [[sum(Fraction(x) * Fraction(y) for x, y in zip(row, column)) for column in zip(*b)] for row in a]


W, X, B = [["0.5", "-2", "0.25"], ["1", "0.1", "-0.3"]], [["3"], ["0.7"], ["-1.2"]], [["0.05"], ["-4"]]


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.mark.parametrize(("count", "size", "places"), [
    (1, 1, (0,)), (8, 8, (0, 1, 2, 3, 4, 5, 6, 7)), (9, 9, (0, 1, None, 8)), (784, 784, (0, 1, None, 783)),
    (1, 32, (0, None)),
])  # fmt: skip
def test_an_axis_shows_eight_or_the_first_two_and_the_last(count: int, size: int, places: tuple) -> None:
    axis = Axis(size, count)
    assert axis.places == places and axis.shown == tuple(place for place in places if place is not None)


def test_the_engine_s_own_function_gives_the_expression_that_it_computes(paper: Paper) -> None:
    w, x, b = paper.matrix("w", *W), paper.matrix("x", *X), paper.matrix("b", *B)
    net = net_input(w, b, x)
    assert shown(net).count("pmatrix") == 6 and shown(net_input(w, None, x)).count("pmatrix") == 4
    values = computed(net, as_it_is)
    expected = [[entry + Fraction(bias[0])] for (entry,), bias in zip(product(W, X), B, strict=True)]
    assert [[fraction(node.value) for node in row] for row in values] == expected


def test_in_rows_every_product_is_turned_round(paper: Paper) -> None:
    w, x = paper.matrix("w", ["1", "2"], ["3", "4"], ["5", "6"]), paper.matrix("x", ["7"], ["8"])
    in_columns, in_rows = w @ x, turned(w @ x)
    assert shown(in_columns) == (
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \\ 5 & 6 \end{pmatrix} \, \begin{pmatrix} 7 \\ 8 \end{pmatrix}")  # fmt: skip
    assert shown(in_rows) == (
        r"\begin{pmatrix} 7 & 8 \end{pmatrix} \, \begin{pmatrix} 1 & 3 & 5 \\ 2 & 4 & 6 \end{pmatrix}")  # fmt: skip
    assert shown(turned(w.T @ paper.matrix("d", ["1"], ["2"], ["3"]))) == (
        r"\begin{pmatrix} 1 & 2 & 3 \end{pmatrix} \, "
        r"{\begin{pmatrix} 1 & 3 & 5 \\ 2 & 4 & 6 \end{pmatrix}}^{\mathsf{T}}")  # fmt: skip
    assert [fraction(node.value) for node in computed(in_rows, as_it_is).flat] == [23, 53, 83]
    assert np.array_equal(turned(in_rows).arguments[0].entries, w.entries)


def test_a_vector_is_laid_down_where_another_matrix_gets_a_mark(paper: Paper) -> None:
    assert shown(paper.matrix("x", ["7"], ["8"]).T) == r"\begin{pmatrix} 7 & 8 \end{pmatrix}"
    assert shown(paper.matrix("w", ["1", "2"], ["3", "4"]).T) == (
        r"{\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}}^{\mathsf{T}}")  # fmt: skip


def test_one_row_of_one_column_is_written_as_a_number(paper: Paper) -> None:
    d, x = paper.matrix("d", ["-3"]), paper.matrix("x", ["7"], ["8"])
    assert shown(d @ x.T) == r"-3 \cdot \begin{pmatrix} 7 & 8 \end{pmatrix}"
    assert shown(d * d) == r"-3^{" + stamps.stamp("structural", "2") + "}"
    assert shown(d * paper.matrix("e", ["2"])) == r"-3 \cdot 2"


def test_a_product_is_in_parentheses_where_its_entries_are_multiplied(paper: Paper) -> None:
    w = paper.matrix("w", ["1", "2"], ["3", "4"])
    x, s = paper.matrix("x", ["5"], ["6"]), paper.matrix("s", ["7"], ["8"])
    assert shown((w @ x) * s) == rf"\left({shown(w)} \, {shown(x)}\right) \odot {shown(s)}"
    assert [fraction(node.value) for node in computed((w @ x) * s, as_it_is).flat] == [17 * 7, 39 * 8]


def test_a_function_of_vectors_goes_along_the_neurons_in_both_traditions(paper: Paper) -> None:
    nets = paper.matrix("n", ["1", "2"], ["3", "4"])
    applied = Applied("share", lambda vector: vector / vector.sum(), nets)
    assert shown(applied) == r"\operatorname{share}\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"
    shares = [Fraction(1, 4), Fraction(1, 3), Fraction(3, 4), Fraction(2, 3)]
    assert [fraction(node.value) for node in computed(applied, as_it_is).flat] == shares
    in_rows = computed(turned(applied), as_it_is)
    assert [fraction(node.value) for node in in_rows.T.flat] == shares


@pytest.mark.parametrize("rows", [ALL, [0], [1]])
@pytest.mark.parametrize("columns", [ALL, [1], [0, 1]])
def test_a_part_of_a_result_is_computed_like_the_whole(paper: Paper, rows: object, columns: object) -> None:
    a, b = paper.matrix("a", *W), paper.matrix("b", ["1", "2"], ["0.5", "-1"], ["3", "0.25"])
    c = paper.matrix("c", ["2", "3"], ["4", "5"])
    expression = ((b.T @ a.T).T * c - c / 7 + Applied("half", lambda vector: vector / 2, c)) * c
    whole, some = computed(expression, as_it_is), computed(expression, as_it_is, rows, columns)
    assert [n.value.exact for n in some.flat] == [n.value.exact for n in whole[rows][:, columns].flat]
    entry = product(W, [["1", "2"], ["0.5", "-1"], ["3", "0.25"]])[0][0]
    assert fraction(whole[0, 0].value) == (entry * 2 - Fraction(2, 7) + 1) * 2


LATEX = {
    "gradient descent": r"P - e \cdot G",
    "momentum": r"P + V",
    "nesterov": r"P + m \cdot V - e \cdot G",
    "rmsprop": r"P - e \cdot G \oslash \left(\sqrt{S} + s\right)",
    "adam": r"P - e \cdot A \oslash \left(\sqrt{C} + s\right)",
}


@pytest.mark.parametrize("name", LATEX)
def test_each_optimizer_s_function_gives_its_formula_in_matrices(paper: Paper, name: str) -> None:
    """The letters are those of the operands: parameter, gradient, velocity, square, and what Adam corrected."""
    optimizer = OPTIMIZERS[name]
    letters: dict[int, str] = {}

    def letter(value: str) -> Matrix:
        matrix = paper.matrix(value, ["1", "2"], ["3", "4"])
        letters[id(matrix.entries[0, 0])] = value
        return matrix

    marks = {"learning_rate": "e", "epsilon": "s", "momentum": "m", "decay": "d", "beta1": "a", "beta2": "c", "t": "t"}
    nodes = {setting: Traced.given(Certified.of(1)) for setting in optimizer.settings}
    letters |= {id(node): marks[setting] for setting, node in nodes.items()}
    old = [letter(state) for state in ("old",) * len(optimizer.state)]
    results = optimizer.update(letter("P"), letter("G"), *map(Scalar, nodes.values()), *old)
    results = results if isinstance(results, tuple) else (results,)
    made = {"velocity": "V", "square": "S", "mean": "M", "mean_corrected": "A", "square_corrected": "C"}
    known = [letter("new"), *(letter(made[part]) for part in (*optimizer.state, *optimizer.aside))]
    expression = in_terms_of(dict(zip(results, known, strict=True)), results[0])
    latex = written(expression, Hand(lambda node: Piece(letters.get(id(node), "?")), r"\cdot")).latex
    for value in ("P", "G", *made.values()):
        latex = latex.replace(rf"\begin{{pmatrix}} {value} & ? \\ ? & ? \end{{pmatrix}}", value)
    assert latex == LATEX[name]


def test_every_operation_is_computed_and_written() -> None:
    assert set(OPERATIONS) == set(WRITERS) and set(LATEX) == set(OPTIMIZERS)


def halves(paper: Paper, rule: str) -> tuple[Writer, Equation]:
    """c = W d, with numbers d that are printed rounded."""
    d = paper.result("d", computed(paper.matrix("s", ["1"], ["2"]) / 3, as_it_is))
    w = paper.matrix("w", ["30", "-20"], ["0.5", "70"])
    c = paper.result("c", computed(w @ d, as_it_is))
    return paper.writer(rule), Equation(c, w @ d)


@pytest.mark.parametrize("rule", ["1 decimals", "2 decimals", "4 significant", "9 decimals"])
def test_guard_digits_make_the_printed_result_follow_from_the_printed_operands(paper: Paper, rule: str) -> None:
    """d is 1/3 and 2/3, so that c is -10/3 and 281/6."""
    writer, equation = halves(paper, rule)
    (_, _), (first, _), (second, numbers), (third, last) = sides(steps(writer, equation))
    assert (first, second, third) == ("=", r"\approx", r"\approx") and UNROUNDED not in last
    decimals = [len(stamp.text.partition(".")[2]) for stamp in stamps.stamps(last)]
    printed, reached = Reader(last).value(), Reader(numbers).value()
    for here, value, places in zip(printed.flat, (Fraction(-10, 3), Fraction(281, 6)), decimals, strict=True):
        assert abs(here - value) <= Fraction(1, 2 * 10**places)
    for here, got, places in zip(printed.flat, reached.flat, decimals, strict=True):
        assert abs(here - got) < Fraction(1, 2 * 10**places)


def test_no_more_guard_digits_are_shown_than_are_needed(paper: Paper) -> None:
    """-3.33 is printed for 30/3 - 20 * 2/3. With three or four digits of the thirds a reader gets something else."""
    writer, equation = halves(paper, "1 decimals")
    numbers = sides(steps(writer, equation))[2][1]
    assert [stamp.text for stamp in stamps.stamps(numbers)][-2:] == ["0.33333", "0.66667"]
    reached = [30 * Fraction(d) - 20 * Fraction(e) for d, e in (("0.333", "0.667"), ("0.3333", "0.6667"))]
    assert reached == [Fraction("-3.35"), Fraction("-3.335")]
    assert abs(30 * Fraction("0.33333") - 20 * Fraction("0.66667") + Fraction("3.33")) < Fraction("0.005")


def test_a_line_that_no_guard_digits_mend_says_so(paper: Paper) -> None:
    """1/3 less a number near it: what is left lies far behind the printed digits."""
    third = paper.result("d", computed(paper.matrix("s", ["1"], ["1"]) / 3, as_it_is))
    near = paper.matrix("n", ["0.33333333333333"], ["0.3333"])
    c = paper.result("c", computed(third - near, as_it_is))
    text = steps(paper.writer(), Equation(c, third - near))
    assert text.endswith(UNROUNDED) and "0.333" in stamps.without(text)


def test_the_relations_are_equal_signs_only_where_all_entries_are_exact(paper: Paper) -> None:
    a, b = paper.matrix("a", ["0.5"], ["0.25"]), paper.matrix("b", ["1.5"], ["3"])
    exact = Equation(paper.result("c", computed(a + b, as_it_is)), a + b)
    assert [relation for relation, _ in sides(steps(paper.writer(), exact))] == ["", "=", "=", "="]
    third = Equation(paper.result("e", computed(a / 3, as_it_is)), a / 3)
    assert [relation for relation, _ in sides(steps(paper.writer(), third))] == ["", "=", "=", r"\approx"]
    assert [relation for relation, _ in sides(steps(paper.writer(), Equation(third.result)))] == ["", r"\approx"]
    assert [relation for relation, _ in sides(steps(paper.writer(), exact, numbers=False))] == ["", "=", "="]


@pytest.mark.parametrize("wrong", ["transposed", "other sign", "other shape", "do not fit"])
def test_what_the_engine_did_not_compute_is_refused(paper: Paper, wrong: str) -> None:
    w, x = paper.matrix("w", ["1", "2"], ["3", "4"]), paper.matrix("x", ["0.5"], ["0.7"])
    c = paper.result("c", computed(w @ x, as_it_is))
    given = {"transposed": w.T @ x, "other sign": -(w @ x), "other shape": w, "do not fit": x @ w}[wrong]
    with pytest.raises(NotWhatWasExecuted, match="these matrices"):
        steps(paper.writer(), Equation(c, given))
    assert steps(paper.writer(), Equation(c, w @ x))


def test_a_structure_is_not_proved_by_numbers_that_are_not_known(paper: Paper) -> None:
    """A ball from -1 to 1 contains what every formula gives."""
    with certified.precision(BITS):
        wide = of([[paper.number("w11", Certified(Ball(0, 1)))], [paper.number("w21", Certified.of(1))]])
        c = of([[paper.number("c11", Certified(Ball(0, 1)))], [paper.number("c21", Certified.of(1))]])
        with pytest.raises(Undecided):
            steps(paper.writer(), Equation(c, wide), symbols=False)


def test_an_entry_without_a_name_is_refused(paper: Paper) -> None:
    with pytest.raises(NotWhatWasExecuted, match="has no name"):
        steps(paper.writer(), Equation(of([[Traced.given(Certified.of(3))]])))


def test_numbers_of_the_form_need_no_source_and_all_others_have_one(paper: Paper) -> None:
    a = paper.matrix("a", ["0.5", "7"], ["0.25", "-3"])
    ones = Matrix(np.array([[Traced(1)], [Traced(1)]], dtype=object), Axis(2, 2), ONE)
    expression = (a * a) @ ones / 5 - Constant(1) * (a @ ones)
    c = paper.result("c", computed(expression, as_it_is))
    text = steps(paper.writer("6 decimals"), Equation(c, expression))
    (_, symbols), *numbers = sides(text)[1:]
    assert len(numbers) == 2
    for _, side in numbers:
        assert list(structural.unsourced(stamps.STAMP.sub("#", rf"\[ {side} \]"))) == []
    assert rf"\frac{{{stamps.stamp('structural', '1')}}}{{{stamps.stamp('structural', '5')}}}" in symbols
    assert rf"^{{\odot {stamps.stamp('structural', '2')}}}" in symbols


def test_colours_and_notes_are_those_of_the_quantities(paper: Paper) -> None:
    writer, equation = halves(paper, "4 significant")
    noted: list[str] = []
    writer = Writer(writer.named, writer.times, writer.rule, note=lambda quantity: noted.append(quantity.name))
    text = steps(writer, equation, coloured=True)
    assert r"\class{k-net}{c11}" in text and rf"\class{{k-net}}{{{stamps.stamp('x/c11@1', '-3.333')}}}" in text
    assert {"w11", "w12", "w21", "w22", "d11", "d21", "c11", "c21"} == set(noted)
