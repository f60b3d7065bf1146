"""Sentences that are no longer true: a claim turned round, or made false by another number in the example; a stated
number changed in its words; a comparing word in the default walk-through that no claim holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from generator.checks import claim_words
from generator.errors import Problem, TextbookError
from generator.numbers import certified
from tests.drift import places
from tests.drift.bench import BITS, DOCUMENTS, Bench, Chapter, edited, line_at, said, spliced, with_text
from tests.drift.drift import Drift, Findings

CLAIMS = ("claim",)

CLAIM = re.compile(r"{%-?\s*claim\s+(?P<condition>(?:(?!%}).)*?)\s*%}", re.DOTALL)
WORDS = re.compile(rf"{CLAIM.pattern}(?P<words>.*?){{%-?\s*endclaim", re.DOTALL)


def turned_round(bench: Bench) -> Iterator[Drift]:
    """Each claim of a chapter and its deck, with `not` before its condition."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            file = chapter.file(name)
            text = file.read_text(encoding="utf-8")
            for claim in CLAIM.finditer(text):
                start, end = claim.span("condition")
                changed = spliced(text, start, end, f"not ({text[start:end]})")
                line = line_at(text, claim.start())
                if in_use(chapter, name, file, line):
                    what = f"not {claim['condition'][:60]}, {bench.named(file)}:{line}"
                    yield chapter.drift(what, name, changed, line, kinds=CLAIMS)


