"""What a printed.yml may hold: the numbers, formulas and sentences of a source, in reading order.

The classes are the definition. An expression is written in the names of the example's quantities ("w1 * i1 + b1"; of
another round "E_total@300"), in those that the source itself defines under `names`, and in the functions of
`generator.printed.expressions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator, model_validator

from generator.engine.activations import ACTIVATIONS
from generator.example.fields import Number, Text, Whole, one_of
from generator.example.sections import Section
from generator.example.wording import fault
from generator.printed.words import text_of

NEEDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "numbers": (frozenset(), frozenset()),
    "number": (frozenset({"of"}), frozenset({"made_from"})),
    "equation": (frozenset({"of"}), frozenset()),
    "formula": (frozenset({"of", "says"}), frozenset({"right", "each"})),
    "sentence": (frozenset({"of", "says"}), frozenset({"right", "each"})),
    "missing": (frozenset({"of"}), frozenset()),
    "apart": (frozenset({"why"}), frozenset()),
}
"""For each kind of entry: the keys that it needs beside its own, and those that it may have. All may have `see`."""


def listed(value: Any) -> Any:
    """A list of expressions; one alone needs no brackets, and a number no quotation marks."""
    entries = value if isinstance(value, list) else [value]
    return [text_of(entry) if isinstance(entry, Decimal) else entry for entry in entries]


Texts = Annotated[tuple[Text, ...], BeforeValidator(listed)]


class Entry(Section):
    """One thing that a source prints."""

    numbers: dict[str, Number] | None = Field(None, description="Printed numbers, each behind what it is of.")
    number: Number | None = Field(None, description="One printed number.")
    equation: Texts | None = Field(None, description="The sides of a line with numbers, as printed.")
    formula: Text | None = Field(None, description="A formula as printed, in LaTeX.")
    sentence: Text | None = Field(None, description="A sentence that states a fact, as printed.")
    missing: Text | None = Field(None, description="What the source announces and does not print.")
    apart: Text | None = Field(None, description="A formula, in LaTeX, that says nothing to be compared.")
    of: Texts | None = Field(None, description="What it claims to be; of an equation, one expression for each side.")
    says: Texts | None = Field(None, description="What stands there, as an expression; several for a chain.")
    right: Text | None = Field(None, description="What should stand there, in the form of `says`; `of`, if left out.")
    each: dict[str, tuple[Whole, ...]] | None = Field(None, description="The values of general indices, by letter.")
    made_from: Text | None = Field(None, description="How the source came to it, from printed numbers.")
    why: Text | None = Field(None, description="Why it is not compared.")
    see: Text | None = Field(None, description="How one can see it: a sentence without numbers.")

    @property
    def kind(self) -> str:
        return next(kind for kind in NEEDS if getattr(self, kind) is not None)

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Entry:
        given = self.model_fields_set
        kinds = [kind for kind in NEEDS if kind in given]
        if len(kinds) != 1:
            raise fault(f"expected one of {', '.join(NEEDS)}, found {' and '.join(kinds) or 'none'}",
                        "Each entry is one thing that the source prints.")
        needed, allowed = NEEDS[kinds[0]]
        rest = given - {kinds[0], "see"}
        if missing := sorted(needed - rest):
            raise fault(f"an entry '{kinds[0]}' needs '{missing[0]}'", "It says what is compared with what.")
        if foreign := sorted(rest - needed - allowed):
            raise fault(f"an entry '{kinds[0]}' has no '{foreign[0]}'")
        if kinds[0] == "equation" and len(self.equation) != len(self.of):
            raise fault(f"{len(self.equation)} sides are printed, and 'of' has {len(self.of)}",
                        "Write one expression for each side, in the same order.")
        if self.see and any(sign.isdigit() for sign in self.see):
            raise fault("a number stands in 'see'", "What it says is not computed, so it must hold no numbers.")
        return self


class Part(Section):
    """A section or slide of a source, with what it prints."""

    where: Text = Field(description="The heading of the section, or of the slide.")
    activation: one_of(ACTIVATIONS) | None = Field(None, description="That of the last layer, where it is another.")
    prints: tuple[Entry, ...] = Field(min_length=1, description="What is printed there, in reading order.")


class PrintedSource(Section):
    """One of the documents that the example comes from."""

    called: Text = Field(description="A word for the source, by which a chapter finds its numbers: tutorial.")
    kind: Text = Field(description="What kind of document it is: a tutorial, a deck.")
    title: Text = Field(description="The title of the document, as in the example's `source`.")
    author: Text | None = Field(None, description="Its author, where two sources have the same title.")
    names: dict[str, Text] = Field(default_factory=dict, description="Names of the source's own, as expressions.")
    symbols: dict[str, Text] = Field(default_factory=dict, description="LaTeX of those names.")
    remarks: Texts = Field((), description="What else there is to say: sentences without numbers.")
    parts: tuple[Part, ...] = Field(min_length=1, description="Its sections or slides, in reading order.")


    @field_validator("remarks")
    @classmethod
    def _without_numbers(cls, remarks: tuple[str, ...]) -> tuple[str, ...]:
        if any(sign.isdigit() for remark in remarks for sign in remark):
            raise fault("a number stands in 'remarks'", "What they say is not computed, so they must hold no numbers.")
        return remarks


class PrintedFile(Section):
    """A printed.yml."""

    sources: tuple[PrintedSource, ...] = Field(min_length=1, description="The documents, in the order of the page.")
