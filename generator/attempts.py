"""Doing several things of which some may fail, and saying everything that is wrong at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from generator.errors import TextbookError

Result = TypeVar("Result")


def tried(tasks: Iterable[Callable[[], Result]]) -> tuple[tuple[Result, ...], tuple[TextbookError, ...]]:
    """The results of the tasks that succeed, and the errors of the others."""
    results: list[Result] = []
    errors: list[TextbookError] = []
    for task in tasks:
        try:
            results.append(task())
        except TextbookError as error:
            errors.append(error)
    return tuple(results), tuple(errors)


def gathered(tasks: Iterable[Callable[[], Result]]) -> tuple[Result, ...]:
    """The results of all tasks; one TextbookError with the problems of all that fail."""
    results, errors = tried(tasks)
    stop_if_any(errors)
    return results


def stop_if_any(*errors: Iterable[TextbookError]) -> None:
    """One error in place of many, of the kind of the first."""
    found = [error for group in errors for error in group]
    if found:
        # An example that cannot be worked is missed by its own chapter and by the front page.
        raise type(found[0])(dict.fromkeys(problem for error in found for problem in error.problems))
