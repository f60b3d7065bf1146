"""The sections of an example.yml: a layer, a sample, where the example comes from, how it is written."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from generator.engine.activations import ACTIVATIONS
from generator.example.enumerating import joined
from generator.example.fields import (
    Between,
    Biases,
    Name,
    Number,
    RateLetter,
    Rule,
    Text,
    Whole,
    YesOrNo,
    one_of,
)
from generator.example.settings import USUAL, Table, takers
from generator.example.wording import fault


class Section(BaseModel):
    """A mapping of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def something(cls, value: Any, field: ValidationInfo) -> Any:
        """What may be left out must not be there without a value."""
        if value is None and cls.model_fields[field.field_name].default is None:
            raise fault("expected a value, found nothing", "Write it behind the key, or remove the key.")
        return value


def setting(name: str, table: Table, description: str) -> Any:
    """A field for those activations or optimizers of a table that take a setting of this name."""
    for_whom = f"Only for {joined(takers(name, table))}: "
    return Field(None, description=for_whom + description, examples=[float(USUAL[name])])


class Source(Section):
    """Where an example comes from."""

    title: Text = Field(description="Title of the document that the example comes from.")
    author: Text | None = Field(None, description="Who wrote the document.")
    year: Whole | None = Field(None, description="Year in which the document appeared.")
    url: Text | None = Field(None, description="Address of the document.")


class Layer(Section):
    """One layer of n neurons with m inputs."""

    name: Text = Field(description="Name of the layer, such as hidden. No two layers have the same.")
    neurons: tuple[Name, ...] = Field(
        min_length=1, description="Names of the n neurons, such as [h1, h2]: letters, then digits if any. Each once.")
    activation: one_of(ACTIVATIONS) = Field(
        description="What a neuron makes of its total net input. softmax: only in the last layer.")
    slope: Between | None = setting(
        "slope", ACTIVATIONS, "the slope where the total net input is negative. Above 0 and below 1.")
    weights: tuple[tuple[Number, ...], ...] = Field(
        min_length=1, description="n rows, one per neuron, of m numbers, one per input of the layer.")
    biases: Biases = Field(description="none, one number that the layer shares, or a list of n, one per neuron.")


class Sample(Section):
    """One pair of inputs and targets to learn from."""

    inputs: tuple[Number, ...] = Field(min_length=1, description="One number per input of the network.")
    targets: tuple[Number, ...] = Field(
        min_length=1,
        description="One number per neuron of the last layer. For binary cross-entropy from 0 to 1; for categorical "
        "cross-entropy they also add up to 1; for the other losses any numbers.")


class Digits(Section):
    """A rule of rounding for each of the two kinds of page."""

    chapter: Rule = Field("9 decimals", validate_default=True, description="Digits in the chapter: a number from 1 to "
                          "30 and its unit, such as '9 decimals' or '5 significant'.")
    deck: Rule = Field("5 significant", validate_default=True, description="Digits on the slides, in the same way.")


class Notation(Section):
    """The letters and signs of the tradition that the example is written in."""

    learning_rate: RateLetter = Field(
        "eta", description="Letter of the learning rate: eta, alpha, epsilon or a single letter that is not taken.")
    error: one_of(("E", "L", "J", "C")) = Field("E", description="Letter of the error.")
    weights: one_of(("numbered", "to from", "from to")) = Field(
        "numbered", description="Names of the weights. numbered: w_1, w_2, ... through the whole network. to from: "
        "w_ij leads to neuron i from input j. from to: w_ij leads from input i to neuron j.")
    layer_index: YesOrNo = Field(
        True, description="Whether weights that are named 'to from' or 'from to' carry the number of their layer. "
        "false only in a network of one layer.")
    form: one_of(("columns", "rows")) = Field(
        "columns", description="How a layer is written with matrices. columns: W x + b. rows: x W + b.")
    delta: one_of(("plus", "minus")) = Field(
        "plus", description="Sign of the delta of a neuron. plus: dE/dnet. minus: -dE/dnet.")
    times: one_of(("dot", "cross")) = Field("dot", description="Sign between two numbers that are multiplied.")
