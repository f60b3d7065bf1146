"""What is found at something drawn."""

from __future__ import annotations

from generator.checks.drawn.svg import Figure
from generator.checks.equality import Fault

KIND = "figure"
ASK_ANEW = "Let the figure draw it where it belongs: see templates/figures and generator/figures."


def found(start: int, message: str, stands: str = "", should: str = "", way_out: str = ASK_ANEW) -> Fault:
    """The finding for what is drawn at a place of the document."""
    return Fault(KIND, start, message, stands, should, way_out)


def said_wrongly(figure: Figure, message: str, stands: str) -> Fault:
    """The finding for words with a figure that say another thing than it shows."""
    return found(figure.start, message, stands, way_out="Let the words say what is drawn, or draw what they say.")
