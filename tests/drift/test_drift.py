"""A few drifts of every kind in what is written, always the same, in a copy of the real book. All: `make drift`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import Problem
from tests.drift.bench import Bench
from tests.drift.drift import Drift, Harmless, mixed, score
from tests.drift.kinds import OF_EACH, SAMPLE, WRITTEN


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("drift") / "book", quick=True)


@pytest.mark.parametrize("kind", WRITTEN)
def test_every_drift_is_caught_in_its_place(bench: Bench, kind: str) -> None:
    done = score(mixed(WRITTEN[kind](bench)), SAMPLE.get(kind, OF_EACH))
    assert done.missed == ()


def test_a_finding_in_another_place_or_of_another_rule_does_not_count() -> None:
    drift = Drift("x", lambda: (), Path("a.md"), 3, 4, ("source",))
    assert drift.is_caught_by([Problem("b.md", 3, ""), Problem("a.md", 4, "", kind="source")])
    for missed in (Problem("a.md", 5, "", kind="source"), Problem("a.md", None, "", kind="source"),
                   Problem("b.md", 3, "", kind="source"), Problem("a.md", 3, "", kind="digits")):  # fmt: skip
        assert not drift.is_caught_by([missed])


def test_what_was_not_caught_and_what_was_refused_is_told() -> None:
    wrong = Problem("a.md", 1, "wrong")
    done = score([Drift("one", lambda: (), Path("a.md")), Drift("two", lambda: (wrong,), Path("a.md"))])
    assert (done.planted, done.caught) == (2, 1) and done.missed == ("one -> nothing was said",)
    assert score([]).missed
    assert score([Harmless("three", lambda: (wrong,))]).caught == 0
    assert score([Harmless("four", lambda: ())]).caught == 1
