"""What a network makes of every sample of its data, and how much of that is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from generator.engine.cases import OnTheKink
from generator.engine.network import Forward, Network, errors, forward
from generator.engine.training import Sample, Start, over_batch
from generator.numbers import certified
from generator.numbers.again import Again
from generator.numbers.traced import Traced
from generator.quantities import naming
from generator.quantities.decisions import decision, largest
from generator.quantities.history import OFF_THE_KINK, OnAKink
from generator.quantities.labels import Label
from generator.quantities.partial import leaf
from generator.quantities.quantity import Quantity
from generator.quantities.register import Register
from generator.quantities.rounds import TracedRounds

MOST_SHOWN = 12
"""Of the samples of a large network so many can be shown; the others are counted."""


@dataclass(frozen=True)
class Prediction:
    """One sample and what the network makes of it, all in quantities.

    sample: its number. inputs, targets, outs: one each. E_total: its total error. answers, wanted: what the outs and
    the targets are taken for, one number each. answer, want: the same in one word, the name of an output, where one of
    several outputs is to win. is_right: whether both are the same. None where the example decides nothing.
    """

    sample: Quantity
    inputs: tuple[Quantity, ...]
    targets: tuple[Quantity, ...]
    outs: tuple[Quantity, ...]
    E_total: Quantity
    answers: tuple[Quantity, ...] | None = None
    wanted: tuple[Quantity, ...] | None = None
    answer: str | None = None
    want: str | None = None
    is_right: bool | None = None


@dataclass(frozen=True)
class Predictions:
    """The predictions for the samples, of a large network for the first of them. loss: over all samples of the data.
    correct: how many of all are right; None if nothing decides."""

    each: tuple[Prediction, ...]
    loss: Quantity
    correct: Quantity | None


Outcome = tuple[Sequence[Traced], Traced]
"""The outs for a sample, and its total error."""


def predictions(
    register: Register, rounds: TracedRounds, number: int, first: Predictions | None = None
) -> Predictions:
    """The predictions of the network that a round starts from. first: those of the first round, if the network is
    still the same and too large for formulas."""
    outcomes = list((large_outcomes if rounds.is_partial else outcomes_of)(register, rounds, number))
    total = over_batch([np.array([error]) for _, error in outcomes], rounds.method)[0]
    if rounds.is_partial:
        # Too many terms to have names.
        total = Traced.given(total.value) if first is None else Again(total.value, first.loss.node)
    decide = decision(register.example)
    made = [
        prediction(register, rounds, number, position, *outcome)
        for position, outcome in enumerate(outcomes[:MOST_SHOWN] if rounds.is_partial else outcomes)
    ]
    loss = register.computed(Label("data total", "E_data"), total, number)
    if decide is None:
        return Predictions(tuple(made), loss, None)
    wanted = [decide(rounds.sample(position).targets) for position in range(len(outcomes))]
    found = [decide(outs) for outs, _ in outcomes]
    made = [decided(register, number, *three) for three in zip(made, found, wanted, strict=False)]
    right = sum(answers == want for answers, want in zip(found, wanted, strict=True))
    return Predictions(tuple(made), loss, register.counted("correct", right, number))


def prediction(
    register: Register, rounds: TracedRounds, number: int, position: int, outs: Sequence[Traced], total: Traced
) -> Prediction:
    """What the network makes of one sample, without what it is taken for."""
    example, sample = register.example, rounds.sample(position)
    mark = naming.mark_of(example, position + 1)
    given = [
        register.given(label, node, naming.value_at(example, label.place), position)
        for label, node in naming.inputs_and_targets(example, sample, position, mark)
    ]
    names = example.layers[-1].neurons
    labels = [Label("out", f"out_{name}", name, sample=position + 1) for name in names]
    return Prediction(
        register.counted(f"sample_{position + 1}", position + 1, number),
        tuple(given[: len(sample.inputs)]),
        tuple(given[len(sample.inputs) :]),
        tuple(register.computed(label, out, number) for label, out in zip(labels, outs, strict=True)),
        register.computed(Label("total", "E_total", sample=position + 1), total, number),
    )


def decided(
    register: Register, number: int, made: Prediction, answers: tuple[int, ...], wanted: tuple[int, ...]
) -> Prediction:
    """The prediction with what its outs are taken for."""
    names = register.example.layers[-1].neurons
    of = made.sample.name.removeprefix("sample_")
    with_answers = replace(
        made,
        answers=tuple(
            register.counted(f"answer_{name}_{of}", answer, number) for name, answer in zip(names, answers, strict=True)
        ),
        wanted=made.targets,
        is_right=answers == wanted,
    )
    if decision(register.example) is not largest:
        return with_answers
    return replace(with_answers, answer=names[answers.index(1)], want=names[wanted.index(1)])


def outcomes_of(register: Register, rounds: TracedRounds, number: int) -> Iterator[Outcome]:
    """Forward passes on traced numbers, but for the samples that the round has passed already."""
    done = rounds.round(number)
    known = dict(zip(rounds.positions(number), done.passes, strict=True))
    network = done.before.network
    for position in range(len(register.example.data)):
        if position in known:
            yield known[position].forward[-1].out, known[position].errors.total
            continue
        sample = rounds.sample(position)
        passed = forward_pass(rounds, number, position, network, sample)
        error = errors(rounds.method.loss, sample.targets, passed[-1].out)
        for label, node in naming.forward(register.example, passed, error, position + 1):
            register.computed(label, node, number)
        yield passed[-1].out, error.total


def forward_pass(
    rounds: TracedRounds, number: int, position: int, network: Network, sample: Sample
) -> tuple[Forward, ...]:
    """What a round's network makes of any sample of the data. ExampleError where that lies on a kink."""
    try:
        return forward(network, sample.inputs)
    except OnTheKink as kink:
        if not kink.exact:
            raise certified.Undecided(f"round {number}: {kink}", OFF_THE_KINK) from kink
        raise rounds.error(OnAKink(number, Start(network, ()), (sample,), str(kink)), position) from kink


def large_outcomes(register: Register, rounds: TracedRounds, number: int) -> Iterator[Outcome]:
    """Forward passes of the whole network, in each run of its training."""
    runs = rounds.networks_of(number)
    for position in range(len(register.example.data)):
        outs, totals = [], []
        for network, samples in runs:
            sample = samples[position]
            outs.append(forward_pass(rounds, number, position, network, sample)[-1].out)
            totals.append(errors(rounds.method.loss, sample.targets, outs[-1]).total)
        yield [leaf(entries) for entries in zip(*outs, strict=True)], leaf(totals)
