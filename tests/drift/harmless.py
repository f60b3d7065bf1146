"""Edits that change no number: none may be refused, and the ledger's numbers stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from generator.errors import Problem
from generator.text import stamps
from tests.drift import places
from tests.drift.bench import DOCUMENTS, Bench, Chapter, edited, said
from tests.drift.drift import Harmless

Edit = Callable[[str], str]


def after_words(words: str, which: int) -> Edit:
    """Words put between those of a line of prose, of which there are many."""

    def edit(text: str) -> str:
        gaps = [one for one in places.between_words(text) if one.where in ("prose", "note")]
        at = gaps[which % len(gaps)].position if gaps else len(text)
        return f"{text[:at]}{words}{text[at:]}"

    return edit


def renamed_heading(text: str) -> str:
    """The last heading without an address, which others may point to."""
    found = [one for one in re.finditer(r"^## (?=[A-Z])[^\n{\\]*$", text, re.MULTILINE)]
    return f"{text[: found[-1].end()]}, once more{text[found[-1].end() :]}" if found else text


DOCUMENT_EDITS: dict[str, Edit] = {
    "a word more": after_words("indeed ", 0),
    "some words more": after_words("and so to say ", 5),
    "an emphasis": after_words("*really* ", 9),
    "a line wrapped": lambda text: re.sub(r"(?<=[a-z]) (?=[a-z]+ [a-z]+\n\n[A-Z])", "\n", text, count=1),
    "an umlaut": after_words("naïve – “so” – ", 3),
    "a comment": lambda text: text + "\n{## 0.37 is no number of the book ##}\n",
    "a comment of HTML": lambda text: text + "\n<!-- nothing of the book, nor is 0.37 -->\n",
    "a numbered list": lambda text: text.rstrip("\n") + "\n\nSo:\n\n1. Look.\n2. Think.\n3. Look again.\n",
    "letters that could be a number": after_words("of a MIX in part II, to the point, ", 7),
    "blank lines": lambda text: re.sub(r"(?<=[a-z]\.)\n\n(?=[A-Z])", "\n\n\n\n", text),
    "blanks in expressions": lambda text: re.sub(r"\{\{ (?=\w+ \}\})", "{{   ", text),
    "another wording of a claim": lambda text: re.sub(r"(?<=%\})The (?=[a-z])", "And the ", text, count=1),
    "line ends of another system": lambda text: text.replace("\n", "\r\n"),
    "a heading renamed": renamed_heading,
    "nothing": lambda text: text,
    "blanks at the ends of lines": lambda text: re.sub(r"(?<=[a-z],)\n", " \n", text),
}


def numbers(chapter: Chapter, name: str) -> list[tuple[str, str]]:
    return [(one.key, one.text) for one in stamps.stamps(chapter.rendered(name).text)]


def documents(bench: Bench) -> Iterator[Harmless]:
    """Each edit in each document of an author's own, and in the default ones."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            file = chapter.file(name)
            for what, edit in DOCUMENT_EDITS.items():
                told = f"{what}, {chapter.folder.name}/{name}"
                yield Harmless(told, partial(in_document, chapter, name, file, edit))


def in_document(chapter: Chapter, name: str, file: Path, edit: Edit) -> tuple[Problem, ...]:
    text = file.read_text(encoding="utf-8")
    before = [(one.key, one.text) for one in stamps.stamps(chapter.clean[name].text)]
    with edited(file, edit(text)):
        return (*chapter.all_findings(name), *differences(before, said_numbers(chapter, name), file))


def said_numbers(chapter: Chapter, name: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    said(lambda: (found.extend(numbers(chapter, name)), ())[1])
    return found


def differences(before: list[tuple[str, str]], now: list[tuple[str, str]], file: Path) -> Iterator[Problem]:
    if before != now:
        moved = next(((a, b) for a, b in zip(before, now, strict=False) if a != b), (len(before), len(now)))
        yield Problem(str(file), None, f"another number: {moved[0]} became {moved[1]}")


def other_order(text: str) -> str:
    """The last block of the file in front of all others."""
    starts = [one.start() for one in re.finditer(r"^(?=[a-z_]+:)", text, re.MULTILINE)]
    return text[starts[-1] :].rstrip("\n") + "\n" + text[: starts[-1]]


CHOICE = re.compile(r"^(update|optimizer|loss): ([a-z ]+?)(?= *(?:#|$))", re.MULTILINE)

YAML_EDITS: dict[str, Edit] = {
    "another order of keys": other_order,
    "a comment at each line": lambda text: re.sub(r"(?<=[\]0-9])$", "  # as it was", text, flags=re.MULTILINE),
    "quotes around a title": lambda text: re.sub(r"^title: ([^\"'\n]*)$", r'title: "\1"', text, flags=re.MULTILINE),
    "other quotes": lambda text: CHOICE.sub(r"\1: '\2'", text),
    "blanks in lists": lambda text: re.sub(r"\[([-0-9.]+), ", r"[ \1,   ", text),
    "blank lines": lambda text: re.sub(r"\n(?=[a-z_]+:)", "\n\n\n", text),
    "line ends of another system": lambda text: text.replace("\n", "\r\n"),
    "a line for each number": lambda text: re.sub(r"targets: \[([-0-9.]+), ", r"targets: [\1,\n      ", text),
    "nothing": lambda text: text,
    "no end of the last line": lambda text: text.rstrip("\n"),
    "the schema's line left out": lambda text: re.sub(r"\A# yaml-language-server[^\n]*\n", "", text),
}


def examples(bench: Bench) -> Iterator[Harmless]:
    for chapter in bench.chapters:
        for what, edit in YAML_EDITS.items():
            yield Harmless(f"{what}, {chapter.folder.name}/example.yml", partial(in_example, bench, chapter, edit))


def in_example(bench: Bench, chapter: Chapter, edit: Edit) -> tuple[Problem, ...]:
    file = chapter.folder / "example.yml"
    before = {name: [(one.key, one.text) for one in stamps.stamps(chapter.clean[name].text)] for name in DOCUMENTS}
    with edited(file, edit(file.read_text(encoding="utf-8"))):
        fresh = Chapter(bench.project, chapter.folder)

        def found() -> tuple[Problem, ...]:
            found = [one for name in DOCUMENTS for one in fresh.findings(name)]
            for name in DOCUMENTS:
                found += differences(before[name], numbers(fresh, name), file)
            return tuple(found)

        return said(found)


HARMLESS: dict[str, Callable[[Bench], Iterable[Harmless]]] = {
    "edits of prose and templates": documents,
    "edits of examples": examples,
}
