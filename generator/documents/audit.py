"""The rules of the published page, held against what was rendered."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from generator.documents.names import misplaced
from generator.documents.templating import HOLE, Rendered, Stated, own_text
from generator.documents.values_in_words import in_words
from generator.errors import Problem
from generator.numbers import certified
from generator.numbers.certified import Certified, Undecided
from generator.quantities.quantity import Quantity
from generator.text import marks, markup, stamps, structural

NO_SOURCE = "the number {0} has no source"
HOW_TO_GIVE_ONE = "Print a quantity of the example, or write {{{{ stated('{0}', 'why it stands here') }}}}."

SECRET = re.compile(r"[\ue000-\uf8ff]|\\u[eEfF][0-9a-fA-F]{3}")
"""The signs that stamps and marks are made of; no author needs them."""
NOTHING = re.compile(r"(?!)")
MARKS = {
    "math": re.compile(r"\\q(?![A-Za-z])|\\(?:data|html|unicode|char)(?![A-Za-z])"),
    "tag": re.compile(r"\bdata-q\b"),
    "figure": re.compile(r"\bdata-q\b"),
}


def problems(rendered: Rendered) -> Iterator[Problem]:
    """Everything that forbids the publication of a rendered document."""
    yield from rendered.ties
    yield from numbers_without_source(rendered)
    yield from digits_that_are_not_the_value(rendered)
    yield from forged(rendered)
    yield from misplaced(rendered.text, rendered.file)
    for claim in rendered.claims:
        if not claim.holds:
            message, way_out = f"the claim '{claim.words}' is not true", f"Its condition is: {claim.condition}"
            yield Problem(claim.file, claim.line, message, way_out, "claim", claim.words)
        for doubt in claim.doubts:
            message, way_out = f"the claim '{claim.words}': {doubt}", f"Its condition is: {claim.condition}"
            yield Problem(claim.file, claim.line, message, way_out, "claim", claim.words)
        for number in claim.beside_the_point(rendered.sources):
            message = f"the claim '{claim.words}' prints {number}, and its condition does not look at it"
            way_out = f"Its condition is: {claim.condition}; let it compare that number too, or print it outside."
            yield Problem(claim.file, claim.line, message, way_out, "claim", number)


def typed_numbers(template: Path) -> Iterator[Problem]:
    """The numbers that stand in a template's own text, in digits or as values in words, with their lines."""
    for line, digits in typed_in(template):
        yield Problem(str(template), line, NO_SOURCE.format(digits), HOW_TO_GIVE_ONE.format(digits), "source", digits)
    if template.suffix == ".md":
        for line, words in in_words(template.read_text(encoding="utf-8")):
            message = f"'{words}' is a value in words, and nothing holds it to the values"
            yield Problem(str(template), line, message, "Put the sentence into {% claim ... %}.", "claim-word", words)


def typed_in(template: Path) -> Iterator[tuple[int, str]]:
    """Line and digits of each number that somebody typed into a template."""
    source = template.read_text(encoding="utf-8")
    for secret in SECRET.finditer(source):
        yield source.count("\n", 0, secret.start()) + 1, secret[0]
    skeleton = own_text(source)
    yield from ((skeleton.count("\n", 0, place) + 1, mark) for place, mark in typed_marks(skeleton))
    is_code = template.suffix == ".jinja"
    found = structural.outside(skeleton, 0, "code") if is_code else structural.unsourced(skeleton)
    for position, digits in found:
        yield skeleton.count("\n", 0, position) + 1, digits


def numbers_without_source(rendered: Rendered) -> Iterator[Problem]:
    """The net behind `typed_numbers`: numbers that came out of an expression without passing the door."""
    bare, original = unmarked(rendered.text)
    typed = {digits for _, digits in typed_in(Path(rendered.file))}
    for position, digits in structural.unsourced(bare):
        if digits in typed:
            continue
        around = " ".join(bare[max(0, position - 30) : position + 30].replace(HOLE, "#").split())
        message = NO_SOURCE.format(digits) + f", in '{around}'"
        yield Problem(*rendered.place(original(position)), message, HOW_TO_GIVE_ONE.format(digits), "source", digits)


def forged(rendered: Rendered) -> Iterator[Problem]:
    """Marks of a number that nothing has printed, and stamps of a formula's form that are none."""
    message = "'{}' is put around the numbers of quantities only"
    for position, mark in typed_marks(rendered.text):
        yield Problem(*rendered.place(position), message.format(mark), "Print the quantity itself.", "source", mark)
    for stamp in stamps.stamps(rendered.text):
        if stamp.key == stamps.STRUCTURAL and not re.fullmatch(r"[-−]?[0-9]+(\.[0-9]+)?", stamp.text):
            yield Problem(*rendered.place(stamp.start), NO_SOURCE.format(stamp.text), "", "source", stamp.text)


def typed_marks(text: str) -> Iterator[tuple[int, str]]:
    for segment in markup.segments(text):
        for mark in MARKS.get(segment.kind, NOTHING).finditer(segment.text):
            yield segment.start + mark.start(), mark[0]


def unmarked(text: str) -> tuple[str, Callable[[int], int]]:
    """A text with holes for its stamps and without its marks, and from a position in it to that in the text."""
    pieces: list[str] = []
    starts, gained, done, length = [0], [0], 0, 0
    for found in re.finditer(f"{stamps.STAMP.pattern}|{marks.MARK.pattern}", text):
        pieces += [text[done : found.start()], HOLE if found[0].startswith(stamps.OPEN) else ""]
        length += found.start() - done + len(pieces[-1])
        done = found.end()
        starts.append(length)
        gained.append(done - length)
    pieces.append(text[done:])
    return "".join(pieces), lambda position: position + gained[bisect_right(starts, position) - 1]


def digits_that_are_not_the_value(rendered: Rendered) -> Iterator[Problem]:
    """Each stamped text is held against the certified value of the quantity whose key it bears."""
    for stamp in stamps.stamps(rendered.text):
        source = rendered.sources.get(stamp.key)
        if stamp.key != stamps.STRUCTURAL and not agrees(stamp.text, source):
            message = f"'{stamp.text}' is not the value of {stamp.key}"
            way_out, should = "Print the quantity itself.", value_of(source)
            yield Problem(*rendered.place(stamp.start), message, way_out, "digits", stamp.text, should)


def value_of(source: Quantity | Stated | None) -> str:
    """What a source says, to so many digits that one can compare."""
    if isinstance(source, Stated):
        return source.text
    return "" if source is None else format(certified.middle(source.value.ball), ".15g")


def agrees(text: str, source: Quantity | Stated | None) -> bool:
    """Whether a printed text is what its source says."""
    if isinstance(source, Stated):
        return text == source.text
    return source is not None and within_half_a_digit(text, source.value)


def within_half_a_digit(text: str, value: Certified) -> bool:
    """Whether the value lies within half a unit of the last printed digit."""
    text = text.replace(",", "")
    digits = re.fullmatch(r"(-?[0-9]+(?:\.([0-9]*))?)(?:e(-?[0-9]+))?", text)
    if not digits:
        return False
    printed = Certified.of(Decimal(text))
    places = len(digits[2] or "") - int(digits[3] or 0)
    half = Certified.of(Decimal(f"0.5e{-places}"))
    gap = printed - value
    try:
        return (half - gap).sign() >= 0 and (half + gap).sign() >= 0
    except Undecided:
        return False
