"""Quantities that have another name now and are the same otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from generator.comparing.edition import Sheet
from generator.documents.ledger import Entry
from generator.quantities.notation import subscript


@dataclass(frozen=True)
class Renaming:
    """What is called otherwise now. words: names of neurons and inputs, old to new. keys: of single quantities."""

    words: Mapping[str, str]
    keys: Mapping[str, str]

    def key(self, old: str) -> str:
        """The key in the new edition of what has this one in the old."""
        return self.keys.get(self.by_word(old), self.by_word(old))

    def by_word(self, key: str) -> str:
        return substituted(key, self.words, r"(?<=[/_]){}(?=[_@:()*/+-]|$)")

    def latex(self, old: str) -> str:
        """A formula with the new names in it."""
        symbols = {subscript(word): subscript(other) for word, other in self.words.items()}
        return substituted(old, symbols, r"(?<![A-Za-z0-9_\\]){}(?![A-Za-z0-9])")


def substituted(text: str, words: Mapping[str, str], around: str) -> str:
    """The text with all words replaced at once, where a pattern says that they stand by themselves."""
    if not words:
        return text
    group = f"({'|'.join(map(re.escape, words))})"
    return re.sub(around.format(group), lambda match: words[match[1]], text)


def renaming(old: Iterable[Entry], new: Iterable[Entry], sheets: tuple[Sheet, Sheet] | None) -> Renaming:
    """Neurons and inputs that are called otherwise in example.yml rename all that is called after them. Of the rest, a
    key that is gone goes with the new key that has the same value and the most similar name."""
    by_words = Renaming(renamed_words(*sheets) if sheets else {}, {})
    before = {by_words.key(entry.key): entry for entry in old}
    return replace(by_words, keys=same_values(before, {entry.key: entry for entry in new}))


def renamed_words(old: Sheet, new: Sheet) -> Mapping[str, str]:
    """The names of inputs and neurons that are others now; none where the networks differ in size."""
    before, now = (list(names(sheet)) for sheet in (old, new))
    if [len(row) for row in before] != [len(row) for row in now]:
        return {}
    found = {a: b for row, other in zip(before, now, strict=True) for a, b in zip(row, other, strict=True)}
    return {a: b for a, b in found.items() if a != b}


def names(sheet: Sheet) -> Iterable[list[str]]:
    """Of an example that may be broken, whatever names it has."""
    data = sheet.located.data if sheet.located else {}
    layers = data.get("layers")
    rows = [data.get("inputs"), *(layer.get("neurons") for layer in listed(layers) if isinstance(layer, dict))]
    return ([name for name in listed(row) if isinstance(name, str)] for row in rows)


def listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def same_values(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Mapping[str, str]:
    """Keys that only the old edition has, each with the key that only the new one has for the same value."""
    free: dict[tuple[str, str], list[str]] = {}
    for key, entry in new.items():
        if key not in old and entry.kind != "stated":
            free.setdefault((entry.value, entry.kind), []).append(key)
    found: dict[str, str] = {}
    for key, entry in old.items():
        if key not in new and (close := free.get((entry.value, entry.kind))):
            best = max(close, key=lambda other: SequenceMatcher(None, key, other).ratio())
            if SequenceMatcher(None, key, best).ratio() > ALIKE:
                close.remove(best)
                found[key] = best
    return found


ALIKE = 0.5
"""Two names have at least this share of their letters in common: equal values alone, such as 0, are no sign."""
