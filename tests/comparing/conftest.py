"""What the tests of the comparison share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.comparing.kept_books import KeptBook, kept_book


@pytest.fixture
def kept(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> KeptBook:
    return kept_book(tmp_path / "book", capsys, monkeypatch)
