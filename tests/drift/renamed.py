"""A quantity renamed where it is used, or where it is made; a key of an example, or of what the sources print,
misspelled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from generator.build import compared, read_chapter
from generator.errors import Problem
from generator.numbers import certified
from tests.drift import places
from tests.drift.bench import BITS, DOCUMENTS, Bench, Chapter, edited, line_at, said, with_text
from tests.drift.drift import Drift

NAME = re.compile(r"\b(?:net|out|delta|target|E|dE_d\w+|dout_dnet|dnet_d\w+)_\w+|\bw\d+(?:_new)?\b")


def in_a_document(bench: Bench) -> Iterator[Drift]:
    """Each name of a quantity that a document prints, with a letter more."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            file = chapter.file(name)
            text = file.read_text(encoding="utf-8")
            for expression in places.expressions(text):
                for found in NAME.finditer(expression[0]):
                    if found[0] in chapter.worked.first and not re.search(r'"[^"]*$', expression[0][: found.start()]):
                        end = expression.start() + found.end()
                        first, last = line_at(text, expression.start()), line_at(text, expression.end())
                        changed = f"{text[:end]}q{text[end:]}"
                        what = f"{found[0]} became {found[0]}q, {bench.named(file)}:{first} at {end}"
                        yield Drift(what, with_text(file, changed, partial(chapter.findings, name)), file, first, last)


def in_the_example(bench: Bench) -> Iterator[Drift]:
    """Each neuron and input whose name the documents of its chapter use, with another name."""
    for chapter in bench.chapters:
        own = [chapter.folder / name for name in DOCUMENTS if (chapter.folder / name).exists()]
        file = chapter.folder / "example.yml"
        text = file.read_text(encoding="utf-8")
        for found in re.finditer(r"(?<=[\[, ])[a-z]+[0-9]*(?=[\],])", places.masked(text, re.compile("#[^\n]*"))):
            line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
            use = re.compile(rf"(?<![A-Za-z])(?:net|out|delta)_{found[0]}\b")
            used = [document for document in own if use.search(document.read_text(encoding="utf-8"))]
            if re.match(r"(?:inputs|    neurons):", line) and used:
                changed = text[: found.start()] + "zz" + text[found.end() :]
                what = f"{found[0]} became zz, {bench.named(file)}:{line_at(text, found.start())}"
                yield Drift(what, partial(fresh, bench, chapter.folder, file, changed), used[0])


def fresh(bench: Bench, folder: Path, file: Path, changed: str) -> tuple[Problem, ...]:
    """What is said of the documents of an example as its file is now."""
    with edited(file, changed):
        def found() -> tuple[Problem, ...]:
            chapter = Chapter(bench.project, folder)
            return tuple(one for name in DOCUMENTS for one in said(lambda: chapter.findings(name)))
        return said(found)


KEY = re.compile(r"^(?P<blank>[ -]*)(?P<key>[a-z_]+)(?=:)", re.MULTILINE)


def keys(bench: Bench) -> Iterator[Drift]:
    """Each key of each example with a letter more."""
    for file in sorted(bench.project.content.glob("*/*.yml")):
        if file.name == "printed.yml":
            continue
        text = file.read_text(encoding="utf-8")
        for found in KEY.finditer(text):
            line = line_at(text, found.start())
            changed = f"{text[: found.end()]}x{text[found.end() :]}"
            what = f"{found['key']} became {found['key']}x, {bench.named(file)}:{line}"
            yield Drift(what, with_text(file, changed, partial(reading, bench, file.parent)), file)


def reading(bench: Bench, folder: Path) -> tuple[Problem, ...]:
    def read() -> tuple[Problem, ...]:
        read_chapter(bench.project, folder)
        return ()

    return said(read)


PRINTED_KEY = re.compile(r"(?<=[{ ])(?P<name>[A-Za-z]\w*)(?=: -?[0-9])")
PRINTED_NUMBER = re.compile(r"(?<=: )-?[0-9]+\.[0-9]{2,}(?=[,}])")


def printed_keys(bench: Bench) -> Iterator[Drift]:
    """Each name in what the sources print: with a letter more, and another quantity's in its place."""
    for chapter in bench.chapters:
        file = chapter.folder / "printed.yml"
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        for number, line_start, line in places.lines_of(text):
            found = list(PRINTED_KEY.finditer(line)) if "numbers:" in line else []
            for one, other in zip(found, [*found[1:], *found[:1]], strict=True):
                for to in {f"{one['name']}q", other["name"]} - {one["name"]}:
                    values = {digits_at(line, name.end()) for name in (one, other)}
                    if to == other["name"] and len(values) == 1:
                        continue  # the same digits, but for their order and their sign, are what a known cause explains
                    if to == other["name"]:  # both exchanged, or YAML would complain of a key that comes twice
                        a, b = sorted((one, other), key=lambda match: match.start())
                        new = line[: a.start()] + b["name"] + line[a.end() : b.start()] + a["name"] + line[b.end() :]
                    else:
                        new = line[: one.start()] + to + line[one.end() :]
                    changed = text[:line_start] + new + text[line_start + len(line) :]
                    what = f"{one['name']} became {to}, {bench.named(file)}:{number}"
                    yield Drift(what, with_text(file, changed, partial(comparison, chapter, file)), file, number)


def digits_at(line: str, at: int) -> tuple[str, ...]:
    """The digits of the number behind a name, in the order of their size."""
    return tuple(sorted(re.sub("[^0-9]", "", line[at : re.compile("[,}]").search(line, at).start()])))


def comparison(chapter: Chapter, file: Path) -> tuple[Problem, ...]:
    def held() -> tuple[Problem, ...]:
        with certified.precision(BITS):
            compared([chapter.worked])
        return ()

    return said(held)


def printed_digits(bench: Bench) -> Iterator[Drift]:
    """Two digits more of each number that a source prints changed: no cause leads to such a number."""
    for chapter in bench.chapters:
        file = chapter.folder / "printed.yml"
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        for found in PRINTED_NUMBER.finditer(text):
            digits = found[0]
            place = digits.index(".") + 1
            wrong = digits[:place] + "".join(str((int(sign) + 3 + k) % 10) for k, sign in enumerate(digits[place:]))
            changed = text[: found.start()] + wrong + text[found.end() :]
            line = line_at(text, found.start())
            what = f"{digits} became {wrong}, {bench.named(file)}:{line}"
            yield Drift(what, with_text(file, changed, partial(comparison, chapter, file)), file, line)


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a quantity renamed in a document": in_a_document,
    "a neuron renamed in the example": in_the_example,
    "a key of an example misspelled": keys,
    "a key of what the sources print changed": printed_keys,
    "a number that a source prints changed": printed_digits,
}
