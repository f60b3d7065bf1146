"""The rules of the published page, held against what was rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from generator.documents.templating import HOLE, Rendered, Stated, own_text
from generator.errors import Problem
from generator.numbers.certified import Certified, Undecided
from generator.quantities.quantity import Quantity
from generator.text import stamps, structural

NO_SOURCE = "the number {0} has no source"
HOW_TO_GIVE_ONE = "Print a quantity of the example, or write {{{{ stated('{0}', 'why it stands here') }}}}."


def problems(rendered: Rendered) -> Iterator[Problem]:
    """Everything that forbids the publication of a rendered document."""
    yield from numbers_without_source(rendered)
    yield from digits_that_are_not_the_value(rendered)
    for claim in rendered.claims:
        if not claim.holds:
            yield Problem(claim.file, claim.line, f"the claim '{claim.words}' is not true", f"Its condition is: {claim.condition}")


def typed_numbers(template: Path) -> Iterator[Problem]:
    """The numbers that stand in a template's own text, with their lines."""
    for line, digits in typed_in(template):
        yield Problem(str(template), line, NO_SOURCE.format(digits), HOW_TO_GIVE_ONE.format(digits))


def typed_in(template: Path) -> Iterator[tuple[int, str]]:
    """Line and digits of each number that somebody typed into a template."""
    skeleton = own_text(template.read_text(encoding="utf-8"))
    is_code = template.suffix == ".jinja"
    found = structural.outside(skeleton, 0, "code") if is_code else structural.unsourced(skeleton)
    for position, digits in found:
        yield skeleton.count("\n", 0, position) + 1, digits


def numbers_without_source(rendered: Rendered) -> Iterator[Problem]:
    """The net behind `typed_numbers`: numbers that came out of an expression without passing the door."""
    bare = stamps.STAMP.sub(HOLE, rendered.text)
    typed = {digits for _, digits in typed_in(Path(rendered.file))}
    for position, digits in structural.unsourced(bare):
        if digits in typed:
            continue
        around = " ".join(bare[max(0, position - 30) : position + 30].replace(HOLE, "#").split())
        yield Problem(
            rendered.file, None, NO_SOURCE.format(digits) + f", in '{around}'", HOW_TO_GIVE_ONE.format(digits)
        )


def digits_that_are_not_the_value(rendered: Rendered) -> Iterator[Problem]:
    """Each stamped text is held against the certified value of the quantity whose key it bears."""
    for stamp in stamps.stamps(rendered.text):
        source = rendered.sources.get(stamp.key)
        if stamp.key != stamps.STRUCTURAL and not agrees(stamp.text, source):
            yield Problem(rendered.file, None, f"'{stamp.text}' is not the value of {stamp.key}")


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
