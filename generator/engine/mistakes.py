"""Mistakes that worked examples make, so that a book can show what comes of them. Nothing trains with these."""

from __future__ import annotations

from generator.engine.network import Network, backward, errors, forward
from generator.engine.training import Method, Round, Sample, Step, updated


def updated_weights_on_the_way_back(network: Network, method: Method, sample: Sample) -> Round:
    """A round that updates each layer at once, and passes the deltas back through weights that are already new."""
    passed = forward(network, sample.inputs)
    error = errors(method.loss, sample.targets, passed[-1].out)
    mixed, derived = list(network), []
    for index in reversed(range(len(network))):
        derivative = backward(tuple(mixed), method.loss, sample.targets, passed)[index]
        mixed[index] = updated(network[index], derivative, method)
        derived.insert(0, derivative)
    return Round(sample, network, passed, error, tuple(derived), tuple(mixed))


MISTAKES: dict[str, Step] = {
    "updated weights on the way back": updated_weights_on_the_way_back,
}
