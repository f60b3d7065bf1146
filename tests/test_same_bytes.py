"""A book comes out byte for byte the same, whoever builds it, and nothing is written on the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import build
from tests.small_books import CHAPTER, SmallBook, small_book

BYTES = """
import hashlib, sys
from pathlib import Path
from generator.build import build
from generator.project import Project
digest = hashlib.sha256()
for file in build(Project(Path(sys.argv[1]))).files:
    digest.update(file.uri.encode() + b"|" + (file.text.encode() if file.path is None else file.path.read_bytes()))
print(digest.hexdigest())
"""


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    return small_book(tmp_path / "book")


def test_two_builds_are_equal(book: SmallBook) -> None:
    assert build(book.project) == build(book.project)


def test_the_bytes_do_not_depend_on_folder_hash_seed_time_zone_or_locale(book: SmallBook, tmp_path: Path) -> None:
    book.chapter.write_text(
        CHAPTER + "{% filter highlight %}{% include 'code/numpy.py.jinja' %}{% endfilter %}\n"
        "{{ variant(learning_rate=1).after(1).E_total }} "
        "{{ mistaken('updated weights on the way back').after(1).E_total }}\n",
        encoding="utf-8",
    )
    elsewhere = tmp_path / "quite" / "another place"
    shutil.copytree(book.root, elsewhere)
    digests = set()
    for root, environment in (
        (book.root, {"PYTHONHASHSEED": "1", "TZ": "UTC"}),
        (elsewhere, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C", "OPENBLAS_CORETYPE": "Nehalem"}),
    ):
        done = subprocess.run([sys.executable, "-c", BYTES, str(root)], capture_output=True, text=True, check=False,
                              env={**os.environ, **environment}, cwd=root)  # fmt: skip
        assert done.returncode == 0, done.stderr
        digests.add(done.stdout)
    assert len(digests) == 1


def test_nothing_is_written(book: SmallBook) -> None:
    before = {path: path.stat().st_mtime_ns for path in book.root.rglob("*")}
    build(book.project)
    assert {path: path.stat().st_mtime_ns for path in book.root.rglob("*")} == before
