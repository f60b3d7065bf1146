"""Quantities as text: formulas, lines that hold as displayed, stamps and the markup around them."""
