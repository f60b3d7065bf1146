"""All kinds of drift, and of harmless edits, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tests.drift import claims, engine, harmless, hidden, lines, listings, printed, renamed, site, symbols, typed, witnesses
from tests.drift.bench import Bench
from tests.drift.drift import Drift, Harmless

KINDS: Mapping[str, Callable[[Bench], Iterable[Drift]]] = {
    **typed.KINDS, **hidden.KINDS, **printed.KINDS, **lines.KINDS, **symbols.KINDS, **claims.KINDS, **renamed.KINDS, **listings.KINDS,
    **witnesses.KINDS, **site.KINDS, **engine.KINDS,
}  # fmt: skip

HARMLESS: Mapping[str, Callable[[Bench], Iterable[Harmless]]] = {**harmless.HARMLESS, **witnesses.HARMLESS}

SAMPLE: Mapping[str, int] = {"a way round the door": 2, **dict.fromkeys(engine.KINDS, 1), "an old site beside a changed example": 1}
"""How many of a kind a quick run plants, where it is not so many as of the others."""
OF_EACH = 3
