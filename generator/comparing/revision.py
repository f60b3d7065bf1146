"""The book as a revision of its git repository has it, unpacked into a folder that goes away again."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, TextbookError, nearest

BOOK = ("content", "templates")
CODE = "generator"
OTHERWISE = "Or compare with a published ledger: --ledger FILE."


class RevisionError(TextbookError):
    """Raised where a revision of the book cannot be had."""


@dataclass(frozen=True)
class Revision:
    """A revision of the book. name: as it was asked for, with the commit; folder: where it is unpacked for now.
    same_code: whether the generator's code is still what it was."""

    name: str
    folder: Path
    same_code: bool


@contextmanager
def unpacked(root: Path, asked: str) -> Iterator[Revision]:
    """The folder of the book as it was in a revision. RevisionError says what is missing: git, a repository, the
    revision, the book in it."""
    commit = commit_of(root, asked)
    kept = git(root, "ls-tree", "--name-only", commit).stdout.decode(errors="replace").splitlines()
    if not {*BOOK} <= {*kept}:
        way_out = f"Name a revision that has {BOOK[0]}/ and {BOOK[1]}/ in this folder. {OTHERWISE}"
        raise RevisionError([Problem(str(root), None, f"there is no book here in the revision '{asked}'", way_out)])
    archive = git(root, "archive", "--format=tar", commit)
    if archive.returncode:
        said = archive.stderr.decode(errors="replace").strip()
        raise RevisionError([Problem(str(root), None, f"git cannot unpack the revision '{asked}': {said}")])
    same_code = git(root, "diff", "--quiet", commit, "--", CODE).returncode == 0
    name = asked if commit.startswith(asked) else f"{asked} ({commit[:7]})"
    with tempfile.TemporaryDirectory(prefix="textbook-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        yield Revision(name, Path(folder).resolve(), same_code)


def commit_of(root: Path, asked: str) -> str:
    """The full name of the commit that a revision is. RevisionError if there is none."""
    if git(root, "rev-parse", "--git-dir").returncode:
        said = git(root, "rev-parse", "--git-dir").stderr.decode(errors="replace").strip()
        why = "the book is in no git repository" if "not a git repository" in said else f"git refuses: {said}"
        raise RevisionError([Problem(str(root), None, why, "Compare with a published ledger: --ledger FILE.")])
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{asked}^{{commit}}")
    if found.returncode:
        known = ["HEAD", *git(root, "for-each-ref", "--format=%(refname:short)").stdout.decode().split()]
        way_out = f"{nearest(asked, known)} A shallow clone has to fetch it first.".strip()
        raise RevisionError([Problem(str(root), None, f"there is no revision '{asked}' in the repository", way_out)])
    return found.stdout.decode().strip()


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git answers in a folder. RevisionError if there is no git."""
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        problem = Problem("git", None, "there is no git on this computer", f"Install it. {OTHERWISE}")
        raise RevisionError([problem]) from None
