"""The command line door: `textbook render`, `textbook values` and `textbook schema`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from generator import build, schema, values, writing
from generator.errors import TextbookError
from generator.project import Project


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. 0: done; 1: something in the book is to be mended; 2: the call is wrong."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except TextbookError as error:
        print(error.relative_to(Path.cwd()), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads, such as head, has seen enough. Python would complain again when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="textbook", description="Builds the book, or looks into it.")
    commands = top.add_subparsers(required=True, metavar="command")

    render = commands.add_parser("render", help="write pages, decks and their files, without MkDocs")
    render.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write; made anew")
    render.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="the book (default: this folder)")
    render.set_defaults(run=run_render)

    show = commands.add_parser("values", help="print every quantity of an example with certified digits")
    show.add_argument("example", type=Path, help="an example.yml, or the folder that holds one")
    show.add_argument("--round", type=int, default=1, metavar="R", help="the round (default: 1)")
    show.add_argument("--sample", type=int, metavar="K", help="one of the samples that the round learns from")
    show.add_argument("--digits", type=int, default=12, metavar="N", help="significant digits (default: 12)")
    show.add_argument("--json", action="store_true", help="for a script")
    show.set_defaults(run=run_values)

    define = commands.add_parser("schema", help="print the JSON Schema of example.yml, for editors")
    define.set_defaults(run=run_schema)
    return top


def run_render(options: argparse.Namespace) -> int:
    book = build.build(Project(options.root.resolve()).checked())
    writing.write(book.files, options.out)
    print(f"{len(book.files)} files, {len(book.ledger)} numbers: {options.out}")
    return 0


def run_values(options: argparse.Namespace) -> int:
    print(values.listing(options.example, options.round, options.digits, sample=options.sample, as_json=options.json))
    return 0


def run_schema(options: argparse.Namespace) -> int:
    print(schema.text(), end="")
    return 0
