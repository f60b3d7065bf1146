"""Every way in which the letters of a formula can be given a meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from math import prod
from random import Random

import numpy as np

from generator.checks.latex_reader import Operation, Tree, read
from generator.checks.latex_tokens import Symbol, Unreadable, tokens
from generator.checks.proof.indices import LAYER
from generator.checks.proof.known import Rounds
from generator.checks.proof.meaning import SAMPLE, WORDS
from generator.checks.proof.replay import Node, ball_of
from generator.checks.proof.scope import Bound, Scope, Unit, units
from generator.checks.proof.spelled import Spelled, letter_of, light, slope, spelled
from generator.checks.reckoning import leaves

TRIALS = 3
"""So many values are tried for a letter that may be any number."""


MOST_WAYS = 10_000
"""Of a formula with more, nobody would see at once what it says."""


@dataclass(frozen=True)
class Letters:
    """The letters of a formula that are no quantity's own symbol, by what they are.

    of_units, of_samples, of_weights: indices. sums: indices that sums run over, with the letter above. bare: symbols
    without index. exact: quantities' own symbols. has_layers: whether its matrices say of which layer they are.
    """

    of_units: frozenset[str]
    of_samples: frozenset[str]
    of_weights: frozenset[str]
    bare: frozenset[str]
    exact: frozenset[str]
    sums: Mapping[str, str]
    has_layers: bool


def letters(trees: Iterable[Tree], rounds: Rounds, own: Mapping[str, Tree]) -> Letters:
    """What there is to be given a meaning in a formula."""
    trees = list(trees)
    sums = dict(found for tree in trees for found in summed(tree))
    symbols = set(symbols_in(trees, own))
    exact = {one for one in symbols if rounds.has(one)}
    exact -= {"x", "b"} if "W" in symbols else set()  # what comes in at any layer, though an input may be called so
    exact -= {one for one in exact if not slope(one) and spelled(one).below in sums}  # though a neuron may be called so
    general = [spelled(one) for one in symbols - exact]
    numbered = rounds.worked.example.notation.weights == "numbered"
    marks = [found[1] for one in general for mark in one.above if (found := SAMPLE.match(mark))]
    samples = {mark for mark in marks if mark.isalpha()}
    lone = {one.below for one in general if one.letter == "w" and len(one.below) == 1 and one.below.isalpha()}
    of_weights = lone if numbered else set()
    of_units = {letter for one in general for letter in indices(one)} - of_weights
    has_layers = any(one.letter == "W" and any(map(LAYER.match, one.above)) for one in general)
    bare = {one.letter for one in general if not one.below} - of_units - set(sums) - set(sums.values())
    sets = [frozenset(one) for one in (of_units, samples, of_weights, bare, exact)]
    return Letters(*sets, sums, has_layers)


def summed(tree: Tree) -> Iterator[tuple[str, str]]:
    """The letters that sums run over, each with the letter up to which, if there is one."""
    if isinstance(tree, Operation):
        if tree.name.startswith("sum"):
            upper = tree.arguments[-1] if tree.name == "sum up to" else None
            yield letter_of(tree.arguments[1]), upper.latex if isinstance(upper, Symbol) else ""
        for one in tree.arguments:
            yield from summed(one)


def symbols_in(trees: Iterable[Tree], own: Mapping[str, Tree]) -> Iterator[str]:
    """All symbols, those of a derivative one by one, and for a letter of the document's own what it stands for."""
    for tree in trees:
        for leaf in leaves(tree):
            if not isinstance(leaf, Symbol):
                continue
            if parts := slope(light(leaf.latex)):
                inside = [read(list(tokens(part))) for part in parts.__dict__.values() if part]
                yield from symbols_in(inside, own)
            elif (symbol := spelled(light(leaf.latex))).letter in own:
                index = f"_{{{symbol.below}}}" if symbol.below else ""
                found = [one for one in leaves(own[symbol.letter]) if isinstance(one, Symbol)]
                yield from (light(one.latex + index) for one in found)
            else:
                yield light(leaf.latex)


def indices(symbol: Spelled) -> Iterator[str]:
    """The letters in an index: i and j of ji, k of o_k, none of h_1."""
    if "_" in symbol.below:
        number = symbol.below.split("_", 1)[1].strip("{}")
        yield from [number] if number.isalpha() else []
    elif symbol.letter == "w" or len(symbol.below) == 1:
        yield from (letter for letter in symbol.below if letter.isalpha())


