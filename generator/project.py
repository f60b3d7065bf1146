"""Where things stand in a checkout of the book."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, TextbookError

EXAMPLE = "example.yml"
PRINTED = "printed.yml"
"""Beside an example: no example, but what a source prints."""

SCHEMA = "example.schema.json"
"""In content/: what editors read about the files of that name."""


@dataclass(frozen=True)
class Project:
    """A folder with content/ and templates/ in it."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    def checked(self) -> Project:
        """This project. TextbookError if there is no book in its folder."""
        missing = [folder for folder in (self.content, self.templates) if not folder.is_dir()]
        if missing:
            names = " and ".join(f"{folder.name}/" for folder in missing)
            way_out = "Run it in the folder of the book, or name that folder."
            raise TextbookError([Problem(str(self.root), None, f"there is no book here: {names} missing", way_out)])
        return self

    def example_folders(self) -> tuple[Path, ...]:
        """The folders of the worked examples, in reading order."""
        return tuple(sorted((path.parent for path in self.content.glob(f"*/{EXAMPLE}")), key=reading_order))

    def beside(self, folder: Path) -> tuple[Path, ...]:
        """The further examples of a chapter, in files beside its own."""
        return tuple(sorted(path for path in folder.glob("*.yml") if path.name not in (EXAMPLE, PRINTED)))

    def pages(self) -> tuple[Path, ...]:
        """The pages of the book that belong to no single example, the front page first, then in reading order."""
        pages = self.content.glob("*.md")
        return tuple(sorted(pages, key=lambda page: (page.name != "index.md", reading_order(page))))

    def texts(self) -> tuple[Path, ...]:
        """Every template that an author or designer writes: pages, chapters, decks, macros, figures."""
        patterns = ("*.md", "*.svg", "*.jinja")
        folders = (self.content, self.templates)
        return tuple(sorted(path for folder in folders for pattern in patterns for path in folder.rglob(pattern)))

    def sources_of(self, folder: Path) -> tuple[tuple[Path, bytes], ...]:
        """What the documents of an example's folder are made from beside the example, with the text that it has now."""
        made_with = [path for path in self.templates.rglob("*") if path.suffix in (".md", ".svg", ".jinja", ".html")]
        own = [*folder.glob("*.md"), *folder.glob(PRINTED), *self.beside(folder)]
        return tuple((path, path.read_bytes()) for path in sorted([*own, *made_with]))

    def other_files(self) -> tuple[Path, ...]:
        """Pictures and the like in content/, which are published as they are."""
        found = (path for path in self.content.rglob("*") if path.is_file())
        return tuple(sorted(path for path in found if path.suffix not in (".md", ".yml") and path.name != SCHEMA))


def reading_order(path: Path) -> tuple[int, str]:
    number = re.match(r"\d+", path.name)
    return (int(number[0]) if number else 10**6, path.name)


def uri_of(page: Path) -> str:
    """The address of a page beside the chapters; as with folders, the number before its name is not part of it."""
    return re.sub(r"^\d+-", "", page.name)
