"""The engine itself changed, in a copy of the package that a process of its own imports: a function while its
derivative stays, a derivative while its function stays, a step on the way while the formula beside it stays, and the
other way round.

Not caught, in principle: the update rule of an optimizer, changed with the formula that is read off it, where an
example makes no claim of what comes of it. The book then shows, rightly, what was run; tests/engine/ holds the rules
themselves.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from generator.errors import Problem
from tests.drift import apart
from tests.drift.bench import ROOT, Bench
from tests.drift.drift import Drift

WITNESS = ("witness", "formula", "equality", "claim")
ANY = (*WITNESS, "digits", "name", "listing", "line-not-read", "source", "example")
"""An example that no precision decides is refused too. A crash is no finding."""

FUNCTIONS: dict[str, tuple[str, str, str]] = {
    "identity": ("activations", "return np.positive(net)", "return net * 2"),
    "logistic": ("activations", "return 1 / (1 + np.exp(-net))", "return 1 / (1 + np.exp(-2 * net))"),
    "softplus": ("activations", "return np.log(1 + np.exp(net))", "return np.log(2 + np.exp(net))"),
    "tanh": ("activations", "return np.tanh(net)", "return np.tanh(2 * net)"),
    "relu": ("activations", "where_positive(net, net, constants(", "where_positive(net, 2 * net, constants("),
    "leaky relu": ("activations", "where_positive(net, net, slope * net)", "where_positive(net, 2 * net, slope * net)"),
    "softmax": ("activations", "powers = np.exp(net)", "powers = np.exp(2 * net)"),
    "half squared error": ("losses", "return np.square(target - out) / 2", "return np.square(target - out) / 4"),
    "squared error": ("losses", "return np.square(target - out)\n", "return np.square(target - out) / 2\n"),
    "mean squared error": ("losses", "return np.square(target - out) / len(out)", "return np.square(target - out) / 3"),
    "binary cross-entropy": ("losses", "(1 - target) * np.log(1 - out))", "(1 - target) * np.log(2 - out))"),
    "categorical cross-entropy": ("losses", "return -(target * np.log(out))", "return -(2 * target * np.log(out))"),
}  # fmt: skip

THEN_SOFTPLUS, THEN_TANH = "\n\n\ndef softplus(", "\n\n\ndef tanh("
"""What comes next in the module: the same words stand in it more than once."""

DERIVATIVES: dict[str, tuple[str, str, str]] = {
    "identity": ("activations", "return constants(1, net)", "return constants(2, net)"),
    "logistic": ("activations", f"return out * (1 - out){THEN_SOFTPLUS}", f"return out * (2 - out){THEN_SOFTPLUS}"),
    "logistic, of the net": ("activations", f"return out * (1 - out){THEN_SOFTPLUS}",
                             f"return net * (1 - net){THEN_SOFTPLUS}"),
    "softplus": ("activations", f"1 / (1 + np.exp(-net)){THEN_TANH}", f"1 / (1 + np.exp(net)){THEN_TANH}"),
    "tanh": ("activations", "return 1 - np.square(out)", "return 1 - out"),
    "relu": ("activations", "constants(1, net), constants(0, net))", "constants(2, net), constants(0, net))"),
    "leaky relu": ("activations", "constants(1, net), constants(slope, net))", "constants(1, net), constants(1, net))"),
    "softmax, own": ("activations", "np.where(own, out * (1 - out)", "np.where(own, out"),
    "softmax, others": ("activations", "-out[:, np.newaxis] * out)", "out[:, np.newaxis] * out)"),
    "half squared error": ("losses", "return -(target - out)", "return target - out"),
    "squared error": ("losses", "return -2 * (target - out)\n", "return -(target - out)\n"),
    "mean squared error": ("losses", "return -2 * (target - out) / len(out)", "return -2 * (target - out)"),
    "binary cross-entropy": ("losses", "/ (1 - out) - target / out", "/ (1 - out) + target / out"),
    "categorical cross-entropy": ("losses", "return -(target / out)", "return -(target * out)"),
    "out less target": ("losses", "return out - target", "return target - out"),
    "weight gradient": ("network", "dE_dnet[:, np.newaxis] * dnet_dw", "2 * dE_dnet[:, np.newaxis] * dnet_dw"),
    "passed back": ("network", "dnet_dinput, dE_dnet[:, np.newaxis] * dnet_dinput",
                    "dnet_dinput, dE_dnet[:, np.newaxis] + dnet_dinput"),
    "sum on the way back": ("network", "after.dE_dinput_via.sum(axis=0)", "after.dE_dinput_via[0]"),
    "bias gradient": ("network", "np.positive(dE_dnet if biases.shape", "np.positive(2 * dE_dnet if biases.shape"),
    "delta": ("network", "delta = dE_dout * dout_dnet", "delta = dE_dout"),
}  # fmt: skip

VALUES: dict[str, tuple[str, str, str]] = {
    "a sum": ("traced", '"add": operator.add', '"add": operator.sub'),
    "a difference": ("traced", '"subtract": operator.sub', '"subtract": operator.add'),
    "a product": ("traced", '"multiply": operator.mul', '"multiply": operator.add'),
    "a quotient": ("traced", '"divide": operator.truediv', '"divide": operator.mul'),
    "a sign": ("traced", '"negate": operator.neg', '"negate": lambda a: a'),
    "a power of e": ("traced", "lambda a: a.exp()", "lambda a: a.tanh()"),
    "a hyperbolic tangent": ("traced", '"tanh": lambda a: a.tanh()', '"tanh": lambda a: a'),
    "a power": ("traced", "made(self.value ** exponent_of(node.value)", "made(self.value"),
    "a case": ("traced", "positive if net.sign() > 0 else negative,", "negative,"),
}  # fmt: skip
"""The value changed on the way, while the formula stays."""

FORMULAS: dict[str, tuple[str, str, str]] = {
    "a sum": ("formula", '{a.within(SUM)} + {b', '{a.within(SUM)} - {b'),
    "a difference": ("formula", '{a.within(SUM)} - {b', '{a.within(SUM)} + {b'),
    "a difference of a product": ("formula", "{a.within(SUM)} - {b.within(PRODUCT, first=False)}",
                                  "{b.within(SUM)} - {a.within(PRODUCT, first=False)}"),
    "a quotient": ("formula", r"\frac{{{a.latex}}}{{{b.latex}}}", r"\frac{{{b.latex}}}{{{a.latex}}}"),
    "a quotient by a number": ("formula", r"{{{b.latex}}}\,{a.latex}", r"{{{b.latex}}}\,{b.latex}"),
    "a sign": ("formula", 'Piece(f"-{a.within', 'Piece(f"{a.within'),
    "a power of e": ("formula", 'f"e^{{{a.latex}}}"', 'f"e^{{-{a.latex}}}"'),
    "a square": ("formula", "stamps.stamp(stamps.STRUCTURAL, \"2\")", "stamps.stamp(stamps.STRUCTURAL, \"3\")"),
    "a constant": ("formula", "str(whole)), ATOM", "str(whole + 1)), ATOM"),
    "parentheses": ("formula", "if self.binding < binding or (self.negative and not first):", "if False:"),
    "a case": ("formula", 'sign = ">" if', 'sign = "<" if'),
    "a product": ("formula", 'f" {times} "', 'f" + "'),
}  # fmt: skip
"""The formula changed, while its value stays."""

PROGRAM = """
import json, sys
from pathlib import Path
import generator
from generator.checking import made
from generator.project import Project
assert Path(generator.__file__).is_relative_to(Path.cwd())
_, found = made(Project(Path(sys.argv[1])))
print(json.dumps([[one.file, one.line, one.message, one.kind] for one in found]))
"""


def mutated(mutant: tuple[str, str, str], folder: str, example: str) -> tuple[Problem, ...]:
    """What a build says of a small book with a change in the package. A crash is told as one."""
    module, old, new = mutant
    with tempfile.TemporaryDirectory(prefix="engine-") as place:
        code = apart.package(Path(place).resolve() / "package")
        file = code / "generator" / folder / f"{module}.py"
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{module} has no {old}"
        file.write_text(text.replace(old, new), encoding="utf-8")
        try:
            found = json.loads(apart.run(PROGRAM, book(Path(place, "book"), example), code=code))
        except RuntimeError as crash:
            return (Problem("", None, str(crash), kind=apart.CRASH),)
        return tuple(Problem(f, line, message, kind=kind) for f, line, message, kind in found)


def book(root: Path, example: str) -> Path:
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "content" / "1-one").mkdir(parents=True)
    (root / "content" / "index.md").write_text("# A book\n", encoding="utf-8")
    (root / "content" / "1-one" / "example.yml").write_text(example, encoding="utf-8")
    return root


EXAMPLE = """\
title: Two and two
source: {{title: A book, author: A. Teacher, year: 1999, url: "https://example.org"}}
inputs: [x, y]
layers:
  - {{name: hidden, neurons: [g, h], activation: {hidden}, weights: [[0.3, -0.2], [0.45, 0.6]], biases: {biases}}}
  - {{name: output, neurons: [o, p], activation: {output}, weights: [[-0.7, 0.4], [0.55, 0.35]], biases: [0.25, 0.1]}}
