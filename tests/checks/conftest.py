"""What the tests of several rules share: one small network, worked once for each file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.numbers import certified
from generator.quantities.worked import Worked
from tests.checks.test_proof import worked


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worked]:
    with certified.precision(128):
        yield worked(tmp_path_factory.mktemp("two-layers"))
