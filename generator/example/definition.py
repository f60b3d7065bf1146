"""One worked example: what an example.yml may hold, and how it is read.

The classes below are the definition. What does not fit them is said by `generator.example.faults`, what does not fit
together by `generator.example.checks`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, ValidationError

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS
from generator.errors import ExampleError, Problem
from generator.example.checks import what_does_not_fit_together
from generator.example.faults import sentences
from generator.example.fields import Biases, Count, Name, Number, Rule, Text, Whole, listed, one_of
from generator.example.yaml_lines import Located, read_yaml


class Part(BaseModel):
    """A mapping of the file. Whoever adds one with keys of its own names it in PARTS."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)


class Source(Part):
    """Where an example comes from."""

    title: Text = Field(description="Title of the document that the example comes from.")
    author: Text | None = Field(None, description="Who wrote the document.")
    year: Whole | None = Field(None, description="Year in which the document appeared.")
    url: Text | None = Field(None, description="Address of the document.")


class Layer(Part):
    """One layer of n neurons with m inputs."""

    name: Text = Field(description="Name of the layer, such as hidden.")
    neurons: tuple[Name, ...] = Field(min_length=1, description="Names of the n neurons, such as [h1, h2].")
    activation: one_of(ACTIVATIONS) = Field(description="What a neuron makes of its total net input.")
    weights: tuple[tuple[Number, ...], ...] = Field(
        min_length=1, description="n rows, one per neuron, of m numbers, one per input of the layer.")
    biases: Biases = Field(description="none, one number that the layer shares, or a list of n, one per neuron.")


class Sample(Part):
    """One pair of inputs and targets to learn from."""

    inputs: tuple[Number, ...] = Field(min_length=1, description="One number per input of the network.")
    targets: tuple[Number, ...] = Field(min_length=1, description="One number per neuron of the last layer.")


class Digits(Part):
    """A rule of rounding for each of the two kinds of page."""

    chapter: Rule = Field("9 decimals", description="Digits in the chapter: '9 decimals' or '5 significant'.")
    deck: Rule = Field("5 significant", description="Digits on the slides: '9 decimals' or '5 significant'.")


class Notation(Part):
    """The letters and signs of the tradition that the example is written in."""

    learning_rate: one_of(("eta", "alpha", "epsilon", "a")) = Field("eta", description="Letter of the learning rate.")
    error: one_of(("E", "L", "J", "C")) = Field("E", description="Letter of the error.")
    weights: one_of(("numbered",)) = Field("numbered", description="Names of the weights: numbered (w_1, w_2, ...).")
    times: one_of(("dot", "cross")) = Field("dot", description="Sign between two numbers that are multiplied.")


class Example(Part):
    """One network, the data it learns from, and how it learns."""

    title: Text = Field(description="Title of the chapter and of the deck.")
    source: Annotated[
        tuple[Source, ...], BeforeValidator(listed, json_schema_input_type=Source | tuple[Source, ...]),
    ] = Field((), description="Where the example comes from: one document or a list of them.")
    inputs: tuple[Name, ...] = Field(min_length=1, description="Names of the inputs, such as [i1, i2].")
    layers: tuple[Layer, ...] = Field(min_length=1, description="The layers, from the first behind the inputs on.")
    loss: one_of(LOSSES) = Field(description="How far the outputs are from their targets.")
    data: tuple[Sample, ...] = Field(min_length=1, description="The samples, in the order in which they are shown.")
    optimizer: one_of(OPTIMIZERS) = Field(description="How a gradient changes a weight.")
    learning_rate: Number = Field(gt=0, description="Length of a step: the part of a gradient that is taken off.")
    update: one_of(("weights", "weights and biases")) = Field(description="What the training changes.")
    rounds: Count = Field(description="Number of updates of the training.")
    table: tuple[Count, ...] = Field(
        min_length=1, description="Rounds to show in the table of the training, ascending, from 1 to at most rounds.")
    digits: Digits = Field(default_factory=Digits, description="How many digits are printed.")
    notation: Notation = Field(default_factory=Notation, description="Letters and signs.")

    _path: Path = PrivateAttr()
    _located: Located = PrivateAttr()

    @property
    def path(self) -> Path:
        """The file that the example was read from, as it was given to `read`."""
        return self._path

    @property
    def slug(self) -> str:
        """The name of the example's folder without the number before it."""
        return re.sub(r"^[0-9]+-", "", self._path.absolute().parent.name)

    def line(self, *place: str | int) -> int:
        """The line of the value at `place`, such as ("layers", 0, "weights", 1, 0).

        For what the file leaves out, the line of the nearest value around it.
        """
        return self._located.line(*place)

    def variant(self, **changes: Any) -> Example:
        """The example with other values for some of its keys, given as in the file. Raises ExampleError."""
        data = {**self._located.data, **{key: as_in_the_file(value) for key, value in changes.items()}}
        try:
            return examined(self._path, replace(self._located, data=data))
        except ExampleError as error:
            asked = ", ".join(f"{key}={value!r}" for key, value in changes.items())
            raise ExampleError(replace(problem, message=f"variant({asked}): {problem.message}")
                               for problem in error.problems) from None

    @cached_property
    def _content(self) -> str:
        return self.model_dump_json()

    def __eq__(self, other: object) -> bool:
        """Equal in the text of every number (0.20 is printed otherwise than 0.2), in file and in lines."""
        return (isinstance(other, Example) and self._content == other._content and self._path == other._path
                and self._located.lines == other._located.lines)

    def __hash__(self) -> int:
        return hash((self._path, self._content))


PARTS: dict[str, type[Part]] = {
    "source": Source, "layers": Layer, "data": Sample, "digits": Digits, "notation": Notation,
}


def read(path: Path) -> Example:
    """Read and validate an example. Raises ExampleError with everything that is wrong with the file."""
    return examined(path, read_yaml(path))


def examined(path: Path, located: Located) -> Example:
    problems: list[Problem] = [*located.problems, *what_does_not_fit_together(located)]
    try:
        example = Example.model_validate(located.data)
    except ValidationError as error:
        problems += sentences(error, located, lambda key: PARTS.get(key, Example).model_fields)
    if problems:
        raise ExampleError(sorted(problems, key=lambda problem: problem.line or 0))
    example._path, example._located = path, located
    return example


def as_in_the_file(value: Any) -> Any:
    """A Python value as it would have been read from YAML."""
    match value:
        case int() | float() if not isinstance(value, bool):
            return Decimal(repr(value))
        case list() | tuple():
            return [as_in_the_file(entry) for entry in value]
        case dict():
            return {key: as_in_the_file(entry) for key, entry in value.items()}
    return value
