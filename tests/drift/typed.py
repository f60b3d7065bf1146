"""A number typed where a reader meets it: in prose, titles, tables, notes, formulas, alt texts, captions, figures,
listings; and each printed quantity in turn replaced by the digits that it had.

Not caught, in principle: a number in words ("about a third") in prose that an author writes for one example, and
what is said of numbers there without any ("falls" for "rises") unless it stands in a claim; and a 0 or 1 in a
formula, where it may be the end of a function's range. Beside a symbol, as in x = 1, the proof of formulas
tells when it is wrong. Where nobody knows the example, in the default walk-through, such words are found:
`claims.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from generator.documents import audit
from generator.errors import Problem
from generator.text import stamps
from tests.drift import places
from tests.drift.bench import DOCUMENTS, Bench, line_at, with_text
from tests.drift.drift import Drift

NUMBER = "0.37 "
SOURCE = ("source",)


def found_in(file: Path) -> tuple[Problem, ...]:
    return tuple(audit.typed_numbers(file))


def put(bench: Bench, file: Path, position: int, words: str, line: int, what: str) -> Drift:
    text = file.read_text(encoding="utf-8")
    changed = text[:position] + words + text[position:]
    name = f"{what}, {bench.named(file)}:{line}"
    return Drift(name, with_text(file, changed, partial(found_in, file)), file, line, kinds=SOURCE)


def written(bench: Bench, where: str) -> Iterator[Drift]:
    """A number between the words of each line."""
    for file in sorted(bench.project.root.rglob("*.md")):
        is_deck = "deck" in file.as_posix()
        for place in places.between_words(file.read_text(encoding="utf-8"), is_deck):
            if place.where == where:
                yield put(bench, file, place.position, NUMBER, place.line, f"typed in {where}")


def in_formulas(bench: Bench) -> Iterator[Drift]:
    for file in sorted(bench.project.root.rglob("*.md")):
        for place in places.in_formulas(file.read_text(encoding="utf-8")):
            yield put(bench, file, place.position, NUMBER, place.line, "typed in a formula")


FIGURE_LINES = {"label": '<text x="3">w 0.37</text>', "spoken": '<g aria-label="The error is 0.37"></g>',
                "title": "<title>The error is 0.37</title>",
                "description": "<desc>The error is 0.37</desc>"}  # fmt: skip
BEHIND_AN_ELEMENT = re.compile(r"(?<=/>|g>)\n|(?<=>)(?=\{\{ (?:row|shown))")


def in_figures(bench: Bench) -> Iterator[Drift]:
    """A label behind each element of each figure's template, and in what is read aloud of it."""
    for file in sorted((bench.project.templates / "figures").glob("*.svg")):
        text = file.read_text(encoding="utf-8")
        for end in BEHIND_AN_ELEMENT.finditer(places.masked(text, re.compile(r"{##.*?##}", re.DOTALL))):
            for name, element in FIGURE_LINES.items():
                yield put(bench, file, end.start(), element, line_at(text, end.start()), f"typed in a figure's {name}")
        for spoken in re.finditer(r'aria-label="', text):
            yield put(bench, file, spoken.end(), NUMBER, line_at(text, spoken.end()), "typed in a figure's aria-label")


PICTURES = ("![The error is 0.37](x.svg)", '<img src="x.svg" alt="The error is 0.37">', '[x](y.md "The error is 0.37")',
            '<span title="0.37">x</span>')  # fmt: skip


