"""The numbers and symbols of a drawn network: each at the edge or neuron that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.checks.drawn.counts_written import WAYS
from generator.checks.drawn.edges_read import Drawn, told
from generator.checks.drawn.finding import found
from generator.checks.drawn.naming_parts import Parts
from generator.checks.drawn.nodes_read import Nodes
from generator.checks.drawn.shapes_read import Part, Point
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World, round_of
from generator.checks.equality import Fault

ON = 1.5
"""So far the middle of a label may be from its edge."""

NEARER = 0.3
NEAR_NODE = 60.0


@dataclass(frozen=True)
class Labels:
    """A figure of a network with its nodes and edges."""

    figure: Figure
    world: World
    parts: Parts
    nodes: Nodes
    edges: Sequence[Drawn]

    @cached_property
    def symbols(self) -> Mapping[str, set[str]]:
        """What a symbol can mean: in the rounds of the figure's numbers, or in any that the document shows."""
        stamped = [stamp for part in self.figure.parts for stamp in part.stamps]
        quantities = [one for stamp in stamped if (one := self.world.quantity(stamp)) is not None]
        rounds = {round_of(one.key) for one in quantities if one.family != "count"}
        return self.parts.symbols(iter(sorted(rounds or {1, *self.parts.worked.seen_rounds()})))

    def faults(self) -> Iterator[Fault]:
        for part in self.figure.of("label"):
            if part.texts and "count" not in part.kinds:
                yield from self.held(part)

    def names(self, part: Part) -> set[str]:
        """What a label shows: the numbers in it, or what its symbol means."""
        quantities = [one for stamp in part.stamps if (one := self.world.quantity(stamp)) is not None]
        return {one.name for one in quantities} or self.symbols.get(part.spelled, set())

    def held(self, part: Part) -> Iterator[Fault]:
        names = self.names(part)
        if part.texts[0].words.strip() == WAYS and part.stamps:
            return
        shown = f"{part.spelled} {' '.join(stamp.text for stamp in part.stamps)}".strip()
        if not names:
            yield found(part.start, f"the label {shown} is no symbol of this network", shown)
        elif not any(self.is_at_home(name, part) for name in names):
            home = next((told(edge) for name in names if (edge := self.parts.edge(name))), "its neuron")
            message = f"the label {shown} does not stand where it belongs: {sorted(names)[0]} is of {home}"
            yield found(part.start, message, shown, home)

    def is_at_home(self, name: str, part: Part) -> bool:
        if name.startswith(("target_", "dout_dnet_")):
            return self.is_by_neuron(name, part)
        if name in self.parts.shared:
            neuron = self.parts.shared[name]
            return neuron in self.nodes.parts and self.is_under(self.nodes.parts[neuron], part.middle)
        edge = self.parts.edge(name)
        own = [one.distance(part.middle) for one in self.edges if one.edge == edge]
        # The name of the goal stands at the beginning of its edge, and may touch others there.
        others = [one.distance(part.middle) for one in self.edges if one.edge != edge]
        nearest = min(others, default=ON)
        return bool(own) and own[0] <= ON and (own[0] <= nearest + NEARER or "goal" in part.kinds)

    def is_by_neuron(self, name: str, part: Part) -> bool:
        """Beside its neuron, or over it, and next to no other of the column."""
        neuron = self.parts.neurons.get(name)
        if neuron not in self.nodes.parts:
            return False
        box = self.nodes.box(neuron)
        if name.startswith("target_"):
            at = sum(text.at[1] for text in part.texts) / len(part.texts)
            return abs(at - box.middle[1]) <= ON and 0 <= part.texts[0].at[0] - box.right <= NEAR_NODE
        return abs(part.middle[0] - box.middle[0]) <= ON and 0 <= box.top - part.middle[1] <= NEAR_NODE / 2

    def is_under(self, node: Part, place: Point) -> bool:
        return abs(place[0] - node.box.middle[0]) <= ON and 0 <= place[1] - node.box.bottom <= NEAR_NODE / 2