loss: {loss}
data:
  - {{inputs: [0.8, 0.4], targets: {targets}}}
optimizer: {optimizer}
learning_rate: 0.1
update: weights and biases
rounds: 3
table: [1, 3]
digits: {{chapter: 6 decimals, deck: 4 significant}}
"""

ONE_BELOW = "[0.1, -0.75]"
"""One net above zero, one below: an example that has no net below says nothing of what a function does there."""

USERS: dict[str, dict[str, str]] = {
    **{name: {"hidden": name} for name in ("identity", "logistic", "softplus", "tanh")},
    "relu": {"hidden": "relu", "biases": ONE_BELOW},
    "leaky relu": {"hidden": "leaky relu, slope: 0.1", "biases": ONE_BELOW},
    "softmax": {"output": "softmax", "loss": "squared error", "targets": "[0, 1]"},
    **{name: {"loss": name} for name in ("half squared error", "squared error", "mean squared error")},
    "binary cross-entropy": {"output": "logistic", "loss": "binary cross-entropy"},
    "categorical cross-entropy": {"output": "softmax", "loss": "categorical cross-entropy", "targets": "[0, 1]"},
    "a power": {"optimizer": "adam\nbeta1: 0.9\nbeta2: 0.999\nepsilon: 1e-8"},
    "out less target": {"output": "logistic", "loss": "binary cross-entropy"},
}
"""An example that uses each function."""
PLAIN = {
    "hidden": "logistic", "output": "tanh", "loss": "half squared error", "targets": "[0.9, 0.2]",
    "biases": "[0.1, -0.15]", "optimizer": "gradient descent",
}  # fmt: skip


def example(name: str) -> str:
    return EXAMPLE.format(**PLAIN | USERS.get(name.partition(",")[0], {}))


def planted(table: dict[str, tuple[str, str, str]], folder: str, kinds: tuple[str, ...]) -> Iterator[Drift]:
    for name, mutant in table.items():
        what = f"{name}: {mutant[1].strip()} became {mutant[2].strip()}"
        used = "relu" if name == "a case" else name
        yield Drift(what, partial(mutated, mutant, folder, example(used)), None, kinds=kinds)


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a function changed, its derivative not": lambda bench: planted(FUNCTIONS, "engine", WITNESS),
    "a wrong derivative": lambda bench: planted(DERIVATIVES, "engine", WITNESS),
    "a result changed, its formula not": lambda bench: planted(VALUES, "numbers", ANY),
    "a formula changed, its result not": lambda bench: planted(FORMULAS, "text", ANY),
}
