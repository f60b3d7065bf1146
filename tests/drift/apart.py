"""What a process of its own makes of a book, without the memory of this one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.errors import Problem
from generator.writing import MARK
from tests.drift.bench import ROOT

Bytes = Mapping[str, bytes]
"""The files of a built book by their addresses."""

RENDER = "import sys; from generator.cli import main; sys.exit(main(sys.argv[1:]))"
CRASH = "crash"


def package(root: Path) -> Path:
    """A copy of the generator in the folder `root`, without bytecode, and with a link to the browser's libraries."""
    left_out = shutil.ignore_patterns("__pycache__", "vendor", "node_modules")
    shutil.copytree(ROOT / "generator", root / "generator", ignore=left_out)
    (root / "generator" / "browser" / "vendor").symlink_to(ROOT / "generator" / "browser" / "vendor")
    return root


def run(program: str, *arguments: object, code: Path = ROOT, environment: Mapping[str, str] = os.environ) -> str:
    """What a program prints that imports the package in the folder `code`. RuntimeError, with its complaint, if it
    fails."""
    found = {**environment, "PYTHONPATH": str(code), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", program, *map(str, arguments)], capture_output=True, text=True,
                          check=False, cwd=code, env=found)  # fmt: skip
    if done.returncode:
        raise RuntimeError((done.stdout + done.stderr)[-600:])
    return done.stdout


def rendered(book: Path, out: Path, code: Path = ROOT, environment: Mapping[str, str] = os.environ) -> Bytes:
    """The files that `textbook render` writes."""
    run(RENDER, "render", "--root", book, "--out", out, code=code, environment=environment)
    files = (path for path in out.rglob("*") if path.is_file() and path.name != MARK)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


CHECK = """
import json, sys
from pathlib import Path
import generator
from generator.checking import check
from generator.project import Project
assert Path(generator.__file__).is_relative_to(Path.cwd())
found = check(Project(Path(sys.argv[1]))).findings
print(json.dumps([[one.file, one.line, one.message, one.kind] for one in found]))
"""


def checked(book: Path, code: Path = ROOT) -> tuple[Problem, ...]:
    """The findings of `textbook check`."""
    try:
        found = json.loads(run(CHECK, book, code=code))
    except RuntimeError as crash:
        return (Problem("", None, str(crash), kind=CRASH),)
    return tuple(Problem(file, line, message, kind=kind) for file, line, message, kind in found)


def differences(before: Bytes, now: Bytes) -> tuple[Problem, ...]:
    """The files that two builds have not alike."""
    return tuple(Problem(uri, None, "is another") for uri in sorted({*before, *now}) if before.get(uri) != now.get(uri))
