"""The exercises of the default chapter: their answers are those of a second computation."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from generator.build import Book, build
from generator.project import Project
from tests.bare_examples import BARE, Bare, bare_book, slug
from tests.by_hand import ByHand

NAMES = ["three layers", "four samples", "three classes", "exclusive or in batches", "a curve"]
EACH = pytest.mark.parametrize("name", NAMES)
STAMP = re.compile(r"\\q\{([^{}]*)\}\{([^{}]*)\}|<[^<>]*data-q=\"([^\"]*)\"[^<>]*>([^<>]*)<")
KEY = re.compile(r"(?P<name>\w+?)(?P<batch>_batch)?(?P<new>_new)?@(?P<round>\d+)(?::(?P<sample>\d+))?")
NEAR = 2e-5
HALF = "half the learning rate"


@pytest.fixture
def book(bare: Bare) -> Book:
    return bare.book


@cache
def by_hand(name: str, rate: float = 1) -> ByHand:
    return ByHand(BARE[name], rate)


def page(book: Book, name: str) -> str:
    (text,) = [file.text for file in book.files if file.uri == f"{slug(name)}.md"]
    return text


def exercises(book: Book, name: str) -> list[str]:
    asked = page(book, name).partition("## Exercises\n")[2].partition("\n## ")[0]
    return re.split(r"(?m)^\*\*[A-Z][a-z]+\.\*\* ", asked)[1:]


def the_one(book: Book, name: str, words: str) -> str:
    (found,) = [text for text in exercises(book, name) if words in text]
    return found


def numbers(text: str) -> list[tuple[str, float]]:
    """Each printed number, behind its key without the name of the example, and without the minus that some have."""
    found = [(a or b, digits or more) for a, digits, b, more in STAMP.findall(text)]
    read = [(key, float(digits.replace("\u2212", "-"))) for key, digits in found]
    return [(key.partition("/")[2], -number if key.startswith("-") else number) for key, number in read]


def computed(of: ByHand, key: str) -> float | None:
    """What a second computation says of a key, if it is of one of the kinds that it knows."""
    match = KEY.fullmatch(key)
    if match is None or not re.match(r"net_|out_|E_total$|dE_d(w\d+|b_?\w+)$|w\d+$|b_", match["name"]):
        return None
    name, number = match["name"], int(match["round"])
    samples = of.in_round(number)
    if match["new"]:
        return of.after(number)[of.names.index(name)]
    if name in of.names:
        return of.after(number - 1)[of.names.index(name)]
    one = int(match["sample"] or samples[0])
    if name.startswith("dE_d"):
        return of.derivative(name.removeprefix("dE_d"), number, samples if match["batch"] else [one])
    return of.forward(of.after(number - 1), one)[name]


@pytest.mark.parametrize("name", BARE)
def test_each_chapter_asks_four_to_six_questions_and_hides_what_it_answers(book: Book, name: str) -> None:
    asked = exercises(book, name)
    assert 4 <= len(asked) <= 6
    for text in asked:
        question, _, answer = text.partition("\n\n/// details | Answer\n    type: success\n\n")
        assert "?" in question or re.search(r"[Cc]ompute|Make", question)
        assert answer.rstrip().endswith("///") and (numbers(answer) or "\\(" in answer)


@pytest.mark.parametrize("name", BARE)
def test_each_chapter_begins_with_what_its_reader_will_be_able_to_do(book: Book, name: str) -> None:
    goals = page(book, name).partition("At the end you will be able to\n\n")[2].partition("\n\n")[0]
    items = [" ".join(item.split()) for item in re.split(r"(?m)^- ", goals)[1:]]
    assert 4 <= len(items) <= 6
    assert all(item.endswith(",") for item in items[:-1]) and items[-1].endswith(".")


def test_the_goals_fit_the_example(book: Book) -> None:
    goals = {name: page(book, name).partition("At the end you")[2].partition("\n\nYou need")[0] for name in BARE}

    def where(said: str) -> list[str]:
        return [name for name in BARE if said in " ".join(goals[name].split())]

    assert where("with softmax") == where("where softmax meets cross-entropy") == ["three classes"]
    assert where("where the logistic function meets") == where("with momentum,") == ["exclusive or in batches"]
    assert where("which neurons are silent") == ["three classes"] and where("and weight decay") == ["a curve"]
    assert where("of a batch") == ["three classes", "exclusive or in batches", "a curve"]
    assert where("through all layers") == ["three layers", "a curve"]
    assert where("back to the weight") == where("update the weight with") == ["one weight"]
    assert where("update all weights with") == ["two outputs", "three layers"]


@EACH
def test_the_numbers_of_the_answers_are_those_of_a_second_computation(book: Book, name: str) -> None:
    met = set()
    for key, printed in numbers("".join(text for text in exercises(book, name) if HALF not in text)):
        if (wanted := computed(by_hand(name), key)) is not None:
            assert printed == pytest.approx(wanted, rel=NEAR, abs=NEAR), key
            met.add(re.split(r"_|\d", key)[0] + ("_new" if "_new" in key else ""))
    assert {"net", "out", "dE", "w_new"} <= met


@pytest.mark.parametrize("name", ["four samples", "three classes", "exclusive or in batches", "a curve"])
def test_the_first_exercise_takes_the_sample_that_it_names(book: Book, name: str) -> None:
    of, asked = by_hand(name), exercises(book, name)[0]
    sample, net = (next(n for key, n in numbers(asked) if key.startswith(kind)) for kind in ("sample_", "net_"))
    parameters = of.after(0 if of.batch > 1 else 1)
    assert net in [pytest.approx(n, abs=NEAR) for n in of.forward(parameters, int(sample)).values()]


@pytest.mark.parametrize("name", ["three layers", "four samples", "exclusive or in batches"])
def test_half_the_learning_rate_does_what_the_answer_says(book: Book, name: str) -> None:
    said = the_one(book, name, HALF)
    of, half = by_hand(name), by_hand(name, 0.5)
    losses = [of.loss(of.start), half.loss(half.after(1)), of.loss(of.after(1))]
    printed = [number for key, number in numbers(said) if key.startswith("E_")]
    assert printed == pytest.approx(losses, rel=NEAR, abs=NEAR)
    assert ("So half the rate leaves it higher" in said) is bool(losses[1] > losses[2])


@pytest.mark.parametrize("name", ["three layers", "four samples", "exclusive or in batches", "a curve"])
def test_the_steepest_derivative_is_the_largest_of_all(book: Book, name: str) -> None:
    of = by_hand(name)
    key, _ = numbers(the_one(book, name, "no other comes up to").partition("///")[2])[0]
    sizes = dict(zip(of.names, abs(of.gradient(of.start, of.in_round(1))) * of.learns, strict=True))
    assert KEY.fullmatch(key)["name"] == "dE_d" + max(sizes, key=sizes.get)


@pytest.mark.parametrize("name", ["four samples", "exclusive or in batches", "a curve"])
def test_the_sample_with_the_largest_error_is_found(book: Book, name: str) -> None:
    of = by_hand(name)
    said = re.findall(r"(?:training|rounds): samples? (.*?)\.", the_one(book, name, "largest error"))
    for parameters, words in zip((of.start, of.after(of.told["rounds"])), said, strict=True):
        errors = [of.forward(parameters, k + 1)["E_total"] for k in range(len(of.samples))]
        largest = [f"sample_{k + 1}" for k, error in enumerate(errors) if max(errors) - error < NEAR]
        assert [key.partition("@")[0] for key, _ in numbers(words)] == largest


def test_who_is_alive_where_a_neuron_is_dead_for_the_first_sample_is_told(book: Book) -> None:
    said, of = the_one(book, "three classes", "is dead for the first sample"), by_hand("three classes")
    nets = [of.forward(of.start, k)["net_h1"] for k in range(1, 6)]
    told = [number for key, number in numbers(said) if key.startswith("sample_")]
    assert nets[0] < 0 and told == [k for k, net in enumerate(nets, 1) if net > 0] != []


def test_the_deltas_of_softmax_add_up_to_nothing(book: Book) -> None:
    said = the_one(book, "three classes", "Then add them up")
    deltas = [number for key, number in numbers(said) if key.startswith("delta_")]
    assert len(deltas) == 3 and abs(sum(deltas)) < NEAR < max(map(abs, deltas))


def test_the_rounds_of_an_epoch_are_counted(tmp_path: Path) -> None:
    name = "one layer"
    batches = BARE[name].replace("optimizer:", "batch: 2\noptimizer:").replace("rounds: 30", "rounds: 29")
    made = build(Project(bare_book(tmp_path, {name: batches.replace("3, 30", "3, 29"), "online": BARE[name]})))
    told, online = (dict(numbers(the_one(made, one, "make an epoch"))) for one in (name, "online"))
    counted = ("rounds_of_an_epoch", "samples_left_over", "whole_epochs", "rounds_left_over")
    assert [told[f"{key}@1"] for key in counted] == [2, 1, 14, 1]
    assert [online.get(f"{key}@1") for key in counted] == [3, None, 10, None]
