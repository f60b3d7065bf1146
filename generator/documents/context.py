"""What a template finds: the quantities of its example by name, and the ways to reach all others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from generator import figures
from generator.documents.program import program_context
from generator.quantities import naming
from generator.quantities.naming import LayerNames
from generator.quantities.notation import subscript
from generator.quantities.worked import Worked


def chapter_context(worked: Worked) -> Mapping[str, object]:
    """For the chapter and the deck of one example.

    Every quantity of round 1 by its name; `at(r)` and `after(r)` for those of other rounds; `variant(key=value)` for
    the same example with other settings; `mistaken(name)` for what comes of a known mistake; `example` for its words;
    `samples` for its data; `sizes` for the number of neurons, inputs first.
    """
    return {
        **worked.first,
        "at": worked.at,
        "after": worked.after,
        "variant": worked.variant,
        "mistaken": worked.mistaken,
        "rounds": worked.rounds,
        "table": worked.table,
        "first": worked.first,
        "named": partial(named, worked.first),
        "samples": tuple(worked.samples()),
        "sizes": worked.sizes,
        "example": worked.example,
        "layers": tuple(layer_context(worked, names) for names in naming.layers(worked.example)),
        "slug": worked.slug,
        "sources": tuple(
            {"title": source.title, "author": source.author, "url": source.url, "year": year}
            for source, year in zip(worked.example.source, worked.source_years, strict=True)
        ),
        "program": program_context(worked),
        "scene": partial(figures.scene, worked),
    }


def named(quantities: Mapping[str, object], pattern: str, parts: Iterable[str]) -> list[object]:
    """The quantities whose names are a pattern with each of some parts in it: named("dE_dw{}", layer.numbers)."""
    return [quantities[pattern.format(part)] for part in parts]


def layer_context(worked: Worked, names: LayerNames) -> Mapping[str, object]:
    """One layer: its words, its neurons and inputs by name, and its parameters as quantities."""
    layer = worked.example.layers[names.index]
    engine_layer = worked.history.setting.network[names.index]
    first = worked.first
    after = worked.example.layers[names.index + 1].neurons if not names.is_output else ()
    weights = [[first[f"w{names.weight(j, i)}"] for i in range(len(names.inputs))] for j in range(len(names.neurons))]
    biases = [first[label.name] for label, _ in naming.bias_labels(names, worked.biases(names.index), "bias", "{}")]
    return {
        "name": layer.name,
        "activation": layer.activation,
        "index": str(names.index + 1),
        "inputs": names.inputs,
        "neurons": names.neurons,
        "symbols": tuple(subscript(neuron) for neuron in names.neurons),
        "numbers": tuple(str(names.weight(j, i)) for j, i, *_ in naming.weights_of(names)),
        "is_output": names.is_output,
        "weights": weights,
        "neurons_after": after,
        "biases": biases,
        "shares_bias": names.shares_bias,
        "before": str(names.index),
        "after": str(names.index + 2),
        "activate": engine_layer.activation.value.__name__,
        "slope": engine_layer.activation.slope.__name__,
    }


def book_context(examples: Iterable[Worked]) -> Mapping[str, object]:
    """For the pages of the whole book: each example's context under its slug, and all of them in reading order."""
    chapters = [chapter_context(worked) for worked in examples]
    return {"chapters": chapters, "book": {chapter["slug"]: chapter for chapter in chapters}}