def turned_round_in_templates(bench: Bench) -> Iterator[Drift]:
    """The same in the templates that every example shares, asked of a chapter that uses them."""
    for file in sorted(bench.project.templates.rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        for claim in CLAIM.finditer(text):
            start, end = claim.span("condition")
            changed = spliced(text, start, end, f"not ({text[start:end]})")
            line = line_at(text, claim.start())
            user = next(((c, n) for c in bench.chapters for n in DOCUMENTS if in_use(c, n, file, line)), None)
            if user:
                what = f"not {claim['condition'][:60]}, {bench.named(file)}:{line}"
                ask = partial(user[0].findings, user[1])
                yield Drift(what, with_text(file, changed, ask), file, line, kinds=CLAIMS)


def in_use(chapter: Chapter, name: str, file: Path, line: int) -> bool:
    """Whether a document makes the claim of that line; in a branch that is not taken nothing is claimed."""
    return any(Path(one.file) == file and one.line == line for one in chapter.clean[name].claims)


NUMBER = re.compile(r"(?<![\w.\"'])-?[0-9]+(?:\.[0-9]+)?(?![\w.])")
UNTOUCHED = re.compile(r"^\s*(?:title|author|about|url|year|rounds|table|digits|chapter|deck|#|yaml)|source|https?:")
CHANGES: dict[str, Callable[[str], str]] = {
    "other sign": lambda n: n[1:] if n.startswith("-") else f"-{n}",
    "a third more": lambda n: f"{float(n) * 1.3:.6f}".rstrip("0").rstrip("."),
}


def made_false(bench: Bench) -> Iterator[Drift]:
    """Each number of each example changed, where one of its own claims is then false by the run in float64."""
    for chapter in bench.chapters:
        file = chapter.folder / "example.yml"
        text = file.read_text(encoding="utf-8")
        for number, start, line in places.lines_of(text):
            if UNTOUCHED.search(line) or (bench.quick and number % 3):  # each is a training of its own
                continue
            for found in NUMBER.finditer(line.partition("#")[0]):
                for how, change in CHANGES.items():
                    changed = spliced(text, start + found.start(), start + found.end(), change(found[0]))
                    expected = expectation(bench, chapter, file, changed)
                    if expected:
                        what = f"{found[0]} became {change(found[0])} ({how}), {bench.named(file)}:{number}"
                        yield Drift(what, partial(after, bench, chapter, file, changed), *expected, kinds=CLAIMS)


def after(bench: Bench, chapter: Chapter, file: Path, changed: str) -> tuple[Problem, ...]:
    with edited(file, changed):
        found: tuple[Problem, ...] = ()
        for bits in (BITS, 4 * BITS, 16 * BITS):
            fresh = Chapter(bench.project, chapter.folder, bits)
            found = said(lambda one=fresh: tuple(problem for name in DOCUMENTS for problem in one.findings(name)))
            if not any(problem.message.startswith("undecided") for problem in found):
                break
        return found


COMPARED = re.compile(r"^(?P<a>[A-Za-z_0-9]+) (?P<sign><|>) (?P<b>[A-Za-z_0-9]+|0)$")


def expectation(bench: Bench, chapter: Chapter, file: Path, changed: str) -> tuple[Path, int] | None:
    """The place of a simple claim, a < b, that floats say is false once the example is changed."""
    with edited(file, changed):
        try:
            first = dict(Chapter(bench.project, chapter.folder).worked.first)
        except (TextbookError, certified.Undecided):  # it is refused as it stands, which is another kind of drift
            return None
    for name in DOCUMENTS:
        document = chapter.file(name)
        for claim in CLAIM.finditer(document.read_text(encoding="utf-8")):
            if compared := COMPARED.match(claim["condition"]):
                a, b = (0.0 if side == "0" else middle(first.get(side)) for side in (compared["a"], compared["b"]))
                if a is not None and b is not None and a != b and (a < b) != (compared["sign"] == "<"):
                    return document, line_at(document.read_text(encoding="utf-8"), claim.start())
    return None


def middle(quantity: object) -> float | None:
    return None if quantity is None else float(quantity.value.ball.mid())


STATED = re.compile(r'stated\("(?P<number>-?[0-9]+(?:\.[0-9]+)?)"')
ADDED = ' {{ stated("7.25", "what a source prints") }}'


def stated(bench: Bench) -> Iterator[Drift]:
    """Each digit of each stated number in the words of a claim; and one more number, stated in each of its claims."""
    for chapter in bench.chapters:
        for name in DOCUMENTS:
            file = chapter.file(name)
            text = file.read_text(encoding="utf-8")
            for words in WORDS.finditer(text):
                line = line_at(text, words.start())
                if in_use(chapter, name, file, line):
                    for what, changed in other_numbers(text, *words.span("words")):
                        yield chapter.drift(f"{what}, {bench.named(file)}:{line}", name, changed, line, kinds=CLAIMS)


def other_numbers(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The text with other stated numbers in the words that stand there, and what was changed."""
    yield "a stated number more", spliced(text, end, end, ADDED)
    for number in STATED.finditer(text, start, end):
        for at in range(*number.span("number")):
            if text[at].isdigit():
                changed = spliced(text, at, at + 1, str((int(text[at]) + 1) % 10))
                yield f"digit {at - start} of a stated number", changed


COMPARATIVE = (
    "The error falls.", "It is the largest.", "Three of four are right.", "The second is smaller than the first.",
)  # fmt: skip


BEGINNING = re.compile(r"{%[-+]?\s*claim\b")
END = re.compile(r"{%[-+]?\s*endclaim\b")


def words(bench: Bench) -> Iterator[Drift]:
    """A comparing sentence before each line of prose of the default walk-through that stands on no condition."""
    words_found: Findings = lambda: tuple(claim_words.findings(bench.project.templates))
    for file in sorted(bench.project.templates.rglob("*.md")):
        if file.parent.name in claim_words.ABOUT_FUNCTIONS:
            continue
        text = file.read_text(encoding="utf-8")
        open_ones = 0
        for number, start, line in places.lines_of(places.masked(text, re.compile(r"{##.*?##}|{{.*?}}", re.DOTALL))):
            if open_ones == 0 and re.match(r"[A-Z][a-z]+ [a-z]+", line):
                sentence = COMPARATIVE[number % len(COMPARATIVE)]
                what = f"'{sentence}', {bench.named(file)}:{number}"
                ask = with_text(file, spliced(text, start, start, f"{sentence} "), words_found)
                yield Drift(what, ask, file, number, kinds=("claim-word",))
            open_ones += len(BEGINNING.findall(line)) - len(END.findall(line))


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a claim turned round": turned_round,
    "a claim of the walk-through turned round": turned_round_in_templates,
    "a claim made false by the example": made_false,
    "a stated number changed": stated,
    "a comparing word without a claim": words,
}
