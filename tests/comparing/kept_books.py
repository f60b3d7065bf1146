"""Small books in git repositories of their own, and what `textbook diff` says of them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli import main
from tests.small_books import SmallBook, small_book

SETTINGS = ("user.name=A. Teacher", "user.email=teacher@example.org", "commit.gpgsign=false", "core.hooksPath=nowhere")


@dataclass(frozen=True)
class KeptBook:
    """A book under version control, all of it committed."""

    book: SmallBook
    capture: pytest.CaptureFixture[str]

    def git(self, *arguments: str) -> str:
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        command = ["git", "-C", str(self.book.root), *settings, *arguments]
        return subprocess.run(command, env=os.environ, capture_output=True, text=True, check=True).stdout

    def commit(self) -> str:
        """Commit everything. The name of the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Change the book")
        return self.git("rev-parse", "HEAD").strip()

    def diff(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, output and errors of `textbook diff`."""
        status = main(["diff", *arguments, "--root", str(self.book.root)])
        return (status, *self.capture.readouterr())

    def data(self, *arguments: str) -> Mapping:
        """What a script gets; its exit status is among it."""
        status, out, err = self.diff("--json", *arguments)
        assert err == ""
        return {"status": status, **json.loads(out)}

    def only(self, *arguments: str, slug: str = "chain") -> Mapping:
        """What differs in one example."""
        return next(one for one in self.data(*arguments)["chapters"] if one["slug"] == slug)


def kept_book(root: Path, capture: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> KeptBook:
    """A small book as its first commit, out of reach of the settings of whoever runs the tests."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    kept = KeptBook(small_book(root), capture)
    kept.git("init", "--quiet", "--initial-branch=main")
    kept.commit()
    return kept
