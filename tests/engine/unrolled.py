"""The optimizers a second time, without any state: the last step as a sum over all gradients so far.

`STEPS[name](gradients, **settings)` is what is added to a parameter after the last of the gradients. It works on
mpmath's numbers and on arrays of numpy alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Gradients = Sequence[object]


def fading(gradients: Gradients, kept: object) -> object:
    """The sum in which each gradient counts `kept` times as much as the one after it."""
    return sum(gradient * kept**age for age, gradient in enumerate(reversed(gradients)))


def fading_mean(gradients: Gradients, kept: object) -> object:
    """The same as a mean: the weights add up to 1."""
    return fading(gradients, kept) / fading([1] * len(gradients), kept)


def squares(gradients: Gradients) -> Gradients:
    return [gradient * gradient for gradient in gradients]


def gradient_descent(gradients: Gradients, learning_rate: object) -> object:
    return -learning_rate * gradients[-1]


def momentum(gradients: Gradients, learning_rate: object, momentum: object) -> object:
    return -learning_rate * fading(gradients, momentum)


def nesterov(gradients: Gradients, learning_rate: object, momentum: object) -> object:
    """Nesterov's own method moves x by v and takes the gradient at the point x + momentum v. That point is what an
    example calls the parameter; so it moves by v, and by momentum times what v has grown."""
    now, before = (-learning_rate * fading(some, momentum) for some in (gradients, gradients[:-1]))
    return now + momentum * (now - before)


def rmsprop(gradients: Gradients, learning_rate: object, decay: object, epsilon: object) -> object:
    return -learning_rate * gradients[-1] / (((1 - decay) * fading(squares(gradients), decay)) ** 0.5 + epsilon)


def adam(gradients: Gradients, learning_rate: object, beta1: object, beta2: object, epsilon: object) -> object:
    size = fading_mean(squares(gradients), beta2) ** 0.5
    return -learning_rate * fading_mean(gradients, beta1) / (size + epsilon)


STEPS: dict[str, Callable[..., object]] = {
    "adam": adam,
    "gradient descent": gradient_descent,
    "momentum": momentum,
    "nesterov": nesterov,
    "rmsprop": rmsprop,
}
