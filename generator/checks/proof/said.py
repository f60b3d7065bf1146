"""What an author has said about the formulas of a document, by the marks in its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from generator.checks.latex_reader import Tree, read
from generator.checks.latex_tokens import Unreadable, tokens
from generator.text import marks


class Provisos:
    """Which passages are only supposed; from where on a letter stands for what, and which example is meant.

    unreadable: the places of explanations that cannot be read, each with the letter and why."""

    def __init__(self, text: str) -> None:
        self.unreadable: list[tuple[int, str, str]] = []
        self._supposed: list[int] = []
        self._letters: list[tuple[int, Mapping[str, Tree]]] = [(0, {})]
        self._examples: list[tuple[int, str]] = [(0, "")]
        for place, mark in marks.marks(text):
            match mark.kind:
                case "suppose" | "supposed":
                    self._supposed.append(place)
                case "where":
                    self.explain(place, mark)
                case "about":
                    self._examples.append((place, mark.name))

    def explain(self, place: int, mark: marks.Mark) -> None:
        try:
            explained = {**self._letters[-1][1], mark.name: read(list(tokens(mark.words)))}
        except Unreadable as trouble:
            self.unreadable.append((place, f"{mark.name} = {mark.words}", str(trouble)))
        else:
            self._letters.append((place, explained))

    def is_supposed(self, place: int) -> bool:
        """Whether it lies between the two marks of a supposition."""
        return bisect_right(self._supposed, place) % 2 == 1

    def letters(self, place: int) -> Mapping[str, Tree]:
        return last(self._letters, place)

    def example(self, place: int) -> str:
        """The name of the file that is meant, without its ending; empty where the author names none."""
        return last(self._examples, place)


def last(said: list[tuple[int, object]], place: int) -> object:
    return said[bisect_right(said, place, key=lambda one: one[0]) - 1][1]
