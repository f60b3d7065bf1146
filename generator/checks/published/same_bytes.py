"""Same bytes: the book built once more, elsewhere and with another hash seed, and held against the first."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from generator.checks.published.other_process import begun
from generator.errors import Problem

KIND = "bytes"
BUILD = """
import sys
import flint, jinja2, numpy, pydantic, yaml
sys.pycache_prefix = sys.argv[1]
from generator.cli import main
sys.exit(main(sys.argv[2:]))
"""
"""The generator is compiled anew, into an empty folder: bytecode that lies around may be of older modules."""
OTHER = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONDONTWRITEBYTECODE": "1"}

Texts = Mapping[str, str | bytes]
"""The files of a built book by their addresses."""


class Elsewhere:
    """A second build that runs beside the first."""

    def __init__(self, root: Path, folder: Path) -> None:
        book, self.out = folder / "a copy of the book", folder / "built"
        for name in ("content", "templates"):
            shutil.copytree(root / name, book / name)
        for file in root.iterdir():
            if file.is_file() and file.suffix in (".py", ".yml", ".toml", ".md") or file.name == "Makefile":
                shutil.copyfile(file, book / file.name)
        seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
        paths = os.pathsep.join(filter(None, sys.path))
        environment = {**os.environ, **OTHER, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        self.running = subprocess.Popen(
            [sys.executable, "-c", BUILD, str(folder / "bytecode"), "render", "--root", str(book),
             "--out", str(self.out)],
            env=environment, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def differences(self, first: Mapping[str, str | Path], sources: Mapping[str, str]) -> Iterator[Problem]:
        """Where the second build differs from the first. sources: the file that an author edits, by address."""
        _, told = self.running.communicate()
        if self.running.returncode:
            yield Problem("", None, f"the book cannot be built a second time, elsewhere: {told.strip()}", "", KIND)
            return
        files = (path for path in self.out.rglob("*") if path.is_file())
        there = {path.relative_to(self.out).as_posix() for path in files} - {".textbook"}
        for uri in sorted(there ^ set(first)):
            yield Problem(uri, None, "one of two builds has this file, and the other has not", "", KIND)
        for uri in sorted(there & set(first)):
            yield from difference(uri, first[uri], (self.out / uri).read_bytes(), sources.get(uri, uri))


def elsewhere(root: Path) -> AbstractContextManager[Elsewhere]:
    """A second build of the book, which is begun at once and goes on until it is asked for."""
    return begun(partial(Elsewhere, root))


def difference(uri: str, first: str | Path, second: bytes, source: str) -> Iterator[Problem]:
    """The first line in which two versions of a file differ."""
    one = first.read_bytes() if isinstance(first, Path) else first.encode()
    if one == second:
        return
    pairs = zip(one.splitlines(), second.splitlines(), strict=False)
    line, (here, there) = next(((n, pair) for n, pair in enumerate(pairs, 1) if pair[0] != pair[1]), (None, (b"", b"")))
    message = f"two builds of the same book differ, in line {line} of {uri}" if line else f"two builds differ in {uri}"
    way_out = "Something in it depends on the order of a set, on the time, or on the folder."
    yield Problem(source, None, message, way_out, KIND, shortened(here), shortened(there))


def shortened(line: bytes) -> str:
    return line.decode(errors="replace")[:200]


def traces(files: Mapping[str, str], root: Path, written: Iterable[str]) -> Iterator[Problem]:
    """Paths of this machine, and today's date unless an author wrote it, in the text of the book's files."""
    today = datetime.date.today().isoformat()
    places = (root, Path.home(), Path(sys.prefix), Path(__file__).parents[3])
    folders = {str(folder) for folder in places if len(folder.parts) > 2}
    signs = [*sorted(folders), *([] if any(today in text for text in written) else [today])]
    for uri, text in files.items():
        for sign in signs:
            if sign in text:
                line = text.count("\n", 0, text.index(sign)) + 1
                message = f"'{sign}' stands in line {line} of {uri}: it is of the machine that built it"
                yield Problem(uri, line, message, "Leave it out, or write it relative to the book.", KIND, sign)
