"""The value of a formula where its letters have their meanings; derivatives are quotients of differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from generator.checks import reckoning
from generator.checks.latex_reader import Matrix, Operation, Tree, read
from generator.checks.latex_tokens import Number, Symbol, Unreadable, tokens
from generator.checks.proof.entries import each, number, operated
from generator.checks.proof.meaning import after, meaning
from generator.checks.proof.own_letters import explained, stands_alone
from generator.checks.proof.replay import Node, Replay, depends
from generator.checks.proof.scope import NoSense, Scope, Unit
from generator.checks.proof.spelled import letter_of, light, slope
from generator.checks.reckoning import OPERATIONS, Value, single
from generator.numbers.certified import Certified
from generator.quantities.quantity import Quantity

MOST = 1000
"""A power is computed by multiplication."""

OF_LOGISTIC = ("logistic", "slope of logistic")


class Valuer:
    """Computes formulas of a document. sources: what the keys of its numbers stand for."""

    def __init__(self, sources: Mapping[str, object]) -> None:
        self.sources = sources

    def value(self, tree: Tree, scope: Scope) -> Value:
        """A number, or a matrix of numbers. NoSense where the letters do not fit, Unreadable where nobody can know."""
        match tree:
            case Number():
                quantity = self.sources.get(tree.key) if tree.key else None
                return quantity.value if isinstance(quantity, Quantity) else reckoning.as_printed(tree)
            case Symbol():
                return self.of_symbol(tree.latex, scope)
            case Matrix(rows):
                return single(np.array([[self.value(entry, scope) for entry in row] for row in rows], dtype=object))
            case Operation("sum" | "sum of the others" | "sum up to", (body, index, *bounds)):
                return self.summed(tree.name, body, index, bounds, scope)
            case Operation("derivative", (by, body)):
                return self.slope(body, slope(by.latex).by, scope)
            case Operation("prime", (body,)):
                return self.slope(body, only_free(scope), scope)
            case Operation("entry", (body, index)):
                return self.entry(body, index, scope)
            case Operation("of", (function, argument)):
                return self.applied(function.latex, argument, scope)
            case Operation("power", (base, exponent)):
                by = self.value(exponent, scope)
                if isinstance(by, Certified) and by.exact is not None and abs(by.exact) > MOST:
                    raise Unreadable("an exponent as large as that")
                return reckoning.raised(self.value(base, scope), by)
            case Operation("softmax", (argument,)):
                return reckoning.softmax(self.value(argument, scope), scope.in_rows)
            case Operation(name, arguments) if name in OPERATIONS:
                self.check_function(name, arguments, scope)
                return operated(name, [self.value(one, scope) for one in arguments])
        raise Unreadable(f"what is {getattr(tree, 'name', tree)}?")

    def of_symbol(self, latex: str, scope: Scope) -> Value:
        if (own := explained(latex, scope)) is not None:
            return self.value(own, scope)
        if derivative := slope(light(latex)):
            return self.slope(read(list(tokens(derivative.of))), derivative.by, scope)
        found, elsewhere = meaning(latex, scope)
        return self.valued(found, scope, elsewhere or scope.replay)

    def valued(self, found: object, scope: Scope, replay: Replay) -> Value:
        if isinstance(found, np.ndarray):
            return single(each(lambda one: self.valued(one, scope, replay), found))
        if isinstance(found, Certified):
            return found
        if found.kind == "free":
            return Certified.of(scope.free[found.name] + replay.by(found, scope.nudges))
        return Certified.of(replay.value(found, scope.nudges))

    def slope(self, body: Tree, by: str, scope: Scope) -> Value:
        """The derivative of a formula by a symbol; by a matrix or vector, by each of its entries."""
        exact = scope.rounds.find(light(by), scope.number)
        if exact and exact[0].number != scope.number and not scope.is_shaken:
            scope = replace(scope, number=exact[0].number)
        below = self.nodes(by, scope)
        if isinstance(below, np.ndarray):
            return single(each(lambda node: number(self.quotient(body, node, scope)), below))
        return self.quotient(body, below, scope)

    def after(self, tree: Tree, scope: Scope) -> Value:
        """The new value of a parameter."""
        if not isinstance(tree, Symbol):
            raise Unreadable("only a symbol can get a new value")
        return after(self.nodes(tree.latex, scope), scope)

    def nodes(self, latex: str, scope: Scope) -> Node | np.ndarray:
        own = explained(latex, scope)
        if own is not None and not isinstance(own, Symbol):
            raise Unreadable(f"{latex} is not one number that one could change")
        found, _ = meaning(own.latex if own else latex, scope)
        if isinstance(found, Certified):
            raise Unreadable(f"{latex} is not a number that others depend on")
        return found

    def quotient(self, body: Tree, below: Node, scope: Scope) -> Value:
        if isinstance(body, Symbol) and slope(body.latex) is None and stands_alone(body, scope):
            above = self.nodes(body.latex, scope)
            if isinstance(above, np.ndarray) or not depends(above, below):
                raise NoSense(f"{body.latex} does not depend on it")
        there, back = (self.value(body, scope.nudged(below, way)) for way in (1, -1))
        return operated("divide", [operated("subtract", [there, back]), Certified.of(2 * scope.replay.step)])

    def summed(self, name: str, body: Tree, index: Tree, bounds: list[Tree], scope: Scope) -> Value:
        letter = letter_of(index)
        left_out = scope.bound(letter_of(bounds[0])) if name == "sum of the others" else None
        if bounds and name != "sum of the others" and bounds[0] != Number("1"):
            raise Unreadable("a sum that does not begin with the first")
        if letter not in scope.ranges:
            raise NoSense(f"{letter} runs over nothing")
        if left_out is not None and left_out not in scope.ranges[letter]:
            raise NoSense(f"{left_out} is none of those")
        terms = [self.value(body, scope.with_letter(letter, one)) for one in scope.ranges[letter] if one != left_out]
        total: Value = Certified.of(0)
        for term in terms:
            total = operated("add", [total, term]) if total is not terms else term
        return total

    def entry(self, body: Tree, index: Tree, scope: Scope) -> Value:
        one = scope.bound(letter_of(index))
        whole = np.ravel(np.array(self.value(body, scope), dtype=object))
        layer_size = sum(unit.layer == one.layer for unit in scope.ranges["units"]) if isinstance(one, Unit) else 0
        if layer_size != len(whole):
            raise NoSense(f"{one} is none of its entries")
        return whole[one.row]

    def applied(self, function: str, argument: Tree, scope: Scope) -> Value:
        """f, the activation of the layer; or E(w), which is the loss where w is as it is."""
        inside = self.value(argument, scope)
        if not function.startswith("f"):
            if not isinstance(argument, Symbol):
                raise Unreadable(f"{function} of something else than a letter")
            return self.of_symbol(function, scope)
        layer = scope.replay.network[self.layer_of(argument, scope) - 1]
        if layer.activation.coupled and not scope.in_vectors:
            raise NoSense("its activation is of the whole layer")
        shape = np.shape(inside)
        balls = np.array([one.ball for one in np.ravel(np.array(inside, dtype=object))], dtype=object)
        outs = layer.activation.value(balls, *layer.settings)
        return single(each(Certified.of, outs).reshape(shape)) if shape else Certified.of(outs[0])

    def layer_of(self, argument: Tree, scope: Scope) -> int:
        """The layer of which the nets in a formula are."""
        found = {one.layer for one in scope.letters.values() if isinstance(one, Unit) and one.layer}
        if isinstance(argument, Symbol) and not scope.in_vectors:
            node = self.nodes(argument.latex, scope)
            found = {node.layer} if isinstance(node, Node) and node.layer else found
        found = found if "layer" not in scope.letters else {scope.letters["layer"]}
        if len(found) != 1:
            raise NoSense("nobody can tell of which layer that is")
        return found.pop()

    def check_function(self, name: str, arguments: tuple[Tree, ...], scope: Scope) -> None:
        """sigma of a net is the activation of its neuron, so that neuron has to be one with that activation."""
        if name in OF_LOGISTIC and isinstance(arguments[0], Symbol) and r"\mathrm{net}" in arguments[0].latex:
            layer = scope.rounds.worked.example.layers[self.layer_of(arguments[0], scope) - 1]
            if layer.activation != "logistic":
                raise NoSense("its activation is another one")


def only_free(scope: Scope) -> str:
    if len(scope.free) != 1:
        raise Unreadable("nobody can tell by what that is derived")
    return next(iter(scope.free))
