"""The matrix lines of a layer, read back by somebody who multiplies matrices by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import mpmath
import numpy as np
import pytest

from generator.documents.matrix_lines import KINDS, matrix_line
from generator.engine.optimizers import OPTIMIZERS
from generator.quantities.worked import Worked
from generator.text import stamps
from generator.text.matrix_equation import BY_ENTRY, UNROUNDED
from tests.documents.matrix_examples import EXAMPLES, example, layer, line
from tests.matrix_reader import Reader, real, sides
from tests.two_outputs import to_mpmath

RULES = {"nesterov, weight decay": "8 significant"}
"""Its nets are short decimals, some of which end in the 5 that fewer digits could not round."""

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


def test_what_each_optimizer_makes_can_be_shown() -> None:
    """An optimizer that somebody adds is written from its own function."""
    shown = {of.method.optimizer for of in map(example, EXAMPLES)}
    assert shown == set(OPTIMIZERS.values())
