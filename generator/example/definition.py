"""One worked example: what an example.yml may hold, and how it is read.

The class below and those of `generator.example.sections` are the definition. What does not fit them is said by
`generator.example.faults`, what does not fit together by `generator.example.checks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PrivateAttr, ValidationError

from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS
from generator.errors import ExampleError, Problem
from generator.example.checks import what_does_not_fit_together
from generator.example.faults import sentences
from generator.example.fields import Batch, Count, Name, Positive, Rounds, Share, Text, listed, one_of
from generator.example.sections import Digits, Layer, Notation, Sample, Section, Source, setting
from generator.example.wording import shortened
from generator.example.yaml_lines import Located, read_yaml


class Example(Section):
    """One network, the data it learns from, and how it learns."""

    title: Text = Field(description="Title of the chapter and of the deck.")
    about: Text | None = Field(None, description="What a reader finds in it, in a sentence or two: for the front page.")
    source: Annotated[
        tuple[Source, ...], BeforeValidator(listed, json_schema_input_type=Source | tuple[Source, ...]),
    ] = Field((), description="Where the example comes from: one document or a list of them.")
    inputs: tuple[Name, ...] = Field(
        min_length=1, description="Names of the inputs, such as [i1, i2]: letters, then digits if any. Each once.")
    layers: tuple[Layer, ...] = Field(min_length=1, description="The layers, from the first behind the inputs on.")
    loss: one_of(LOSSES) = Field(
        description="How far the outputs are from their targets. A cross-entropy needs outputs between 0 and 1, such "
        "as those of logistic.")
    data: tuple[Sample, ...] = Field(min_length=1, description="The samples, in the order in which they are shown.")
    batch: Batch = Field(
        "online", description="How many samples make an update: online (one), full (all), or a whole number from 1 to "
        "the number of samples. The last batch of an epoch may be smaller.")
    batch_loss: one_of(("mean", "sum")) = Field(
        "mean", description="What the loss of a batch makes of the losses of its samples.")
    optimizer: one_of(OPTIMIZERS) = Field(description="How a gradient changes a weight.")
    learning_rate: Positive = Field(
        description="Length of a step: the part of a gradient that is taken off. Above 0.")
    momentum: Share | None = setting(
        "momentum", OPTIMIZERS, "the part of the last step that is kept. From 0 to below 1.")
    decay: Share | None = setting(
        "decay", OPTIMIZERS, "the part of the mean square of the gradients that is kept. From 0 to below 1.")
    beta1: Share | None = setting(
        "beta1", OPTIMIZERS, "the part of the mean of the gradients that is kept. From 0 to below 1.")
    beta2: Share | None = setting(
        "beta2", OPTIMIZERS, "the part of the mean square of the gradients that is kept. From 0 to below 1.")
    epsilon: Positive | None = setting(
        "epsilon", OPTIMIZERS, "a small number that keeps a divisor from being 0. Above 0.")
    weight_decay: Positive | None = Field(
        None, description="The part of each weight (not of biases) that is added to its gradient. Above 0; none if "
        "left out.")
    update: one_of(("weights", "weights and biases")) = Field(description="What the training changes.")
    rounds: Rounds = Field(description="Number of updates of the training, from 1 to a million.")
    table: tuple[Count, ...] = Field(
        min_length=1, description="Rounds to show in the table of the training, ascending, from 1 to at most rounds.")
    digits: Digits = Field(default_factory=Digits, description="How many digits are printed.")
    notation: Notation = Field(default_factory=Notation, description="Letters and signs.")

    _path: Path = PrivateAttr()
    _located: Located = PrivateAttr()
    _beside: tuple[Example, ...] = PrivateAttr(())

    @property
    def path(self) -> Path:
        """The file that the example was read from, as it was given to `read`."""
        return self._path

    @property
    def slug(self) -> str:
        """The name of the example's folder without the number before it; behind it that of a file beside the folder's
        own example, as in gradient-descent.one-weight."""
        folder = re.sub(r"^[0-9]+-", "", self._path.absolute().parent.name)
        return folder if self._path.stem == OWN else f"{folder}.{self._path.stem}"

    @property
    def beside(self) -> tuple[Example, ...]:
        """The further examples of the same chapter, in files beside this one."""
        return self._beside

    @property
    def batch_size(self) -> int:
        """How many samples make an update; the last batch of an epoch may be smaller."""
        return {"online": 1, "full": len(self.data)}.get(self.batch, self.batch)

    def line(self, *place: str | int) -> int:
        """The line of the value at `place`, such as ("layers", 0, "weights", 1, 0).

        For what the file leaves out, the line of the nearest value around it.
        """
        return self._located.line(*place)

    def with_beside(self, others: Iterable[Example]) -> Example:
        """The same example with others beside it."""
        example = self.model_copy()
        example._beside = tuple(others)
        return example

    def variant(self, **changes: Any) -> Example:
        """The example with other values for some of its keys, given as in the file; None leaves a key out.

        Raises ExampleError.
        """
        data = {**self._located.data, **{key: as_in_the_file(value) for key, value in changes.items()}}
        data = {key: value for key, value in data.items() if value is not None or key not in changes}
        try:
            return examined(self._path, replace(self._located, data=data))
        except ExampleError as error:
            asked = ", ".join(f"{key}={shortened(repr(value))}" for key, value in changes.items())
            raise ExampleError(replace(problem, message=f"variant({asked}): {problem.message}")
                               for problem in the_first(list(error.problems), MOST_OF_A_VARIANT)) from None

    @cached_property
    def _content(self) -> str:
        return self.model_dump_json()

    def __eq__(self, other: object) -> bool:
        """Equal in the text of every number (0.20 is printed otherwise than 0.2), in file and in lines."""
        return (isinstance(other, Example) and self._content == other._content and self._path == other._path
                and self._located.lines == other._located.lines and self._beside == other._beside)

    def __hash__(self) -> int:
        return hash((self._path, self._content))


SECTIONS: dict[str, type[Section]] = {
    "source": Source, "layers": Layer, "data": Sample, "digits": Digits, "notation": Notation,
}


MOST_PROBLEMS, MOST_OF_A_VARIANT = 50, 5
OWN = "example"
"""What the file of a folder's own example is called, without its ending."""


