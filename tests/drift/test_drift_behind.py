"""The same behind what is written: the published site, what lies around, the generator itself; and harmless edits."""

from __future__ import annotations

import pytest

from tests.drift import engine
from tests.drift.bench import ROOT, Bench
from tests.drift.drift import mixed, score
from tests.drift.kinds import BEHIND, HARMLESS, OF_EACH, SAMPLE


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("drift") / "book", quick=True)


@pytest.mark.parametrize("kind", BEHIND)
def test_every_drift_is_caught_in_its_place(bench: Bench, kind: str) -> None:
    done = score(mixed(BEHIND[kind](bench)), SAMPLE.get(kind, OF_EACH))
    assert done.missed == ()


def test_every_text_of_the_generator_that_is_to_be_changed_stands_there() -> None:
    """A sample plants one of each kind; the others must not wait for a full run to be told that the code has moved."""
    for folder, tables in (("engine", (engine.FUNCTIONS, engine.DERIVATIVES)), ("numbers", (engine.VALUES,)),
                           ("text", (engine.FORMULAS,))):  # fmt: skip
        for table in tables:
            for name, (module, old, new) in table.items():
                text = (ROOT / "generator" / folder / f"{module}.py").read_text(encoding="utf-8")
                assert old in text and old != new, (name, old)


@pytest.mark.parametrize("kind", HARMLESS)
def test_no_harmless_edit_is_refused(bench: Bench, kind: str) -> None:
    done = score(mixed(HARMLESS[kind](bench)), SAMPLE.get(kind, OF_EACH))
    assert done.missed == ()
