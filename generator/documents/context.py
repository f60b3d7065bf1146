"""What a template finds: the quantities of its example by name, and the ways to reach all others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType

from generator import figures
from generator.documents.matrix_lines import matrix_line
from generator.documents.program import OF_BATCH, program_context
from generator.printed.findings import Comparison
from generator.printed.quotations import Quotations
from generator.quantities.labels import LayerNames, bias_names, layers
from generator.quantities.notation import PRODUCTS, subscript
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked

NOTHING: Quotations = MappingProxyType({})


def chapter_context(worked: Worked, printed: Quotations = NOTHING) -> Mapping[str, object]:
    """For the chapter and the deck of one example.

    Every quantity of round 1 by its name; `at(r)` and `after(r)` for those of other rounds; `variant(key=value)` for
    the same example with other settings; `mistaken(name)` for what comes of a known mistake; `example` for its words;
    `product` for its sign between factors; `samples` for its data; `sizes` for the number of neurons, inputs first;
    `batch` for what a round learns from; `predictions(r)` and `loss(r)` for all samples of the data. `beside` has the
    same for each example in a file beside it, by the name of the file; `worked` is the example itself, for
    figure(..., of=beside["name"].worked).
    `printed.tutorial["w5_new"]` is what a source prints for w5_new.
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
        "named": partial(named, among=worked.first),
        "samples": tuple(worked.samples()),
        "sizes": worked.sizes,
        "batch": batch_context(worked),
        "predictions": worked.predictions,
        "loss": worked.loss,
        "example": worked.example,
        "worked": worked,
        "printed": printed,
        "beside": {name: chapter_context(one) for name, one in worked.beside.items()},
        "product": PRODUCTS[worked.example.notation.times],
        "layers": tuple(layer_context(worked, names) for names in layers(worked.example)),
        "slug": worked.slug,
        "sources": tuple(
            {"title": source.title, "author": source.author, "url": source.url, "year": year}
            for source, year in zip(worked.example.source, worked.source_years, strict=True)
        ),
        "program": {} if worked.is_large else program_context(worked),
        "is_agreed": worked.is_agreed,
        "scene": partial(figures.scene, worked),
        "matrix": partial(matrix_line, worked),
    }


def named(pattern: str, parts: Iterable[str], among: Mapping[str, Quantity]) -> list[Quantity]:
    """The quantities whose names are a pattern with each of some parts in it: named("dE_dw{}", layer.numbers)."""
    return [among[pattern.format(part)] for part in parts]


def batch_context(worked: Worked) -> Mapping[str, object]:
    """What a round learns from. size, of: the numbers of samples of a batch and of the data. several: whether a batch
    has more than one; is_full: whether it has all of several; has_rest: whether the last of an epoch is smaller.
    samples: the numbers of the samples of the first batch, for `at(1, sample=number)`."""
    size, count = worked.example.batch_size, len(worked.example.data)
    return {
        "size": worked.batch_size,
        "of": worked.data_size,
        "several": size > 1,
        "is_full": 1 < size == count,
        "has_rest": count % size > 0,
        "samples": tuple(range(1, size + 1)),
    }


def layer_context(worked: Worked, names: LayerNames) -> Mapping[str, object]:
    """One layer: its words, its neurons and inputs by name, and its parameters as quantities."""
    layer = worked.example.layers[names.index]
    engine_layer = worked.history.setting.start.network[names.index]
    first = worked.first
    after = worked.example.layers[names.index + 1].neurons if not names.is_output else ()
    weights = [[first[f"w{names.weight(j, i)}"] for i in range(len(names.inputs))] for j in names.rows]
    biases = [first[name] for name in bias_names(names, worked.biases(names.index))]
    by_rows = worked.example.notation.form == "rows"
    moves = [move_context(worked, q.name) for q in (*sum(weights, []), *biases) if f"{q.name}_new" in first]
    numbers = [str(number) for _, _, number, _, _ in names.edges()]
    return {
        "name": layer.name,
        "activation": layer.activation,
        "index": str(names.index + 1),
        "inputs": names.inputs,
        "neurons": names.neurons,
        "symbols": tuple(subscript(neuron) for neuron in names.neurons),
        "input_symbols": tuple(subscript(name) for name in names.inputs),
        "numbers": tuple(numbers),
        "shown": next((number for number in numbers if is_something(first[f"dE_dw{number}"])), numbers[0]),
        "is_output": names.is_output,
        "coupled": names.coupled,
        "settings": [first[f"leak{names.index + 1}"] for _ in names.settings],
        "weights": weights,
        "matrix": [list(column) for column in zip(*weights, strict=True)] if by_rows else weights,
        "neurons_after": after,
        "biases": biases,
        "moves": tuple(moves),
        "move": next((move for move in moves if is_something(move["derivative"])), moves[0]),
        "size": worked.sizes[names.index + 1],
        "shares_bias": names.shares_bias,
        "before": str(names.index),
        "after": str(names.index + 2),
        "activate": engine_layer.activation.value.__name__,
        "slope": engine_layer.activation.slope.__name__,
    }


def is_something(quantity: Quantity) -> bool:
    """Whether a quantity is not just 0, as what comes from a dead neuron is."""
    return quantity.value.exact != 0


def move_context(worked: Worked, name: str) -> Mapping[str, object]:
    """How the first update changes one weight or bias. derivative: that of the loss; gradient: what the optimizer gets.
    state: pairs of before and after, one for each thing that the optimizer remembers; aside: what else it computes."""
    first, optimizer = worked.first, worked.method.optimizer
    derivative = first.get(f"dE_d{name}{OF_BATCH}", first[f"dE_d{name}"])
    return {
        "name": name,
        "before": first[name],
        "derivative": derivative,
        "gradient": first.get(f"dE_d{name}_decayed", derivative),
        "state": tuple((first[f"{state}_{name}"], first[f"{state}_{name}_new"]) for state in optimizer.state),
        "aside": tuple(first[f"{aside}_{name}"] for aside in optimizer.aside),
        "after": first[f"{name}_new"],
    }


def book_context(examples: Iterable[Worked], compared: Iterable[Comparison] = ()) -> Mapping[str, object]:
    """For the pages of the whole book: each example's context under its slug, and all of them in reading order.
    `compared`: what came of holding the sources against the computation."""
    chapters = [chapter_context(worked) for worked in examples]
    return {
        "chapters": chapters,
        "book": {chapter["slug"]: chapter for chapter in chapters},
        "compared": tuple(compared),
    }
