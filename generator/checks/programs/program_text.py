"""What a program says and does not do: its comments, its strings, and what it notes for nobody."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from generator.text import stamps
from generator.text.number_words import between

NUMBERED = re.compile(
    rf"(?<![\w-])(?:[0-9][\w.,]*|zero|{between(2, 12)}|dozens?|hundreds?"
    r"|thousands?|millions?|half|halves|third|thirds|quarters?|twice|thrice|double|percent|per cent|%)(?![\w-])",
    re.IGNORECASE,
)
COMPARES = re.compile(
    r"(?<![\w-])(?:fall(?:s|en|ing)?|fell|ris(?:es|en|ing)|rose|gr(?:ows|ew|own|owing)|shr(?:inks|ank|unk|inking)"
    r"|drop(?:s|ped)|(?:in|de)creas(?:es|ed|ing)|doubles|doubled|halved|sinks|sank|improves|improved|negative|positive"
    r"|best|worst|better|worse|most|least|(?:[a-z]{3,}er) than|(?:larg|small|high|low|great|long|short|strong|weak)est"
    r"|(?:small|larg|bigg|high|low|great)er|nearly|almost|hardly)(?![\w-])",
    re.IGNORECASE,
)
RELATES = re.compile(r"[=≈≠≤≥<>∝→]")
HOLE = "_"

WORDS = ((NUMBERED, "has no source"), (COMPARES, "compares, and nothing holds it"))
FORMULAS = ((RELATES, "makes a formula, and nothing proves it"),)

Saying = tuple[int, str, str]
"""Line of a program, counted from 1, what stands there, and what is wrong with it."""


def sayings(stamped: str) -> Iterator[Saying]:
    """Numbers and words that compare, in the comments and strings of a listing; what is stamped has its source."""
    middle = getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)
    for token in tokens(stamps.STAMP.sub(HOLE, stamped)):
        if token.type in (tokenize.COMMENT, tokenize.STRING, middle):
            for pattern, what in (*WORDS, *(FORMULAS if token.type == tokenize.COMMENT else ())):
                if word := pattern.search(token.string):
                    above = token.string.count("\n", 0, word.start())
                    yield token.start[0] + above, word[0], what


def tokens(code: str) -> Iterator[tokenize.TokenInfo]:
    """The tokens of a program, as far as they can be told: a part of one may end anywhere."""
    try:
        yield from tokenize.generate_tokens(io.StringIO(code).readline)
    except (tokenize.TokenError, SyntaxError):
        return


def idle(code: str) -> Iterator[Saying]:
    """What a whole program does for nothing: a name that is never read after it was given, a condition that is always
    or never met, a number that is printed and was not computed."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp) and isinstance(node.test, ast.Constant):
            yield node.lineno, ast.unparse(node.test), "is always the same"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            typed = [one for one in node.args if isinstance(one, ast.Constant) and not isinstance(one.value, str)]
            yield from ((one.lineno, str(one.value), "has no source") for one in typed)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    yield from unread(tree, [node for node in tree.body if node not in functions])
    for function in functions:
        yield from unread(function, function.body)


def unread(scope: ast.AST, body: list[ast.stmt]) -> Iterator[Saying]:
    """The names that are given in statements, and never read afterwards in the same scope."""
    loops = [node for one in body for node in ast.walk(one) if isinstance(node, ast.For | ast.While)]
    reads = [node for node in ast.walk(scope) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    for statement in (node for one in body for node in ast.walk(one)):
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
            names = list(given(statement))
            # What is kept from turn to turn for the sake of another name is read by its own statement only.
            own = {id(node) for node in ast.walk(statement)} if len(names) == 1 else set()
            again = [loop for loop in loops if any(id(node) == id(statement) for node in ast.walk(loop))]
            for name in names:
                later = (
                    one.lineno > statement.lineno or any(loop.lineno <= one.lineno <= loop.end_lineno for loop in again)
                    for one in reads if one.id == name.id and id(one) not in own
                )  # fmt: skip
                if not name.id.startswith("_") and not any(later):
                    yield name.lineno, name.id, "is never read afterwards"


def given(statement: ast.AST) -> Iterator[ast.Name]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    for node in (node for target in targets for node in ast.walk(target)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node
