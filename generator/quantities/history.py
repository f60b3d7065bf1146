"""A whole training in one kind of number: the loss that every round sees, and what any round starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np

from generator.engine.cases import OnTheKink
from generator.engine.network import Network
from generator.engine.training import Batch, Round, Sample, Start, Step, one_round, train
from generator.numbers import certified
from generator.quantities.setting import Setting
from generator.quantities.straightline import Parameters, StraightLine, flat, flat_numbers, shaped

KEPT_NUMBERS = 4_000_000
"""So many parameters are kept; where all rounds have more, every n-th state is kept and the rest is run again."""

WIDEST = 1e-25
"""A ball whose edge is farther from its middle is too wide to go on with. The balls of some trainings grow by bits in
each round, whatever their numbers do."""

LOOK_EVERY = 16

DIVERGED = 1e12
"""A training whose loss has grown to so many times what it was has no meaning any more."""

State = Start | Parameters
Rounds = Callable[[State, int], Iterator[tuple[object, State]]]
"""Loss and state of each round, from a state and the number of rounds before it."""


OFF_THE_KINK = "Change a weight or a bias a little, so that no net input comes so near to zero."


class Stopped(ArithmeticError):
    """A training that cannot go on. round_number: the round, counted from 1, that starts from `start`, with `batch`,
    which is of the same kind of number."""

    def __init__(self, round_number: int, start: Start, batch: Batch, reason: str) -> None:
        super().__init__(f"round {round_number}: {reason}")
        self.round_number, self.start, self.batch, self.reason = round_number, start, batch, reason


class OnAKink(Stopped):
    """A net input lies exactly where an activation has no derivative."""


class Diverged(Stopped):
    """The loss has grown beyond all measure."""


class TooLarge(Stopped):
    """Numbers have grown beyond what a float holds."""


@dataclass(frozen=True)
class History:
    """errors[r - 1] is the loss of its batch that round r sees. states[k] is what round 1 + k * stride starts from."""

    setting: Setting
    step: Step
    rounds: Rounds
    errors: tuple[object, ...]
    states: tuple[State, ...]
    stride: int

    def start_of(self, round_number: int) -> Start:
        """The network and the optimizer's state that a round (counted from 1) starts from."""
        kept, remaining = divmod(round_number - 1, self.stride)
        _, state = next(islice(self.rounds(self.states[kept], kept * self.stride), remaining, None))
        return in_shape(state, self.setting)

    def networks_of(self, round_number: int) -> tuple[tuple[Network, tuple[Sample, ...]], ...]:
        """The network of a round and the samples of the data, as the one run that there is has them."""
        return ((self.start_of(round_number).network, self.setting.samples),)

    def batch(self, round_number: int) -> Batch:
        return self.setting.batch(round_number)

    def round_at(self, round_number: int) -> Round:
        """A whole round, run again by the engine."""
        return self.step(self.start_of(round_number), self.setting.method, self.batch(round_number), round_number)

    def rounds_at(self, round_number: int) -> tuple[Round, ...]:
        """The same, as the one run that there is."""
        return (self.round_at(round_number),)


def in_shape(state: State, setting: Setting) -> Start:
    return state if isinstance(state, Start) else shaped(state, setting.start)


def history(setting: Setting, rounds: int, step: Step = one_round) -> History:
    """The training of a setting, run by the engine over so many rounds, and one more to see what the last update did.

    Raises Stopped, as all of the functions below do.
    """

    def run(start: Start, before: int) -> Iterator[tuple[object, Start]]:
        done = train(start, setting.method, setting.batches, step, before + 1)
        return ((one.total, one.before) for one in done)

    return recorded(setting, step, run, setting.start, rounds)


def straight_history(
    lines: Mapping[int, StraightLine], functions: tuple[Callable, ...], setting: Setting, rounds: int, step: Step
) -> History:
    """The same training, run by straight lines of its operations, one for each size of a batch; `functions` are those
    of FUNCTIONS."""
    batches = [(lines[len(batch)], flat_numbers(setting.start, setting.method, batch)) for batch in setting.batches]

    def run(parameters: Parameters, before: int) -> Iterator[tuple[object, Parameters]]:
        turn = before
        while True:
            line, numbers = batches[turn % len(batches)]
            error, after = line.run(functions, turn + 1, numbers, parameters)
            yield error, parameters
            parameters, turn = after, turn + 1

    return recorded(setting, step, run, flat(setting.start), rounds)


def recorded(setting: Setting, step: Step, run: Rounds, start: State, rounds: int) -> History:
    stride = 1 + len(flat(setting.start)) * rounds // KEPT_NUMBERS
    errors: list[object] = []
    states: list[State] = []
    running = run(start, 0)
    for turn in range(rounds + 1):
        try:
            error, state = next(running)
        except OnTheKink as kink:
            if not kink.exact:
                raise certified.Undecided(f"round {turn + 1}: {kink}", OFF_THE_KINK) from kink
            here = setting.start
            if turn:
                here = step(in_shape(state, setting), setting.method, setting.batch(turn), turn).after
            raise OnAKink(turn + 1, here, setting.batch(turn + 1), str(kink)) from kink
        stop_if_too_large(turn + 1, error, state, setting)
        if turn:
            stop_if_diverged(turn + 1, error, errors[0], state, setting)
        errors.append(error)
        if turn % LOOK_EVERY == 0 or turn == rounds:
            undecided_if_too_wide(turn + 1, state)
        if turn % stride == 0:
            states.append(state)
    return History(setting, step, run, tuple(errors), tuple(states), stride)


def undecided_if_too_wide(round_number: int, state: State) -> None:
    parameters = flat(state) if isinstance(state, Start) else state
    if isinstance(parameters[0], certified.Ball) and max(map(certified.width, parameters)) > WIDEST:
        raise certified.Undecided(f"round {round_number}: the balls have grown too wide")


def stop_if_too_large(round_number: int, error: object, state: State, setting: Setting) -> None:
    if isinstance(error, float | np.floating) and not np.isfinite(error):
        reason = "numbers become too large for a float, so that no loss comes out"
        raise TooLarge(round_number, in_shape(state, setting), setting.batch(round_number), reason)


def stop_if_diverged(round_number: int, error: object, first: object, state: State, setting: Setting) -> None:
    limit = DIVERGED * (1 + first)
    if not error < limit:
        if isinstance(error, certified.Ball) and not error > limit:
            raise certified.Undecided(f"the loss of round {round_number} is not known well enough")
        reason = f"the loss is more than {DIVERGED:g} times what it was"
        raise Diverged(round_number, in_shape(state, setting), setting.batch(round_number), reason)
