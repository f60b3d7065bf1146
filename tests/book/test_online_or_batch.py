"""The chapter on online and batch and its deck: every number computed again, the programs run, in every regime."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

import numpy as np
import pytest
import sympy

from generator.book import Book
from tests.book.chapters import listings

SLUG = "online-or-batch"
Long = np.longdouble
WEIGHTS = tuple(f"w{number}" for number in range(1, 9))
START = dict(zip((*WEIGHTS, "b1", "b2"), "0.15 0.20 0.25 0.30 0.40 0.45 0.50 0.55 0.35 0.60".split(), strict=True))
DATA = {
    "": "0.05 0.10 0.01 0.99 0.90 0.20 0.99 0.01 0.30 0.80 0.20 0.80 0.70 0.60 0.80 0.20",
    ".mild": "0.05 0.10 0.25 0.75 0.90 0.20 0.75 0.25 0.30 0.80 0.25 0.75 0.70 0.60 0.75 0.25",
    ".quarrel": "0.05 0.10 0.01 0.99 0.05 0.10 0.21 0.79",
}
"""Of the example and of those beside it, by the beginning of what is told of them."""
ETA, ROUNDS = {"": "0.5", ".mild": "2", ".quarrel": "2"}, {"": 1000, ".mild": 300, ".quarrel": 1000}


# --- by hand, in floats of extended precision -------------------------------------------------------------------------


def passed(p: Mapping[str, Long], sample: Sequence[Long]) -> dict[str, Long]:
    """One sample forward and back, one formula for each name."""
    q = dict(p)
    q["i1"], q["i2"], q["target_o1"], q["target_o2"] = sample
    for h, v, w in (("h1", "w1", "w2"), ("h2", "w3", "w4")):
        q[f"net_{h}"] = p[v] * q["i1"] + p[w] * q["i2"] + p["b1"]
        q[f"out_{h}"] = 1 / (1 + np.exp(-q[f"net_{h}"]))
    for o, v, w in (("o1", "w5", "w6"), ("o2", "w7", "w8")):
        q[f"net_{o}"] = p[v] * q["out_h1"] + p[w] * q["out_h2"] + p["b2"]
        q[f"out_{o}"] = out = 1 / (1 + np.exp(-q[f"net_{o}"]))
        q[f"delta_{o}"] = (out - q[f"target_{o}"]) * out * (1 - out)
        q[f"dE_d{v}"], q[f"dE_d{w}"] = q[f"delta_{o}"] * q["out_h1"], q[f"delta_{o}"] * q["out_h2"]
        q[f"dnet_d{v}"], q[f"dnet_d{w}"] = q["out_h1"], q["out_h2"]
    q["E_total"] = ((q["target_o1"] - q["out_o1"]) ** 2 + (q["target_o2"] - q["out_o2"]) ** 2) / 2
    for h, v, w, first, second in (("h1", "w5", "w7", "w1", "w2"), ("h2", "w6", "w8", "w3", "w4")):
        back = q["delta_o1"] * p[v] + q["delta_o2"] * p[w]
        delta = back * q[f"out_{h}"] * (1 - q[f"out_{h}"])
        q[f"dE_d{first}"], q[f"dE_d{second}"] = delta * q["i1"], delta * q["i2"]
    return q


class Training:
    """A variant of the example, by the end of its address. at(r) is what round r starts from."""

    def __init__(self, told: str) -> None:
        beside = told.partition("+")[0]
        found = re.search(r"\+batch-(online|\d)", told)
        numbers = re.search(r"\+data--([-a-z0-9.]+)", told)
        written = re.findall(r"\d+(?:\.\d+)?", numbers[1]) if numbers else DATA[beside].split()
        self.data = np.array([*map(Long, written)]).reshape(-1, 4)
        self.batch = len(self.data) if not found else 1 if found[1] == "online" else int(found[1])
        self.eta = Long((re.search(r"learning-rate-([0-9.]+)", told) or ("", ETA[beside]))[1])
        self.sums = "batch-loss-sum" in told
        self.states = [{name: Long(0) if beside == ".mild" else Long(given) for name, given in START.items()}]

    def samples(self, number: int) -> range:
        """Which samples a round learns from, counted from 0."""
        first = (number - 1) * self.batch % (-(-len(self.data) // self.batch) * self.batch)
        return range(first, min(first + self.batch, len(self.data)))

    def mean(self, values: Iterator[Long]) -> Long:
        values = list(values)
        return sum(values) / (1 if self.sums else len(values))

    def at(self, number: int) -> Mapping[str, Long]:
        while len(self.states) < number:
            p, each = self.states[-1], [passed(self.states[-1], self.data[k]) for k in self.samples(len(self.states))]
            steps = {w: self.eta * self.mean(q[f"dE_d{w}"] for q in each) for w in WEIGHTS}
            self.states.append({name: value - steps.get(name, 0) for name, value in p.items()})
        return self.states[number - 1]

    def value(self, name: str, number: int, sample: int | None) -> Long:
        if name in ("batch", "data"):
            return Long(self.batch if name == "batch" else len(self.data))
        if name == "eta":
            return self.eta
        if name.endswith("_new"):
            return self.at(number + 1)[name.removesuffix("_new")]
        if name.endswith(("_batch", "_data")):
            of = range(len(self.data)) if name == "E_data" else self.samples(number)
            one = "E_total" if name.startswith("E_") else name.removesuffix("_batch")
            return self.mean(passed(self.at(number), self.data[k])[one] for k in of)
        return passed(self.at(number), self.data[self.samples(number)[0] if sample is None else sample - 1])[name]


training = cache(Training)


# --- every digit, computed a second time ------------------------------------------------------------------------------

KEY = re.compile(rf"{SLUG}((?:\.[a-z]+)?(?:\+[-+.a-z0-9]+)*)/(\w+?)(?:@([0-9]+))?(?::([0-9]))?(?![\w@:])")
TABLE = (1, 10, 100, 300, 1000)


def hand(told: str, name: str, number: int, sample: int | None) -> Long:
    if name == "rounds":
        return Long((re.search(r"\+rounds-(\d+)", told) or ("", ROUNDS[told.partition("+")[0]]))[1])
    if counted := re.fullmatch(r"(sample|table)_(\d)", name):
        return Long(counted[2] if counted[1] == "sample" else TABLE[int(counted[2])])
    return training(told).value(name, number, sample)


def expected(key: str) -> Long:
    def stand_in(match: re.Match[str]) -> str:
        told, name, number, sample = match.groups()
        return f"hand({told!r}, {name!r}, {int(number or 1)}, {sample and int(sample)})"

    return eval(KEY.sub(stand_in, key), {"hand": hand})


def test_every_number_is_what_floats_of_extended_precision_give(book: Book) -> None:
    known = [entry for entry in book.ledger if re.match(rf"\(*{SLUG}(?!.*/(verified|source_))", entry.key)]
    assert len(known) > 800 and not [entry for entry in book.ledger if entry.kind == "stated"]
    values = {key: expected(key) for key in {entry.key for entry in known}}
    for entry in known:
        ours, printed = values[entry.key], entry.printed.replace(",", "")
        assert abs(Long(entry.value) - ours) <= 1e-11 * abs(ours) + 1e-17, entry
        half = Long(10) ** Decimal(printed).as_tuple().exponent / 2
        assert abs(Long(printed) - ours) <= half * (1 + Long("1e-6")), entry


SOURCE = {"w5_new": "0.35892", "w6_new": "0.40867", "w7_new": "0.51130", "w8_new": "0.56137",
          "w1_new": "0.149781", "w2_new": "0.199561", "w3_new": "0.249751", "w4_new": "0.299502"}  # fmt: skip


@pytest.mark.parametrize("name", SOURCE)
def test_the_first_online_update_is_the_one_that_the_source_prints(name: str) -> None:
    ours = training("+batch-online+rounds-4000").value(name, 1, None)
    assert abs(ours - Long(SOURCE[name])) <= Long(10) ** Decimal(SOURCE[name]).as_tuple().exponent / 2


# --- formulas that were typed -----------------------------------------------------------------------------------------


def test_what_online_and_batch_differ_by_after_two_samples_is_the_typed_term(chapter: str, deck: str) -> None:
    for source in (chapter, deck):
        assert r"\eta\, \bigl( g_1(w) + g_2(w) \bigr) + \eta^2 H_2\, g_1(w)" in source
    eta, *w = sympy.symbols("eta w1 w2")
    first, second = sympy.exp(w[0]) * w[1] ** 2 + w[0] ** 3, sympy.sin(w[0] * w[1]) + w[0] * w[1] ** 3
    g1, g2 = (sympy.Matrix([sympy.diff(error, one) for one in w]) for error in (first, second))
    here = sympy.Matrix(w)
    moved = here - eta * g1
    online = moved - eta * g2.subs(dict(zip(w, moved, strict=True)), simultaneous=True)
    batch = here - eta * (g1 + g2) + eta**2 * sympy.hessian(second, w) * g1
    for order in range(3):
        difference = sympy.diff(online - batch, eta, order).subs(eta, 0)
        assert sympy.simplify(difference) == sympy.zeros(2, 1)
    assert sympy.N(sympy.diff(online - batch, eta, 3).subs({eta: 0, w[0]: 1, w[1]: 2})).norm() > 1


def test_the_derivative_of_a_mean_is_the_mean_of_the_derivatives(chapter: str, deck: str) -> None:
    typed = (r"\frac{\partial}{\partial w} \; \frac{1}{n} \sum_{k=1}^{n} E^{[k]} = "
             r"\frac{1}{n} \sum_{k=1}^{n} \frac{\partial E^{[k]}}{\partial w}")  # fmt: skip
    assert typed in chapter and typed in deck
    whole, step = training(""), Long("1e-6")
    for w in WEIGHTS:
        high, low = ({**whole.at(1), w: whole.at(1)[w] + sign * step} for sign in (1, -1))
        rise = sum(passed(high, one)["E_total"] - passed(low, one)["E_total"] for one in whole.data) / 4
        assert rise / (2 * step) == pytest.approx(whole.value(f"dE_d{w}_batch", 1, None), rel=1e-9)


# --- listings ---------------------------------------------------------------------------------------------------------


def held(scope: Mapping[str, object], told: str = "") -> None:
    """Errors and last weights of a listing, against what was computed by hand."""
    errors, ours = scope["errors"], training(told)
    for number in (1, 2, 100, 1000):
        assert float(errors[number - 1]) == pytest.approx(float(ours.value("E_batch", number, None)), rel=1e-9)
    last = [*scope["W1"].flat, *scope["W2"].flat] if "W1" in scope else [scope[w] for w in WEIGHTS]
    assert [*map(float, last)] == pytest.approx([float(ours.at(1001)[w]) for w in WEIGHTS], rel=1e-9)


def run(listing: str, **scope: object) -> Mapping[str, object]:
    exec(listing, scope)
    return scope


def test_the_listings_give_the_numbers_of_the_book(chapter: str, deck: str) -> None:
    one, two = listings(chapter)
    assert "import numpy" in one and "numpy" not in two
    held(run(one))
    held(run(two))
    held(run("\n".join(f"{part.rstrip()}\n" for part in listings(deck)), np=np))


@pytest.mark.parametrize(("size", "told"), [(1, "+batch-online+rounds-4000"), (2, "+batch-2+rounds-2000")])
def test_with_the_one_line_that_the_chapter_names_the_listing_trains_in_the_other_regimes(
    chapter: str, size: int, told: str
) -> None:
    line = "batch = batches[round % len(batches)]"
    assert f"`{line}`" in chapter
    (listing,) = [one for one in listings(chapter) if "import numpy" in one]
    whole, loop = "batch = list(zip(inputs, targets))\n", "for round in range(1000):\n"
    assert listing.count(whole) == listing.count(loop) == 1
    batches = f"batches = [batch[k : k + {size}] for k in range(0, 4, {size})]\n"
    held(run(listing.replace(whole, whole + batches).replace(loop, f"{loop}    {line}\n")), told)


# --- what it is made of -----------------------------------------------------------------------------------------------


def test_the_deck_has_what_a_lecturer_needs(deck: str) -> None:
    slides = re.split(r"\n---\n", deck)
    assert len(slides) < 45 and all("???" in slide for slide in slides)
    assert all(heading in deck for heading in ("# Outline", "# Summary", "# References"))
    assert all(address in slides[-2] for address in ("mattmazur.com", "hankcs.com", "colah.github.io"))
