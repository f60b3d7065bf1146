"""Slips of a drawing: what stands in a finished figure moved, exchanged, renamed, hidden, one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

GROUP = re.compile(r'<g class="label[^"]*">.*?</g>', re.DOTALL)
NODE = re.compile(r'<g class="node[^"]*">.*?</g>', re.DOTALL)
TAG = re.compile(r'(?<=<g class="label tag">\n)(?:<rect[^<>]*>\n)<text[^<>]*>(.*?)</text>')
NAME = re.compile(r'(?<=<text class="name")( [^<>]*>)(.*?)(?=</text>)')
OF_A_WEIGHT = re.compile(r">w</tspan>")
TEXT = re.compile(r"(<text[^<>]*>)(.*?)(?=</text>)")
PATH = re.compile(r'(<path class="(?P<kind>[^"]*)" d=")(?P<d>[^"]*)(?=")')
STAMP = re.compile("\ue000(?!structural)[^\ue002]*\ue002")
TICK = re.compile("\ue000structural\ue001(\u2212?[0-9.]+)\ue002</tspan></text>")
POINT = re.compile(r"(-?[0-9.]+) (-?[0-9.]+)")
PIECE = re.compile(r"(Z?[ML])(-?[0-9.]+) (-?[0-9.]+)")
CIRCLE = re.compile(r'<circle[^<>]*cx="([^"]*)" cy="([^"]*)"/>')


@dataclass(frozen=True)
class Slip:
    """kind: what was done. text: the document with it."""

    kind: str
    text: str


def slips(figure: str) -> Iterator[Slip]:
    """All slips of a figure's markup."""
    kind = re.search(r"worked-figure ([\w-]+)", figure)[1]
    yield from everywhere(figure)
    if kind == "network":
        yield from of_network(figure)
    else:
        yield from of_plane(figure, kind)


def spoilt(kind: str, figure: str, span: tuple[int, int], new: str) -> Iterator[Slip]:
    if figure[slice(*span)] != new:
        yield Slip(kind, figure[: span[0]] + new + figure[span[1] :])


def span_of(figure: str, tag: str) -> tuple[int, int]:
    return figure.index(tag), figure.index(tag) + len(tag)


def exchanged(kind: str, figure: str, pattern: re.Pattern[str], group: int = 0) -> Iterator[Slip]:
    """Neighbours exchanged."""
    for a, b in pairwise(pattern.finditer(figure)):
        between = figure[a.end(group) : b.start(group)]
        yield from spoilt(kind, figure, (a.start(group), b.end(group)), b[group] + between + a[group])


def everywhere(figure: str) -> Iterator[Slip]:
    for group in re.finditer(r"<g class=", figure):
        for attribute in ('transform="scale(1 -1)" ', 'opacity="0" ', 'display="none" ', 'visibility="hidden" '):
            yield Slip("hidden or turned", figure[: group.start()] + f"<g {attribute}" + figure[group.start() + 3 :])
            break
    for tag, attribute in (("<text ", 'fill="none" '), ("<tspan ", 'font-size="0" '), ("<svg ", 'style="opacity: 0" ')):
        yield from spoilt("hidden or turned", figure, span_of(figure, tag), tag + attribute)
    view = re.search(r'viewBox="(\S+) (\S+) (\S+) (\S+)"', figure)
    yield from spoilt("cut off", figure, view.span(), f'viewBox="{view[1]} {view[2]} {float(view[3]) / 3} {view[4]}"')
    told = re.search(r"<desc>(.*?)</desc>", figure, re.DOTALL)
    for stamp, after in pairwise(STAMP.finditer(told[1])):
        text = told[1][: stamp.start()] + after[0] + told[1][stamp.end() : after.start()] + stamp[0]
        if len({stamp[0].split("\ue001")[0], after[0].split("\ue001")[0]}) == 2:
            yield from spoilt("alt text exchanged", figure, told.span(1), text + told[1][after.end() :])
    is_curve = "worked-figure error-curve" in figure
    for a, b in (("Weights:", "Biases:"), ("first round", "last round"), ("is yes", "is no"), ("logarithmic", "linear"),
                 ("linear", "logarithmic")):  # fmt: skip
        if a in told[1] and (is_curve or b[0] != "l"):
            yield from spoilt("alt text word", figure, told.span(1), told[1].replace(a, b))