def in_alt_texts(bench: Bench) -> Iterator[Drift]:
    """A picture of an author's own behind each paragraph."""
    for file in sorted(bench.project.content.rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        for number, end in enumerate(re.finditer(r"(?<=[a-z]\.)\n\n(?=[A-Z])", places.masked(text, places.JINJA))):
            element = PICTURES[number % len(PICTURES)]
            yield put(bench, file, end.end(), f"{element}\n\n", line_at(text, end.end()), "typed in an alt text")


def in_listings(bench: Bench) -> Iterator[Drift]:
    """A number at the end of each line of each program, and in code of an author's own."""
    for file in sorted(bench.project.templates.rglob("*.jinja")):
        text = file.read_text(encoding="utf-8")
        for number, start, line in places.lines_of(places.masked(text, places.JINJA)):
            if re.search(r"[a-z)\]\x00]\s*$", line) and not line.strip("\x00 ") == "":
                yield put(bench, file, start + len(line), " + 0.37", number, "typed in a listing")
    for file in sorted(bench.project.content.rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        for end in re.finditer(r"(?<=[a-z]\.)\n\n(?=[A-Z])", places.masked(text, places.JINJA)):
            line = line_at(text, end.end()) + 1
            yield put(bench, file, end.end(), "```python\neta = 0.37\n```\n\n", line, "typed in code")


def in_front_matter(bench: Bench) -> Iterator[Drift]:
    for file in sorted(bench.project.content.rglob("*.md")):
        yield put(bench, file, 0, "---\ntitle: The error 0.37\n---\n", 2, "typed in the front matter")


def in_captions(bench: Bench) -> Iterator[Drift]:
    """A number in the caption of each figure, which stands in an expression and comes to light on the finished page."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            file = chapter.file(name)
            text = file.read_text(encoding="utf-8")
            for caption in places.CAPTION.finditer(text):
                changed = text[: caption.end()] + NUMBER + text[caption.end() :]
                first = line_at(text, caption.end())
                what = f"typed in a caption, {chapter.folder.name}, {bench.named(file)}:{first}"
                start = text.rfind("{{", 0, caption.end())
                yield chapter.drift(what, name, changed, line_at(text, start), first, SOURCE)


def digits_for_quantities(bench: Bench) -> Iterator[Drift]:
    """Each expression of a page in turn, replaced by the digits that it printed."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            file = chapter.file(name)
            printed = printed_on_lines(chapter.clean[name], file)
            text = file.read_text(encoding="utf-8")
            formulas = [one.span() for one in places.FORMULA.finditer(text)]
            by_line: dict[int, list[re.Match[str]]] = defaultdict(list)
            for expression in places.expressions(text):
                by_line[line_at(text, expression.start())].append(expression)
            for line, found in by_line.items():
                if len(printed.get(line, ())) == len(found):
                    for expression, digits in zip(found, printed[line], strict=True):
                        if digits in ("0", "1", "-1") and any(a < expression.start() < b for a, b in formulas):
                            continue
                        changed = text[: expression.start()] + digits + text[expression.end() :]
                        what = f"{expression[0]} became {digits}, {bench.named(file)}:{line}"
                        # 0, 1 and 2 may belong to the form of a formula, so the whole document is asked there.
                        is_form = digits.lstrip("-") in "012"
                        ask = partial(chapter.all_findings, name) if is_form else partial(found_in, file)
                        yield Drift(what, with_text(file, changed, ask), file, line)


def printed_on_lines(rendered: object, file: Path) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for stamp in stamps.stamps(rendered.text):
        where, line = rendered.place(stamp.start)
        if stamp.key != stamps.STRUCTURAL and Path(where) == file:
            found[line].append(stamp.text)
    return found


KINDS: dict[str, Callable[[Bench], Iterator[Drift]]] = {
    "a number typed in prose": partial(written, where="prose"),
    "a number typed in a title": partial(written, where="title"),
    "a number typed in a table": partial(written, where="table"),
    "a number typed in a speaker note": partial(written, where="note"),
    "a number typed in a formula": in_formulas,
    "a number typed in a figure": in_figures,
    "a number typed in an alt text": in_alt_texts,
    "a number typed in a listing": in_listings,
    "a number typed in front matter": in_front_matter,
    "a number typed in a caption": in_captions,
    "a quantity replaced by its digits": digits_for_quantities,
}
