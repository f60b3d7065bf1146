"""A whole training in one kind of number: the error of every round, and the network that any round starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from generator.engine.network import Network
from generator.engine.training import Sample, Step, one_round, train
from generator.quantities.setting import Setting
from generator.quantities.straightline import Parameters, StraightLine, flat, shaped

KEPT_NUMBERS = 4_000_000
"""So many parameters are kept; where all rounds have more, every n-th network is kept and the rest is run again."""

State = Network | Parameters
Rounds = Callable[[State, int], Iterator[tuple[object, State]]]
"""Error and state of each round, from a state and the number of rounds before it."""


@dataclass(frozen=True)
class History:
    """errors[r - 1] is the total error that round r sees. states[k] is what round 1 + k * stride starts from."""

    setting: Setting
    step: Step
    rounds: Rounds
    errors: tuple[object, ...]
    states: tuple[State, ...]
    stride: int

    def network_before(self, round_number: int) -> Network:
        """The network that a round (counted from 1) starts from."""
        kept, remaining = divmod(round_number - 1, self.stride)
        _, state = next(islice(self.rounds(self.states[kept], kept * self.stride), remaining, None))
        return state if isinstance(state[0], type(self.setting.network[0])) else shaped(state, self.setting.network)

    def sample(self, round_number: int) -> Sample:
        """The sample that a round learns from: each in its turn."""
        return self.setting.samples[(round_number - 1) % len(self.setting.samples)]


def history(setting: Setting, rounds: int, step: Step = one_round) -> History:
    """The training of a setting, run by the engine over so many rounds, and one more to see what the last update did."""

    def run(network: Network, before: int) -> Iterator[tuple[object, Network]]:
        turn = before % len(setting.samples)
        samples = setting.samples[turn:] + setting.samples[:turn]
        return ((done.errors.total, done.before) for done in train(network, setting.method, samples, step))

    return recorded(setting, step, run, setting.network, rounds)


def straight_history(
    line: StraightLine, functions: tuple[Callable, ...], setting: Setting, rounds: int, step: Step
) -> History:
    """The same training, run by the straight line of its operations; `functions` are those of FUNCTIONS."""
    samples = [(tuple(sample.inputs), tuple(sample.targets)) for sample in setting.samples]

    def run(parameters: Parameters, before: int) -> Iterator[tuple[object, Parameters]]:
        rate, turn = setting.method.learning_rate, before
        while True:
            error, after = line.run(functions, rate, *samples[turn % len(samples)], parameters)
            yield error, parameters
            parameters, turn = after, turn + 1

    return recorded(setting, step, run, flat(setting.network), rounds)


def recorded(setting: Setting, step: Step, run: Rounds, start: State, rounds: int) -> History:
    size = sum(layer.weights.size for layer in setting.network)
    stride = 1 + size * rounds // KEPT_NUMBERS
    errors, states = [], []
    for turn, (error, state) in enumerate(islice(run(start, 0), rounds + 1)):
        errors.append(error)
        if turn % stride == 0:
            states.append(state)
    return History(setting, step, run, tuple(errors), tuple(states), stride)