def of_network(figure: str) -> Iterator[Slip]:
    yield from exchanged("labels exchanged", figure, TAG, 1)
    yield from exchanged("names of nodes exchanged", figure, NAME, 2)
    for node in NODE.finditer(figure):
        for slip in exchanged("rows of a node exchanged", node[0], re.compile(r'(?<=class="number">)([^<>]*)(?=<)'), 1):
            yield from spoilt(slip.kind, figure, node.span(), slip.text)
    tags = [one for one in GROUP.finditer(figure) if one[0].startswith('<g class="label tag">')]
    weights = [one for one in tags if OF_A_WEIGHT.search(one[0])]
    if len(weights) > 2 and 'class="back' not in figure:
        yield from spoilt("label removed", figure, weights[0].span(), "")
    for label in GROUP.finditer(figure):
        yield from spoilt("label moved", figure, label.span(), moved(label[0], 0, 24))
        if "\ue000" not in label[0] and re.search(r">\d<", label[0]):
            other = re.sub(r">(\d)<", lambda m: f">{(int(m[1]) + 1) % 10}<", label[0], count=1)
            yield from spoilt("symbol changed", figure, label.span(), other)
    edges = [path for path in PATH.finditer(figure) if path["kind"].split()[0] in ("way", "back")]
    edges = [path for path in edges if "k-dout_dnet" not in path["kind"]]
    heights = sorted({point[1] for path in edges for point in POINT.findall(path["d"])[-1:]})
    for path in edges:
        yield from spoilt("edge removed", figure, path.span(), path[0].replace(path["d"], "M0.0 0.0L0.0 0.0"))
        *rest, (x, y) = POINT.findall(path["d"])
        others = [height for height in heights if abs(float(height) - float(y)) > 5]
        if others and "head" not in path["kind"]:
            points = "M" + "L".join(" ".join(point) for point in (*rest, (x, others[0])))
            yield from spoilt("edge to another node", figure, path.span("d"), points)
    if 'class="way"' in figure:
        one_more = '<path class="way" d="M30.0 0.0L90.0 0.0"/>\n<path class="way"'
        yield Slip("one edge more", figure.replace('<path class="way"', one_more, 1))


def moved(group: str, dx: float, dy: float) -> str:
    group = re.sub(r' x="([^"]*)"', lambda m: f' x="{float(m[1]) + dx:.1f}"', group)
    return re.sub(r' y="([^"]*)"', lambda m: f' y="{float(m[1]) + dy:.1f}"', group)


TURNED: dict[str, Callable[[float, float], tuple[float, float]]] = {
    "upside down": lambda x, y: (x, 190 - y),
    "halved": lambda x, y: (x, y / 2),
    "moved along x": lambda x, y: (x + 3, y),
    "moved along y": lambda x, y: (x, y + 4),
}


def times_two(number: str, plus: int = 0) -> str:
    return f"{float(number.replace(chr(0x2212), '-')) * 2 + plus:g}".replace("-", chr(0x2212))


def of_plane(figure: str, kind: str) -> Iterator[Slip]:
    for path in PATH.finditer(figure):
        if path["kind"].split()[0] in ("curve", "steps", "level", "deep", "yes") and path["d"].count("L") > 1:
            for name, turn in TURNED.items():
                points = [(piece, turn(float(x), float(y))) for piece, x, y in PIECE.findall(path["d"])]
                drawn = "".join(f"{piece}{x:.1f} {y:.1f}" for piece, (x, y) in points) + "Z" * path["d"].endswith("Z")
                yield from spoilt(f"{path['kind'].split()[0]} {name}", figure, path.span("d"), drawn)
    for tick in TICK.finditer(figure):
        yield from spoilt("tick changed", figure, tick.span(1), times_two(tick[1], plus=1))
    yield Slip("all ticks doubled", TICK.sub(lambda m: m[0].replace(m[1], times_two(m[1])), figure))
    for dot in CIRCLE.finditer(figure):
        yield from spoilt("dot moved", figure, dot.span(2), f"{float(dot[2]) + 2:.1f}")
        break
    for a, b in (("wanted", "unwanted"), ("unwanted", "wanted"), ("one", "another")):
        turned = re.sub(rf'(<circle class="(?:step )?){a}"', rf'\1{b}"', figure, count=1)
        yield from spoilt("dot of another kind", figure, (0, len(figure)), turned)
    for label in GROUP.finditer(figure):
        if "\ue000" in STAMP.sub("\ue004", label[0]) or "height" in label[0]:
            continue
        if STAMP.search(label[0]):
            yield from spoilt("label moved", figure, label.span(), moved(label[0], 60, 60))
        words = re.search(r'<tspan class="(?:word|letter)">([^<>\ue000]+)</tspan>', label[0])
        if words and "axis" in label[0] and STAMP.search(label[0]) is None:
            other = label[0].replace(words[0], words[0].replace(f">{words[1]}<", ">number<"))
            yield from spoilt("axis renamed", figure, label.span(), other)
    if kind == "error-curve":
        for kind, what in (("legend", r'<tspan class="word">([^<>\ue000]+)</tspan>'), ("last numbers", STAMP.pattern)):
            group = what if "(" in what.replace("(?", "") else f"({what})"
            yield from exchanged(f"{kind} exchanged", figure, re.compile(f'ending">.*?{group}', re.DOTALL), 1)
        yield from exchanged("looks exchanged", figure, re.compile(r'<path class="curve (\w+)" d="[^"]*L[^"]*L'), 1)
