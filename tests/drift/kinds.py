"""All kinds of drift, and of harmless edits, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tests.drift import (
    beside,
    circumstances,
    claims,
    drawn,
    elements,
    engine,
    everyday,
    handed,
    harmless,
    hidden,
    in_words,
    leftovers,
    lines,
    listings,
    made_false,
    printed,
    renamed,
    said,
    shipped,
    site,
    slips,
    symbols,
    typed,
    witnesses,
)  # fmt: skip
from tests.drift.bench import Bench
from tests.drift.drift import Drift, Harmless

Kinds = Mapping[str, Callable[[Bench], Iterable[Drift]]]

WRITTEN: Kinds = {
    **typed.KINDS, **elements.KINDS, **hidden.KINDS, **printed.KINDS, **lines.KINDS, **slips.KINDS, **symbols.KINDS,
    **claims.KINDS, **made_false.KINDS, **renamed.KINDS, **listings.KINDS, **said.KINDS,
    **beside.KINDS, **in_words.KINDS, **drawn.KINDS, **shipped.KINDS,
}  # fmt: skip
"""What an author writes, or what comes of it."""
BEHIND: Kinds = {**witnesses.KINDS, **site.KINDS, **handed.KINDS, **leftovers.KINDS, **engine.KINDS}
"""What an author does not see: the published site, what lies around, the generator itself."""
KINDS: Kinds = {**WRITTEN, **BEHIND}

HARMLESS: Mapping[str, Callable[[Bench], Iterable[Harmless]]] = {
    **harmless.HARMLESS, **witnesses.HARMLESS, **leftovers.HARMLESS, **circumstances.HARMLESS,
    **everyday.HARMLESS, **drawn.HARMLESS, **shipped.HARMLESS,
}  # fmt: skip

SAMPLE: Mapping[str, int] = {
    **dict.fromkeys((*engine.KINDS, *leftovers.KINDS, *leftovers.HARMLESS, *circumstances.HARMLESS), 1),
}
"""How many of a kind a quick run plants, where it is not so many as of the others."""
OF_EACH = 2
