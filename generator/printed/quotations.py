"""The printed numbers of a source for a chapter that quotes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from generator.printed.mentions import mentions
from generator.printed.reading import read_printed
from generator.printed.words import text_of

Quotations = Mapping[str, Mapping[str, str]]
"""By the word for the source, then by what the number is of, as it stands in printed.yml."""


def quotations(path: Path) -> Quotations:
    """The numbers of a printed.yml, each as its first print; none where there is no such file. ExampleError for a file
    that cannot be used, ValueError for an entry that cannot be read."""
    found: dict[str, Mapping[str, str]] = {}
    for source in read_printed(path).sources if path.is_file() else ():
        numbers: dict[str, str] = {}
        for mention in (one for part in source.parts for entry in part.prints for one in mentions(entry)):
            numbers.setdefault(mention.pair.of.written, text_of(mention.pair.printed))
        found[source.called] = MappingProxyType(numbers)
    return MappingProxyType(found)
