"""Letters that a document has explained, such as e for target - out."""

from __future__ import annotations

from generator.checks.latex_reader import Operation, Tree
from generator.checks.latex_tokens import Symbol
from generator.checks.proof.scope import Scope
from generator.checks.proof.spelled import light, slope, spelled


def explained(latex: str, scope: Scope) -> Tree | None:
    """What the document has said that a letter stands for, with the letter's index."""
    if not scope.own or slope(light(latex)):
        return None
    symbol = spelled(light(latex))
    if symbol.letter not in scope.own:
        return None
    return indexed(scope.own[symbol.letter], f"_{{{symbol.below}}}" if symbol.below else "")


def indexed(tree: Tree, index: str) -> Tree:
    """A formula with an index at each of its symbols."""
    match tree:
        case Symbol(latex):
            return Symbol(latex + index)
        case Operation(name, arguments):
            return Operation(name, tuple(indexed(one, index) for one in arguments))
    return tree


def stands_alone(body: Symbol, scope: Scope) -> bool:
    """Whether a symbol stands for one number, and not for a formula."""
    own = explained(body.latex, scope)
    return own is None or isinstance(own, Symbol)
