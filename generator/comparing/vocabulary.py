"""The quantities that an example prints, by name, and the formulas that it prints them with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.comparing import spelling
from generator.comparing.renames import Renaming
from generator.documents.ledger import Entry


@dataclass(frozen=True)
class FormulaChange:
    """A quantity with another formula, in LaTeX. keys: how many keys (rounds, samples, variants) change alike."""

    name: str
    old: str
    new: str
    keys: int


@dataclass(frozen=True)
class Vocabulary:
    """renamed: pairs of names, old and new."""

    appeared: tuple[str, ...] = ()
    disappeared: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    formulas: tuple[FormulaChange, ...] = ()


def vocabulary(old: Iterable[Entry], new: Iterable[Entry], renamed: Renaming) -> Vocabulary:
    """How the quantities of two editions differ. One whose formula only follows a new name has no new formula."""
    before, now = ({entry.key: entry for entry in entries} for entries in (old, new))
    names_before, names_now = (named(entries) for entries in (before, now))
    went = {spelling.bare(key): spelling.bare(renamed.key(key)) for key in before if spelling.is_named(key)}
    return Vocabulary(
        tuple(name for name in names_now if name not in names_before and name not in went.values()),
        tuple(name for name in names_before if name not in names_now and went[name] not in names_now),
        tuple((name, other) for name, other in went.items() if name != other and other in names_now),
        formulas(before, now, renamed),
    )


def named(entries: Mapping[str, Entry]) -> Mapping[str, None]:
    """The names in reading order."""
    return dict.fromkeys(spelling.bare(key) for key in entries if spelling.is_named(key))


def formulas(old: Mapping[str, Entry], new: Mapping[str, Entry], renamed: Renaming) -> tuple[FormulaChange, ...]:
    """Each name once, with its first formula that changed."""
    first: dict[str, FormulaChange] = {}
    for key, before in old.items():
        now = new.get(renamed.key(key))
        if now is None or renamed.latex(before.formula) == now.formula or not spelling.is_named(now.key):
            continue
        name = spelling.bare(now.key)
        so_far = first.get(name, FormulaChange(name, before.formula, now.formula, 0))
        first[name] = FormulaChange(name, so_far.old, so_far.new, so_far.keys + 1)
    return tuple(first.values())
