"""The figures of the book: places from here, looks from templates/figures."""

from generator.figures.catalogue import DIGITS, FIGURES, scene

__all__ = ["DIGITS", "FIGURES", "scene"]