def read(path: Path) -> Example:
    """Read and validate an example. Raises ExampleError with everything that is wrong with the file."""
    return examined(path, read_yaml(path))


def examined(path: Path, located: Located) -> Example:
    problems: list[Problem] = [*located.problems, *what_does_not_fit_together(located)]
    try:
        example = Example.model_validate(located.data)
    except ValidationError as error:
        problems += sentences(error, located, lambda key: SECTIONS.get(key, Example).model_fields)
    if problems:
        raise ExampleError(the_first(sorted(problems, key=lambda problem: problem.line or 0)))
    example._path, example._located = path, located
    return example


def the_first(problems: list[Problem], most: int = MOST_PROBLEMS) -> list[Problem]:
    """All problems, unless they are more than anybody reads: one slip may spoil every sample of a large example."""
    if len(problems) <= most:
        return problems
    rest = problems[most:]
    message = f"{len(rest)} more problems from this line on"
    way_out = "Mend those above first: many may come from one slip."
    return [*problems[:most], replace(rest[0], message=message, way_out=way_out)]


def as_in_the_file(value: Any) -> Any:
    """A Python value as it would have been read from YAML."""
    match value:
        case int() | float() | Decimal() if not isinstance(value, bool):
            number = Decimal(str(value))
            return number if number.is_finite() else str(value)
        case list() | tuple():
            return [as_in_the_file(entry) for entry in value]
        case dict():
            return {key: as_in_the_file(entry) for key, entry in value.items()}
    return value
