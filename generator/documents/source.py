"""The engine's own functions as listings: read from their source, so that a reader sees what was executed."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator


def functions(wanted: Iterable[Callable]) -> tuple[str, ...]:
    """The source of functions, and before each that of the functions of its module that it calls, each once."""
    sources: dict[str, str] = {}
    for function in wanted:
        for called in (*called_by(function), function):
            sources.setdefault(called.__name__, listed(called))
    return tuple(sources.values())


IN_NUMPY = {
    "constants": "np.full_like({1}, {0})",
    "where_positive": "np.where({0} > 0, {1}, {2})",
}
"""The engine's own functions for all kinds of number, and what they come to on floats."""


class InNumpy(ast.NodeTransformer):
    """Writes numpy's functions in place of the engine's own."""

    def visit_Call(self, call: ast.Call) -> ast.AST:
        self.generic_visit(call)
        if isinstance(call.func, ast.Name) and call.func.id in IN_NUMPY:
            arguments = map(ast.unparse, call.args)
            return ast.parse(IN_NUMPY[call.func.id].format(*arguments), mode="eval").body
        return call


def listed(function: Callable) -> str:
    """A function without annotations and docstring, in numpy's own words."""
    definition = ast.parse(inspect.getsource(function)).body[0]
    definition.returns = None
    for argument in definition.args.args:
        argument.annotation = None
    if ast.get_docstring(definition) is not None:
        definition.body = definition.body[1:]
    return ast.unparse(InNumpy().visit(definition))


def called_by(function: Callable) -> Iterator[Callable]:
    """The functions of the same module that a function calls, directly or not, the deepest first."""
    module = sys.modules[function.__module__]
    for node in ast.walk(ast.parse(inspect.getsource(function))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called = getattr(module, node.func.id, None)
            if inspect.isfunction(called) and called.__module__ == function.__module__ and called is not function:
                yield from called_by(called)
                yield called
