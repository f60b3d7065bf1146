"""What a symbol stands for where the letters have their meanings."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from generator.checks.latex_tokens import Unreadable
from generator.checks.proof.indices import layer_of, shaped, unit
from generator.checks.proof.known import Meaning
from generator.checks.proof.parameters import parameter
from generator.checks.proof.replay import Node, Replay
from generator.checks.proof.scope import NoSense, Scope, Unit
from generator.checks.proof.spelled import Spelled, light, slope, spelled
from generator.numbers.certified import Certified

WORDS = {r"\mathrm{net}": "net", r"\mathrm{out}": "out", r"\mathrm{target}": "target", r"\delta": "delta"}
SAMPLE = re.compile(r"\[(\w+)\]$")

Array = np.ndarray
Found = tuple[Meaning | Array, Replay | None]


def meaning(latex: str, scope: Scope) -> Found:
    """A number of a round, an array of such, or a value; and the round, where it is not the scope's own. NoSense if the
    letters do not fit, Unreadable if nobody can know what it is."""
    symbol = light(latex)
    if scope.in_vectors and symbol in ("x", "b"):
        return general(spelled(symbol), scope), None
    if not slope(symbol) and spelled(symbol).below in scope.ranges:
        return general(spelled(symbol), scope), None
    if not scope.is_shaken and (found := scope.rounds.find(symbol, scope.number)):
        known, meant = found
        return meant, None if known.number == scope.number else known.replay
    if scope.is_shaken and symbol in scope.known.meant:
        return scope.known.meant[symbol], None
    return general(spelled(symbol), scope), None


def general(symbol: Spelled, scope: Scope) -> Meaning | Array:
    """What a symbol means that is no quantity's own."""
    if "+" in symbol.above:
        return after(general(replace(symbol, above=tuple(m for m in symbol.above if m != "+")), scope), scope)
    scope = in_sample(symbol, scope)
    letter, below = symbol.letter, symbol.below
    if letter == scope.rounds.worked.example.notation.error and not below:
        several = scope.rounds.worked.example.batch_size > 1 and not any(map(SAMPLE.match, symbol.above))
        return Node("batch") if several else Node("total", sample=scope.sample)
    if letter in (*WORDS, scope.rounds.worked.example.notation.error):
        kind = WORDS.get(letter, "error")
        if not below and scope.in_vectors:
            return vector(kind, layer_of(symbol, scope, len(scope.layers)), scope)
        return of_unit(kind, unit(below, scope), scope)
    if letter in ("w", "W", "b"):
        return parameter(symbol, scope)
    if not below and letter in scope.sizes:
        return Certified.of(len(scope.ranges[scope.sizes[letter]]))
    if not below and isinstance(scope.letters.get(letter), Unit):
        return of_unit("out", scope.letters[letter], scope)
    if not below and letter in scope.free:
        return Node("free", name=letter)
    return by_name(letter, below, scope)


def by_name(letter: str, below: str, scope: Scope) -> Meaning | Array:
    """x of x_1 and x_2: without an index all of them, with one that unit. Beside a W, x is what comes in."""
    if letter == "x" and not below and scope.in_vectors:
        return vector("out", scope.letters["layer"] - 1 if scope.letters.get("layer") else 0, scope)
    named = [one for one in scope.ranges["units"] if one.name.rstrip("0123456789") == letter]
    if not named:
        raise Unreadable(f"nothing here is called {letter}" + (f"_{below}" if below else ""))
    if below:
        one = unit(f"{letter}_{below}", scope)
        if one not in named:
            raise NoSense(f"{one} is no {letter}")
        return of_unit("out", one, scope)
    if not scope.in_vectors:
        raise NoSense(f"{letter} is of a whole layer")
    inputs = named[0].layer == 0 and "layer" in scope.letters
    layer = scope.letters["layer"] - 1 if inputs else named[0].layer
    return vector("out", layer, scope)


def in_sample(symbol: Spelled, scope: Scope) -> Scope:
    for mark in symbol.above:
        if found := SAMPLE.match(mark):
            number = int(found[1]) if found[1].isdigit() else scope.bound(found[1])
            if not isinstance(number, int) or number not in scope.replay.samples:
                raise NoSense(f"there is no sample {number} here")
            return replace(scope, sample=number)
    return scope


def of_unit(kind: str, one: Unit, scope: Scope) -> Node:
    if (one.layer == 0 and kind != "out") or (kind in ("target", "error") and one.layer != len(scope.layers)):
        raise NoSense(f"{one} has no {kind}")
    return Node(kind, one.layer, one.row, sample=scope.sample)


def vector(kind: str, layer: int, scope: Scope) -> Array:
    """One number of each unit of a layer, as a column, or as a row where the example writes rows."""
    found = [of_unit(kind, one, scope) for one in scope.ranges["units"] if one.layer == layer]
    return shaped(found, (1, -1) if scope.in_rows else (-1, 1))


def after(found: Meaning | Array, scope: Scope) -> Certified:
    """What the update makes of a parameter."""
    if isinstance(found, Node) and not scope.is_shaken and found in scope.known.after:
        return scope.known.after[found]
    raise NoSense("nothing here is updated to it")
