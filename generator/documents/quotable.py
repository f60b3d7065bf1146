"""The texts that stand in the files of examples: whoever quotes one says where its numbers are given."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.example import Example


def texts_of(context: Mapping[str, object]) -> Collection[str]:
    """The texts of all examples that a document knows: its own, those beside it, and those of the book."""
    return frozenset(text for example in examples(context) for text in said(example))


def examples(context: Mapping[str, object]) -> Iterator[Example]:
    own = context.get("example")
    if isinstance(own, Example):
        yield own
    for inner in (*context.get("chapters", ()), *context.get("beside", {}).values()):
        yield from examples(inner)


def said(example: Example) -> Iterator[str]:
    """Its title, what it says of itself, the names of its layers, and its sources."""
    yield from filter(None, (example.title, example.about))
    yield from (layer.name for layer in example.layers)
    for source in example.source:
        yield from filter(None, (source.title, source.author))
