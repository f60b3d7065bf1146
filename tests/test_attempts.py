"""Several attempts: what is wrong in all of them is said at once, and the rest is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.attempts import gathered
from generator.errors import ExampleError, Problem, TemplateError, TextbookError


def failing(*files: str, kind: type[TextbookError] = TextbookError) -> Callable[[], None]:
    def task() -> None:
        raise kind(Problem(file, 1, "x") for file in files)

    return task


def test_the_problems_of_all_tasks_are_gathered_and_the_rest_is_done() -> None:
    done: list[str] = []
    tasks = [failing("a", "b", kind=ExampleError), lambda: done.append("c"), failing("d", kind=TemplateError)]
    with pytest.raises(TextbookError) as error:
        gathered(tasks)
    assert [problem.file for problem in error.value.problems] == ["a", "b", "d"] and done == ["c"]


def test_results_keep_their_order_and_other_errors_are_not_swallowed() -> None:
    assert gathered([lambda: 1, lambda: 2]) == (1, 2) and gathered([]) == ()
    with pytest.raises(ZeroDivisionError):
        gathered([lambda: 1 // 0])
