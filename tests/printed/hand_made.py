"""A printed.yml made by hand for a small network, and what comes of comparing it."""

from __future__ import annotations

from pathlib import Path

from generator.example import read
from generator.numbers import certified
from generator.printed.comparison import comparisons
from generator.printed.findings import Comparison
from generator.printed.reading import read_printed
from generator.quantities.worked import Worked
from tests.small_books import EXAMPLE
from tests.two_outputs import BITS

TITLE = "An older book"
HEAD = f"""\
sources:
  - called: book
    kind: a book
    title: {TITLE}
    parts:
      - where: Chapter one
        prints:
"""


def written(folder: Path, entries: str, names: str = "") -> Path:
    """A folder with the example of one neuron behind one, and entries of a source, one a line."""
    lines = "".join(f"          - {line}\n" for line in entries.strip().split("\n"))
    head = HEAD.replace("    parts:", f"    names: {names}\n    parts:") if names else HEAD
    (folder / "example.yml").write_text(EXAMPLE, encoding="utf-8")
    (folder / "printed.yml").write_text(head + lines, encoding="utf-8")
    return folder


def compared(folder: Path) -> tuple[Comparison, ...]:
    with certified.precision(BITS):
        return comparisons(read_printed(folder / "printed.yml"), Worked(read(folder / "example.yml"), BITS))


def verdicts(folder: Path, entries: str, names: str = "") -> list[tuple[str, ...]]:
    (source,) = compared(written(folder, entries, names))
    return [finding.verdicts for finding in source.findings]
