"""Optimizers: how a gradient turns old parameters into new ones.

All arrays of an update have the shape of the parameter, and every operation goes entry by entry.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Optimizer:
    """`update(parameter, gradient, *settings, *state)` returns the new parameter; where there is a state, a tuple of
    the new parameter, the new state, and what else a reader meets on the way.

    settings: names of the numbers that it takes; t is the number of the round, counted from 1, and the others are the
    example's. state: what is carried from round to round, 0 before the first. aside: what is not carried.
    """

    update: Callable[..., Array | tuple[Array, ...]]
    settings: tuple[str, ...] = ("learning_rate",)
    state: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


def gradient_descent(parameter: Array, gradient: Array, learning_rate: object) -> Array:
    """The old value less the learning rate times the gradient."""
    return parameter - learning_rate * gradient


def momentum(
    parameter: Array, gradient: Array, learning_rate: object, momentum: object, velocity: Array
) -> tuple[Array, ...]:
    """Each step keeps a part of the one before. D. E. Rumelhart, G. E. Hinton, R. J. Williams: Learning representations
    by back-propagating errors, Nature 323 (1986), equation 9."""
    velocity = momentum * velocity - learning_rate * gradient
    return parameter + velocity, velocity


def nesterov(
    parameter: Array, gradient: Array, learning_rate: object, momentum: object, velocity: Array
) -> tuple[Array, ...]:
    """Momentum that looks ahead, written for the point looked at, so that the gradient is taken at the parameter
    itself. Y. Bengio, N. Boulanger-Lewandowski, R. Pascanu: Advances in optimizing recurrent networks, ICASSP 2013,
    equation 7."""
    velocity = momentum * velocity - learning_rate * gradient
    return parameter + momentum * velocity - learning_rate * gradient, velocity


def rmsprop(
    parameter: Array, gradient: Array, learning_rate: object, decay: object, epsilon: object, square: Array
) -> tuple[Array, ...]:
    """Each step is measured in units of the recent size of the gradient. T. Tieleman, G. Hinton: Lecture 6.5 of Neural
    networks for machine learning, Coursera 2012; with a small number that keeps the divisor from being zero."""
    square = decay * square + (1 - decay) * np.square(gradient)
    return parameter - learning_rate * gradient / (np.sqrt(square) + epsilon), square


def adam(
    parameter: Array,
    gradient: Array,
    learning_rate: object,
    beta1: object,
    beta2: object,
    epsilon: object,
    t: object,
    mean: Array,
    square: Array,
) -> tuple[Array, ...]:
    """D. P. Kingma, J. Ba: Adam, a method for stochastic optimization, ICLR 2015, algorithm 1."""
    mean = beta1 * mean + (1 - beta1) * gradient
    square = beta2 * square + (1 - beta2) * np.square(gradient)
    mean_corrected = mean / (1 - beta1**t)
    square_corrected = square / (1 - beta2**t)
    step = learning_rate * mean_corrected / (np.sqrt(square_corrected) + epsilon)
    return parameter - step, mean, square, mean_corrected, square_corrected


OPTIMIZERS = {
    "adam": Optimizer(
        adam,
        settings=("learning_rate", "beta1", "beta2", "epsilon", "t"),
        state=("mean", "square"),
        aside=("mean_corrected", "square_corrected"),
    ),
    "gradient descent": Optimizer(gradient_descent),
    "momentum": Optimizer(momentum, settings=("learning_rate", "momentum"), state=("velocity",)),
    "nesterov": Optimizer(nesterov, settings=("learning_rate", "momentum"), state=("velocity",)),
    "rmsprop": Optimizer(rmsprop, settings=("learning_rate", "decay", "epsilon"), state=("square",)),
}
