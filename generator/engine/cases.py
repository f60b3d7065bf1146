"""Functions that are put together from two cases, and what becomes of them where the cases meet."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


class OnTheKink(ArithmeticError):
    """A net input on the kink of a function, where it has no derivative, or too near to it to tell the side.

    exact: whether the net input is zero, and not merely near it. index: the entry of the array, if it was in one.
    """

    def __init__(self, exact: bool, index: int | None = None) -> None:
        super().__init__(f"a net input lies {'on' if exact else 'too near to'} the kink at zero")
        self.exact, self.index = exact, index


def where_positive(net: Array, positive: Array, negative: Array) -> Array:
    """`positive` where net is above zero, `negative` where it is below. Raises OnTheKink for the rest.

    A number that remembers how it was made brings a method `choose`, which remembers both cases and the one taken.
    """
    if net.dtype != object:
        if not net.all():
            raise OnTheKink(exact=True, index=int(np.flatnonzero(net == 0)[0]))
        return np.where(net > 0, positive, negative)
    chosen = []
    for index, case in enumerate(zip(net, positive, negative, strict=True)):
        try:
            chosen.append(choose(*case))
        except OnTheKink as kink:
            raise OnTheKink(kink.exact, index) from None
    return np.array(chosen, dtype=object)


def choose(net: object, positive: object, negative: object) -> object:
    """The same for one number."""
    if not (net > 0 or net < 0):
        raise OnTheKink(exact=bool(net == 0))
    if hasattr(net, "choose") and not isinstance(net, float):  # a double of numpy has another method of this name
        return net.choose(positive, negative)
    return positive if net > 0 else negative


def floor(numbers: Array) -> Array:
    """Each number's nearest whole number below. (numpy's own wants plain numbers of what is in an array of objects.)"""
    if numbers.dtype != object:
        return np.floor(numbers)
    return np.array([number.floor() for number in numbers.flat], dtype=object).reshape(numbers.shape)


def constants(number: object, like: Array) -> Array:
    """An array of one number, of the shape and the kind of number of another.

    (numpy's own would put plain integers into an array of objects.)
    """
    filled = [type(entry)(number) if isinstance(number, int) else number for entry in like.flat]
    return np.array(filled, dtype=like.dtype).reshape(like.shape)
