"""Sentences that are not true: a claim turned round, a stated number changed in its words, a comparing word in the
default walk-through that no claim holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from generator.checks import claim_words
from tests.drift import places
from tests.drift.bench import DOCUMENTS, Bench, Chapter, line_at, spliced, with_text
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
    "a stated number changed": stated,
    "a comparing word without a claim": words,
}
