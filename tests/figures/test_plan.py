"""The plan of a network: labels on their edges, at equal distances, whatever the shape of the network."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import pytest

from generator.figures.places import Box, Column, Way
from generator.figures.plan import APART, plan

SHAPES = list(product(range(1, 7), repeat=2))


def column(size: int, hanging: int = 0, height: float = 30.0) -> Column:
    return Column((Box(30.0, height),) * (size + hanging), size)


def all_ways(sources: int, targets: int, width: float = 50.0, height: float = 15.0) -> list[Way]:
    return [Way(i, j, width, height) for j in range(targets) for i in range(sources)]


@pytest.mark.parametrize(("sources", "targets"), SHAPES)
@pytest.mark.parametrize("bias", [0, 1])
def test_labels_stand_in_one_column_at_equal_distances(sources: int, targets: int, bias: int) -> None:
    done = plan([column(sources, bias), column(targets)], [all_ways(sources + bias, targets)])
    (edges,) = done.edges
    heights = sorted(edge.y for edge in edges)
    distances = [b - a for a, b in pairwise(heights)]
    assert len({round(edge.x, 6) for edge in edges}) == 1
    if distances:
        assert min(distances) >= 18 and max(distances) == pytest.approx(min(distances))


@pytest.mark.parametrize(("sources", "targets"), SHAPES)
def test_each_label_stands_on_its_own_edge_and_between_the_nodes(sources: int, targets: int) -> None:
    done = plan([column(sources), column(targets)], [all_ways(sources, targets)])
    for edge in done.edges[0]:
        assert edge.y == pytest.approx(edge.y1 + (edge.y2 - edge.y1) * (edge.x - edge.x1) / (edge.x2 - edge.x1))
        assert edge.x1 + 25 <= edge.x <= edge.x2 - 25


@pytest.mark.parametrize(("sources", "targets"), [(2, 2), (2, 3), (3, 2), (1, 4), (4, 1)])
@pytest.mark.parametrize("by_source", [False, True])
def test_labels_are_read_from_top_to_bottom_as_they_are_counted(sources: int, targets: int, by_source: bool) -> None:
    ways = [replace(way, by_source=by_source) for way in all_ways(sources + 1, targets)]
    (edges,) = plan([column(sources, hanging=1), column(targets)], [ways]).edges
    seen = sorted(zip(edges, ways, strict=True), key=lambda pair: pair[0].y)
    pairs = [(way.source, way.target) for _, way in seen]
    order = pairs if by_source and sources >= targets else [pair[::-1] for pair in pairs]
    assert order == sorted(order)


@pytest.mark.parametrize(("sources", "targets"), [(1, 1), (1, 3)])
def test_a_lonely_node_needs_no_wider_gap_than_its_labels(sources: int, targets: int) -> None:
    (edges,) = plan([column(sources), column(targets)], [all_ways(sources, targets, width=90.0)]).edges
    assert edges[0].x2 - edges[0].x1 < 90 + 4 * 13 + 200 * (targets - 1)


def test_wider_labels_get_wider_gaps_and_higher_ones_a_larger_pitch() -> None:
    def size(width: float, height: float) -> tuple[float, float]:
        done = plan([column(2), column(2)], [all_ways(2, 2, width, height)])
        (a, b), (c, _) = done.boxes
        return c.x - a.x, b.y - a.y

    assert size(100, 15)[0] > size(50, 15)[0] and size(50, 40)[1] > size(50, 15)[1]


def test_nodes_are_apart_and_columns_are_centred() -> None:
    done = plan([column(3, height=90.0), column(2)], [[]])
    first, second = done.boxes
    assert all(b.top - a.bottom == pytest.approx(APART) for a, b in pairwise(first))
    assert first[1].y == 0 and second[0].y == -second[1].y


def test_what_hangs_stands_below_the_neurons() -> None:
    done = plan([column(2, hanging=1), column(1)], [[]])
    assert done.boxes[0][2].y > done.boxes[0][1].bottom and done.boxes[0][0].y == -done.boxes[0][1].y


def test_room_that_is_asked_for_before_a_label_is_there() -> None:
    done = plan([column(2), column(2)], [[Way(0, 0, 40.0, 15.0, before=60.0)]])
    (edge,) = done.edges[0]
    assert edge.x - 20 - edge.x1 >= 60 - 1e-9


def test_one_label_among_many_edges_stands_in_the_middle_of_its_own() -> None:
    ways = [Way(i, j, *((50.0, 15.0) if (i, j) == (1, 2) else ())) for j in range(4) for i in range(5)]
    (edge,) = [edge for way, edge in zip(ways, plan([column(5), column(4)], [ways]).edges[0], strict=True) if way.width]
    assert edge.x == pytest.approx((edge.x1 + edge.x2) / 2) and edge.y == pytest.approx((edge.y1 + edge.y2) / 2)


@pytest.mark.parametrize("labelled", [(0, 3), (2, 4)])
def test_labels_of_some_neurons_only_need_less_room_than_those_of_all(labelled: tuple[int, int]) -> None:
    ways = [Way(i, j, *((50.0, 15.0) if j in range(*labelled) else ())) for j in range(5) for i in range(4)]
    (edges,) = plan([column(4), column(5)], [ways]).edges
    heights = sorted(edge.y for way, edge in zip(ways, edges, strict=True) if way.width)
    assert min(b - a for a, b in pairwise(heights)) >= 18
    (all_labelled,) = plan([column(4), column(5)], [all_ways(4, 5)]).edges
    assert edges[0].x2 - edges[0].x1 < all_labelled[0].x2 - all_labelled[0].x1


def test_edges_without_labels_are_not_too_steep() -> None:
    ((edge, *_),) = plan([column(6), column(6)], [[Way(0, 5), Way(5, 0)]]).edges
    assert edge.x2 - edge.x1 >= (edge.y2 - edge.y1) / 3
