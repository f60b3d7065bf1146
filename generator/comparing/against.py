"""The book of a folder held against another edition of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.comparing import worktree
from generator.comparing.difference import Difference, difference
from generator.comparing.edition import of_ledger
from generator.comparing.revision import unpacked
from generator.project import Project

NOW = "the working tree"
ONE_GENERATOR = "Both were built by the generator as it is now, each from its own content/ and templates/."
OTHER_CODE = (
    "The generator's code has changed too: what comes of that is not seen here. To see it, compare with a ledger.json "
    "that the old code has published (--ledger)."
)
ONLY_NUMBERS = "A ledger holds numbers and formulas: keys of examples, claims and texts cannot be compared with it."


def revision(project: Project, asked: str) -> Difference:
    """How the book differs from what it was in a revision. TextbookError if there is no such revision."""
    with unpacked(project.root, asked) as before:
        old = Project(before.folder).checked()
        alike = worktree.alike(old, project)
        editions = [worktree.edition(one, name, alike) for one, name in ((old, before.name), (project, NOW))]
        notes = (ONE_GENERATOR,) if before.same_code else (ONE_GENERATOR, OTHER_CODE)
        return replace(difference(*editions), notes=notes)


def ledger(project: Project, file: Path) -> Difference:
    """How the numbers of the book differ from those of a published ledger. TextbookError if the file is none."""
    found = difference(of_ledger(file), worktree.edition(project, NOW, ()))
    return replace(found, notes=(ONLY_NUMBERS,))
