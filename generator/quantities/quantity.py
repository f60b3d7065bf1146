"""A named number of an example: its symbol, the expression that made it, its certified value."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from decimal import Decimal

from generator.numbers.certified import Certified
from generator.numbers.digits import DigitRule, printed
from generator.numbers.sameness import order
from generator.numbers.traced import Traced


@dataclass(frozen=True, eq=False)
class Quantity:
    """One number of the book.

    key: its address, such as two-outputs/net_h1@1, the same everywhere. name: what an author types. family: what kind
    of thing it is. symbol: LaTeX. node: the traced number. place: "file:line" of a given number, otherwise empty.
    written: a given number as its author wrote it. agreed: whether its digits are those on which independent runs
    agree, and not proved. parts: the quantities that a sum, difference, product or quotient was made of.

    Sums, differences, products and quotients of quantities are quantities too; comparisons are certified.
    """

    key: str
    name: str
    family: str
    symbol: str
    node: Traced
    place: str = ""
    written: Decimal | None = None
    agreed: bool = False
    parts: tuple[Quantity, ...] = ()

    @property
    def leaves(self) -> frozenset[str]:
        """The keys of the named quantities that it is made of; its own, if it is one."""
        return frozenset().union(*(part.leaves for part in self.parts)) if self.parts else frozenset({self.key})

    @property
    def value(self) -> Certified:
        return self.node.value

    @property
    def kind(self) -> str:
        return "given" if self.written is not None else "agreed" if self.agreed else "computed"

    def __add__(self, other: Other) -> Quantity:
        return combined(self, "+", other)

    def __radd__(self, other: Other) -> Quantity:
        return combined(other, "+", self)

    def __sub__(self, other: Other) -> Quantity:
        return combined(self, "-", other)

    def __rsub__(self, other: Other) -> Quantity:
        return combined(other, "-", self)

    def __mul__(self, other: Other) -> Quantity:
        return combined(self, "*", other)

    def __rmul__(self, other: Other) -> Quantity:
        return combined(other, "*", self)

    def __truediv__(self, other: Other) -> Quantity:
        return combined(self, "/", other)

    def __rtruediv__(self, other: Other) -> Quantity:
        return combined(other, "/", self)

    def __neg__(self) -> Quantity:
        return Quantity(f"-{self.key}", f"-{self.name}", "derived", "", -self.node, agreed=self.agreed, parts=(self,))

    def __bool__(self) -> bool:
        raise TypeError(f"{self.name} is a number, neither true nor false: compare it with something")

    def __lt__(self, other: Other) -> bool:
        return order(self.node, node_of(other)) < 0

    def __le__(self, other: Other) -> bool:
        return order(self.node, node_of(other)) <= 0

    def __gt__(self, other: Other) -> bool:
        return order(self.node, node_of(other)) > 0

    def __ge__(self, other: Other) -> bool:
        return order(self.node, node_of(other)) >= 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Other):
            return NotImplemented
        return order(self.node, node_of(other)) == 0

    __hash__ = None

    @property
    def decimal(self) -> Decimal:
        """An exact value as a decimal, for an example. ValueError where the value is no exact decimal."""
        shown = printed(self.value, DigitRule(30, "significant"))
        if not shown.exact:
            raise ValueError(f"{self.name} is not an exact decimal, so it cannot stand in an example")
        return shown.value

    def __int__(self) -> int:
        """A count (rounds, a row's round) as a plain integer; ValueError for anything that is not whole."""
        exact = self.value.exact
        if exact is None or exact.q != 1:
            raise ValueError(f"{self.name} is not a whole number")
        return int(exact.p)

    def __index__(self) -> int:
        return int(self)

    def __str__(self) -> str:
        raise TypeError(f"{self.name} becomes text only where it is printed: write {{{{ {self.name} }}}}")

    def __format__(self, spec: str) -> str:
        return str(self)


Other = Quantity | int
OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def node_of(number: Other) -> Traced:
    if isinstance(number, Quantity):
        return number.node
    if isinstance(number, int) and not isinstance(number, bool):
        return Traced(number)
    raise TypeError(f"a quantity goes together with quantities and whole numbers, found {number!r}")


def combined(a: Other, operation: str, b: Other) -> Quantity:
    """A quantity that has no name of its own; it is called after how it was made."""
    (key_a, name_a), (key_b, name_b) = (
        (part.key, part.name) if isinstance(part, Quantity) else (str(part), str(part)) for part in (a, b)
    )
    node = OPERATIONS[operation](node_of(a), node_of(b))
    parts = tuple(part for part in (a, b) if isinstance(part, Quantity))
    agreed = any(part.agreed for part in parts)
    key, name = f"({key_a}{operation}{key_b})", f"({name_a} {operation} {name_b})"
    return Quantity(key, name, "derived", "", node, agreed=agreed, parts=parts)
