"""The published site held against what MkDocs makes of the book now, file by file and byte by byte."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import zip_longest
from pathlib import Path

from generator.checks.published.other_process import begun
from generator.errors import Problem

KIND = "site"
WAY_OUT = "Build the site again; if it stays, something changes the site after the build."
BUILD = ("-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", "mkdocs.yml", "--site-dir")
PACKED = "sitemap.xml.gz"
"""It has the time of its making inside; what is in it lies beside it."""
SHOWN = 200
"""So many signs of a line are enough to find it by."""


class MadeAgain:
    """The site as it is made now, in a process that runs beside the check."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, *BUILD, str(folder)]
        self.running = subprocess.Popen(
            command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def differences(self, site: Path) -> Iterator[Problem]:
        """Where a site that lies somewhere differs from it."""
        told, _ = self.running.communicate()
        if self.running.returncode:
            yield Problem(str(site), None, f"MkDocs cannot make the site again: {told.strip()}", "", KIND)
            return
        yield from differences(site, self.folder)


def made_again(root: Path) -> AbstractContextManager[MadeAgain]:
    """The site made again, which is begun at once and goes on until it is asked for."""
    return begun(partial(MadeAgain, root))


def differences(site: Path, again: Path) -> Iterator[Problem]:
    """Where a site differs from the one that was made again: the first line of each file, and files of one alone."""
    there, here = files_in(site), files_in(again)
    for uri in sorted(here - there):
        yield Problem(str(site / uri), None, f"the site has no {uri}", WAY_OUT, KIND)
    for uri in sorted(there - here):
        yield Problem(str(site / uri), None, f"{uri} is nothing that MkDocs makes of the book", WAY_OUT, KIND)
    for uri in sorted(there & here):
        yield from differing_lines(site / uri, again / uri)


def files_in(site: Path) -> set[str]:
    """The addresses of what is published: hidden files are not."""
    paths = (path.relative_to(site) for path in site.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts)} - {PACKED}


def differing_lines(there: Path, here: Path) -> Iterator[Problem]:
    """The first line of a file that is another one."""
    found, expected = there.read_bytes(), here.read_bytes()
    if found == expected:
        return
    lines = zip_longest(found.splitlines(), expected.splitlines(), fillvalue=b"")
    for number, (line, right) in enumerate(lines, 1):
        if line != right:
            stands, should = around(line, right), around(right, line)
            message = f"line {number} is not what MkDocs makes of the book"
            yield Problem(str(there), number, message, WAY_OUT, KIND, stands, should)
            return
    yield Problem(str(there), None, "its line ends are not those that MkDocs makes", WAY_OUT, KIND)


def around(line: bytes, other: bytes) -> str:
    """A line from a little before the place where it becomes another one."""
    same = next((n for n, (one, two) in enumerate(zip(line, other, strict=False)) if one != two), 0)
    return line[max(0, same - SHOWN // 4) :][:SHOWN].decode(errors="replace")