def scopes(trees: Iterable[Tree], start: Scope) -> Iterator[Scope]:
    """Every scope in which a formula may be meant, from one with nothing bound; it need not make sense in each."""
    found = letters(trees, start.rounds, start.own)
    every = units(start.rounds)
    in_vectors = bool(found.bare & {"W", "x"}) or is_about_vectors(found, every)
    sizes = {upper: letter for letter, upper in found.sums.items() if upper}
    start = replace(start, in_vectors=in_vectors, sizes=sizes)
    bounds, ranges = places(found, start, every), runs(found, start, every)
    free = sorted(letter for letter in found.bare if is_free(letter, start, every, found))
    ways = prod(len(one) for one in (*bounds.values(), *ranges.values()))
    if ways > MOST_WAYS:
        raise Unreadable(f"its letters can be meant in {ways} ways")
    chance = Random(1)
    for trial in range(TRIALS if free else 1):
        values = {letter: 3 * ball_of(chance) - trial for letter in free}
        for bound in filter(partial(belong_together, start, tuple(bounds)), product(*bounds.values())):
            for over in product(*ranges.values()):
                run = {**dict(zip(ranges, over, strict=True)), "units": every}
                yield replace(start, letters=dict(zip(bounds, bound, strict=True)), free=values, ranges=run)


def belong_together(start: Scope, letters: tuple[str, ...], bound: tuple[Bound, ...]) -> bool:
    """Whether a weight or bias without index is one of the neuron that is meant by the symbols without index."""
    meant = dict(zip(letters, bound, strict=True))
    one, own = meant.get(""), [meant[letter] for letter in "wb" if letter in meant]
    return one is None or all(
        node.layer == one.layer
        and (node.row == one.row or node.kind == "bias" and start.layer(node.layer).shares_bias)
        for node in own
    )


def places(found: Letters, start: Scope, every: tuple[Unit, ...]) -> dict[str, list[Bound]]:
    """What each letter that no sum runs over can stand for. The letter "" is the neuron of symbols without index."""
    weights, sums = parameters(start, "weight"), found.sums.keys()
    possible: dict[str, list[Bound]] = {}
    for letter in sorted(found.of_units - sums - found.of_samples):
        named = [one for one in every if one.name.rstrip("0123456789") == letter]
        possible[letter] = named or list(every)
    possible |= {letter: list(start.replay.samples) for letter in sorted(found.of_samples - sums)}
    possible |= {letter: weights for letter in sorted(found.of_weights - sums)}
    if start.in_vectors:
        return possible if found.has_layers else {**possible, "layer": list(range(1, len(start.layers) + 1))}
    possible |= {"": list(every)} if found.bare & {*WORDS} else {}
    possible |= {"w": weights} if "w" in found.bare else {}
    return possible | ({"b": parameters(start, "bias")} if "b" in found.bare else {})


def runs(found: Letters, start: Scope, every: tuple[Unit, ...]) -> dict[str, list[tuple[Bound, ...]]]:
    """What the letter of each sum can run over: the samples, the weights, or the units of a layer."""
    layers = [tuple(one for one in every if one.layer == layer) for layer in range(len(start.layers) + 1)]
    samples, weights = [tuple(start.replay.samples)], [tuple(parameters(start, "weight"))]
    return {
        letter: samples if letter in found.of_samples else weights if letter in found.of_weights else layers
        for letter in sorted(found.sums)
    }


def is_about_vectors(found: Letters, every: tuple[Unit, ...]) -> bool:
    """Whether a letter of inputs or neurons stands without index, as h for all of h_1, h_2, ..."""
    named = {one.name.rstrip("0123456789") for one in every if one.name[-1].isdigit()}
    return bool((found.bare & named) - found.of_units)


def is_free(letter: str, start: Scope, every: tuple[Unit, ...], found: Letters) -> bool:
    """Whether a letter may be any number."""
    taken = {"w", "b", "W", "x", "E", start.rounds.worked.example.notation.error, *found.sums.values()}
    named = {one.name.rstrip("0123456789") for one in every}
    return len(letter) == 1 and letter.islower() and letter not in taken | named


def parameters(scope: Scope, kind: str) -> list[Node]:
    """All weights, or all biases."""
    found: list[Node] = []
    for number, layer in enumerate(scope.replay.network, 1):
        array = layer.weights if kind == "weight" else layer.biases
        found += [] if array is None else [Node(kind, number, *place) for place in np.ndindex(array.shape)]
    return found
