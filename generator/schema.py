"""The definition of example.yml as JSON Schema, by which an editor completes and checks while an author types."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from generator.engine.activations import ACTIVATIONS
from generator.engine.optimizers import OPTIMIZERS
from generator.example import Example, Layer
from generator.example.settings import USUAL, Table, takers


def text() -> str:
    """The schema as it is kept in the repository and printed by `textbook schema`."""
    return json.dumps(schema(), indent=2) + "\n"


def schema() -> dict[str, Any]:
    whole = Example.model_json_schema(schema_generator=_Generator)
    sections = whole.pop("$defs")
    sections[Layer.__name__]["allOf"] = conditions("activation", ACTIVATIONS)
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **whole,
        "title": "example.yml: a worked example of backpropagation",
        "allOf": conditions("optimizer", OPTIMIZERS),
        "$defs": sections,
    }


def conditions(key: str, table: Table) -> list[dict[str, Any]]:
    """For each setting: with which values of a key it must be given. With all others it must not."""
    return [
        {
            "if": {"properties": {key: {"enum": names}}, "required": [key]},
            "then": {"required": [setting]},
            "else": {"properties": {setting: False}},
        }
        for setting in USUAL
        if (names := takers(setting, table))
    ]


class _Generator(GenerateJsonSchema):
    """Without a title for each key, and without null: what may be left out is left out, not given without a value."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> dict[str, Any]:
        written = super().default_schema(schema)
        return {key: value for key, value in written.items() if (key, value) != ("default", None)}
