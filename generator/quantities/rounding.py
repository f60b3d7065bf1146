"""What is known of the rounding errors in the numbers that a round is made from, where no formula tells."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generator.engine.training import Start
from generator.numbers import certified
from generator.quantities.agreement import MARGIN, agreed_training
from generator.quantities.history import Stopped
from generator.quantities.scale import WITHIN
from generator.quantities.setting import setting
from generator.quantities.straightline import arrays, flat, shaped
from generator.quantities.trainings import overflow_is_no_fault
from generator.quantities.unsharp import UNIT, Unsharp, as_written, errors_of_leaves
from generator.quantities.worked import Worked

ROOM = 4.0
"""An error may be so many times the bound that is found: sums are added up in another order, and a function of a
library is right to a few units only."""


def least_scales(worked: Worked, number: int) -> dict[int, float]:
    """What a round starts from was made in earlier rounds from numbers as large as those around it, then and now."""
    start, first = worked.engine_round(number).before, worked.engine_round(1).before
    least: dict[int, float] = {}
    for now, then in zip(arrays(start), arrays(first), strict=True):
        largest_entry = max(abs(certified.middle(node.value.ball)) for node in (*now.flat, *then.flat))
        least.update({id(node): largest_entry for node in now.flat})
    return least


def full_scales(worked: Worked, number: int) -> Mapping[int, float]:
    """The same, and all that can be found out: how far apart independent trainings on floats have come by rounding
    alone, and the bound for the errors in those numbers of the round whose formulas are not kept."""
    found = least_scales(worked, number)
    try:
        with overflow_is_no_fault():
            starts = agreed_training(worked.example, worked.history.step).starts_of(number)
    except Stopped:
        return found
    begun = worked.engine_round(number).before
    apart = {
        id(node): MARGIN * max(float(np.max(abs(run - wide), initial=0)) for run in runs)
        for nodes, *runs, wide in zip(arrays(begun), *map(arrays, starts), strict=True)
        for node in nodes.flat
    }
    errors = {**apart, **(errors_in_part(worked, number, starts[0], apart) if worked.is_partial else {})}
    return {key: max(found.get(key, 0.0), error / WITHIN) for key, error in errors.items()}


def errors_in_part(worked: Worked, number: int, start: Start, apart: Mapping[int, float]) -> Mapping[int, float]:
    """A bound for the error of each number without a formula in a round that is worked out only in part. start: what
    the round starts from, in float64; apart: how wrong that may be."""
    done, whole = worked.engine_round(number), setting(worked.example, as_written)
    begun = (Unsharp(n, apart[id(node)] / UNIT) for node, n in zip(flat(done.before), flat(start), strict=True))
    with overflow_is_no_fault():
        run = worked.history.step(shaped(tuple(begun), whole.start), whole.method, whole.batch(number), Unsharp(number))
    found = errors_of_leaves((done.passes, done.total, done.gradients), (run.passes, run.total, run.gradients))
    return {key: ROOM * UNIT * units for key, units in found.items()}
