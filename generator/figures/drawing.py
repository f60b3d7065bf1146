"""A network put together: nodes in columns, strands between them, everything in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from generator.figures.nodes import Part
from generator.figures.parts import Label, Line, Node, Sentence
from generator.figures.places import Column
from generator.figures.plan import plan
from generator.figures.rect import Rect, around
from generator.figures.shapes import dots, frame
from generator.figures.strands import Strand

WIDEST, HIGHEST = 880.0, 1100.0
"""A larger figure leaves labels out. So wide a one fills the page of the book, in letters that can be read."""

FEW = 12
"""So many labels between two columns are never left out."""

TOO_MANY = {False: 42, True: 12}
"""More labels are never written between two columns, at plain edges and at arrows, however small the figure."""

Gap = Sequence[Strand]
LeftOut = frozenset[tuple[int, bool]]
"""Gaps, each with whether it is its arrows that have no labels, or its plain edges."""


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn. boxes: the places of the nodes, column by column; rects: all that must be seen."""

    boxes: tuple[tuple[Rect, ...], ...]
    rects: tuple[Rect, ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]


def drawing(columns: Sequence[Sequence[Part]], gaps: Sequence[Gap]) -> Drawing:
    """The network from left to right; gaps[k] has the strands from columns[k] to columns[k + 1]."""
    done = plan(
        [Column(tuple(part.box for part in column), sum(not part.hangs for part in column)) for column in columns],
        [[strand.way for strand in gap] for gap in gaps],
    )
    parts = list(zip(chain(*columns), chain(*done.boxes), strict=True))
    strands = list(zip(chain(*gaps), chain(*done.edges), strict=True))
    lines = chain(*(strand.lines(edge) for strand, edge in strands))
    left_out = chain(*(dots_in(column, boxes) for column, boxes in zip(columns, done.boxes, strict=True)))
    labels = tuple(chain(*(strand.labels(edge) for strand, edge in strands), *(part.labels(at) for part, at in parts)))
    return Drawing(
        boxes=done.boxes,
        rects=(*chain(*done.boxes), *(label.rect for label in labels)),
        nodes=tuple(part.node(rect) for part, rect in parts),
        # Arrows lie over plain edges.
        lines=tuple(sorted(chain(lines, left_out), key=lambda line: "back" in line.kind)),
        labels=labels,
    )


def dots_in(column: Sequence[Part], boxes: Sequence[Rect]) -> Iterator[Line]:
    """The dots between the nodes of a column."""
    for (part, rect), (after, below) in pairwise(zip(column, boxes, strict=True)):
        if part.dots:
            yield from dots(rect.x, rect.bottom, below.top - after.box.above, "dot")


def fitted(columns: Sequence[Sequence[Part]], gaps: Sequence[Gap]) -> tuple[Drawing, LeftOut]:
    """The drawing, and whose labels it leaves out since there is no room for all: those of plain edges before those of
    arrows, and of the most crowded gap first."""
    left_out: LeftOut = frozenset()
    while True:
        done = drawing(columns, gaps)
        all_of_it = around(done.rects)
        counts = Counter((index, strand.back) for index, gap in enumerate(gaps) for strand in gap if strand.mark)
        crowds = [crowd for crowd, count in counts.items() if count > FEW]
        if all_of_it.width <= WIDEST and all_of_it.height <= HIGHEST:
            crowds = [crowd for crowd in crowds if counts[crowd] > TOO_MANY[crowd[1]]]
        if not crowds:
            return done, left_out
        index, back = max(crowds, key=lambda crowd: (not crowd[1], counts[crowd]))
        bare = [replace(strand, mark=None) if strand.back == back else strand for strand in gaps[index]]
        gaps = [*gaps[:index], bare, *gaps[index + 1 :]]
        left_out |= {(index, back)}


def scene_of(done: Drawing, title: str, sentences: Iterable[Sentence]) -> Mapping[str, object]:
    """What the template of a network takes."""
    view_box, width = frame(done.rects)
    return {
        "view_box": view_box,
        "width": width,
        "title": title,
        "sentences": tuple(sentences),
        "lines": done.lines,
        "nodes": done.nodes,
        "labels": done.labels,
    }
