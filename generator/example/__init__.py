"""An example.yml: what it may hold, how it is read, and what is said when it does not fit."""

from generator.example.definition import Digits, Example, Layer, Notation, Sample, Source, examined, read

__all__ = ["Digits", "Example", "Layer", "Notation", "Sample", "Source", "examined", "read"]
