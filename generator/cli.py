"""The command line door: `textbook render`, `check`, `values`, `diff` and `schema`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from generator import build, checking, schema, values, writing
from generator.checks.report import FORMATS
from generator.comparing import against, as_data, report, review
from generator.errors import Problem, TextbookError
from generator.project import Project

DIFF = """\
What differs between the book in this folder and the book of a git revision: keys of examples, numbers with their
places, claims, formulas, quantities. Both are built by the generator as it is now. Prose is git's to compare.

exit status: 0 if nothing differs, 1 if something does, 2 if something could not be compared"""


CHECK = """\
Hold every rule of the published page against the book as it is now: sources, digits, equality, claims, witnesses, same
bytes, and decks. Nothing comes from a cache, and all findings are told at once.

exit status: 0 if there are none, 1 if there are findings, 2 if the call is wrong"""


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

    compare = commands.add_parser("diff", help="what differs from a revision, or from a published ledger",
                                  description=DIFF, formatter_class=argparse.RawDescriptionHelpFormatter)
    compare.add_argument("revision", nargs="?", metavar="REV", help="a revision of the git repository (default: HEAD)")
    compare.add_argument("--ledger", type=Path, metavar="FILE", help="a published ledger.json in place of a revision")
    compare.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="the book (default: this folder)")
    compare.add_argument("--all", action="store_true", help="lists to their end")
    shape = compare.add_mutually_exclusive_group()
    shape.add_argument("--markdown", action="store_true", help="for a comment on a change under review")
    shape.add_argument("--json", action="store_true", help="for a script")
    compare.set_defaults(run=run_diff)

    hold = commands.add_parser("check", help="hold every rule against the book, with all findings at once",
                               description=CHECK, formatter_class=argparse.RawDescriptionHelpFormatter)
    hold.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="the book (default: this folder)")
    hold.add_argument("--site", type=Path, metavar="DIR", help="hold the pages that `mkdocs build` wrote there too")
    hold.add_argument("--browser", action="store_true", help="show each deck in a browser too")
    hold.add_argument("--once", action="store_true", help="leave out the second build, for the rule of the same bytes")
    told = hold.add_mutually_exclusive_group()
    told.add_argument("--format", choices=("text", "github"), default="text", help="for readers, or for a forge")
    told.add_argument("--json", action="store_const", dest="format", const="json", help="for a script")
    hold.set_defaults(run=run_check)

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


def run_diff(options: argparse.Namespace) -> int:
    """0: no difference; 1: differences; 2: trouble, something could not be compared."""
    try:
        if options.revision and options.ledger:
            raise TextbookError([Problem("--ledger", None, "a revision is asked for too", "Name one of them.")])
        project = Project(options.root.resolve()).checked()
        if options.ledger:
            found = against.ledger(project, options.ledger)
        else:
            found = against.revision(project, options.revision or "HEAD")
    except TextbookError as error:
        print(error.relative_to(Path.cwd()), file=sys.stderr)
        return 2
    if options.json:
        print(as_data.text(found))
    else:
        print((review.markdown if options.markdown else report.text)(found, options.all))
    return 2 if found.in_trouble else int(found.differs)


def run_check(options: argparse.Namespace) -> int:
    """0: clean; 1: findings; 2: there is no book, or no site, to be checked."""
    try:
        project = Project(options.root.resolve()).checked()
        if options.site and not options.site.is_dir():
            missing = Problem("--site", None, f"there is no folder {options.site}", "Run `mkdocs build` first.")
            raise TextbookError([missing])
    except TextbookError as error:
        print(error.relative_to(Path.cwd()), file=sys.stderr)
        return 2
    found = checking.check(project, twice=not options.once, published=options.site, browser=options.browser)
    print(FORMATS[options.format](found.relative_to(Path.cwd())))
    return 0 if found.is_clean else 1


def run_schema(options: argparse.Namespace) -> int:
    print(schema.text(), end="")
    return 0
