"""Work on an example at as many bits as it takes to decide everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.errors import AuditError, Problem
from generator.numbers import certified
from generator.numbers.certified import Undecided

Result = TypeVar("Result")


def decided(file: Path, work: Callable[[int], Result]) -> Result:
    """What the work returns at the first precision that decides all its digits."""
    try:
        return certified.with_enough_precision(work)
    except Undecided as undecided:
        message = f"no precision up to {certified.LAST_PRECISION} bits decides: {undecided}"
        raise AuditError([Problem(str(file), None, message, undecided.way_out)]) from undecided
