"""Pieces of the repository, shown as they are at this moment: a listing that quotes a file cannot grow old."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

from generator.errors import nearest
from generator.text import stamps
from generator.text.listing import highlighted

PACKAGE = Path(__file__).parents[1]

LANGUAGES = {".py": "python", ".yml": "yaml", ".md": "jinja", ".jinja": "jinja", ".svg": "jinja"}
"""What a file is written in, by its ending, as the highlighter calls it."""

NUMBER = re.compile(r"(?<![A-Za-z0-9_.])[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?(?![A-Za-z0-9_.])")

Mark = Callable[[str, str], str]
"""From a number and the place where it stands to the number with its stamp."""


def included(file: str, piece: str, root: Path, mark: Mark) -> str:
    """A piece of a file, as a listing in colours. mark: stamps a number with the place that it is quoted from.

    Of a module, `piece` is the name of a function, a class or a table; of any other file, words of its first line: the
    piece ends before the next blank line. ValueError if there is no such file or piece.
    """
    path = PACKAGE.parent / file if file.startswith(f"{PACKAGE.name}/") else root / file
    if not path.is_file() or path.suffix not in LANGUAGES:
        raise ValueError(f"there is no file '{file}' to show a piece of")
    text = path.read_text(encoding="utf-8")
    first, lines = (of_module if path.suffix == ".py" else from_words)(text, piece, file)
    marked = "\n".join(
        NUMBER.sub(lambda number, at=number_of_line: mark(number[0], f"{file}:{at}"), line)
        for number_of_line, line in enumerate(dedent("\n".join(lines)).split("\n"), first)
    )
    return highlighted(marked, LANGUAGES[path.suffix], heading=without_source(file))


def without_source(name: str) -> str:
    """The name of a file, the numbers in which are part of it."""
    return re.sub("[0-9]+", lambda digits: stamps.stamp(stamps.STRUCTURAL, digits[0]), name)


def of_module(text: str, name: str, file: str) -> tuple[int, list[str]]:
    """The number of the first line of what has this name at the top of a module, or in a class there, and its lines."""
    found = dict(named_in(ast.parse(text)))
    if name not in found:
        raise ValueError(f"there is no '{name}' in {file}. {nearest(name, found)}".strip())
    node = found[name]
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])
    return first, text.split("\n")[first - 1 : node.end_lineno]


def named_in(module: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    for node in ast.iter_child_nodes(module):
        match node:
            case ast.ClassDef(name=name):
                yield name, node
                yield from ((f"{name}.{inner}", method) for inner, method in named_in(node))
            case ast.FunctionDef(name=name):
                yield name, node
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name, node


def from_words(text: str, words: str, file: str) -> tuple[int, list[str]]:
    """The number of the line with these words, and the lines from there to the next blank one."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if words in line]
    if len(starts) != 1:
        raise ValueError(f"{len(starts)} lines of {file} have the words '{words}', and one is needed")
    first = starts[0]
    end = next((number for number in range(first, len(lines)) if not lines[number].strip()), len(lines))
    return first + 1, lines[first:end]
