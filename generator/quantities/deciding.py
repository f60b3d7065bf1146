"""Work on an example at as many bits as it takes to decide everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.errors import AuditError, Problem
from generator.numbers import certified
from generator.numbers.certified import Undecided
from generator.numbers.digits import OutOfSight

Result = TypeVar("Result")
SMALLER = "Make inputs and weights smaller. Measured in a larger unit, inputs are smaller numbers."


def decided(file: Path, work: Callable[[int], Result]) -> Result:
    """What the work returns at the first precision that decides all its digits. AuditError if none does."""
    try:
        return certified.with_enough_precision(work)
    except Undecided as undecided:
        message = f"no precision up to {certified.LAST_PRECISION} bits decides: {undecided}"
        raise AuditError([Problem(str(file), None, message, undecided.way_out)]) from undecided
    except OutOfSight as error:
        raise AuditError([Problem(str(file), None, str(error), SMALLER)]) from error
